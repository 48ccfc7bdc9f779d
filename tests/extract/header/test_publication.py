from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.header.publication import find_moments, find_url_date, parse_moment


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2031-03-09T10:32:00Z", datetime(2031, 3, 9, 10, 32, tzinfo=UTC)),
        ("2031-03-09T23:30:05.250-0400", datetime(2031, 3, 10, 3, 30, 5, tzinfo=UTC)),
        ("20310309T103200Z", datetime(2031, 3, 9, 10, 32, tzinfo=UTC)),
        ("Sun, 09 Mar 2031 10:32:00 +0200", datetime(2031, 3, 9, 8, 32, tzinfo=UTC)),
        ("Published 9 March 2031, 10:32 GMT", datetime(2031, 3, 9, 10, 32, tzinfo=UTC)),
        ("March 9, 2031 at 10:32 PM EDT", datetime(2031, 3, 10, 2, 32, tzinfo=UTC)),
        ("10.32am BST, 9 July 2031", datetime(2031, 7, 9, 9, 32, tzinfo=UTC)),
        ("Wed Jul 09 2031 10:31:21 GMT+0000", datetime(2031, 7, 9, 10, 31, 21, tzinfo=UTC)),
        ("1930818720", datetime(2031, 3, 9, 10, 32, tzinfo=UTC)),
        ("1930818720000", datetime(2031, 3, 9, 10, 32, tzinfo=UTC)),
        ("1930818720000000", datetime(2031, 3, 9, 10, 32, tzinfo=UTC)),
        ("1930818720000000000", datetime(2031, 3, 9, 10, 32, tzinfo=UTC)),
        ("1930818720.75", datetime(2031, 3, 9, 10, 32, tzinfo=UTC)),
        ("March 9, 20315:32 AM EST", datetime(2031, 3, 9, 10, 32, tzinfo=UTC)),
        ("9 March 203112:32 SAST", datetime(2031, 3, 9, 10, 32, tzinfo=UTC)),
        ("March 9, 2031, 11:32am WAT", datetime(2031, 3, 9, 10, 32, tzinfo=UTC)),
        ("03/09/2031 5:32 AM EST", datetime(2031, 3, 9, 10, 32, tzinfo=UTC)),
        ("2031-03-09T11:32:00 Europe/Berlin", datetime(2031, 3, 9, 10, 32, tzinfo=UTC)),
        ("2031-07-09T06:32:00-04:00[America/New_York]", datetime(2031, 7, 9, 10, 32, tzinfo=UTC)),
    ],
)
def test_a_time_with_its_zone_is_a_moment_in_utc(value: str, moment: datetime) -> None:
    parsed = parse_moment(value)
    assert parsed is not None
    assert parsed.at == moment


@pytest.mark.parametrize(
    "value",
    [
        "2031-03-09", "20310309", "2031/03/09", "March 9, 2031", "Mar. 9 2031", "9th March 2031",
        "Sunday 9 March 2031", "09.03.2031", "9. März 2031", "9 de marzo de 2031", "2031年3月9日", "9 марта 2031",
    ],
)  # fmt: skip
def test_a_day_is_read_in_many_forms_and_has_no_moment(value: str) -> None:
    parsed = parse_moment(value)
    assert parsed is not None
    assert (parsed.on, parsed.precision, parsed.at) == (date(2031, 3, 9), "day", None)


@pytest.mark.parametrize(
    "value", ["yesterday", "2031-02-30", "The fair of 9 March 2031 drew crowds", "12345", "9 March", "", "203103091032"]
)
def test_what_is_no_whole_date_is_not_read(value: str) -> None:
    assert parse_moment(value) is None


def test_three_numbers_are_read_only_with_evidence_for_their_order() -> None:
    assert parse_moment("04/05/2031") is None
    assert parse_moment("04/05/2031", day_first=True).on == date(2031, 5, 4)
    assert parse_moment("04/05/2031", day_first=False).on == date(2031, 4, 5)
    assert parse_moment("14/05/2031", day_first=False).on == date(2031, 5, 14)
    assert parse_moment("05/14/2031", day_first=True).on == date(2031, 5, 14)
    assert parse_moment("04.05.2031").on == date(2031, 5, 4)


def test_the_day_is_the_local_one_as_printed() -> None:
    assert parse_moment("2031-03-09T23:30:00-04:00").on == date(2031, 3, 9)


def test_midnight_sharp_stands_for_no_time() -> None:
    parsed = parse_moment("2031-03-09T00:00:00Z")
    assert (parsed.at, parsed.precision) == (None, "day")


@pytest.mark.parametrize("value", ["2031-03-09T00:00:00Z", "Sun, 09 Mar 2031 00:00:00 GMT"])
def test_midnight_of_a_machines_clock_is_a_moment(value: str) -> None:
    assert parse_moment(value, keeps_midnight=True).at == datetime(2031, 3, 9, tzinfo=UTC)
    assert parse_moment("2031-03-09", keeps_midnight=True).at is None


