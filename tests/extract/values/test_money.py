"""Money and percentages."""

from datetime import date

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions


def read(text: str, published_on: date | None = None) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, published_on)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It paid $1.2 billion.", "1200000000 USD"),
        ("It paid $8.3 billion.", "8300000000 USD"),
        ("It paid €3m.", "3000000 EUR"),
        ("It paid £40 million.", "40000000 GBP"),
        ("It paid Rs 40 crore.", "400000000 INR"),
        ("It paid C$20.", "20 CAD"),
        ("It paid 12 million Canadian dollars.", "12000000 CAD"),
        ("It paid 50 cents.", "0.5 USD"),
        ("It paid USD 500.", "500 USD"),
        ("It paid a million-dollar fine.", "1000000 USD"),
        ("It paid $500-$600.", "500-600 USD"),
        ("It paid $5 to $7 million.", "5000000-7000000 USD"),
        ("It paid between $5 million and $7 million.", "5000000-7000000 USD"),
        ("It paid two and a half million euros.", "2500000 EUR"),
        ("It paid USD500.", "500 USD"),
        ("It paid Rs500.", "500 INR"),
        ("It paid RM5,000.", "5000 MYR"),
        ("It paid €1.37billion.", "1370000000 EUR"),
        ("It paid £2.8million.", "2800000 GBP"),
        ("IT PAID £6MILLION.", "6000000 GBP"),
        ("It paid A$95million.", "95000000 AUD"),
        ("It paid Rs70crore.", "700000000 INR"),
        ("It paid Rs.2,400crore.", "24000000000 INR"),
        ("It paid ₹7lakh.", "700000 INR"),
        ("It paid 70euros.", "70 EUR"),
        ("It paid Rs 70 crores.", "700000000 INR"),
        ("It paid Rs 70 cr.", "700000000 INR"),
        ("It paid Rs 70cr.", "700000000 INR"),
        ("It paid $1.6 tn.", "1600000000000 USD"),
        ("It paid $5.", "5 USD"),
    ],
)
def test_an_amount_has_its_number_and_currency(text, value):
    assert [(found.kind, found.value_text) for found in read(text)] == [("money", value)]


def test_from_one_sum_to_another_is_two_sums():
    assert [found.value_text for found in read("It rose from $5 million to $7 million.")] == [
        "5000000 USD",
        "7000000 USD",
    ]


def test_an_uncounted_sum_has_a_lower_bound_only():
    [found] = read("It lost hundreds of millions of dollars.")
    assert (found.value_low, found.value_high, found.hedge, found.unit_code) == (200_000_000, None, "vague", "USD")


def test_a_weight_in_pounds_is_no_money():
    assert [(found.kind, found.value_text) for found in read("It weighs 40 pounds.")] == [("count", "40 lb")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It rose 5.5 %.", "5.5 percent"),
        ("It rose 5 percent.", "5 percent"),
        ("It rose 5 per cent.", "5 percent"),
        ("It rose five percent.", "5 percent"),
        ("It rose 5-7%.", "5-7 percent"),
        ("It rose two percentage points.", "2 percentage_point"),
        ("It rose 25 basis points.", "25 basis_point"),
    ],
)
def test_a_percentage_has_its_number_and_unit(text, value):
    assert [(found.kind, found.value_text) for found in read(text)] == [("percent", value)]


def test_from_one_percentage_to_another_is_two_values():
    assert [found.value_text for found in read("It rose from 5% to 7%.")] == ["5 percent", "7 percent"]


@pytest.mark.parametrize("text", ["It fell 60 per cent.", "It fell 60 percent.", "It fell 60%.", "It fell sixty pct."])
def test_a_percentage_has_one_value_however_it_is_said(text):
    assert [found.value_text for found in read(text)] == ["60 percent"]


@pytest.mark.parametrize("text", ["It paid 4.2 million euros.", "It paid €4.2m.", "It paid EUR 4.2 million."])
def test_a_sum_has_one_value_however_it_is_said(text):
    assert [found.value_text for found in read(text)] == ["4200000 EUR"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell three-tenths of a percentage point.", "0.3 percentage_point"),
        ("It fell by half a percentage point.", "0.5 percentage_point"),
        ("It fell by half a percent.", "0.5 percent"),
        ("It fell by a half percent.", "0.5 percent"),
        ("It fell by a quarter of one per cent.", "0.25 percent"),
    ],
)
def test_a_part_of_a_point_is_counted_in_points(text, value):
    assert [found.value_text for found in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mayor of Cebu paid 200,000 pesos.", "200000 PHP"),
        ("A Filipino paid P200,000, he said.", "200000 PHP"),
        ("The Philippine state paid P1.2 billion.", "1200000000 PHP"),
        ("A shop in Buenos Aires paid 200,000 pesos.", "200000 ARS"),
        ("Manila paid 200,000 Colombian pesos.", "200000 COP"),
        ("A Mexican and a Filipino paid 200,000 pesos.", "200000 MXN"),
        ("It paid 200,000 pesos.", "200000 MXN"),
        ("Lahore's mayor paid 500 million rupees.", "500000000 PKR"),
        ("Lahore paid 500 million Indian rupees.", "500000000 INR"),
        ("A Dane paid 500 kroner.", "500 DKK"),
        ("Prague paid 500 million crowns.", "500000000 CZK"),
        ("It paid 500 Kuwaiti dinars.", "500 KWD"),
        ("Cairo paid 50,000 Syrian pounds.", "50000 SYP"),
        ("It paid 50,000 pounds.", "50000 GBP"),
        ("A firm of Pretoria paid R5 billion.", "5000000000 ZAR"),
    ],
)
def test_money_that_countries_share_is_that_of_the_country_told(text, value):
    assert [(found.kind, found.value_text) for found in read(text)] == [("money", value)]


@pytest.mark.parametrize(
    "text",
    [
        "It paid P200,000.",
        "Manila is in group P5.",
        "In Manila it took form R 200,000.",
        "Orlo of Sweden won three crowns.",
    ],
)
def test_letters_without_their_country_or_sum_are_no_money(text):
    assert [found for found in read(text) if found.kind == "money"] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It costs from $6-$18 a month.", "6-18 USD"),
        ("It ranges from $400 to $800 a foot.", "400-800 USD"),
        ("It ranges in price from $400 to $800+.", "400-800 USD"),
        ("It costs anywhere from $5 to $7.", "5-7 USD"),
        ("Duties vary from 5 to 10 percent.", "5-10 percent"),
        ("Duties range from 5% to 10%.", "5-10 percent"),
    ],
)
def test_a_hyphen_and_a_verb_of_ranging_make_a_range_behind_from(text, value):
    assert [(found.value_text, found.hedge) for found in read(text)] == [(value, "range")]


def test_a_sum_with_a_plus_has_no_upper_bound():
    assert [(found.value_text, found.hedge) for found in read("It costs $800+.")] == [("800 USD", "at_least")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prices rose 2 to 10 percent.", ["2-10 percent"]),
        ("Sales rose 10 to 60 percent.", ["10-60 percent"]),
        ("Rents rose $50 to $300 a month.", ["50-300 USD"]),
        ("The price rose 5 to 30 cents.", ["0.05-0.3 USD"]),
        ("Its value rose $20,000 to $2 million.", ["20000 USD", "2000000 USD"]),
    ],
)
def test_only_sums_far_apart_behind_a_verb_that_moves_them_are_two(text, expected):
    assert [found.value_text for found in read(text)] == expected
