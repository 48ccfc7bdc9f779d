"""Values of one article that can be compared."""

import pytest

from flows.link.facts.fact_candidates import find_candidates


def test_a_candidate_slices_to_its_value_and_lies_in_its_sentence(writer):
    text = "Rain fell. The ferry carried 34 goats."
    [found] = find_candidates(writer.write("a", text, writer.number("34 goats", 34, "goat")))
    assert text[found.start : found.end] == "34 goats"
    assert text[found.sentence_start : found.sentence_end] == "The ferry carried 34 goats."


def test_a_vague_value_is_no_candidate(writer):
    vague = writer.number("many goats", 0, "goat", hedge="vague")
    assert find_candidates(writer.write("a", "The ferry carried many goats.", vague)) == []


def test_an_expression_without_value_is_no_candidate(writer):
    nothing = writer.number("some goats", 1, "goat", value_text=None)
    assert find_candidates(writer.write("a", "The ferry carried some goats.", nothing)) == []


def test_a_day_without_year_is_a_candidate(writer):
    [found] = find_candidates(writer.write("a", "On June 5 the ferry sank.", writer.day("June 5", "XXXX-06-05")))
    assert found.low_on is None


def test_the_first_date_of_the_lede_is_the_date_of_the_event(writer):
    article = writer.write(
        "a",
        "The ferry sank on Monday.\nIt was built in 2012.",
        writer.day("Monday", "2031-05-05"),
        writer.day("2012", "2012"),
    )
    assert [c.is_event_date for c in find_candidates(article)] == [True, False]


def test_a_date_in_a_subordinate_clause_is_not_the_date_of_the_event(writer):
    article = writer.write("a", "The ferry that sank on Monday was old.", writer.day("Monday", "2031-05-05"))
    assert [c.is_event_date for c in find_candidates(article)] == [False]


def test_a_value_that_a_speaker_gives_carries_the_speaker(writer):
    article = writer.write(
        "a",
        "“We lost 34 goats,” Ada Quill said.",
        writer.number("34 goats", 34, "goat"),
        writer.quotation("We lost 34 goats,", "Ada Quill", "Ada Quill"),
        people=("Ada Quill",),
    )
    [found] = find_candidates(article)
    assert found.quotation_id == article.quotations[0].quotation_id
    assert found.speaker_entity_id == article.entities[0].entity_id


def test_a_date_that_another_event_came_before_is_still_the_date_of_the_event(writer):
    text = "The council voted on Monday after a long debate."
    [found] = find_candidates(writer.write("a", text, writer.day("Monday", "2031-05-05")))
    assert found.is_event_date
    text = "On Monday, one day after a coup, the border was closed."
    monday, sunday = find_candidates(writer.write("a", text, writer.day("Monday", "2031-05-05")))
    assert (monday.is_event_date, sunday.is_event_date) == (False, False)


def test_a_clock_time_is_a_candidate_though_its_day_is_not_known(writer):
    clock = writer.day("7:20 a.m.", "2031-05-05", kind="time", is_inferred=True, precision="minute")
    clock.fields.update(value_text="2031-05-05T07:20", low_on=None, high_on=None)
    [found] = find_candidates(writer.write("a", "The boiler burst at 7:20 a.m. in the rain.", clock))
    assert found.value_text == "T07:20"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It was 100 percent certain.", 0),
        ("The ferry lost 100 percent of its sailors.", 1),
        ("Fares rose 100 percent.", 1),
    ],
)
def test_a_whole_that_stresses_a_word_is_no_candidate(writer, text, count):
    note = writer.number("100 percent", 100, "percent", kind="percent")
    assert len(find_candidates(writer.write("a", text, note))) == count
