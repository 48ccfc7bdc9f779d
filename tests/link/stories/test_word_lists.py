import pytest

from flows.link.stories.word_lists import common_shares, stop_words


def test_an_unknown_language_has_no_function_words():
    assert stop_words("xx") == frozenset()


def test_a_text_of_unknown_language_counts_as_english():
    assert stop_words(None) == stop_words("en")


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "it", "pt", "nl", "ru"])
def test_lists_are_lower_case(code):
    assert stop_words(code)
    assert all(word == word.lower() for word in stop_words(code))


def test_shares_are_between_nothing_and_one():
    assert all(0 < share < 1 for share in common_shares().values())
