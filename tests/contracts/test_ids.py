import pytest

from flows.contracts.ids import entity_id_of, stable_id, without_marks


def test_the_same_thing_has_the_same_id_and_its_parts_do_not_run_together():
    assert stable_id("person", "Ada Lovelace") == "7b651069d3ba694a"
    assert stable_id("a", "bc") != stable_id("ab", "c")


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("Péter Kovács", "Peter Kovacs"),
        ("Søren Łaski", "Soren Laski"),
        ("Groß", "Gross"),
        ("Ada O’Hara–Lund", "Ada O'Hara-Lund"),
        ("李明", "李明"),
        ("Ada Quill", "Ada Quill"),
    ],
)
def test_an_entity_is_one_with_the_marks_on_its_letters_and_without(printed, plain):
    assert without_marks(printed) == plain
    assert entity_id_of("person", printed) == entity_id_of("person", plain) == stable_id("person", plain)
