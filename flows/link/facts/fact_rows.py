"""Facts and omissions as rows of the contract's tables.

In: `Facts` and omissions. Out: lists of rows for core.fact_slots, fact_values, fact_relations and omissions, each
with exactly the table's columns, in the order of their keys.
"""

from collections.abc import Sequence
from datetime import date

from flows.link.facts.facts import Facts, FactSlot, FactValue
from flows.link.facts.story_views import Omission

Cell = str | int | float | bool | date | None
Row = dict[str, Cell]


def fact_slot_rows(facts: Facts) -> list[Row]:
    """Return the rows of core.fact_slots."""
    return [
        {
            "slot_id": slot.slot_id,
            "story_id": slot.story_id,
            "slot_kind": slot.slot_kind,
            "subject_text": slot.subject_text,
            "relation": slot.relation,
            "outlet_count": slot.outlet_count,
            "independent_count": slot.independent_count,
        }
        for slot in facts.slots
    ]


def fact_value_rows(facts: Facts) -> list[Row]:
    """Return the rows of core.fact_values."""
    rows = [_value_row(slot, value) for slot in facts.slots for value in slot.values]
    return sorted(rows, key=lambda row: str(row["fact_value_id"]))


def _value_row(slot: FactSlot, value: FactValue) -> Row:
    candidate = value.candidate
    return {
        "fact_value_id": value.fact_value_id,
        "slot_id": slot.slot_id,
        "document_id": candidate.document_id,
        "start_char": candidate.start,
        "end_char": candidate.end,
        "value_text": candidate.value_text,
        "value_low": candidate.value_low,
        "value_high": candidate.value_high,
        "low_on": candidate.low_on,
        "high_on": candidate.high_on,
        "unit_code": candidate.unit_code,
        "hedge": candidate.hedge,
        "is_inferred": candidate.is_inferred,
        "context_text": value.context_text,
        "quotation_id": candidate.quotation_id,
        "speaker_entity_id": candidate.speaker_entity_id,
    }


def fact_relation_rows(facts: Facts) -> list[Row]:
    """Return the rows of core.fact_relations."""
    rows: list[Row] = [
        {
            "slot_id": slot.slot_id,
            "fact_value_id_a": relation.fact_value_id_a,
            "fact_value_id_b": relation.fact_value_id_b,
            "relation": relation.relation,
            "relation_score": relation.relation_score,
            "conflict_between": relation.conflict_between,
            "explanation_text": relation.explanation_text,
            "decision_id": None,  # see dismissals
        }
        for slot in facts.slots
        for relation in slot.relations
    ]
    return sorted(rows, key=lambda row: (str(row["slot_id"]), str(row["fact_value_id_a"]), str(row["fact_value_id_b"])))


def omission_rows(omissions: Sequence[Omission]) -> list[Row]:
    """Return the rows of core.omissions."""
    rows: list[Row] = [
        {
            "omission_id": omission.omission_id,
            "story_id": omission.story_id,
            "outlet_id": omission.outlet_id,
            "document_id": omission.document_id,
            "subject_kind": omission.subject_kind,
            "slot_id": omission.slot_id,
            "quotation_group_id": omission.quotation_group_id,
            "entity_id": omission.entity_id,
            "term_text": omission.term_text,
            "reason_code": omission.reason_code,
            "support_count": omission.support_count,
        }
        for omission in omissions
    ]
    return sorted(rows, key=lambda row: str(row["omission_id"]))
