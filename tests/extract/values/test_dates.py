"""Days, weekdays and months, with and without a day of publication."""

from datetime import date

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions


def read(text: str, published_on: date | None = None) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, published_on)


FRIDAY = date(2025, 6, 6)


def values(text: str, published_on: date | None = FRIDAY) -> list[str | None]:
    return [found.value_text for found in read(text, published_on)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It opened on June 2, 2021.", "2021-06-02"),
        ("It opened on 2 June 2021.", "2021-06-02"),
        ("It opened on Wednesday, June 2, 2021.", "2021-06-02"),
        ("It opened in June 2021.", "2021-06"),
        ("It opened on Sept. 3, 2021.", "2021-09-03"),
        ("It opened on the 3rd of July.", "2025-07-03"),
        ("It opened on the twenty-third of July.", "2025-07-23"),
    ],
)
def test_each_way_of_writing_a_date_gives_its_iso_value(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize("text", ["They met on July thirty-third.", "They met on the twenty-tenth of July."])
def test_no_month_has_such_a_day(text):
    assert not any((value or "").count("-") > 1 for value in values(text))


def test_a_month_stays_a_month_with_its_first_and_last_day():
    [found] = read("The bridge opened in May 2025.")
    assert (found.value_text, found.precision, found.low_on, found.high_on) == (
        "2025-05",
        "month",
        date(2025, 5, 1),
        date(2025, 5, 31),
    )


def test_a_full_date_is_explicit_and_not_inferred():
    [found] = read("The bridge opened on May 3, 2025.")
    assert (found.anchor_method, found.is_inferred) == ("explicit", False)


def test_a_day_without_a_year_takes_the_year_of_publication_and_says_so():
    [found] = read("The bridge opened on May 3.", FRIDAY)
    assert (found.value_text, found.anchor_method, found.is_inferred) == ("2025-05-03", "document_date", True)


def test_without_publication_the_only_year_of_the_text_dates_a_day():
    found = read("The bridge opened on May 3. The toll of 2019 stays.")[0]
    assert (found.value_text, found.anchor_method, found.is_inferred) == ("2019-05-03", "text_date", True)


def test_a_year_that_bounds_another_time_dates_nothing():
    assert read("The bridge opened on May 3. It must last until 2060.")[0].value_text == "XXXX-05-03"


@pytest.mark.parametrize(
    "text",
    [
        "The bridge opened on May 3. It is the sixth since the 2024 flood.",
        "The bridge opened on May 3. The 2024 flood had shut it.",
        "The bridge will open on May 3. It was built in 2024.",
    ],
)
def test_a_year_of_another_event_dates_nothing(text):
    assert read(text)[0].value_text == "XXXX-05-03"


def test_without_any_year_a_day_stays_partial():
    [found] = read("The bridge opened on May 3.")
    assert (found.value_text, found.low_on, found.high_on) == ("XXXX-05-03", None, None)
    assert (found.anchor_method, found.is_inferred) == ("none", False)


def test_without_publication_a_weekday_stays_partial():
    [found] = read("The bridge opened on Thursday.")
    assert (found.value_text, found.precision, found.low_on) == ("XXXX-WXX-4", "day", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She resigned on Monday.", "2025-06-02"),
        ("She will resign on Monday.", "2025-06-09"),
        ("She resigned on Friday.", "2025-06-06"),
        ("She left last Friday.", "2025-05-30"),
        ("She leaves next Friday.", "2025-06-13"),
        ("The court is set to meet Monday.", "2025-06-09"),
    ],
)
def test_the_tense_of_the_verb_tells_which_weekday(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She resigned in November.", "2024-11"),
        ("She will resign in November.", "2025-11"),
        ("She will resign in March.", "2026-03"),
        ("Talks must end by October.", "2025-10"),
        ("Brokers expect a cut in February.", "2026-02"),
        ("Brokers bet on another rate cut in February.", "2026-02"),
        ("The works are pencilled for early February.", "2026-02"),
        ("The bank cut rates in February.", "2025-02"),
        ("The bank announced a cut in February.", "2025-02"),
    ],
)
def test_the_tense_of_the_verb_tells_which_month(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A hearing is set for 14 January.", "2026-01-14"),
        ("A hearing is due on 14 January.", "2026-01-14"),
        ("The hearing is on 14 January.", "2026-01-14"),
        ("The deadline for bids is 14 January.", "2026-01-14"),
        ("The ferry sank on 14 January.", "2025-01-14"),
        ("The hearing was held on 14 January.", "2025-01-14"),
        ("The hearing had been set for 14 January.", "2025-01-14"),
    ],
)
def test_what_is_planned_has_the_next_such_day(text, value):
    assert values(text) == [value]


