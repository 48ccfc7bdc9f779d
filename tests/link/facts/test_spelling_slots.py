"""How a person's name is spelled, by each report."""

import pytest

from flows.link.facts.facts import find_facts


def spelled(writer, *names):
    articles = [
        writer.write(f"report {place}", f"On Monday {name} spoke in the hall. Rain fell.", people=(name,))
        for place, name in enumerate(names)
    ]
    slots = find_facts(articles, {"s": [article.document_id for article in articles]}, {}).slots
    return [(slot.subject_text, slot.relation) for slot in slots if slot.slot_kind == "name"]


def test_a_name_that_reports_spell_otherwise_is_a_fact(writer):
    assert spelled(writer, "Ada Quillon", "Ada Quilon", "Ada Quillon") == [("Ada Quillon: spelling", "refinement")]


@pytest.mark.parametrize("other", ["Ada Quillon", "Ada Brandt", "Ada Quillons", "Ada B. Quillon"])
def test_one_spelling_and_other_persons_are_none(writer, other):
    assert spelled(writer, "Ada Quillon", other) == []
