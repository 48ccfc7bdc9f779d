from importlib.resources import files

import pytest

from flows.clean.furniture import LIMITS
from flows.clean.lexicon import read_phrases, read_words
from flows.contracts.columns import BLOCK_KINDS

PLAIN_LISTS = set(
    "dates open_words outlet_words caption_verbs class_words address_words continuing_words first_person reader_words "
    "third_person speech_words key_points title_labels picture_participles".split()
)
OTHER_PHRASES = {"continues", "closing_sentences", "release_ends"}


def test_every_phrase_list_is_named_after_a_block_kind_and_used():
    names = {
        path.name.removesuffix(".txt")
        for path in files("flows.clean").joinpath("lexicons").iterdir()
        if path.name.endswith(".txt")
    }
    assert names - PLAIN_LISTS - OTHER_PHRASES == set(LIMITS)
    assert set(LIMITS) <= set(BLOCK_KINDS)


@pytest.mark.parametrize("kind", sorted({*LIMITS, *OTHER_PHRASES}))
def test_every_phrase_list_can_be_read_and_holds_something(kind):
    phrases = read_phrases(kind)
    assert phrases.whole or phrases.openings or phrases.labels or phrases.anywhere


def test_class_words_name_block_kinds():
    lines = files("flows.clean").joinpath("lexicons/class_words.txt").read_text(encoding="utf-8").splitlines()
    assert {line.split()[0] for line in lines if line and not line.startswith("#")} <= set(BLOCK_KINDS)


def test_word_lists_are_in_lower_case():
    assert all(word == word.casefold() for word in read_words("dates"))
