"""Counts and measures."""

from datetime import date

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.counted_nouns import singular
from flows.extract.values.expressions import find_expressions


def read(text: str, published_on: date | None = None) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, published_on)


def values(text: str) -> list[str | None]:
    return [found.value_text for found in read(text) if found.kind == "count"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Seven delegates came.", "7 delegate"),
        ("Twenty-five young students came.", "25 student"),
        ("Some 110,000 people came.", "110000 person"),
        ("At least 107 killed, police said.", "107 killed"),
        ("A blast killing 12 shook Orlo.", "12 killed"),
        ("About 3.4 million cases came.", "3400000 case"),
        ("Half a dozen eggs broke.", "6 egg"),
        ("It had 17 crew aboard.", "17 crew"),
        ("It had three crew members.", "3 member"),
        ("A 45-member panel met.", "45 member"),
        ("One officer fell.", "1 officer"),
        ("It lies 12 km away.", "12 km"),
        ("It burned 30 square miles.", "30 square_mile"),
        ("It was 35C.", "35 degc"),
        ("It got 30in of snow.", "30 inch"),
        ("A 100m race began.", "100 m"),
        ("Some 100m people came.", "100000000 person"),
        ("It was 95 degrees Fahrenheit.", "95 degf"),
        ("Between five and seven ships came.", "5-7 ship"),
        ("Dozens of people came.", "dozens person"),
        ("Scores of people came.", "scores person"),
        ("The rate was 18.6 deaths per 100,000.", "18.6 death_per_100000"),
    ],
)
def test_a_count_has_its_number_and_noun(text, value):
    assert values(text) == [value]


def test_a_part_and_its_whole_are_two_counts_of_the_same_noun():
    assert values("Fire hit 34 of the 50 sheds.") == ["34 shed", "50 shed"]


def test_from_one_number_to_another_is_two_counts():
    assert values("It fell from 110,000 to 50,000 guests.") == ["110000 guest", "50000 guest"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The number of guests fell 14,000 to 1,200,000.", ["14000", "1200000 guest"]),
        ("It lost 20,000 to 30,000 guests.", ["20000-30000 guest"]),
        ("It needs 1,000 to 30,000 guests.", ["1000-30000 guest"]),
        ("The number of guests fell 700,000 to 18 million.", ["700000", "18000000 guest"]),
        ("The mill cut 200 to 1,000 jobs.", ["200-1000 job"]),
        ("Readings rose 5 to 30 degrees.", ["5-30 degree"]),
        ("It gained 1,000 to 20,000 feet.", ["1000-20000 foot"]),
        ("It fell 2 to 12 points.", ["2-12 point"]),
    ],
)
def test_by_how_much_a_number_moved_and_where_to_are_two_counts(text, found):
    assert values(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "See Section 230.",
        "Flight 93 fell.",
        "The G7 met.",
        "Covid-19 spread.",
        "Call 555-0142 now.",
        "Orlo won 3-2.",
        "After 9/11 all changed.",
        "One of the largest firms left.",
        "A zero-sum view won.",
        "Record 672139201337 stands.",
        "It fell 2015in Orlo.",
        "Her scores rose.",
        "Two-thirds agreed.",
        "By Channel Orlo 9 Staff",
    ],
)
def test_labels_codes_scores_and_idioms_are_no_counts(text):
    assert values(text) == []


def test_a_number_does_not_count_the_noun_of_a_later_date():
    assert [(f.kind, f.value_text) for f in read("It lost 12 Thursday.", date(2025, 6, 6))] == [("date", "2025-06-05")]


@pytest.mark.parametrize(
    ("plural", "expected"),
    [("people", "person"), ("countries", "country"), ("churches", "church"), ("children", "child"), ("bus", "bus")],
)
def test_a_plural_has_its_singular(plural, expected):
    assert singular(plural) == expected


def test_a_rate_after_a_slash_has_its_base():
    text = "It went from 328.5 deaths/100 000 to 348.2 deaths/100 000."
    assert values(text) == ["328.5 death_per_100000", "348.2 death_per_100000"]


def test_two_numbers_with_hedges_share_their_noun():
    found = [(f.value_text, f.hedge) for f in read("There were nearly 200 and more than 300 passengers.")]
    assert found == [("200 passenger", "less_than"), ("300 passenger", "more_than")]


def test_digits_after_a_blank_are_no_number_of_their_own():
    assert values("It lost 2 300 tonnes.") == []


@pytest.mark.parametrize(
    "text",
    [
        "A seven-and-a-half-kilometre run.",
        "It ran seven and a half kilometres.",
        "It ran 7.5 kilometres.",
        "It ran 7 1/2 km.",
    ],
)
def test_a_measure_has_one_value_however_it_is_said(text):
    assert values(text) == ["7.5 km"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Its 10 best Non-Profits met.", "10 nonprofit"),
        ("It has 14 co-sponsors.", "14 cosponsor"),
        ("Some 34 MPs left.", "34 mp"),
        ("It has 5,000+ open orders.", "5000 order"),
        ("It sells in 127+ countries.", "127 country"),
        ("She spent 1,000s of hours there.", "thousands hour"),
        ("She met 100s of guests.", "hundreds guest"),
        ("It lent 1000s of boats.", "thousands boat"),
        ("A couple of the big book clubs left.", "couple club"),
        ("It fined hundreds of its workers.", "hundreds worker"),
        ("It met dozens of rank-and-file members.", "dozens member"),
        ("It heard 1,000 true crime and crime-adjacent podcasts.", "1000 podcast"),
        ("It runs at 60fps.", "60 fps"),
        ("It has a 24″ screen.", "24 inch"),
        ("It weighs 50g.", "50 g"),
        ("It holds a 5g portion of salt.", "5 g"),
        ("It holds 3g of salt.", "3 g"),
        ("Some 7in may fall.", "7 inch"),
        ("It takes anywhere from 5 to 7 boats.", "5-7 boat"),
    ],
)
def test_a_count_keeps_its_noun(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "It opened at 7in the evening.",
        "It sold 40in May.",
        "It sold 40in Sept. again.",
        "It sold 40in 2019.",
        "Some 12in all were hurt.",
        "It put 12in her bag.",
    ],
)
def test_a_preposition_printed_to_a_number_is_no_inch(text):
    assert values(text) == []


@pytest.mark.parametrize("text", ["A 5g mast burned.", "He is 5′10″ tall."])
def test_a_network_and_a_height_are_no_measures(text):
    assert values(text) == []


def test_a_number_with_a_plus_and_its_noun_has_no_upper_bound():
    [found] = read("It took 5,000+ open orders.")
    assert (found.value_low, found.value_high, found.hedge) == (5000, None, "at_least")
