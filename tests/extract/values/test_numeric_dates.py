"""Dates all in digits."""

from datetime import date

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions
from flows.extract.values.numeric_dates import order_of_domain


def read(text: str, published_on: date | None = None, *, is_day_first: bool | None = None) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, published_on, is_day_first=is_day_first)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It opened on 2021-06-02.", "2021-06-02"),
        ("It opened on 25/6/2021.", "2021-06-25"),
        ("It opened on 6/25/2021.", "2021-06-25"),
        ("It opened on 06/06/21.", "2021-06-06"),
    ],
)
def test_a_date_that_can_be_one_day_only_is_explicit(text, value):
    [found] = read(text)
    assert (found.value_text, found.anchor_method, found.is_inferred) == (value, "explicit", False)


def test_a_date_that_can_be_two_days_is_neither():
    [found] = read("It opened on 05/06/2021.", date(2021, 9, 1))
    assert (found.value_text, found.precision, found.anchor_method) == ("2021-XX-XX", "day", "none")
    assert (found.low_on, found.high_on) == (None, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It opened on 05/06/2021 and shut on 30/06/2021.", "2021-06-05"),
        ("It opened on 05/06/2021 and shut on 06/30/2021.", "2021-05-06"),
    ],
)
def test_another_date_of_the_text_tells_the_order(text, value):
    assert read(text)[0].value_text == value
    assert read(text, is_day_first=False)[0].value_text == value


def test_dates_of_both_orders_tell_none():
    assert read("On 05/06/2021, not on 30/06/2021 or 06/30/2021.")[0].value_text == "2021-XX-XX"


@pytest.mark.parametrize(("is_day_first", "value"), [(True, "2021-06-05"), (False, "2021-05-06")])
def test_the_country_of_the_outlet_tells_the_order(is_day_first, value):
    assert read("It opened on 05/06/2021.", is_day_first=is_day_first)[0].value_text == value


def test_of_two_days_the_one_of_publication_is_meant():
    assert read("It opened on 05/06/2021.", date(2021, 6, 6))[0].value_text == "2021-06-05"


def test_the_end_of_a_domain_tells_the_order_where_its_country_has_one():
    domains = ["orlo.example.co.uk", "orlo.us", "orlo.com", "orlo.ca", None]
    assert [order_of_domain(domain) for domain in domains] == [True, False, None, None, None]
