"""A relation between two values in one plain sentence, and a slot's subject in a few words.

In: two values with their outlets' names, or a group of candidates. Out: text. Words of the source are given as they
stand; a date that was reckoned is shown with the day it was taken for.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from flows.link.fact_candidates import Candidate
from flows.link.subjects import find_words

MONTHS = "January February March April May June July August September October November December".split()
VERDICTS: Mapping[str, str] = {
    "equal": "the same",
    "refinement": "compatible, one is less exact",
    "update": "the later report moves on from the earlier",
    "contradiction": "both cannot be true",
}
SUBJECT_WORDS = 3  # enough to know a fact again, short enough for a table
KIND_WORDS: Mapping[str, str] = {"date": "date", "vote": "vote", "attribution": "speaker"}


def explain_relation(relation: str, subject: str, a: tuple[str, str], b: tuple[str, str]) -> str:
    """Return one sentence; `a` and `b` are the name of the outlet and the value as `show_value` gives it.

    >>> explain_relation("contradiction", "phone call: date", ("Outlet A", "5 June"), ("Outlet B", "May 2025"))
    'Outlet A: 5 June; Outlet B: May 2025; both cannot be true (phone call: date).'
    """
    other = f"another {b[0].removeprefix('an ')}" if a[0] == b[0] and b[0].startswith("an ") else b[0]
    return f"{a[0][:1].upper()}{a[0][1:]}: {a[1]}; {other}: {b[1]}; {VERDICTS[relation]} ({subject})."


def show_value(words: str, candidate: Candidate) -> str:
    """Return the value as the source words it, with the day it was taken for where that was reckoned."""
    shown = " ".join(words.split())
    if candidate.slot_kind == "date" and candidate.is_inferred and candidate.low_on is not None:
        reckoned = show_days(candidate.low_on, candidate.high_on or candidate.low_on)
        return shown if reckoned.casefold() == shown.casefold() else f"{shown} ({reckoned})"
    if candidate.slot_kind == "role" and candidate.value_text.casefold() != shown.casefold():
        return f"{shown} ({candidate.value_text})"
    return shown


def show_days(low: date, high: date) -> str:
    """Return the days from `low` to `high` as a reader would write them: a day, a month, a year or a range."""
    if low == high:
        return f"{low.day} {MONTHS[low.month - 1]} {low.year}"
    if (low.month, low.day, high.month, high.day) == (1, 1, 12, 31) and low.year == high.year:
        return str(low.year)
    if (low.year, low.month) == (high.year, high.month) and low.day == 1 and high.day >= 28:
        return f"{MONTHS[low.month - 1]} {low.year}"
    return f"{show_days(low, low)} to {show_days(high, high)}"


def describe_subject(text: str, group: Sequence[Candidate], rarity: Mapping[str, float]) -> str:
    """Return what the group is about: the words that its members share, in the order of the first member's sentence."""
    first = group[0]
    chosen = _shared_stems(group, rarity)
    words: list[str] = []
    previous = None
    seen: set[str] = set()
    for word in find_words(text, first.sentence_start, first.sentence_end):
        repeats = word.stem in seen and previous != word.stem
        if word.stem in chosen and not repeats and not first.start <= word.start < first.end:
            words.append(text[word.start : word.end])
            seen.add(word.stem)
        previous = word.stem
    kind = KIND_WORDS.get(first.slot_kind, first.slot_kind)
    unit = first.unit_code if first.slot_kind == "count" and first.unit_code else None
    if unit and first.unit_stem not in seen:
        words.insert(0, unit)
    return f"{' '.join(words)}: {kind}" if words else kind


def _shared_stems(group: Sequence[Candidate], rarity: Mapping[str, float]) -> set[str]:
    """Stems that most articles have near the value; words of names only where there is nothing else."""
    weights: dict[str, dict[str, float]] = {}
    names = frozenset.intersection(*(member.names for member in group))
    for member in group:
        for stem, weight in member.context.items():
            by_document = weights.setdefault(stem, {})
            by_document[member.document_id] = max(by_document.get(member.document_id, 0.0), weight)
    ranked = sorted(
        (stem in names, -round(sum(w * w for w in found.values()) * rarity.get(stem, 1.0), 6), stem)
        for stem, found in weights.items()
        if len(found) > 1
    )
    return {stem for _, _, stem in ranked[:SUBJECT_WORDS]}
