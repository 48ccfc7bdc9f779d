import pytest

from flows.extract.news_agencies import agency_lines, is_agency


@pytest.mark.parametrize("name", ["Reuters", "afp", "THE ASSOCIATED PRESS", "Belga", "čtk", "Ukrinform"])
def test_agencies_are_known_however_written(name):
    assert is_agency(name)


@pytest.mark.parametrize("name", ["Business Wire", "Press release", "The Tarn Herald", ""])
def test_services_of_statements_and_outlets_are_no_agencies(name):
    assert not is_agency(name)


def test_no_name_stands_in_two_lines():
    names = [name for line, _ in agency_lines() for name in line]
    assert len(names) == len(set(names))
