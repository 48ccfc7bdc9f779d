"""Which expressions can agree or disagree with another report's."""

import pytest

from flows.link.facts.comparable_values import is_comparable


def comparable(article):
    return [is_comparable(article, expression) for expression in article.expressions]


@pytest.mark.parametrize(
    ("text", "is_value"),
    [
        ("He meddled in the 2030 presidential election.", False),
        ("She is a 2030 hopeful from Orre.", False),
        ("He lost his 2030 U.S. Senate campaign.", False),
        ("They are of the class of 2030.", False),
        ("The 2030 Harbour Rights Act protects them.", False),
        ("It is a post-2030 law.", False),
        ("It had the look of a 2030-style march.", False),
        ("The 2030 act of the mayor hurt them.", True),
        ("In 2030 election officials met.", True),
        ("The 2030 fire in a polling race hall killed three.", True),
        ("In 2030 Julia Law founded it.", True),
        ("The 2030 flood left 300 homeless.", True),
        ("He was elected in 2030.", True),
    ],
)
def test_the_year_that_names_a_race_is_no_value(writer, text, is_value):
    assert comparable(writer.write("d", text, writer.day("2030", "2030"))) == [is_value]


@pytest.mark.parametrize(
    ("words", "number", "text", "is_value"),
    [
        ("two sides", 2, "Talks between the two sides ended.", False),
        ("three countries", 3, "All three countries signed.", False),
        ("two countries", 2, "He was banned from two countries.", True),
        ("six coastal countries", 6, "The ban on the six coastal countries ended.", True),
        ("two ferries", 2, "The two ferries sank.", True),
        ("two men", 2, "Police arrested the two men.", True),
    ],
)
def test_a_number_that_everybody_knows_is_no_value(writer, words, number, text, is_value):
    assert comparable(writer.write("d", text, writer.number(words, number, "thing"))) == [is_value]


@pytest.mark.parametrize(
    ("words", "low", "kind", "is_value"),
    [
        ("dozens of goats", 24, "count", True),
        ("hundreds of dollars", 200, "money", True),
        ("a couple of goats", 2, "count", False),
        ("a handful of goats", None, "count", False),
        ("many years", 100, "duration", False),
    ],
)
def test_a_magnitude_can_be_compared_and_no_other_vague_value(writer, words, low, kind, is_value):
    vague = writer.number(words, 0, "goat", kind=kind, value_low=low, value_high=None, hedge="vague")
    assert comparable(writer.write("d", f"The flood cost the town {words}.", vague)) == [is_value]


@pytest.mark.parametrize(
    ("speaker", "name", "number", "is_value"),
    [
        ("two officials", None, 2, False),
        ("1,100 officials", None, 1100, True),
        ("one clerk, Ada Quill", "Ada Quill", 1, True),
    ],
)
def test_how_many_speakers_stay_unnamed_is_no_value(writer, speaker, name, number, is_value):
    words = "The dam is safe,"
    counted = " ".join(speaker.split()[:2]).rstrip(",")
    article = writer.write(
        "d",
        f"“{words}” said {speaker}.",
        writer.quotation(words, speaker, name),
        writer.number(counted, number, "official"),
        people=(name,) if name else (),
    )
    assert comparable(article) == [is_value]


def test_the_date_under_a_post_is_no_value(writer):
    text = "The dam is safe. — Ada Quill (@adaquill) May 3, 2031 She spoke on May 4, 2031."
    article = writer.write("d", text, writer.day("May 3, 2031", "2031-05-03"), writer.day("May 4, 2031", "2031-05-04"))
    assert comparable(article) == [False, True]
