"""What is known of names before a text is read: places, demonyms, organisations, given names, surnames, title words.

In: the data files in `lexicons/`. Out: one read-only `Gazetteer`, built on first use. Nothing here is needed to find a
name, but it tells kinds apart: "Jordan" is a place unless the text says otherwise.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from flows.extract.names.tokens import split_words

Words = tuple[str, ...]

# Offices in small letters that can stand for a person by themselves: 'the president'.
OFFICES_ALONE = frozenset("president chancellor premier leader minister king queen pope".split())


@dataclass(frozen=True)
class Known:
    """A known name: its type, the one name for all its aliases, and its country."""

    entity_type: str
    name: str
    country_code: str | None
    is_country: bool = False
    is_ambiguous: bool = False  # also a given name, a surname or a common word


@dataclass(frozen=True)
class Gazetteer:
    """Known names and the words that tell kinds of names apart."""

    names: Mapping[Words, Known]
    longest_first: Mapping[str, tuple[Words, ...]]  # keys of `names` by their first word
    small_openers: frozenset[str]  # words in small letters that a name can open with
    demonyms: Mapping[str, str | None]  # adjective or people → country code
    country_labels: Mapping[str, str]  # country code → adjective that stands before an office
    country_names: Mapping[str, str]
    given: Mapping[str, str]  # given name → 'f', 'm' or 'e'
    first_surnames: frozenset[str]
    last_surnames: frozenset[str]
    common: frozenset[str]
    headline_words: frozenset[
        str
    ]  # common words that carry a capital in headlines only, not in titles or organisations
    honorifics: frozenset[str]
    titles: Mapping[str, tuple[Words, ...]]  # title phrases by their first word, longest first
    office_openers: frozenset[str]  # first words of the offices that can stand without a name
    offices: frozenset[str]
    portfolios: frozenset[str]
    portfolios_of: frozenset[str]
    statuses: Mapping[str, str]
    role_forms: Mapping[str, str]  # short or gendered form of an office → the form of its normalised name
    heads: Mapping[str, frozenset[str]]  # head, legal, content, place, place_first, other, names_other
    states: Mapping[str, Known]  # by the two letters of the post
    things: Mapping[str, frozenset[str]]  # by section of thing_words.txt

    def match(self, words: Words, at: int) -> Words:
        """Return the longest known name that starts at `at`, or nothing."""
        for name in self.longest_first.get(words[at], ()):
            if words[at : at + len(name)] == name:
                return name
        return ()

    def match_title(self, words: Words, at: int) -> int:
        """Return the number of words of the longest title that starts at `at`, 0 for none."""
        for title in self.titles.get(words[at], ()):
            if words[at : at + len(title)] == title:
                return len(title)
        return 1 if words[at] in self.honorifics else 0


def _lines(name: str) -> Iterator[str]:
    for line in resources.files("flows.extract").joinpath("lexicons", name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def read_sections(name: str) -> dict[str, list[str]]:
    """Return the lines of a file in `lexicons/` by the section they stand in."""
    sections: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in _lines(name):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[] "), [])
        elif current is None:
            raise ValueError(f"{name}: {line!r} stands before the first section")
        else:
            current.append(line)
    return sections


def _words(lines: list[str]) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


def _by_first(phrases: Iterator[Words] | list[Words]) -> dict[str, tuple[Words, ...]]:
    grouped: dict[str, list[Words]] = {}
    for phrase in sorted(set(phrases), key=lambda words: (-len(words), words)):
        grouped.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(found) for first, found in grouped.items()}


def _places(ambiguous: frozenset[str]) -> Iterator[tuple[str, Known]]:
    for row in csv.DictReader(_lines("countries.csv")):
        code = row["code"]
        country = Known("place", row["name"], code, is_country=True)
        for alias in [row["name"], *filter(None, row["aliases"].split(";"))]:
            yield alias, country
        if row["capital"]:
            yield row["capital"], Known("place", row["capital"], code)
    for file in ("cities.txt", "regions.txt"):
        for line in _lines(file):
            code, names = line.split(":", 1)
            for name in names.split(";"):
                plain = name.strip()
                country_code = code if len(code) == 2 else None
                yield plain, Known("place", plain, country_code, is_ambiguous=plain in ambiguous)


def _states() -> Iterator[tuple[str, str, Known]]:
    """Yield the abbreviation of each state, which may be empty, and the two letters that the post has for it."""
    for row in csv.DictReader(_lines("states.csv")):
        yield row["abbreviation"], row["postal"], Known("place", row["name"], row["country"])


def _organisations(ambiguous: frozenset[str]) -> Iterator[tuple[str, Known]]:
    for row in csv.DictReader(_lines("organisations.csv")):
        name = row["name"]
        for alias in [name, *filter(None, row["aliases"].split(";"))]:
            is_ambiguous = alias in ambiguous or alias.lower() in ambiguous
            yield alias, Known("organisation", name, row["code"] or None, is_ambiguous=is_ambiguous)


def _demonyms() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for line in _lines("demonyms.txt"):
        for word in line.split():
            name, _, code = word.partition(":")
            found[name] = code or None
    for row in csv.DictReader(_lines("countries.csv")):
        for name in filter(None, row["demonyms"].split(";")):
            found[name] = row["code"]
    return found


def _common_words() -> frozenset[str]:
    sections = read_sections("capital_words.txt")
    stems = _words(sections["inflected"])
    forms = {stem + ending for stem in stems for ending in ("", "s", "es", "d", "ed", "ing")}
    forms |= {stem[:-1] + "ing" for stem in stems if stem.endswith("e")}
    forms |= {stem[:-1] + ending for stem in stems if stem.endswith("y") for ending in ("ies", "ied")}
    forms |= {stem + stem[-1] + ending for stem in stems for ending in ("ed", "ing") if stem[-1] in "bdgmnprt"}
    return _words(sections["plain"]) | frozenset(forms)


def _capital_in_names(role: dict[str, list[str]], heads: dict[str, list[str]]) -> frozenset[str]:
    """Return the words, in small letters, that carry a capital in titles and in names of organisations and peoples."""
    lines = [line for section in role.values() for line in section]
    lines += [line for section in ("head", "content", "place") for line in heads[section]]
    return frozenset(word.strip(";").lower() for word in (*_words(lines), *_demonyms()))


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer, read once per process."""
    given_sections, surname_sections = read_sections("given_names.txt"), read_sections("surnames.txt")
    role, heads = read_sections("role_words.txt"), read_sections("organisation_words.txt")
    things = read_sections("thing_words.txt")
    phrases = frozenset(phrase.strip().lower() for line in things.pop("phrase") for phrase in line.split(";"))
    given = {
        word: code
        for section, code in (("female", "f"), ("male", "m"), ("either", "e"))
        for word in sorted(_words(given_sections[section]))
    }
    both = _words(given_sections["female"]) & _words(given_sections["male"])
    given |= dict.fromkeys(sorted(both), "e")
    surnames = _words(surname_sections["last"])
    common = _common_words()
    ambiguous = frozenset(given) | surnames | _words(surname_sections["first"]) | common
    names: dict[Words, Known] = {}
    states = list(_states())
    abbreviated = [(short, state) for short, _, state in states if short]
    for alias, known in [*_places(ambiguous), *abbreviated, *_organisations(ambiguous)]:
        names.setdefault(split_words(alias), known)
    titles = [split_words(title) for line in role["title"] for title in line.split(";") if title.strip()]
    statuses = {word: line.split("=")[0].strip() for line in role["status"] for word in line.split("=")[1].split()}
    small = frozenset(name[0] for name in names if name[0][0].islower())
    countries = list(csv.DictReader(_lines("countries.csv")))
    return Gazetteer(
        names=names,
        longest_first=_by_first(list(names)),
        small_openers=small | frozenset("van von bin ibn".split()),
        demonyms=_demonyms(),
        country_labels={row["code"]: row["label"] for row in countries},
        country_names={row["code"]: row["name"] for row in countries},
        given=given,
        first_surnames=_words(surname_sections["first"]),
        last_surnames=surnames,
        common=common,
        headline_words=common - _capital_in_names(role, heads),
        honorifics=_words(role["honorific"]),
        titles=_by_first(titles),
        office_openers=frozenset(title[0] for title in titles) | OFFICES_ALONE | {"prime"},
        offices=_words(role["office"]),
        portfolios=_words(role["portfolio"]),
        portfolios_of=_words(role["portfolio_of"]),
        statuses=statuses,
        role_forms={row["form"]: row["office"] for row in csv.DictReader(_lines("role_forms.csv"))},
        heads={section: _words(lines) for section, lines in heads.items()},
        states={postal: state for _, postal, state in states},
        things={section: _words(lines) for section, lines in things.items()} | {"phrase": phrases - {""}},
    )
