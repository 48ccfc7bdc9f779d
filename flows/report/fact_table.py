"""Facts of a story against its outlets: who agrees, who is vaguer, who contradicts, who is silent.

In: the values of each fact with their outlets, the pairs of values that linking compared, and what outlets left out.
Out: one row per fact, one cell per outlet, and for disputed facts their camps.

Method: what the others are held against is the value with the most independent origins, counted together with those
that differ from it in precision only; copies and outlets nobody knows raise nothing. Where a value that contradicts it
is as well supported, nothing is held against anything: all sides are shown as contradicting. Relations come from
core.fact_relations; nothing is compared anew.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.contracts.columns import COLUMNS
from flows.report.passages import Passage, Place, place_of

Row = Mapping[str, Any]
# a cell with several values shows the last of these: who says "about 400" and then "412" is exact; who contradicts
# in one of two places contradicts
STATUSES = {
    "silent": "does not say",
    "apart": "not compared",
    "loose": "differs in precision or wording",
    "vaguer": "vaguer",
    "agrees": "agrees",
    "finer": "more exact",
    "updates": "changed with time",
    "contradicts": "contradicts",
}
STATUS_OF_RELATION = {"dismissed": "apart", "equal": "agrees", "update": "updates", "contradiction": "contradicts"}
GRAVITY = ("dismissed", "equal", "refinement", "update", "contradiction")
DATE_AND_TIME = re.compile(r"(?P<day>[\dX]{4}-[\dX]{2}-[\dX]{2})(?:T(?P<time>.+))?")  # TIMEX3
STANDINGS = {*COLUMNS["role_status"].codes}  # "former minister" is not a more exact "minister"
SILENCES = {
    "omitted": "left out",
    "truncated": "text breaks off",
    "published_before": "published before it was known",
    "outlet_not_collected": "outlet not collected then",
    "story_uncertain": "perhaps another story",
}


@dataclass(frozen=True)
class Telling:
    """One value as one report gives it, with the passage that shows it."""

    passage: Passage
    speaker_name: str | None
    is_inferred: bool


@dataclass(frozen=True)
class FactCell:
    """What one outlet says on one fact; `silence` says why nothing, where that is known."""

    status: str
    tellings: tuple[Telling, ...]
    silence: str | None = None


@dataclass(frozen=True)
class Camp:
    """One side of a disputed fact with all who take it; the passage is its first report's.

    `is_against` is false where it can be true beside every other side, so that the dispute is between those.
    """

    passage: Passage
    outlet_labels: tuple[str, ...]
    independent_count: int
    is_against: bool = True


@dataclass(frozen=True)
class FactRow:
    """One fact: what it is about, how its values stand to each other, a cell per outlet."""

    slot: Row
    subject_text: str
    cells: tuple[FactCell, ...]
    camps: tuple[Camp, ...]
    is_between_speakers: bool


def fact_rows(
    values: Iterable[Row],
    relations: Iterable[Row],
    silences: Iterable[Row],
    outlet_ids: Sequence[str],
    passages: Mapping[Place, Passage],
) -> list[FactRow]:
    """Return the rows of the agreement table, disputed facts first, then by support; a cell for each outlet."""
    by_slot: dict[str, list[Row]] = defaultdict(list)
    for value in values:
        by_slot[value["slot_id"]].append(value)
    pairs: dict[str, dict[str, str]] = defaultdict(dict)
    speakers_only: dict[str, bool] = defaultdict(lambda: True)
    for row in relations:
        pairs[row["fact_value_id_a"]][row["fact_value_id_b"]] = row["relation"]
        pairs[row["fact_value_id_b"]][row["fact_value_id_a"]] = row["relation"]
        if row["relation"] == "contradiction":
            speakers_only[row["slot_id"]] &= row["conflict_between"] == "speakers"
    reasons = {(row["outlet_id"], row["subject_id"]): SILENCES.get(row["reason_code"]) for row in silences}
    found = [
        _fact_row(slot_values, pairs, reasons, outlet_ids, passages, speakers_only.get(slot_id, False))
        for slot_id, slot_values in by_slot.items()
    ]
    return sorted(found, key=_weight)


def _weight(row: FactRow) -> tuple[int, int, int, str]:
    slot = row.slot
    return -GRAVITY.index(slot["relation"]), -slot["independent_count"], -slot["outlet_count"], slot["slot_id"]


def _fact_row(
    values: Sequence[Row],
    pairs: Mapping[str, Mapping[str, str]],
    reasons: Mapping[tuple[str, str], str | None],
    outlet_ids: Sequence[str],
    passages: Mapping[Place, Passage],
    is_between_speakers: bool,
) -> FactRow:
    slot = values[0]
    reference = _reference(values, pairs)
    cells = []
    for outlet_id in outlet_ids:
        own = [value for value in values if value["outlet_id"] == outlet_id]
        statuses = [_status(value, reference, pairs) for value in own]
        cells.append(
            FactCell(
                max(statuses, key=[*STATUSES].index, default="silent"),
                tuple(_tellings(own, passages)),
                None if own else reasons.get((outlet_id, slot["slot_id"])),
            )
        )
    subject = slot["subject_text"].removesuffix(f": {slot['slot_kind']}")
    camps = _camps(values, pairs, passages) if slot["relation"] in ("contradiction", "update") else ()
    return FactRow(slot, subject, tuple(cells), camps, is_between_speakers)


def _tellings(values: Iterable[Row], passages: Mapping[Place, Passage]) -> Iterable[Telling]:
    """Yield the passages of an outlet's values, those with the same words once."""
    seen: set[str] = set()
    for value in values:
        passage = passages[place_of(value)]
        words = " ".join(passage.words.split()).casefold()
        if words not in seen:
            seen.add(words)
            yield Telling(passage, value["speaker_name"], value["is_inferred"])


