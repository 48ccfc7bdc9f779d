"""Broken files of every form, all made from one seed, go through all rooms; benchmarks/fuzz.py tries many more."""

import pytest

from tests.hostile.journeys import take_bytes_through
from tests.hostile.mutations import hostile_files, seeds


@pytest.mark.parametrize("name", sorted(seeds()))
def test_a_whole_file_of_each_form_gives_documents(name):
    found = take_bytes_through(name, seeds()[name])
    assert any(hasattr(each, "text") for each in found)


def test_no_broken_file_lets_an_exception_out_or_loses_a_place():
    for name, data in hostile_files(seed=20261127, count=150):
        assert take_bytes_through(name, data)
