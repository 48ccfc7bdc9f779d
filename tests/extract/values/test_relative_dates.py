"""Dates said from where the reader stands."""

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
        ("She spoke yesterday.", "2025-06-05"),
        ("She speaks tomorrow.", "2025-06-07"),
        ("She spoke the day before yesterday.", "2025-06-04"),
        ("She speaks the day after tomorrow.", "2025-06-08"),
        ("She spoke the day after yesterday's vote.", "2025-06-05"),
        ("She spoke last night.", "2025-06-05TNI"),
        ("She spoke at mid-afternoon yesterday.", "2025-06-05TAF"),
        ("She spoke this morning.", "2025-06-06TMO"),
        ("She spoke last week.", "2025-W22"),
        ("She spoke last month.", "2025-05"),
        ("She speaks next year.", "2026"),
        ("She spoke earlier this year.", "2025"),
        ("She spoke three years ago.", "2022"),
        ("She spoke 10 days ago.", "2025-05-27"),
        ("She spoke two weeks ago.", "2025-W21"),
        ("She spoke last fall.", "2024-FA"),
        ("She spoke in the summer of 2020.", "2020-SU"),
        ("She spoke over the weekend.", "2025-W23-WE"),
        ("She spoke several years ago.", "PAST_REF"),
        ("She spoke the other day.", "PAST_REF"),
        ("She speaks now.", "PRESENT_REF"),
        ("She will speak soon.", "FUTURE_REF"),
    ],
)
def test_a_relative_date_is_reckoned_from_publication(text, value):
    assert values(text) == [value]


def test_a_reckoned_date_says_so():
    [found] = read("She spoke last month.", FRIDAY)
    assert (found.anchor_method, found.is_inferred, found.precision) == ("document_date", True, "month")


def test_the_following_day_is_reckoned_from_the_day_told_last():
    assert values("It sank on May 3, 2021. The following day boats came.") == ["2021-05-03", "2021-05-04"]


def test_what_cannot_be_reckoned_is_vague_and_without_days():
    [found] = read("She recently spoke.", FRIDAY)
    assert (found.precision, found.hedge, found.low_on, found.is_inferred) == ("vague", "vague", None, False)


def test_without_publication_last_month_keeps_its_precision_and_no_days():
    [found] = read("She spoke last month.")
    assert (found.value_text, found.precision, found.low_on, found.anchor_method) == ("PAST_REF", "month", None, "none")


@pytest.mark.parametrize("text", ["Come as soon as you can.", "The future of the mill is open.", "The rivers fall."])
def test_words_of_time_in_other_uses_are_none(text):
    assert values(text) == []


def test_the_name_of_a_programme_is_no_date():
    assert values('She spoke on "This Week" in Orlo.') == []


@pytest.mark.parametrize(
    "text",
    [
        "Reed told HARBOUR TODAY that the pier is closed.",
        "Kerr said on Harbour Today that it rains.",
        "She hosts the Today programme.",
        "He sings on the Tonight Show.",
        "He spoke on Orlo This Morning about it.",
        "Donors gave to Cities Now at the gala.",
        "It raised its overnight rate.",
    ],
)
def test_a_word_of_time_inside_a_name_is_no_date(text):
    assert values(text) == []


@pytest.mark.parametrize("text", ["PIER CLOSED TODAY", "Pier Closed Today After Storm", "It is over, Today it rains."])
def test_a_word_of_time_in_a_headline_or_after_a_mark_is_a_date(text):
    assert values(text) == ["2025-06-06"]


def test_a_week_or_so_ago_is_about_a_week():
    [found] = read("She left a week or so ago.", FRIDAY)
    assert (found.value_text, found.hedge) == ("2025-W22", "about")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quill is Player of the Year.",
        "She was named player of the year.",
        "Orlo Names Person of the Year",
        "She won Baker of the Year in Orlo.",
        "Ada Quill is Baker of the Year.",
        "Some days of the week are full.",
        "Some times of the year are full.",
        "Now, let's go on.",
        "Now let’s go on.",
        "Feet of what now?",
        "She wrote now and then.",
        "She wrote now and again.",
    ],
)
def test_awards_any_week_and_idioms_are_no_dates(text):
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell in the First Half of the Year.", "2025"),
        ("It is due at the End of the Year.", "2025"),
        ("It fell on the best days of the year.", "2025"),
        ("Death Toll of the Year Hits Orre", "2025"),
        ("Baker of the Year in Review", "2025"),
        ("The first person of the year to fall was there.", "2025"),
        ("It was the last word of the year.", "2025"),
        ("The mill now lets rooms.", "PRESENT_REF"),
        ("Now that it rains, the pier is closed.", "PRESENT_REF"),
        ("What now seems right is not.", "PRESENT_REF"),
        ("Much can happen between now and then.", "PRESENT_REF"),
    ],
)
def test_parts_of_this_year_and_the_present_are_dates(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She leaves a year from now.", "2026"),
        ("She leaves two weeks from today.", "2025-W25"),
        ("She leaves two full years from today.", "2027"),
        ("She leaves a week from tomorrow.", "2025-W24"),
        ("She leaves a few years from now.", "FUTURE_REF"),
        ("She leaves years from now.", "FUTURE_REF"),
    ],
)
def test_a_length_from_now_is_one_date(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize("text", ["Two to three years from now it ends.", "Two or three years from now it ends."])
def test_a_range_from_now_stays_a_length(text):
    assert values(text) == ["P2Y/P3Y", "PRESENT_REF"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It sank in the early hours of Thursday.", "2025-06-05TMO"),
        ("It sank in the early hours Thursday.", "2025-06-05TMO"),
        ("It sank in the early hours of Thursday morning.", "2025-06-05TMO"),
        ("It sank in the early hours of yesterday.", "2025-06-05TMO"),
        ("It sank in the early hours of June 3.", "2025-06-03TMO"),
    ],
)
def test_the_early_hours_of_a_day_are_its_morning(text, value):
    assert values(text) == [value]
