"""Whether words say something, or only name it."""

import pytest

from flows.link.facts.predicates import holds_predicate, modals_in
from flows.link.facts.subjects import find_words


def holds(sentence, part):
    start = sentence.index(part)
    return holds_predicate(sentence, find_words(sentence, 0, len(sentence)), start, start + len(part))


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("The council closed the old pier.", "council closed the old pier"),
        ("Guards asked people to leave.", "Guards asked people"),
        ("The pier was closed.", "pier was closed"),
        ("The union claims that it warned Marlin Ferries.", "it warned Marlin"),
        ("The skipper was rashly fired.", "rashly fired"),
        ("Six crews went on strike.", "crews went on strike"),
        ("They plan to inspect the crane.", "inspect the crane"),
        ("Preventing it from sinking took a day.", "Preventing it from sinking"),
        ("It was a freely elected council.", "freely elected council"),
        ("The judges upheld the fines.", "judges upheld the fines"),
        ("The mast was hit by a crane.", "hit by a crane"),
    ],
)
def test_a_part_with_a_verb_says_something(sentence, part):
    assert holds(sentence, part)


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("The closed pier is old.", "closed pier"),
        ("They met behind closed doors.", "behind closed doors"),
        ("Quill’s hacked letters were long.", "Quill’s hacked letters"),
        ("The ferry’s parent company sold it.", "ferry’s parent company"),
        ("A two hundred tonne crane fell.", "two hundred tonne crane"),
        ("He spoke of the boiler inspection.", "boiler inspection"),
        ("The crews whom the owner dismissed left.", "crews whom the owner dismissed"),
        ("It grew to a post of weight.", "to a post"),
    ],
)
def test_a_part_without_one_only_names(sentence, part):
    assert not holds(sentence, part)


def test_modals_are_those_of_the_part():
    sentence = "The council must close the pier, and it will."
    words = find_words(sentence, 0, len(sentence))
    assert modals_in(sentence, words, 0, sentence.index(",")) == {"must"}
