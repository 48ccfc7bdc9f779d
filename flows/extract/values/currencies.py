"""Which currency a name or sign of money stands for, also where several countries share it ("pesos", "P200,000").

In: the words that name the money, and the text around them. Out: the ISO 4217 code, and how much of it one unit is.
Method: `lexicons/currencies.csv`; a word of `shared_currencies.csv` is the money of the country whose adjective stands
before it, else of the one among those that share it which the text names by far the most (by name, people, capital or
city), else the one it usually means. A sign that usually means none ("P") is no money without such a country.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from flows.extract.wordlists import load_table, load_words

WORD = re.compile(r"[A-ZÀ-Þ][^\W\d_]+(?:[’'-](?!s\b)[^\W\d_]+)*")
NEXT_WORD = re.compile(r" ([a-z]+)")
LONGEST_NAME, LONGEST_LETTERS = 3, 40  # words and letters of a country or city
LEAD = 2  # times as often as any other country that shares the word
KEPT_TEXTS = 8  # the text that is read, and a few before it


class Currency(NamedTuple):
    """A currency by its ISO 4217 code, and how much of it one named unit is: a cent 0.01."""

    code: str
    per_unit: float


def find_currency(name: str, text: str) -> Currency | None:
    """Return the currency that a name in lower case means in a text, None where none is known.

    >>> find_currency("pesos", "It fined him 500 pesos in Manila."), find_currency("cents", "")
    (Currency(code='PHP', per_unit=1.0), Currency(code='USD', per_unit=0.01))
    """
    *adjectives, noun = name.split()
    known = _currencies().get(name)
    shared = shared_currencies().get(noun)
    if shared is None or (known and adjectives):
        return known or _currencies().get(noun)
    country = _countries_of_adjectives().get(" ".join(adjectives)) if adjectives else _main_country(shared, text)
    code = shared.get(country or "")
    return Currency(code, 1.0) if code else _currencies().get(noun)


@cache
def shared_currencies() -> Mapping[str, Mapping[str, str]]:
    """Return the currencies of each word that several countries share, by the country's code."""
    found = {}
    for forms, codes in load_table("shared_currencies.csv"):
        by_country = MappingProxyType(dict(pair.split("=") for pair in codes.split("|")))
        found.update(dict.fromkeys(forms.split("|"), by_country))
    return MappingProxyType(found)


@cache
def country_adjectives() -> frozenset[str]:
    """Return the words of the adjectives of all countries that share a currency: 'egyptian', 'sri', 'lankan'."""
    return frozenset(word for adjective in _countries_of_adjectives() for word in adjective.split())


def _main_country(shared: Mapping[str, str], text: str) -> str | None:
    """The country that shares the word and that the text names by far the most."""
    counts = sorted(((_count_countries(text)[code], code) for code in shared), reverse=True)
    first, second = counts[0], counts[1] if len(counts) > 1 else (0, "")
    return first[1] if first[0] and first[0] >= LEAD * second[0] else None


@lru_cache(maxsize=KEPT_TEXTS)
def _count_countries(text: str) -> Counter[str]:
    """How often a text names each country that shares a currency with others."""
    counts: Counter[str] = Counter()
    words = [(match.start(), match.end()) for match in WORD.finditer(text)]
    for place, (start, _) in enumerate(words):
        ends = [end for _, end in words[place : place + LONGEST_NAME] if end - start <= LONGEST_LETTERS]
        names = {text[start:end] for end in ends if not _is_of_money(text, end)}
        counts.update({_names_of_countries()[name] for name in names & _names_of_countries().keys()})
    return counts


def _is_of_money(text: str, end: int) -> bool:
    """Whether a word is the adjective of a currency: "500 Indian rupees" tell nothing of other rupees."""
    following = NEXT_WORD.match(text, end)
    return following is not None and following[1] in shared_currencies()


@cache
def _names_of_countries() -> Mapping[str, str]:
    sharing = {code for shared in shared_currencies().values() for code in shared}
    found: dict[str, str] = {}
    for code, name, _, demonyms, aliases, capital in load_table("countries.csv"):
        if code in sharing:
            for form in filter(None, (name, capital, *demonyms.split(";"), *aliases.split(";"))):
                found.setdefault(form, code)
    for line in load_words("cities.txt"):
        code, _, names = line.partition(":")
        if code in sharing:
            for form in names.split(";"):
                found.setdefault(form.strip(), code)
    return MappingProxyType(found)


@cache
def _countries_of_adjectives() -> Mapping[str, str]:
    sharing = {code for shared in shared_currencies().values() for code in shared}
    found: dict[str, str] = {}
    for code, _, label, demonyms, _, _ in load_table("countries.csv"):
        if code in sharing:
            for form in (label, *demonyms.split(";")):
                found.setdefault(form.lower(), code)
    return MappingProxyType(found)


@cache
def _currencies() -> Mapping[str, Currency]:
    rows = load_table("currencies.csv")
    return MappingProxyType({form: Currency(code, float(per_unit)) for form, code, per_unit in rows})
