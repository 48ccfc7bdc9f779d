"""Every kind of quantity that a report can hold: value, bounds, unit and hedge, one table of cases for each kind."""

import pytest

from flows.extract.annotations import Sentence
from flows.extract.values.expressions import find_expressions

Case = tuple[str, str, str, float | None, float | None, str | None, str]


def found(text: str) -> list[tuple[str, str | None, float | None, float | None, str | None, str]]:
    expressions = find_expressions(text, [Sentence(0, len(text), "body", 0)], None)
    return [(text[e.start : e.end], e.value_text, e.value_low, e.value_high, e.unit_code, e.hedge) for e in expressions]


COUNTS: list[Case] = [
    ("Seven delegates left.", "Seven delegates", "7 delegate", 7, 7, "delegate", "exact"),
    ("Twenty-three people died.", "Twenty-three people", "23 person", 23, 23, "person", "exact"),
    ("Two and a half million fans came.", "Two and a half million fans", "2500000 fan", 2.5e6, 2.5e6, "fan", "exact"),
    ("It has 1.3bn users.", "1.3bn users", "1300000000 user", 1.3e9, 1.3e9, "user", "exact"),
    ("12.5 lakh voters came.", "12.5 lakh voters", "1250000 voter", 1.25e6, 1.25e6, "voter", "exact"),
    ("3 crore doses came.", "3 crore doses", "30000000 dose", 3e7, 3e7, "dose", "exact"),
    ("A dozen eggs broke.", "A dozen eggs", "12 egg", 12, 12, "egg", "exact"),
    ("The blast killed 12.", "12", "12 killed", 12, 12, "killed", "exact"),
    ("A 1.2 million-strong army came.", "1.2 million", "1200000", 1.2e6, 1.2e6, None, "exact"),
]  # fmt: skip
VAGUE: list[Case] = [
    ("Dozens of people came.", "Dozens of people", "dozens person", 24, None, "person", "vague"),
    ("Tens of thousands marched.", "Tens of thousands", "tens of thousands", 2e4, None, None, "vague"),
    ("Several hundred people came.", "Several hundred people", "hundreds person", 200, None, "person", "vague"),
    ("A few dozen trucks came.", "A few dozen trucks", "dozens truck", 24, None, "truck", "vague"),
    ("A couple of officers fell.", "A couple of officers", "couple officer", 2, None, "officer", "vague"),
    ("A couple of thousand fans came.", "A couple of thousand fans", "thousands fan", 2000, None, "fan", "vague"),
]
HEDGED: list[Case] = [
    ("About 300 people came.", "About 300 people", "300 person", 300, 300, "person", "about"),
    ("Some 40 families left.", "Some 40 families", "40 family", 40, 40, "family", "about"),
    ("An estimated 2 million fans saw it.", "An estimated 2 million fans", "2000000 fan", 2e6, 2e6, "fan", "about"),
    ("Nearly 200 homes burned.", "Nearly 200 homes", "200 home", None, 200, "home", "less_than"),
    ("Fewer than 100 seats remain.", "Fewer than 100 seats", "100 seat", None, 100, "seat", "less_than"),
    ("At least 12 people died.", "At least 12 people", "12 person", 12, None, "person", "at_least"),
    ("No fewer than 30 huts burned.", "No fewer than 30 huts", "30 hut", 30, None, "hut", "at_least"),
    ("More than 1,000 soldiers left.", "More than 1,000 soldiers", "1000 soldier", 1000, None, "soldier", "more_than"),
    ("Up to 500 jobs will go.", "Up to 500 jobs", "500 job", None, 500, "job", "at_most"),
    ("As many as 60 people hid.", "As many as 60 people", "60 person", None, 60, "person", "at_most"),
]
RANGES: list[Case] = [
    ("Between 20 and 30 people hid.", "Between 20 and 30 people", "20-30 person", 20, 30, "person", "range"),
    ("10 to 15 trucks came.", "10 to 15 trucks", "10-15 truck", 10, 15, "truck", "range"),
    ("15-20 houses burned.", "15-20 houses", "15-20 house", 15, 20, "house", "range"),
    ("Two to three dozen people hid.", "Two to three dozen people", "24-36 person", 24, 36, "person", "range"),
]
MONEY: list[Case] = [
    ("It paid €3m.", "€3m", "3000000 EUR", 3e6, 3e6, "EUR", "exact"),
    ("It paid $1.2 billion.", "$1.2 billion", "1200000000 USD", 1.2e9, 1.2e9, "USD", "exact"),
    ("It paid Rs 40 crore.", "Rs 40 crore", "400000000 INR", 4e8, 4e8, "INR", "exact"),
    ("It paid Rs. 5 lakh.", "Rs. 5 lakh", "500000 INR", 5e5, 5e5, "INR", "exact"),
    ("It paid ₹1.5 lakh crore.", "₹1.5 lakh crore", "1500000000000 INR", 1.5e12, 1.5e12, "INR", "exact"),
    ("It paid A$20 million.", "A$20 million", "20000000 AUD", 2e7, 2e7, "AUD", "exact"),
    ("It paid 3 million Swiss francs.", "3 million Swiss francs", "3000000 CHF", 3e6, 3e6, "CHF", "exact"),
    ("It paid 50 cents.", "50 cents", "0.5 USD", 0.5, 0.5, "USD", "exact"),
    ("It paid €3.5bn-€4bn.", "€3.5bn-€4bn", "3500000000-4000000000 EUR", 3.5e9, 4e9, "EUR", "range"),
    ("It paid some $2.3 trillion.", "some $2.3 trillion", "2300000000000 USD", 2.3e12, 2.3e12, "USD", "about"),
]
SHARES: list[Case] = [
    ("It fell to 4.75%.", "4.75%", "4.75 percent", 4.75, 4.75, "percent", "exact"),
    ("It fell to 45 per cent.", "45 per cent", "45 percent", 45, 45, "percent", "exact"),
    ("It rose 3 percentage points.", "3 percentage points", "3 percentage_point", 3, 3, "percentage_point", "exact"),
    ("It rose a percentage point.", "a percentage point", "1 percentage_point", 1, 1, "percentage_point", "exact"),
    ("It fell 25 basis points.", "25 basis points", "25 basis_point", 25, 25, "basis_point", "exact"),
    ("Between 10% and 15% agreed.", "Between 10% and 15%", "10-15 percent", 10, 15, "percent", "range"),
    ("A third of it burned.", "A third", "1/3", 0.3333, 0.3333, "share", "exact"),
    ("Three-quarters of it burned.", "Three-quarters", "3/4", 0.75, 0.75, "share", "exact"),
    ("Almost half of it burned.", "Almost half", "1/2", None, 0.5, "share", "less_than"),
    ("One in five homes burned.", "One in five", "1/5", 0.2, 0.2, "share", "exact"),
    ("Nine out of 10 homes burned.", "Nine out of 10", "9/10", 0.9, 0.9, "share", "exact"),
]
AGES: list[Case] = [
    ("A 54-year-old man fell.", "54-year-old", "54 year", 54, 54, "year", "exact"),
    ("Mara Lind, 23, fell.", "23", "23 year", 23, 23, "year", "exact"),
    ("She was aged 7.", "aged 7", "7 year", 7, 7, "year", "exact"),
    ("Lind, who is 45, fell.", "45", "45 year", 45, 45, "year", "exact"),
    ("Lind turned 40 in the end.", "40", "40 year", 40, 40, "year", "exact"),
    ("It is for ages 5 to 11.", "ages 5 to 11", "5-11 year", 5, 11, "year", "range"),
    ("A man in his fifties fell.", "fifties", "50-59 year", 50, 59, "year", "range"),
    ("A man in his 50s fell.", "50s", "50-59 year", 50, 59, "year", "range"),
]
MEASURES: list[Case] = [
    ("It is 40 kilometres away.", "40 kilometres", "40 km", 40, 40, "km", "exact"),
    ("It ran for 10km.", "10km", "10 km", 10, 10, "km", "exact"),
    ("It rose 3,000 feet.", "3,000 feet", "3000 foot", 3000, 3000, "foot", "exact"),
    ("A 5,000-square-foot hall burned.", "5,000-square-foot", "5000 square_foot", 5000, 5000, "square_foot", "exact"),
    ("It drove at 100 km/h.", "100 km/h", "100 km/h", 100, 100, "km/h", "exact"),
    ("It drove at 60 miles an hour.", "60 miles an hour", "60 mph", 60, 60, "mph", "exact"),
    ("It was 38 degrees Celsius.", "38 degrees Celsius", "38 degc", 38, 38, "degc", "exact"),
    ("It was 104°F.", "104°F", "104 degf", 104, 104, "degf", "exact"),
    ("It was minus 5C.", "minus 5C", "-5 degc", -5, -5, "degc", "exact"),
    ("It was minus 12 degrees Celsius.", "minus 12 degrees Celsius", "-12 degc", -12, -12, "degc", "exact"),
    ("It had a magnitude of 6.1.", "6.1", "6.1 magnitude", 6.1, 6.1, "magnitude", "exact"),
]
VOTES: list[Case] = [
    ("The bill passed 51-49.", "51-49", "51-49", 49, 51, "vote", "exact"),
    ("The court ruled 6-3.", "6-3", "6-3", 3, 6, "vote", "exact"),
]
ORDINALS: list[Case] = [
    ("The third attempt failed.", "third", "3", 3, 3, None, "exact"),
    ("The 45th ship sank.", "45th", "45", 45, 45, None, "exact"),
]


@pytest.mark.parametrize(
    "case",
    [*COUNTS, *VAGUE, *HEDGED, *RANGES, *MONEY, *SHARES, *AGES, *MEASURES, *VOTES, *ORDINALS],
    ids=lambda c: c[0],
)
def test_a_quantity_has_its_place_value_bounds_unit_and_hedge(case: Case) -> None:
    assert found(case[0]) == [case[1:]]