def test_a_part_of_the_day_belongs_to_its_weekday():
    [found] = read("She resigned on Thursday morning.", FRIDAY)
    assert (found.kind, found.value_text, found.precision) == ("time", "2025-06-05TMO", "part_of_day")


def test_a_span_of_days_is_an_interval():
    [found] = read("The fair ran May 3-5.", FRIDAY)
    assert (found.value_text, found.hedge) == ("2025-05-03/2025-05-05", "range")
    assert (found.low_on, found.high_on) == (date(2025, 5, 3), date(2025, 5, 5))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The fair runs from 5 to 9 July.", "2025-07-05/2025-07-09"),
        ("The fair runs from the 5th to the 9th of July.", "2025-07-05/2025-07-09"),
        ("The fair runs 5-9 July 2026.", "2026-07-05/2026-07-09"),
        ("The road shuts between 5 and 9 July.", "2025-07-05/2025-07-09"),
        ("The road shuts between July 5 and 9.", "2025-07-05/2025-07-09"),
    ],
)
def test_two_days_of_one_month_are_a_span(text, value):
    [found] = read(text, FRIDAY)
    assert (found.kind, found.value_text, found.hedge) == ("date", value, "range")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It opened on 5 and 9 July.", "2025-07-09"),
        ("Orlo won 9-5 July 4.", "2025-07-04"),
        ("From 9 to 5 July it lay still.", "2025-07-05"),
    ],
)
def test_other_numbers_before_a_day_are_no_span(text, value):
    assert [found.value_text for found in read(text, FRIDAY) if found.kind == "date"] == [value]


def test_from_one_month_to_another_is_two_dates():
    assert values("It ran from May 2024 to June 2024.") == ["2024-05", "2024-06"]


def test_a_day_that_does_not_exist_is_read_as_its_month():
    [found] = read("It opened on February 30, 2024.")
    assert (found.value_text, found.precision) == ("2024-02", "month")


@pytest.mark.parametrize(
    "text", ["You may go.", "They march on.", "April Dunn left.", "Mar the surface.", "The sun sat low."]
)
def test_words_that_look_like_months_or_weekdays_are_none(text):
    assert read(text, FRIDAY) == []


def test_early_in_a_month_is_that_month_with_a_vague_hedge():
    [found] = read("Work starts in early July 2025.")
    assert (found.value_text, found.precision, found.hedge) == ("2025-07", "month", "vague")


def test_the_name_of_a_programme_is_no_day():
    assert read("He sang on Friday Night Quiz in Orlo.", date(2025, 6, 6)) == []


def test_a_weekday_after_the_preposition_following_is_no_next_one():
    text = "He spoke following Monday's vote."
    [found] = read(text, date(2025, 6, 6))
    assert (found.value_text, text[found.start : found.end]) == ("2025-06-02", "Monday")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ran July 28-Aug. 12, 1984.", ["1984-07-28", "1984-08-12"]),
        ("It ran July 28 to August 12, 1984.", ["1984-07-28", "1984-08-12"]),
        ("It ran Dec. 28 - Jan. 2, 1985.", ["1984-12-28", "1985-01-02"]),
    ],
)
def test_the_first_of_two_days_takes_the_year_of_the_second(text, expected):
    assert values(text) == expected