def _camps(
    values: Sequence[Row], pairs: Mapping[str, Mapping[str, str]], passages: Mapping[Place, Passage]
) -> tuple[Camp, ...]:
    """Return the sides of a disputed fact, the best supported first.

    Values that differ in precision only are one side where they contradict the same others: "June 5" and "5 June 2025".
    """
    texts = {value["fact_value_id"]: value["value_text"] for value in values}
    sides: dict[str, list[Row]] = defaultdict(list)
    near: dict[str, set[str]] = defaultdict(set)
    against: dict[str, set[str]] = defaultdict(set)
    for value in values:
        text = value["value_text"]
        sides[text].append(value)
        for other, relation in pairs.get(value["fact_value_id"], {}).items():
            if other not in texts:  # of a document that is no article
                continue
            if relation in ("contradiction", "update"):
                against[text].add(texts[other])
            elif relation in ("equal", "refinement"):
                near[text].add(texts[other])
    found: list[tuple[list[Row], bool]] = []
    taken: set[str] = set()
    for text in sides:
        if text not in taken:
            same = [text, *(o for o in sides if o in near[text] and against[o] == against[text] and o not in taken)]
            taken |= {*same}
            found.append(([value for value in values if value["value_text"] in same], bool(against[text])))
    camps = (
        Camp(
            passages[place_of(side[0])],
            tuple(dict.fromkeys(value["outlet_label"] for value in side)),
            len(_origins(side)),
            is_against,
        )
        for side, is_against in found
    )
    return tuple(sorted(camps, key=lambda camp: (-camp.independent_count, -len(camp.outlet_labels))))


def _origins(values: Iterable[Row]) -> set[str]:
    return {value["independent_id"] for value in values if value["independent_id"]}


def _reference(values: Sequence[Row], pairs: Mapping[str, Mapping[str, str]]) -> list[Row]:
    """Return the values that the others are held against; none where a contradicting one is as well supported.

    In a contradiction it is a side of it: "in June" beside June 5 and June 9 would make all three agree.
    """
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    sides = [value for value in values if "contradiction" in pairs.get(value["fact_value_id"], {}).values()]
    for value in sides or values:
        groups[value["value_text"], value["hedge"]].append(value)

    def related(group: Iterable[Row], relations: tuple[str, ...]) -> set[str]:
        ids = (pairs.get(value["fact_value_id"], {}) for value in group)
        return {other for found in ids for other, relation in found.items() if relation in relations}

    def support(group: Sequence[Row]) -> int:
        near = related(group, ("equal", "refinement"))
        return len(_origins([*group, *(value for value in values if value["fact_value_id"] in near)]))

    def rank(key: tuple[str, str]) -> tuple[int, int, int, bool, tuple[str, str]]:
        group = groups[key]
        return -support(group), -len(_origins(group)), -len(group), key[1] != "exact", key

    best = groups[min(groups, key=rank)]
    against = related(best, ("contradiction",))
    rivals = [group for group in groups.values() if any(value["fact_value_id"] in against for value in group)]
    return [] if any(support(group) >= support(best) for group in rivals) else best


def _status(value: Row, reference: Sequence[Row], pairs: Mapping[str, Mapping[str, str]]) -> str:
    own = pairs.get(value["fact_value_id"], {})
    if not reference:
        relations = [*own.values()]
        gravest = max(relations, key=GRAVITY.index, default="equal")
        return "loose" if gravest == "refinement" else STATUS_OF_RELATION[gravest]
    first = reference[0]
    is_same = (value["value_text"], value["hedge"]) == (first["value_text"], first["hedge"])
    relations = [own[other["fact_value_id"]] for other in reference if other["fact_value_id"] in own]
    if not relations and value["value_text"] != first["value_text"]:
        return "apart"
    gravest = max(relations, key=GRAVITY.index, default="equal" if is_same else "refinement")
    return _precision(value, first) if gravest == "refinement" else STATUS_OF_RELATION[gravest]


def _precision(value: Row, reference: Row) -> str:
    """Return whether a value that can be true beside the reference is vaguer or more exact, 'loose' where untold."""
    if (value["hedge"] == "exact") is not (reference["hedge"] == "exact"):
        return "finer" if value["hedge"] == "exact" else "vaguer"
    widths = _width(value), _width(reference)
    if widths[0] is not None and widths[1] is not None and widths[0] != widths[1]:
        return "finer" if widths[0] < widths[1] else "vaguer"
    exactness = [_exactness(row["value_text"]) for row in (value, reference)]
    if exactness[0] != exactness[1]:
        return "finer" if exactness[0] > exactness[1] else "vaguer"
    words = [{*row["value_text"].casefold().split()} for row in (value, reference)]
    if not (words[0] ^ words[1]) & STANDINGS and (words[0] < words[1] or words[1] < words[0]):
        return "vaguer" if words[0] < words[1] else "finer"
    return "loose"


def _exactness(text: str) -> tuple[int, int]:
    """Return how exact a date is: the parts it leaves open, and its time: not told, a part of the day, by the clock.

    >>> _exactness("XXXX-05-12"), _exactness("2026-05-12TEV"), _exactness("2026-05-12T20:50")
    ((-4, 0), (0, 1), (0, 2))
    """
    found = DATE_AND_TIME.fullmatch(text)
    if not found:
        return 0, 0
    return -text.count("X"), 0 if not found["time"] else 1 + found["time"][0].isdigit()


def _width(value: Row) -> float | None:
    if value["low_on"] and value["high_on"]:
        return float((value["high_on"] - value["low_on"]).days)
    low, high = value["value_low"], value["value_high"]
    if low is None and high is None:
        return None
    return math.inf if low is None or high is None else float(high - low)
