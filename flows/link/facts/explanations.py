"""A relation between two values in one plain sentence.

In: two values with their outlets' names. Out: text. Words of the source are given as they stand; a date that was
reckoned is shown with the day it was taken for.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.subjects import BORDER, Word, find_words
from flows.link.facts.topic_slots import NOT_RAISED, RAISED

MONTHS = "January February March April May June July August September October November December".split()
VERDICTS: Mapping[str, str] = {
    "dismissed": "A person found no disagreement.",
    "equal": "Both say the same.",
    "refinement": "Both can be true; one is less exact.",
    "update": "The later report moves on from the earlier.",
    "contradiction": "Both cannot be true.",
}
IN_OTHER_WORDS = "Told otherwise; nothing shows that both cannot be true."  # of persons, offices and claims
PARTED = re.compile(rf"{BORDER.pattern}|\b(?:and|but|while)\b", re.IGNORECASE)
SHOWN_REACH = 6  # words between a value and the word that tells what it is a value of


def explain_relation(relation: str, a: tuple[str, str], b: tuple[str, str], *, is_worded: bool = False) -> str:
    """Return one sentence and a verdict; `a` and `b` are an outlet's name and its value as `show_value` gives it.

    `is_worded`: the values are words, of which none is vaguer than another.

    >>> explain_relation("contradiction", ("Outlet A", "17 were hurt"), ("Outlet B", "19 were hurt"))
    'Outlet A: 17 were hurt; Outlet B: 19 were hurt. Both cannot be true.'
    """
    other = f"another {b[0].removeprefix('an ')}" if a[0] == b[0] and b[0].startswith("an ") else b[0]
    verdict = IN_OTHER_WORDS if is_worded and relation == "refinement" else VERDICTS[relation]
    return f"{a[0][:1].upper()}{a[0][1:]}: {a[1]}; {other}: {b[1]}. {verdict}"


def replace_verdict(explanation: str, relation: str, new_relation: str) -> str:
    """Return an explanation of `relation` with the verdict of `new_relation`.

    >>> replace_verdict("A: 17; B: 19. Both cannot be true.", "contradiction", "refinement")
    'A: 17; B: 19. Both can be true; one is less exact.'
    >>> replace_verdict(f"A: Quill; B: Moor. {IN_OTHER_WORDS}", "refinement", "dismissed")
    'A: Quill; B: Moor. A person found no disagreement.'
    """
    return explanation.removesuffix(IN_OTHER_WORDS).removesuffix(VERDICTS[relation]) + VERDICTS[new_relation]


@dataclass(frozen=True)
class Nearby:
    """A value of a text, and the words of its sentence around it, the nearest first on either side."""

    text: str
    candidate: Candidate
    before: Sequence[Word]
    after: Sequence[Word]
    shown: dict[tuple[int, int], str] = field(default_factory=dict)  # by the places of the nearest shared words


def find_nearby(text: str, candidate: Candidate) -> Nearby:
    """Return the value with the words around it that may tell what it is a value of."""
    words = find_words(text, candidate.sentence_start, candidate.sentence_end)
    before = [word for word in words if word.end <= candidate.start][::-1][:SHOWN_REACH]
    # 'February 2031 the ferry' and '9-4 the council' would read badly
    is_followed = candidate.slot_kind not in ("date", "vote")
    after = [word for word in words if word.start >= candidate.end and is_followed][:SHOWN_REACH]
    return Nearby(text, candidate, before, after)


def show_value(nearby: Nearby, shared: AbstractSet[str] = frozenset()) -> str:
    """Return the value as the source words it, up to the nearest word of `shared`, which tells what it is about.

    A date that was reckoned is shown with the day it was taken for.
    """
    places = _place_of_shared(nearby.before, shared), _place_of_shared(nearby.after, shared)
    if places not in nearby.shown:
        nearby.shown[places] = _show(nearby, *places)
    return nearby.shown[places]


def _show(nearby: Nearby, near_before: int, near_after: int) -> str:
    text, candidate = nearby.text, nearby.candidate
    before, after = _words_to_shared(nearby, near_before, near_after)
    value = " ".join(text[candidate.start : candidate.end].split())
    shown = f"{before} {value} {after}".strip()
    if candidate.slot_kind == "date" and candidate.is_inferred and candidate.low_on is not None:
        reckoned = show_days(candidate.low_on, candidate.high_on or candidate.low_on)
        return shown if reckoned.casefold() == value.casefold() else f"{shown} ({reckoned})"
    if candidate.value_text in (RAISED, NOT_RAISED):
        return f"{shown} ({candidate.value_text})"
    if candidate.slot_kind == "role" and candidate.value_text.casefold() != shown.casefold():
        return f"{shown} ({candidate.value_text})"
    return shown


def _words_to_shared(nearby: Nearby, near_before: int, near_after: int) -> tuple[str, str]:
    """Return the words before and after the value, to the nearest shared one on the side where it is nearer."""
    text, candidate, before, after = nearby.text, nearby.candidate, nearby.before, nearby.after
    if near_after < SHOWN_REACH and near_after <= near_before:
        words_after = text[candidate.end : after[near_after].end]
        return "", "" if PARTED.search(words_after) else " ".join(words_after.split())
    words_before = text[before[near_before].start : candidate.start] if near_before < SHOWN_REACH else ""
    return "" if PARTED.search(words_before) else " ".join(words_before.split()), ""


def _place_of_shared(words: Sequence[Word], shared: AbstractSet[str]) -> int:
    for place, word in enumerate(words):
        if word.stem in shared:
            return place
    return SHOWN_REACH


def show_days(low: date, high: date) -> str:
    """Return the days from `low` to `high` as a reader would write them: a day, a month, a year or a range."""
    if low == high:
        return f"{low.day} {MONTHS[low.month - 1]} {low.year}"
    if (low.month, low.day, high.month, high.day) == (1, 1, 12, 31) and low.year == high.year:
        return str(low.year)
    if (low.year, low.month) == (high.year, high.month) and low.day == 1 and high.day >= 28:
        return f"{MONTHS[low.month - 1]} {low.year}"
    return f"{show_days(low, low)} to {show_days(high, high)}"
