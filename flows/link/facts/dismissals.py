"""What people said about contradictions: pairs of values that stand to each other otherwise than the rules found.

In: facts, and the decisions `not_a_contradiction`. Out: facts in which the pairs they name have the relation given,
and what came of each decision. A decision names two values; it holds for all pairs of their slot with the same two
value texts, so that it outlives further reports of the same. It only ever makes a relation milder. The pairs stay,
with the id of the decision; the slot's own relation becomes the gravest of what its pairs now show.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flows.contracts.decisions import Decision, NotAContradiction, Outcome
from flows.link.facts.explanations import replace_verdict
from flows.link.facts.facts import FactRelation, Facts, FactSlot, FactValue, gravest_relation
from flows.link.facts.relations import GRAVITY

NOT_FOUND = "No fact has the value {}: take fact_value_id_a and fact_value_id_b from marts.fact_disagreements"
NOT_COMPARED = "The two values are not values of one fact (any more): the decision can be deleted"
SAME_VALUE = "The two values are the same, so nothing contradicts: name one value of each side"

Place = tuple[str, str, str, int, int]


@dataclass(frozen=True)
class Verdict:
    """The relation that a decision gives to the pairs of one slot with two value texts."""

    decision_id: str
    relation: str
    value_texts: frozenset[str]


def dismiss_contradictions(facts: Facts, decisions: Sequence[Decision]) -> tuple[Facts, list[Outcome]]:
    """Return the facts as people see them, and what came of the decisions `not_a_contradiction`, by their ids."""
    chosen = {d.decision_id: d.target for d in decisions if isinstance(d.target, NotAContradiction)}
    if not chosen:
        return facts, []
    verdicts, problems = _find_verdicts(facts, chosen)
    counts: Counter[str] = Counter()
    slots = tuple(_judge_slot(slot, verdicts.get(slot.slot_id, []), counts) for slot in facts.slots)
    return Facts(slots), [_outcome(decision_id, problems, counts) for decision_id in sorted(chosen)]


def _find_verdicts(
    facts: Facts, chosen: Mapping[str, NotAContradiction]
) -> tuple[Mapping[str, Sequence[Verdict]], Mapping[str, str]]:
    """Return the verdicts on each slot, and what is wrong with the decisions that name no pair, by their ids."""
    places = {value.fact_value_id: _place(slot, value) for slot in facts.slots for value in slot.values}
    slots_at: dict[Place, dict[str, str]] = defaultdict(dict)  # place → slot id → value text
    for slot in facts.slots:
        for value in slot.values:
            slots_at[_place(slot, value)][slot.slot_id] = value.candidate.value_text
    verdicts: dict[str, list[Verdict]] = {}
    problems: dict[str, str] = {}
    for decision_id, target in sorted(chosen.items()):
        missing = [value_id for value_id in target.values if value_id not in places]
        if missing:
            problems[decision_id] = NOT_FOUND.format(" and ".join(missing))
            continue
        a, b = (slots_at[places[value_id]] for value_id in target.values)
        shared = sorted(a.keys() & b.keys())
        differing = [slot_id for slot_id in shared if a[slot_id] != b[slot_id]]
        if not differing:
            problems[decision_id] = SAME_VALUE if shared else NOT_COMPARED
        for slot_id in differing:
            verdict = Verdict(decision_id, target.relation, frozenset((a[slot_id], b[slot_id])))
            verdicts.setdefault(slot_id, []).append(verdict)
    return verdicts, problems


def _place(slot: FactSlot, value: FactValue) -> Place:
    """Return what tells a value from all others, whichever slot it is compared in."""
    found = value.candidate
    subject = slot.subject_text if slot.slot_kind in ("role", "attribution") else ""
    return slot.slot_kind, subject, found.document_id, found.start, found.end


def _judge_slot(slot: FactSlot, verdicts: Sequence[Verdict], counts: Counter[str]) -> FactSlot:
    if not verdicts:
        return slot
    texts = {value.fact_value_id: value.candidate.value_text for value in slot.values}
    relations = tuple(_judge_pair(relation, texts, verdicts, counts) for relation in slot.relations)
    return replace(slot, relation=gravest_relation(relations), relations=relations)


def _judge_pair(
    pair: FactRelation, texts: Mapping[str, str], verdicts: Sequence[Verdict], counts: Counter[str]
) -> FactRelation:
    """Return the pair with the mildest relation that people gave it, counted for the decision it comes from."""
    value_texts = frozenset((texts[pair.fact_value_id_a], texts[pair.fact_value_id_b]))
    fitting = [verdict for verdict in verdicts if verdict.value_texts == value_texts]
    if not fitting:
        return pair
    mildest = min(fitting, key=lambda verdict: (GRAVITY[verdict.relation], verdict.decision_id))
    if GRAVITY[mildest.relation] >= GRAVITY[pair.relation]:
        return pair
    counts[mildest.decision_id] += 1
    explanation = replace_verdict(pair.explanation_text, pair.relation, mildest.relation)
    return replace(
        pair, relation=mildest.relation, explanation_text=explanation, relation_score=1.0,
        decision_id=mildest.decision_id,
    )  # fmt: skip


def _outcome(decision_id: str, problems: Mapping[str, str], counts: Mapping[str, int]) -> Outcome:
    problem = problems.get(decision_id)
    return Outcome(decision_id, problem is None, counts.get(decision_id, 0), problem)
