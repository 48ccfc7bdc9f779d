"""Word lists of story grouping: function words by language, how common a word is in English news,
and words of names that tell nobody apart.

In: the files of `lexicons/`. Out: sets and mappings, read once. Lists are data: extend the files, not this module.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

FALLBACK_LANGUAGE = "en"  # what cannot be told is mostly short English text


@cache
def stop_words(language_code: str | None) -> frozenset[str]:
    """Return the function words of a language, lower case; none where the language has no list."""
    return frozenset(_sections("stop_words.txt").get(language_code or FALLBACK_LANGUAGE, ()))


@cache
def indistinct_name_words() -> frozenset[str]:
    """Return words of names that tell nobody apart, lower case: legal forms, forms of address, days and months."""
    return frozenset(word for words in _sections("name_words.txt").values() for word in words)


@cache
def common_shares() -> Mapping[str, float]:
    """Return the share of English news articles that carry a word, for common words; others count as rare."""
    shares: dict[str, float] = {}
    for share, words in _sections("background_words.txt").items():
        for word in words:
            shares[word] = max(float(share), shares.get(word, 0.0))
    return MappingProxyType(shares)


def _sections(file_name: str) -> dict[str, list[str]]:
    text = files("flows.link").joinpath("lexicons", file_name).read_text(encoding="utf-8")
    sections: dict[str, list[str]] = {}
    words: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            words = sections.setdefault(line.strip("[] "), [])
        elif not line.startswith("#"):
            words += line.split()
    return sections
