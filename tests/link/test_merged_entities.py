"""Entities that people know to be one."""

import random

from flows.contracts.decisions import Decision, MergeEntities
from flows.extract.annotations import Entity
from flows.link.merged_entities import merge_entities
from flows.link.outlines import Outlines

ENTITIES = [
    Entity("p1", "person", "Ada Quill"),
    Entity("p2", "person", "A. Quill"),
    Entity("p3", "person", "Quill"),
    Entity("o1", "organisation", "Merrow"),
    Entity("l1", "place", "Merrow"),
    Entity("o2", "organisation", "Merrow Line"),
]


def merge(*targets):
    decisions = [Decision(target, "one and the same") for target in targets]
    merged = merge_entities(ENTITIES, decisions)
    by_id = {outcome.decision_id: outcome for outcome in merged.outcomes}
    return merged, [by_id[decision.decision_id] for decision in decisions]


def ids_of(merged):
    return {entity_id: entity.entity_id for entity_id, entity in merged.now.items()}


def test_entities_are_merged_by_name_or_id():
    merged, [outcome] = merge(MergeEntities(("a. quill", "p3"), "Ada Quill"))
    assert ids_of(merged) == {"p2": "p1", "p3": "p1"}
    assert (outcome.is_applied, outcome.applied_count, outcome.detail) == (True, 2, None)


def test_a_name_of_several_entities_is_reported_and_not_applied():
    merged, [outcome] = merge(MergeEntities(("Merrow",), "Merrow Line"))
    assert ids_of(merged) == {}
    assert not outcome.is_applied
    assert "organisation, o1" in outcome.detail
    assert "place, l1" in outcome.detail


def test_a_type_tells_namesakes_apart():
    merged, _ = merge(MergeEntities(("Merrow",), "Merrow Line", "organisation"))
    assert ids_of(merged) == {"o1": "o2"}


def test_what_is_unknown_is_reported_and_the_rest_is_applied():
    merged, [partly, nothing] = merge(MergeEntities(("Quill", "Nobody"), "p1"), MergeEntities(("p2",), "No One"))
    assert ids_of(merged) == {"p3": "p1"}
    assert (partly.is_applied, partly.applied_count, "called Nobody" in partly.detail) == (True, 1, True)
    assert (nothing.is_applied, "called No One" in nothing.detail) == (False, True)


def test_a_chain_leads_to_its_end_and_a_circle_nowhere():
    merged, _ = merge(MergeEntities(("p3",), "p2"), MergeEntities(("p2",), "p1"))
    assert ids_of(merged) == {"p2": "p1", "p3": "p1"}
    merged, outcomes = merge(MergeEntities(("p3",), "p2"), MergeEntities(("p2",), "p3"))
    assert ids_of(merged) == {}
    assert ["circle" in outcome.detail for outcome in outcomes] == [True, True]


def test_two_decisions_on_one_entity_that_differ_are_reported():
    merged, outcomes = merge(MergeEntities(("p3",), "p1"), MergeEntities(("p3",), "p2"))
    assert ids_of(merged) == {}
    assert ["decide for one" in outcome.detail for outcome in outcomes] == [True, True]


def test_the_order_of_entities_and_decisions_changes_nothing():
    decisions = [
        Decision(MergeEntities(names, into), "so")
        for names, into in ((("p3",), "p2"), (("p2",), "p1"), (("o1",), "o2"), (("l1", "Merrow"), "o2"))
    ]
    shuffled = random.Random(1)
    expected = merge_entities(ENTITIES, decisions)
    for _ in range(5):
        assert (
            merge_entities(shuffled.sample(ENTITIES, len(ENTITIES)), shuffled.sample(decisions, len(decisions)))
            == expected
        )


def test_rows_name_the_merged_entity():
    merged, _ = merge(MergeEntities(("p3",), "p1"))
    mention = {"mention_id": "m", "entity_id": "p3", "entity_type": "person"}
    assert merged.in_row(mention) == mention | {"entity_id": "p1"}
    role = {"entity_id": "p2", "affiliation_entity_id": "p3"}
    assert merged.in_row(role) == role | {"affiliation_entity_id": "p1"}
    assert merged.in_row({"speaker_entity_id": "p3"}) == {"speaker_entity_id": "p1"}
    assert merged.in_row({"speaker_entity_id": None}) == {"speaker_entity_id": None}


def test_a_mention_takes_the_type_of_what_it_is_now():
    merged, _ = merge(MergeEntities(("l1",), "o1"))
    row = {"entity_id": "l1", "entity_type": "place"}
    assert merged.in_row(row) == {"entity_id": "o1", "entity_type": "organisation"}


def test_the_key_of_an_article_tells_which_entity_was_merged_into_which(writer):
    names = ("Ada Quill", "Bo Harrow", "Cy Marsh")
    article = writer.write("x", "Ada Quill met Bo Harrow. Cy Marsh left.", people=names)
    keys = [
        Outlines.of([article]).keys(lambda _: "item", "rules", merged.now)
        for merged in (
            merge_entities(article.entities, [Decision(MergeEntities(("Cy Marsh",), into), "so")]) for into in names[:2]
        )
    ]
    assert keys[0] != keys[1]
