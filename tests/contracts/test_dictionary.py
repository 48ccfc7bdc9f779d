from pathlib import Path

from flows.contracts.dictionary import data_dictionary


def test_the_data_dictionary_is_current():
    written = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
    assert written.read_text(encoding="utf-8") == data_dictionary(), "run `make docs`"
