"""Whether a text names somebody or something in any form."""

import pytest

from flows.link.facts.namings import is_named_in, may_be_missed


@pytest.mark.parametrize(
    ("text", "entity_type", "name"),
    [
        ("Quill was there.", "person", "Ada Quill"),
        ("The HBA met.", "organisation", "Harbour Boat Agency"),
        ("The agency for harbour boats met.", "organisation", "Harbour Boat Agency"),
        ("Prosecutors would not comment.", "organisation", "Justice Department"),
        ("Tólmez said no.", "person", "Ana Tólmez"),
        ("Tolmez said no.", "person", "Ana Tólmez"),
        ("The league of officers met.", "organisation", "Officers League"),
    ],
)
def test_a_name_stands_there_in_another_form(text, entity_type, name):
    assert is_named_in(text, entity_type, name)


@pytest.mark.parametrize(
    ("text", "entity_type", "name"),
    [
        ("Quilling is an art.", "person", "Ada Quill"),
        ("The harbour was empty. A boat sank.", "organisation", "Harbour Boat Agency"),
        ("The council met.", "organisation", "Harbour Council"),
    ],
)
def test_other_words_do_not_name_it(text, entity_type, name):
    assert not is_named_in(text, entity_type, name)


@pytest.mark.parametrize(
    ("entity_type", "name", "is_missed"),
    [
        ("person", "Ada Quill", True),
        ("person", "Quill", False),
        ("organisation", "Harbour Boat Agency", True),
        ("organisation", "Congress", False),
    ],
)
def test_bodies_of_any_report_and_single_names_are_not_missed(entity_type, name, is_missed):
    assert may_be_missed(entity_type, name) == is_missed
