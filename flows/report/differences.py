"""Where the words of one version of a quotation differ from those of another.

In: two texts. Out: runs of words that both have, that only the first has, that only the second has. Capitals and
punctuation are no difference: outlets set them as their style asks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORD = re.compile(r"(?:\A\s+)?\S+\s*")
NO_LETTER = re.compile(r"[^\w]+")
MOST_WORDS = 600  # comparing takes time with the square of the words; no quotation of a report is so long


@dataclass(frozen=True)
class Run:
    """Consecutive words and who has them."""

    kind: Literal["both", "lacking", "added"]
    text: str


def differences(full: str, version: str) -> list[Run]:
    """Return what `version` keeps, lacks and adds of `full`, in order; one run of all its words where it is too long.

    >>> [(run.kind, run.text) for run in differences("We will not go back, ever.", "We will never go back")]
    [('both', 'We will '), ('lacking', 'not '), ('added', 'never '), ('both', 'go back'), ('lacking', 'ever.')]
    """
    whole, other = WORD.findall(full), WORD.findall(version)
    if max(len(whole), len(other)) > MOST_WORDS:
        return [Run("both", version)]
    matcher = SequenceMatcher(None, [*map(_bare, whole)], [*map(_bare, other)], autojunk=False)
    return list(_runs(matcher, whole, other))


def _runs(matcher: "SequenceMatcher[str]", whole: list[str], other: list[str]) -> Iterator[Run]:
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            yield Run("both", "".join(other[other_start:other_end]))
            continue
        if end > start:
            yield Run("lacking", "".join(whole[start:end]))
        if other_end > other_start:
            yield Run("added", "".join(other[other_start:other_end]))


def _bare(word: str) -> str:
    return NO_LETTER.sub("", word).casefold() or word.strip()
