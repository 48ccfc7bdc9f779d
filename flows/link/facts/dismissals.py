"""What people said about contradictions: pairs of values that stand to each other otherwise than the rules found.

In: the rows of fact_slots, fact_values, fact_relations and omissions of all stories, and the decisions
`not_a_contradiction`. Out: those rows, in which the pairs that decisions name have the relation given, and what came of
each decision. A decision names two values; it holds for all pairs of their slot with the same two value texts, so that
it outlives further reports of the same. It only ever makes a relation milder. The pairs stay, with the id of the
decision; the slot's own relation becomes the gravest of what its pairs now show, and where that is `dismissed`, nothing
is one fact any more and nobody left it out.

Rows and not records, because the rows of stories that did not change are kept from earlier runs.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.contracts.arrow import Row
from flows.contracts.decisions import DISMISSED, Decision, NotAContradiction, Outcome
from flows.link.facts.explanations import replace_verdict
from flows.link.facts.relations import GRAVITY

FACT_TABLES = ("fact_slots", "fact_values", "fact_relations", "omissions")
NOT_FOUND = "No fact has the value {}: take fact_value_id_a and fact_value_id_b from marts.fact_disagreements"
NOT_COMPARED = "The two values are not values of one fact (any more): the decision can be deleted"
SAME_VALUE = "The two values are the same, so nothing contradicts: name one value of each side"

Place = tuple[object, ...]


@dataclass(frozen=True)
class Verdict:
    """The relation that a decision gives to the pairs of one slot with two value texts."""

    decision_id: str
    relation: str
    value_texts: frozenset[object]


def dismiss_contradictions(
    rows: Mapping[str, Sequence[Row]], decisions: Sequence[Decision]
) -> tuple[dict[str, Sequence[Row]], list[Outcome]]:
    """Return the rows of the tables in `FACT_TABLES` as people see them, and what came of the decisions, by their ids.

    The order of rows is kept.
    """
    chosen = {d.decision_id: d.target for d in decisions if isinstance(d.target, NotAContradiction)}
    if not chosen:
        return dict(rows), []
    verdicts, problems = _find_verdicts(rows, chosen)
    texts = {row["fact_value_id"]: row["value_text"] for row in rows["fact_values"]}
    relations = [_judge_pair(row, texts, verdicts.get(row["slot_id"], ())) for row in rows["fact_relations"]]
    changed = [new for old, new in zip(rows["fact_relations"], relations, strict=True) if new is not old]
    counts = Counter(str(row["decision_id"]) for row in changed)
    gravest = _gravest_relations(relations, {row["slot_id"] for row in changed})
    judged = {
        **rows,
        "fact_relations": relations,
        "fact_slots": [{**row, "relation": gravest.get(row["slot_id"], row["relation"])} for row in rows["fact_slots"]],
        "omissions": [row for row in rows["omissions"] if gravest.get(row["slot_id"]) != DISMISSED],
    }
    outcomes = [
        Outcome(decision_id, decision_id not in problems, counts[decision_id], problems.get(decision_id))
        for decision_id in sorted(chosen)
    ]
    return judged, outcomes


def _find_verdicts(
    rows: Mapping[str, Sequence[Row]], chosen: Mapping[str, NotAContradiction]
) -> tuple[Mapping[object, Sequence[Verdict]], Mapping[str, str]]:
    """Return the verdicts on each slot, and what is wrong with the decisions that name no pair, by their ids."""
    slots = {row["slot_id"]: row for row in rows["fact_slots"]}
    places = {row["fact_value_id"]: _place(slots[row["slot_id"]], row) for row in rows["fact_values"]}
    texts_at: dict[Place, dict[object, object]] = defaultdict(dict)  # place → slot id → value text
    for row in rows["fact_values"]:
        texts_at[places[row["fact_value_id"]]][row["slot_id"]] = row["value_text"]
    verdicts: dict[object, list[Verdict]] = defaultdict(list)
    problems: dict[str, str] = {}
    for decision_id, target in sorted(chosen.items()):
        missing = [value_id for value_id in target.values if value_id not in places]
        if missing:
            problems[decision_id] = NOT_FOUND.format(" and ".join(missing))
            continue
        a, b = (texts_at[places[value_id]] for value_id in target.values)
        shared = a.keys() & b.keys()
        differing = [slot_id for slot_id in shared if a[slot_id] != b[slot_id]]
        if not differing:
            problems[decision_id] = SAME_VALUE if shared else NOT_COMPARED
        for slot_id in differing:
            verdicts[slot_id].append(Verdict(decision_id, target.relation, frozenset((a[slot_id], b[slot_id]))))
    return verdicts, problems


def _place(slot: Row, value: Row) -> Place:
    """Return what tells a value from all others, whichever slot it is compared in."""
    subject = slot["subject_text"] if slot["slot_kind"] in ("role", "attribution") else ""
    return slot["slot_kind"], subject, value["document_id"], value["start_char"], value["end_char"]


def _judge_pair(pair: Row, texts: Mapping[object, object], verdicts: Sequence[Verdict]) -> Row:
    """Return the pair with the mildest relation that people gave it; itself where they made it no milder."""
    value_texts = frozenset((texts[pair["fact_value_id_a"]], texts[pair["fact_value_id_b"]]))
    fitting = [verdict for verdict in verdicts if verdict.value_texts == value_texts]
    if not fitting:
        return pair
    mildest = min(fitting, key=lambda verdict: (GRAVITY[verdict.relation], verdict.decision_id))
    relation = str(pair["relation"])
    if GRAVITY[mildest.relation] >= GRAVITY[relation]:
        return pair
    return {
        **pair,
        "relation": mildest.relation,
        "relation_score": 1.0,
        "explanation_text": replace_verdict(str(pair["explanation_text"]), relation, mildest.relation),
        "decision_id": mildest.decision_id,
    }


def _gravest_relations(relations: Sequence[Row], slot_ids: set[object]) -> dict[object, str]:
    """Return the gravest relation of each of these slots."""
    gravest: dict[object, str] = {}
    for row in relations:
        if row["slot_id"] in slot_ids:
            found = gravest.setdefault(row["slot_id"], str(row["relation"]))
            gravest[row["slot_id"]] = max(found, str(row["relation"]), key=lambda relation: GRAVITY[relation])
    return gravest
