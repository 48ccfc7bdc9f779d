import pytest

from flows.extract.annotations import Sentence
from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.names.glued import part_glued
from flows.extract.names.tokens import make_line


def words(text: str) -> tuple[str, ...]:
    gazetteer = load_gazetteer()
    line = make_line(text, Sentence(0, len(text), "body", 0), 0, gazetteer.headline_words)
    (parted,) = part_glued(text, [line], gazetteer)
    assert [text[s:e] for s, e in zip(parted.starts, parted.ends, strict=True)] == list(parted.words)
    return parted.words


@pytest.mark.parametrize("glued", ["Staff|John", "Miller|John", "John|Miller", "Miller|GOP", "Miller|2020"])
def test_a_name_glued_to_another_word_is_two_words(glued):
    assert words(f"So {glued.replace('|', '')} said")[1:3] == tuple(glued.split("|"))


@pytest.mark.parametrize(
    "word", ["YouTube", "McDonald", "MacArthur", "FitzGerald", "PayPal", "BookMark", "MaryAnn", "iPhone", "LinkedIn"]
)
def test_a_compound_is_one_word(word):
    assert words(f"So {word} said")[1] == word


@pytest.mark.parametrize("glued", ["Vance|House", "Vance|MORE", "McVance|Senate"])
def test_a_name_told_again_is_parted_from_the_word_glued_to_it(glued):
    name = glued.split("|")[0]
    assert words(f"Orlo {name} Orlo Karl {glued.replace('|', '')} said")[4:6] == tuple(glued.split("|"))


def test_an_unknown_word_that_nothing_tells_apart_is_one():
    assert "VanceHouse" in words("So VanceHouse said")


@pytest.mark.parametrize("text", ["@JohnMiller said", "a page of JohnMiller.com"])
def test_a_handle_or_an_address_is_not_parted(text):
    assert "JohnMiller" in words(text)
