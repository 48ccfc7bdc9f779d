"""The word lists and phrase lists of this room, read once.

In: the text files of `lexicons/`. Out: sets of words, and phrases by the way they match. See lexicons/README.md.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from flows.clean.lines import normalise

MARKS = "=^:~"


@dataclass(frozen=True)
class Phrases:
    """Phrases of one kind in normal form, by the way they match; a label is a whole line as well."""

    whole: frozenset[str]
    openings: frozenset[str]
    labels: frozenset[str]
    anywhere: frozenset[str]


def read_entries(name: str) -> list[str]:
    """Return the lines of a list that are neither blank nor comments."""
    lines = files("flows.clean").joinpath(f"lexicons/{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the words of a plain list, in lower case."""
    return frozenset(word.casefold() for line in read_entries(name) for word in line.split())


@cache
def read_phrases(kind: str) -> Phrases:
    """Return the phrases that betray the block kind `kind`.

    Raises ValueError where an entry does not begin with one of the marks.
    """
    by_mark: dict[str, set[str]] = {mark: set() for mark in MARKS}
    for entry in read_entries(kind):
        mark, _, phrase = entry.partition(" ")
        if mark not in by_mark or not normalise(phrase):
            raise ValueError(f"lexicons/{kind}.txt: {entry!r} needs one of {MARKS} and a phrase")
        by_mark[mark].add(normalise(phrase))
    return Phrases(
        whole=frozenset(by_mark["="] | by_mark[":"]),
        openings=frozenset(by_mark["^"]),
        labels=frozenset(by_mark[":"]),
        anywhere=frozenset(by_mark["~"]),
    )
