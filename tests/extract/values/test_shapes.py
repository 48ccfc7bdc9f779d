"""Shapes and the choice among those that overlap."""

from flows.extract.annotations import Expression, Sentence
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.lexemes import read_lexemes
from flows.extract.values.shapes import Found, Shape, find_candidates, keep_longest, remember_fits


def build(found: Found, _timeline: Timeline) -> Expression | None:
    return Expression(found.first, found.last, "date", None)


MONTH = Shape("month", "(?P<month> MONTH_FULL )", build)
DAY = Shape("day", "(?P<month> MONTH_FULL ) (?P<day> DAY )", build)
TEXT = "It opened in June and on June 5."


def names(*shapes: Shape) -> list[str]:
    lexemes = read_lexemes(TEXT, [Sentence(0, len(TEXT), "body", 0)])
    return [candidate.shape.name for candidate in keep_longest(find_candidates(lexemes, remember_fits(shapes)))]


def test_the_longest_of_overlapping_places_is_kept_in_text_order():
    assert names(MONTH, DAY) == ["month", "day"]


def test_a_place_whose_condition_fails_is_not_found():
    assert names(Shape("never", "MONTH_FULL", build, lambda _found: False), DAY) == ["day"]


def test_of_equals_the_first_given_is_kept():
    assert names(Shape("other", "MONTH_FULL DAY", build), DAY) == ["other"]


def test_groups_give_words_numbers_and_values():
    lexemes = read_lexemes(TEXT, [Sentence(0, len(TEXT), "body", 0)])
    [candidate] = find_candidates(lexemes, remember_fits([DAY]))
    found = candidate.found
    assert (found.word("month"), found.number("day"), found.value("month", "MONTH_FULL")) == ("june", 5, "6")
    assert (found.has("year"), found.words("year"), found.previous(), found.following()) == (False, (), "on", ".")
