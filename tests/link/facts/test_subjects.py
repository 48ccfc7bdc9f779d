"""Contexts: what a value is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.link.facts.subjects import find_context, find_words, stem_of, strip_ending, word_rarity


def context(text, value):
    start = text.index(value)
    return find_context(text, find_words(text, 0, len(text)), start, start + len(value))


@pytest.mark.parametrize(
    ("one", "other"), [("ruled", "ruling"), ("countries", "country"), ("stopped", "stop"), ("mayor’s", "mayor")]
)
def test_inflections_of_a_word_have_one_stem(one, other):
    assert strip_ending(one) == strip_ending(other)


def test_words_that_reports_exchange_have_one_stem():
    assert stem_of("phone") == stem_of("conversation")
    assert stem_of("killed") == stem_of("deaths")
    assert stem_of("mayor") != stem_of("minister")


def test_a_word_stands_in_one_class_of_same_words_only():
    from flows.link.facts.subjects import lexicon_lines

    classes = {}
    for line in lexicon_lines("same_words.txt"):
        for word in line.split():
            assert classes.setdefault(strip_ending(word), line) == line, word
    assert classes


@pytest.mark.parametrize("name", ["US", "U.S.", "USA", "United States", "United States’", "United States of America's"])
def test_the_names_of_a_state_are_one_word_with_one_stem(name):
    text = f"Ferries of the {name} line"
    found = [word for word in find_words(text, 0, len(text)) if word.strength]
    assert [word.stem for word in found][1:] == ["u.s.", "lin"]
    assert found[1].is_name


def test_a_pronoun_is_no_state_and_a_longer_name_no_shorter_one():
    assert [word.strength for word in find_words("about us", 0, 8)] == [0, 0]
    assert [word.stem for word in find_words("United Nationsville", 0, 19)] == ["unit", "nationsvill"]


def test_near_words_weigh_more_than_far_ones():
    found = context("The council fined 40 ferries after a long inquiry into rusty boilers", "40")
    assert found["ferry"] > found["boiler"] > 0


def test_a_border_of_a_clause_keeps_words_apart():
    near = context("Ferries carried 40 goats", "40")["goat"]
    far = context("Ferries carried 40, goats", "40")["goat"]
    assert far < near


def test_function_words_and_the_value_itself_are_no_context():
    found = context("It was fined 40 crowns in all", "40")
    assert "was" not in found
    assert "40" not in found


def test_a_word_that_stands_in_every_sentence_is_least_rare(writer):
    article = writer.write("a", "The dam broke. The dam was old. A goat drowned. The dam is gone.")
    rarity = word_rarity([article])
    assert rarity["dam"] < rarity["goat"]


def test_rarity_does_not_depend_on_how_many_articles_tell_the_fact(writer):
    one = writer.write("a", "The dam broke. A goat drowned. Rain fell. All fled.")
    other = writer.write("b", "The dam broke. A goat drowned. Rain fell. All fled.")
    assert word_rarity([one]) == word_rarity([one, other])


@given(st.text(max_size=60))
def test_words_slice_to_their_text(text):
    for word in find_words(text, 0, len(text)):
        assert text[word.start : word.end].strip() == text[word.start : word.end] != ""
