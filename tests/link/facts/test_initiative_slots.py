"""At whose request an event came about."""

import pytest

from flows.link.facts.facts import find_facts

STORIES = {"s": ["alpha", "beta"]}
OPENING = "Talks between the sailors and the harbour office ended on Monday. "
REST = " Rain fell on the hills. Nobody slept well. The road is narrow."


@pytest.fixture
def first_step(writer):
    """Return the relations of the slots on who took the first step, of two reports."""

    def find(one, other, *, opening=OPENING, people=()):
        articles = [
            writer.write(document_id, opening + text + REST, people=people)
            for document_id, text in (("alpha", one), ("beta", other))
        ]
        slots = [slot for slot in find_facts(articles, STORIES, {}).slots if slot.slot_kind == "attribution"]
        return [relation.relation for slot in slots for relation in slot.relations]

    return find


def test_two_sides_that_are_each_said_to_have_asked_for_the_talks_contradict_each_other(first_step):
    one = "The meeting was held at the request of the sailors' union, the mayor said."
    assert first_step(one, "They took place at the invitation of the harbour office.") == ["contradiction"]
    assert first_step(one, "They took place at the harbour office's invitation.") == ["contradiction"]


def test_the_same_side_agrees_however_it_is_named(first_step):
    one = "The meeting was held at the request of the sailors' union."
    assert first_step(one, "The talks were held at the initiative of the sailors.") == ["refinement"]
    assert first_step(one, "It was requested by the sailors' union.") == ["equal"]


def test_parties_that_no_report_sets_against_each_other_do_not_contradict(first_step):
    one = "The meeting was held at the request of the sailors' union."
    assert first_step(one, "It was held at the request of the crews.") == []
    plain = "Talks in the harbour ended on Monday. "
    assert first_step(one, "It was held at the request of the harbour office.", opening=plain) == []


def test_a_person_may_stand_for_either_side(first_step):
    one = "The meeting was held at the request of the sailors' union."
    assert first_step(one, "It was held at the request of Ada Quill.", people=("Ada Quill",)) == []


def test_the_first_step_of_another_event_is_another_fact(first_step):
    one = "The meeting was held at the request of the sailors' union."
    assert first_step(one, "The vote was held at the request of the harbour office.") == []