@pytest.mark.parametrize("value", ["2031-03-09 10:32", "2031-03-09T10:32:00", "2031-03-09T10:32:00 Nowhere/Town"])
def test_a_time_without_a_zone_tells_the_day_only(value: str) -> None:
    parsed = parse_moment(value)
    assert (parsed.on, parsed.at, parsed.precision) == (date(2031, 3, 9), None, "day")


def test_an_abbreviation_of_several_zones_gives_no_moment() -> None:
    assert parse_moment("9 March 2031 10:32 IST").at is None


def test_months_and_years_keep_their_precision() -> None:
    assert (parse_moment("March 2031").on, parse_moment("March 2031").precision) == (date(2031, 3, 1), "month")
    assert (parse_moment("2031-03").precision, parse_moment("2031").precision) == ("month", "year")


def test_each_date_of_a_line_is_found_with_its_span() -> None:
    line = "Published: 9 March 2031 | Updated: 10 March 2031 at 08:15 UTC"
    found = list(find_moments(line))
    assert [moment.moment.on for moment in found] == [date(2031, 3, 9), date(2031, 3, 10)]
    assert line[found[1].start : found[1].end] == "10 March 2031 at 08:15 UTC"


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("March 9, 2031 / 8:02 AM EDT / Coastal 9/Wire", datetime(2031, 3, 9, 12, 2, tzinfo=UTC)),
        ("Updated on: March 9, 2031 / 9:40 AM EST / Coastal 9", datetime(2031, 3, 9, 14, 40, tzinfo=UTC)),
        ("2031-03-09T10:32:00Z", datetime(2031, 3, 9, 10, 32, tzinfo=UTC)),
        ("2031-03-09T10:32+02:00", datetime(2031, 3, 9, 8, 32, tzinfo=UTC)),
        ("March 9, 2031 8:12 AM UTC · Updated 3 hours ago", datetime(2031, 3, 9, 8, 12, tzinfo=UTC)),
        ("March 9, 2031 / Coastal 9", None),
        ("March 9, 2031/8", None),
    ],
)
def test_a_time_behind_a_slash_or_in_iso_form_is_read_in_a_line(line: str, at: datetime | None) -> None:
    assert [found.moment.at for found in find_moments(line)] == [at]


def test_a_time_in_iso_form_inside_a_line_is_code_of_the_page() -> None:
    line = "AnaRuiz 2031-04-07T17:27:31+02:00 March 9th, 2031 | Harbour | 36 comments"
    assert [found.moment.on for found in find_moments(line)] == [date(2031, 3, 9)]


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://post.example/2031/03/09/harbour", date(2031, 3, 9)),
        ("https://post.example/2031/mar/09/harbour", date(2031, 3, 9)),
        ("https://post.example/news/harbour-2031-03-09-a", date(2031, 3, 9)),
        ("https://post.example/harbour-20310309.html", date(2031, 3, 9)),
        ("https://post.example/news/29-10-2031", date(2031, 10, 29)),
        ("https://post.example/news/09-10-2031", None),
        ("https://post.example/a/583920317", None),
        ("https://post.example/2031/harbour", None),
    ],
)
def test_the_day_in_an_address_is_found(url: str, day: date | None) -> None:
    assert find_url_date(url) == day


@given(
    st.integers(631_152_000, 4_070_908_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters))),
)
def test_every_iso_moment_is_read_back(local: datetime, zone: timezone) -> None:
    stamped = local.replace(microsecond=0, tzinfo=zone)
    parsed = parse_moment(stamped.isoformat())
    assert parsed is not None
    assert parsed.on == stamped.date()
    assert parsed.at == stamped or (parsed.at is None and stamped.time().isoformat() == "00:00:00")


@given(st.text(max_size=40))
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse_moment(text)
    assert all(moment.end <= len(text) for moment in find_moments(text))


@pytest.mark.parametrize("line", ["Posted9 Mar 2031", "UpdatedMarch 9, 2031", "Published9 March 2031 10:32"])
def test_a_label_glued_to_its_date_does_not_hide_it(line: str) -> None:
    assert [printed.moment.on for printed in find_moments(line)] == [date(2031, 3, 9)]


@pytest.mark.parametrize(("line", "day"), [("8/14/31", date(2031, 8, 14)), ("12/31/24", date(2024, 12, 31))])
def test_a_year_without_its_century_is_read_behind_a_month_and_a_day_above_twelve(line: str, day: date) -> None:
    assert [printed.moment.on for printed in find_moments(line)] == [day]


@pytest.mark.parametrize("line", ["8/11/24", "14/8/31", "8/14/31 wins", "version 8/14/31b", "04/05/2031 10:20 GMT"])
def test_numbers_that_may_be_read_in_two_ways_are_not(line: str) -> None:
    assert list(find_moments(line)) == []
