"""What people said about contradictions."""

import pytest

from flows.contracts.arrow import conform
from flows.contracts.decisions import Decision, NotAContradiction
from flows.link.facts.dismissals import dismiss_contradictions
from flows.link.facts.fact_rows import fact_relation_rows, fact_slot_rows, fact_value_rows
from flows.link.facts.facts import find_facts

TEXT = "The harbour council asked {} of the Marlin ferry line. Rain fell on the hills. Nobody slept well."
FOUR, NINE = ("$4,200", 4200), ("$9,900", 9900)


def rows_of(facts):
    rows = {
        "fact_slots": fact_slot_rows(facts),
        "fact_values": fact_value_rows(facts),
        "fact_relations": fact_relation_rows(facts),
    }
    return rows | {"omissions": [{"omission_id": "o1", "slot_id": rows["fact_slots"][0]["slot_id"]}]}


@pytest.fixture
def told(writer):
    def told(**amounts):
        articles = [
            writer.write(name, TEXT.format(words), writer.number(words, value, "USD", kind="money"))
            for name, (words, value) in amounts.items()
        ]
        return rows_of(find_facts(articles, {"s": list(amounts)}, {}))

    return told


@pytest.fixture
def rows(told):
    return told(alpha=FOUR, beta=FOUR, gamma=NINE)


def decide(rows, a="alpha", b="gamma", **more):
    ids = {row["document_id"]: row["fact_value_id"] for row in rows["fact_values"]}
    return Decision(NotAContradiction((ids.get(a, a), ids.get(b, b)), **more), "two fines")


def relations(rows):
    [slot] = rows["fact_slots"]
    return slot["relation"], sorted(row["relation"] for row in rows["fact_relations"])


def test_every_pair_with_the_same_two_values_is_dismissed_and_stays_visible(rows):
    assert relations(rows) == ("contradiction", ["contradiction", "contradiction", "equal"])
    decision = decide(rows)
    judged, [outcome] = dismiss_contradictions(rows, [decision])
    assert relations(judged) == ("equal", ["dismissed", "dismissed", "equal"])
    assert (outcome.is_applied, outcome.applied_count, outcome.detail) == (True, 2, None)
    changed = [row for row in judged["fact_relations"] if row["decision_id"] == decision.decision_id]
    assert [row["explanation_text"].endswith("A person found no disagreement.") for row in changed] == [True] * 2
    for name in ("fact_slots", "fact_values", "fact_relations"):
        conform(judged[name], name)


def test_a_decision_can_say_how_the_values_stand_instead(rows):
    judged, _ = dismiss_contradictions(rows, [decide(rows, relation="update")])
    assert relations(judged) == ("update", ["equal", "update", "update"])


def test_a_decision_makes_no_relation_graver(rows):
    milder, _ = dismiss_contradictions(rows, [decide(rows)])
    again, [outcome] = dismiss_contradictions(milder, [decide(rows, relation="update")])
    assert again == milder
    assert (outcome.is_applied, outcome.applied_count) == (True, 0)


def test_a_decision_finds_its_values_again_when_an_earlier_report_joins(rows, told):
    grown = told(aaa=NINE, alpha=FOUR, beta=FOUR, gamma=NINE)
    assert grown["fact_slots"][0]["slot_id"] != rows["fact_slots"][0]["slot_id"]
    judged, [outcome] = dismiss_contradictions(grown, [decide(rows)])
    assert (relations(judged)[0], outcome.applied_count) == ("equal", 4)


def test_what_is_no_fact_any_more_was_left_out_by_nobody(told):
    pair = told(alpha=FOUR, gamma=NINE)
    judged, _ = dismiss_contradictions(pair, [decide(pair)])
    assert relations(judged) == ("dismissed", ["dismissed"])
    assert judged["omissions"] == []


def test_a_fact_that_still_is_one_keeps_its_omissions(rows):
    judged, _ = dismiss_contradictions(rows, [decide(rows)])
    assert judged["omissions"] == rows["omissions"]


def test_a_value_that_is_unknown_and_two_that_are_the_same_are_reported(rows):
    unknown, same = decide(rows, b="nothing"), decide(rows, b="beta")
    judged, outcomes = dismiss_contradictions(rows, [unknown, same])
    assert judged == rows
    details = {outcome.decision_id: outcome.detail for outcome in outcomes}
    assert "No fact has the value nothing" in details[unknown.decision_id]
    assert "the same" in details[same.decision_id]
    assert not any(outcome.is_applied for outcome in outcomes)


def test_values_of_two_facts_are_not_compared(writer):
    text = "The harbour council asked $4,200 of the Marlin ferry line on Monday. Rain fell on the hills."
    articles = [
        writer.write(name, text, writer.number("$4,200", 4200, "USD", kind="money"), writer.day("Monday", "2031-05-05"))
        for name in ("alpha", "beta")
    ]
    rows = rows_of(find_facts(articles, {"s": ["alpha", "beta"]}, {}))
    first, second = (
        next(row["fact_value_id"] for row in rows["fact_values"] if row["slot_id"] == slot["slot_id"])
        for slot in rows["fact_slots"]
    )
    judged, [outcome] = dismiss_contradictions(rows, [Decision(NotAContradiction((first, second)), "so")])
    assert (judged, outcome.is_applied) == (rows, False)
    assert "one fact" in outcome.detail


def test_a_value_that_is_compared_in_two_facts_is_judged_in_both_whichever_of_its_ids_is_given(rows):
    twins = {
        "fact_slots": [{**row, "slot_id": "twin"} for row in rows["fact_slots"]],
        "fact_values": [
            {**row, "slot_id": "twin", "fact_value_id": f"twin {row['fact_value_id']}"} for row in rows["fact_values"]
        ],
        "fact_relations": [
            {
                **row,
                "slot_id": "twin",
                "fact_value_id_a": f"twin {row['fact_value_id_a']}",
                "fact_value_id_b": f"twin {row['fact_value_id_b']}",
            }
            for row in rows["fact_relations"]
        ],
    }
    both = {name: [*found, *twins.get(name, [])] for name, found in rows.items()}
    a, b = decide(rows).target.values
    judged, [outcome] = dismiss_contradictions(both, [Decision(NotAContradiction((a, f"twin {b}")), "so")])
    assert [row["relation"] for row in judged["fact_slots"]] == ["equal", "equal"]
    assert outcome.applied_count == 4


def test_without_decisions_rows_stay_as_they_are(rows):
    assert dismiss_contradictions(rows, []) == (rows, [])
