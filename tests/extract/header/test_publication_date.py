from datetime import UTC, date, datetime

from flows.clean.blocks import Block
from flows.extract.header.html_metadata import PageMetadata, PageValue
from flows.extract.header.publication import Moment
from flows.extract.header.publication_date import choose_publication
from flows.read.documents import Document, Given


def _choose(
    published_at: str | None = None, *, url: str | None = None, domain: str | None = None, text: str = "", **page: tuple
):
    document = Document("d", "a.txt", None, "txt", "", 0, "utf-8", text, Given(published_at=published_at))
    blocks = [Block(0, len(text), "removed", "other", "test", 0.0)] if text else []
    return choose_publication(document, blocks, PageMetadata(**page), url=url, domain=domain)


def test_the_given_date_beats_the_declared_one() -> None:
    found = _choose("2031-03-09T10:32:00Z", published=(PageValue("json_ld", "2031-03-01"),))
    assert found.moment.at == datetime(2031, 3, 9, 10, 32, tzinfo=UTC)
    assert [(value.method_code, value.is_chosen) for value in found.found] == [("supplied", True), ("json_ld", False)]


def test_a_given_time_without_zone_tells_the_day_as_a_printed_one_does() -> None:
    found = _choose("2031-03-09 10:32:00")
    assert (found.moment.on, found.moment.at) == (date(2031, 3, 9), None)
    assert [value.value_text for value in found.found] == ["2031-03-09T10:32:00"]


def test_a_given_date_nobody_can_read_is_kept_and_not_taken() -> None:
    found = _choose("last spring")
    assert found.moment is None
    assert [(value.value_text, value.is_chosen) for value in found.found] == [("last spring", False)]


def test_the_address_tells_the_day_where_nothing_else_does() -> None:
    assert _choose(url="https://post.example/2031/03/09/harbour").moment.on == date(2031, 3, 9)


def test_a_page_in_utc_is_dated_by_the_day_it_prints() -> None:
    declared = (PageValue("json_ld", "2031-03-10T02:30:00Z"),)
    assert _choose(published=declared).moment.on == date(2031, 3, 10)
    assert _choose(published=declared, text="Published 9 March 2031").moment.on == date(2031, 3, 9)
    assert _choose(published=declared, text="Published 9 March 2031 21:30").moment.on == date(2031, 3, 9)
    assert _choose(published=declared, text="Published 9 March 2031 08:11").moment.on == date(2031, 3, 10)
    assert _choose(published=declared, text="Published 9 March 2031").moment.at == datetime(
        2031, 3, 10, 2, 30, tzinfo=UTC
    )


def test_the_country_of_the_outlet_orders_three_numbers() -> None:
    assert _choose("04/05/2031").moment is None
    assert _choose("04/05/2031", domain="post.co.uk").moment.on == date(2031, 5, 4)
    assert _choose("04/05/2031", language_tags=(PageValue("markup", "en-US"),)).moment.on == date(2031, 4, 5)
    assert _choose("04/05/2031", language_tags=(PageValue("markup", "fr"),)).moment.on == date(2031, 5, 4)


def test_an_update_is_no_publication() -> None:
    found = _choose(text="Updated 9 March 2031")
    assert found.moment is None
    assert [value.field_code for value in found.found] == ["updated"]


def test_the_instant_on_the_outlets_clocks_says_more_than_a_day_beside_it() -> None:
    declared = (PageValue("json_ld", "2031-03-10T02:30:00Z"), PageValue("meta", "2031-03-09"))
    assert _choose(published=declared).moment.on == date(2031, 3, 9)
    assert _choose(published=declared, text="Published 10 March 2031 03:30").moment.on == date(2031, 3, 10)


def test_of_two_printed_times_the_nearer_one_is_that_of_publication() -> None:
    declared = (PageValue("json_ld", "2031-03-09T23:55:00Z"), PageValue("meta", "2031-03-10T07:25:30"))
    assert _choose(published=declared).moment.on == date(2031, 3, 10)
    declared += (PageValue("meta", "2031-03-09T23:55:00"),)
    assert _choose(published=declared).moment.on == date(2031, 3, 9)


def _choose_below_title(line: str, kind: str = "dateline"):
    title, body = "Harbour reopens", "The harbour reopened on Friday after two days of storms."
    text = "\n".join([title, line, body])
    bounds = [0, len(title) + 1, len(title) + len(line) + 2, len(text)]
    kinds = [("title", "title"), ("byline", kind), ("lede", "paragraph")]
    blocks = [Block(bounds[i], bounds[i + 1], *kinds[i], "test", 0.0) for i in range(3)]
    document = Document("d", "a.txt", None, "txt", "", 0, "utf-8", text, Given())
    return choose_publication(document, blocks, PageMetadata(), url=None, domain=None)


def test_an_update_with_its_time_below_the_title_tells_the_day_where_nothing_else_does() -> None:
    found = _choose_below_title("Updated 11:16 AM EST, March 9, 2031")
    assert found.moment == Moment(date(2031, 3, 9), "day", value_text="2031-03-09")
    assert [(value.field_code, value.is_chosen) for value in found.found] == [("published", True), ("updated", False)]
    assert _choose_below_title("Updated March 9, 2031").moment is None  # as guides print it, years later
    assert _choose_below_title("Published 8 March 2031, updated 9 March 2031 11:16 AM EST").moment.on.day == 8
