"""What people said about contradictions."""

from dataclasses import replace

import pytest

from flows.contracts.decisions import Decision, NotAContradiction
from flows.link.facts.dismissals import dismiss_contradictions
from flows.link.facts.facts import Facts, _tell_values_apart, find_facts

TEXT = "The harbour council fined the Marlin ferry line {}. Rain fell on the hills. Nobody slept well. {}"


@pytest.fixture
def report(writer):
    def write(document_id, words, value, more=""):
        return writer.write(document_id, TEXT.format(words, more), writer.number(words, value, "USD", kind="money"))

    return write


@pytest.fixture
def facts(report):
    articles = [report("alpha", "$4,200", 4200), report("beta", "$4,200", 4200), report("gamma", "$9,900", 9900)]
    return find_facts(articles, {"s": ["alpha", "beta", "gamma"]}, {})


def value_ids(facts):
    return {value.candidate.document_id: value.fact_value_id for slot in facts.slots for value in slot.values}


def decide(facts, a="alpha", b="gamma", **more):
    ids = value_ids(facts)
    return Decision(NotAContradiction((ids.get(a, a), ids.get(b, b)), **more), "two fines")


def relations(facts):
    [slot] = facts.slots
    return slot.relation, sorted(relation.relation for relation in slot.relations)


def test_every_pair_with_the_same_two_values_is_dismissed_and_stays_visible(facts):
    assert relations(facts) == ("contradiction", ["contradiction", "contradiction", "equal"])
    decision = decide(facts)
    judged, [outcome] = dismiss_contradictions(facts, [decision])
    assert relations(judged) == ("equal", ["dismissed", "dismissed", "equal"])
    assert (outcome.is_applied, outcome.applied_count, outcome.detail) == (True, 2, None)
    [slot] = judged.slots
    changed = [relation for relation in slot.relations if relation.decision_id == decision.decision_id]
    assert [relation.explanation_text.endswith("A person found no disagreement.") for relation in changed] == [True] * 2


def test_a_decision_can_say_how_the_values_stand_instead(facts):
    judged, _ = dismiss_contradictions(facts, [decide(facts, relation="update")])
    assert relations(judged) == ("update", ["equal", "update", "update"])


def test_a_decision_makes_no_relation_graver(facts):
    milder, _ = dismiss_contradictions(facts, [decide(facts)])
    again, [outcome] = dismiss_contradictions(milder, [decide(facts, relation="update")])
    assert again == milder
    assert (outcome.is_applied, outcome.applied_count) == (True, 0)


def test_a_decision_finds_its_values_again_when_an_earlier_report_joins(facts, report):
    decision = decide(facts)
    names = ["aaa", "alpha", "beta", "gamma"]
    grown = find_facts(
        [
            report("aaa", "$9,900", 9900),
            *(report(n, "$4,200", 4200) for n in names[1:3]),
            report("gamma", "$9,900", 9900),
        ],
        {"s": names},
        {},
    )
    assert grown.slots[0].slot_id != facts.slots[0].slot_id
    judged, [outcome] = dismiss_contradictions(grown, [decision])
    assert (judged.slots[0].relation, outcome.applied_count) == ("equal", 4)


def test_a_value_that_is_unknown_and_two_that_are_the_same_are_reported(facts):
    unknown, same = decide(facts, b="nothing"), decide(facts, b="beta")
    judged, outcomes = dismiss_contradictions(facts, [unknown, same])
    assert judged == facts
    details = {outcome.decision_id: outcome.detail for outcome in outcomes}
    assert "No fact has the value nothing" in details[unknown.decision_id]
    assert "the same" in details[same.decision_id]
    assert not any(outcome.is_applied for outcome in outcomes)


def test_values_of_two_facts_are_not_compared(writer):
    text = "The harbour council fined the Marlin ferry line $4,200 on Monday. Rain fell on the hills."
    articles = [
        writer.write(name, text, writer.number("$4,200", 4200, "USD", kind="money"), writer.day("Monday", "2031-05-05"))
        for name in ("alpha", "beta")
    ]
    facts = find_facts(articles, {"s": ["alpha", "beta"]}, {})
    first, second = (slot.values[0].fact_value_id for slot in facts.slots)
    judged, [outcome] = dismiss_contradictions(facts, [Decision(NotAContradiction((first, second)), "so")])
    assert (judged, outcome.is_applied) == (facts, False)
    assert "one fact" in outcome.detail


def test_without_decisions_facts_stay_as_they_are(facts):
    assert dismiss_contradictions(facts, []) == (facts, [])


def test_a_value_that_is_compared_in_two_facts_has_an_id_in_each_and_either_finds_the_pair(facts):
    [slot] = facts.slots
    twin = replace(slot, slot_id="zzz")
    first, second = _tell_values_apart([twin, slot])
    ids = {value.fact_value_id for both in (first, second) for value in both.values}
    assert len(ids) == 2 * len(slot.values)
    assert {pair.fact_value_id_a for pair in second.relations} <= {value.fact_value_id for value in second.values}
    # the two ids of one decision, one from each fact
    a = next(value.fact_value_id for value in first.values if value.candidate.document_id == "alpha")
    b = next(value.fact_value_id for value in second.values if value.candidate.document_id == "gamma")
    judged, [outcome] = dismiss_contradictions(Facts((first, second)), [Decision(NotAContradiction((a, b)), "so")])
    assert [found.relation for found in judged.slots] == ["equal", "equal"]
    assert outcome.applied_count == 4
