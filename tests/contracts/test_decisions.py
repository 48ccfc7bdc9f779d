"""Decisions as records: ids, documents by their names, rows."""

from datetime import date

import pytest

from flows.contracts.arrow import conform
from flows.contracts.columns import DECISION_ACTIONS
from flows.contracts.decisions import (
    Decision,
    DocumentNames,
    DropDocument,
    Drops,
    MergeEntities,
    NotAContradiction,
    Outcome,
    SameOutlet,
    SplitStory,
    decision_rows,
    drop_outcomes,
)

DOCUMENT = DocumentNames("d1", "wire/march.jsonl", "line 3", "w-17")
TARGETS = (
    NotAContradiction(("a", "b")),
    MergeEntities(("a", "b"), "c"),
    SplitStory(("a",)),
    SameOutlet("a", "b"),
    DropDocument("a"),
)


def test_every_action_of_the_contract_has_a_target():
    assert tuple(target.action_code for target in TARGETS) == DECISION_ACTIONS


@pytest.mark.parametrize("name", ["d1", "w-17", "wire/march.jsonl", "wire/march.jsonl#line 3"])
def test_a_document_is_called_by_id_external_id_path_or_path_and_member(name):
    assert Drops([Decision(DropDocument(name), "takedown")]).find(DOCUMENT)


@pytest.mark.parametrize("name", ["", "None", "d", "march.jsonl", "wire/march.jsonl#line 4", "wire/march.jsonl#"])
def test_no_other_name_drops_it(name):
    assert not Drops([Decision(DropDocument(name), "takedown")]).find(DOCUMENT)


def test_a_document_without_a_member_is_not_called_by_the_word_none():
    assert not DocumentNames("d1", "a.txt").is_called("a.txt#None")


def test_only_a_decision_to_drop_drops():
    assert not Drops([Decision(SplitStory(("d1",)), "another event")]).find(DOCUMENT)


def test_a_decision_to_drop_that_found_nothing_says_so():
    found, lost = Decision(DropDocument("d1"), "takedown"), Decision(DropDocument("d2"), "takedown")
    by_id = {outcome.decision_id: outcome for outcome in drop_outcomes([found, lost], {found.decision_id: 2})}
    assert by_id[found.decision_id] == Outcome(found.decision_id, is_applied=True, applied_count=2)
    assert by_id[lost.decision_id].is_applied is False
    assert "No document is called d2" in by_id[lost.decision_id].detail


def test_rows_fit_the_contract_and_tell_what_came_of_each_decision():
    decisions = [Decision(target, "so", "Ada", date(2031, 3, 16)) for target in TARGETS]
    outcomes = [
        Outcome(decisions[0].decision_id, is_applied=True, applied_count=3),
        Outcome(decisions[1].decision_id, is_applied=False, detail="No entity is called a"),
    ]
    table = conform(decision_rows(decisions, outcomes), "decisions")
    by_action = {row["action_code"]: row for row in table.to_pylist()}
    assert by_action["not_a_contradiction"]["applied_count"] == 3
    assert by_action["merge_entities"]["detail"] == "No entity is called a"
    assert [row["is_applied"] for _, row in sorted(by_action.items())].count(True) == 1
    ids = table.column("decision_id").to_pylist()
    assert ids == sorted(ids)
