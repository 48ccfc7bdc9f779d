"""Relations between two values of one subject."""

from dataclasses import replace
from datetime import date

import pytest

from flows.link.facts.fact_candidates import find_candidates
from flows.link.facts.relations import GRAVITY, Telling, compare_values


@pytest.fixture
def relation(writer):
    """Compare two values told as 'The ferry … <words> …' by two reports."""

    def compare(one, other, sentence="The ferry sank {}.", published=(None, None)):
        tellings = []
        for document_id, note, day in zip("ab", (one, other), published, strict=True):
            text = sentence.format(note.words)
            [candidate] = find_candidates(writer.write(document_id, text, note))
            tellings.append(Telling(candidate, text, day))
        found = compare_values(*tellings)
        assert found == compare_values(*reversed(tellings))
        if found is None:
            return None
        assert 0 <= found.score <= 1
        return found.relation

    return compare


def test_the_same_value_is_equal(relation, writer):
    assert relation(writer.number("seven goats", 7, "goat"), writer.number("7 goats", 7, "goat")) == "equal"


def test_a_hedge_makes_a_refinement(relation, writer):
    exact, hedged = writer.number("198 goats", 198), writer.number("nearly 200 goats", 200, hedge="less_than")
    assert relation(exact, hedged) == "refinement"
    about = writer.number("about 198 goats", 198, hedge="about")
    assert relation(exact, about) == "refinement"


def test_different_exact_numbers_contradict(relation, writer):
    assert relation(writer.number("seven goats", 7), writer.number("nine goats", 9)) == "contradiction"


def test_how_many_were_on_board_does_not_grow(relation, writer):
    notes = [writer.number(f"{n} people", n, "person") for n in (146, 164)]
    days = (date(2031, 5, 5), date(2031, 5, 6))
    told = "At least 12 died so far: the ferry had sailed with {} on board."
    assert relation(*notes, told, days) == "contradiction"
    assert relation(*notes, "The storm has killed {} so far.", days) == "update"


def test_the_missing_grow_fewer_from_day_to_day(relation, writer):
    notes = [writer.number(f"{n} people", n, "person") for n in (36, 25)]
    told = "{} are missing since the ferry sank."
    assert relation(*notes, told, (date(2031, 5, 5), date(2031, 5, 8))) == "update"
    assert relation(*notes, told, (date(2031, 5, 5), date(2031, 5, 5))) == "contradiction"


def test_a_bound_is_not_said_of_a_far_higher_number(relation, writer):
    bound = writer.number("more than 100 goats", 100, hedge="more_than")
    assert relation(bound, writer.number("120 goats", 120)) == "refinement"
    assert relation(bound, writer.number("250 goats", 250)) == "contradiction"


def test_at_least_leaves_room_for_any_higher_number(relation, writer):
    bound = writer.number("at least two", 2, hedge="at_least")
    assert relation(bound, writer.number("17", 17)) == "refinement"
    assert relation(bound, writer.number("one", 1)) == "contradiction"


def test_a_day_within_a_month_refines_it(relation, writer):
    assert relation(writer.day("on 5 May 2031", "2031-05-05"), writer.day("in May 2031", "2031-05")) == "refinement"


def test_a_day_outside_the_month_contradicts_it(relation, writer):
    assert relation(writer.day("on 5 June 2031", "2031-06-05"), writer.day("in May 2031", "2031-05")) == "contradiction"


def test_a_day_without_year_contradicts_another_month_of_any_year(relation, writer):
    assert relation(writer.day("on June 5", "XXXX-06-05"), writer.day("in May 2031", "2031-05")) == "contradiction"
    assert relation(writer.day("on June 5", "XXXX-06-05"), writer.day("in June 2031", "2031-06")) == "refinement"
    assert relation(writer.day("on June 5", "XXXX-06-05"), writer.day("in 2031", "2031")) == "refinement"


def test_the_same_weekday_reckoned_a_week_apart_does_not_contradict(relation, writer):
    one = writer.day("on Monday", "2031-05-05", is_inferred=True)
    other = writer.day("Monday", "2031-05-12", is_inferred=True)
    assert relation(one, other) == "equal"


def test_two_weekdays_are_not_held_against_each_other(relation, writer):
    monday = writer.day("on Monday", "2031-05-05", is_inferred=True)
    assert relation(monday, writer.day("on Tuesday", "2031-05-06", is_inferred=True)) is None


def test_numbers_far_apart_rather_count_different_things(relation, writer):
    far = writer.number("40 goats", 40), writer.number("400 goats", 400)
    assert relation(*far, "Sank {}.") is None
    assert relation(*far, "The ferry sank {}.") == "contradiction"  # the same words lead up to them
    assert relation(writer.number("40 goats", 40), writer.number("60 goats", 60)) == "contradiction"


@pytest.mark.parametrize(
    ("unit", "sentence", "found"),
    [
        ("mph", "The storm has winds of {}.", "update"),
        ("mph", "The speed limit on the bridge is {}.", None),
        ("acre", "The fire has burned {}.", "update"),
        ("acre", "The farm covers {}.", None),
    ],
)
def test_readings_that_change_by_the_hour_are_updates(relation, writer, unit, sentence, found):
    less, more = (writer.number(f"{n} {unit}s", n, unit) for n in (60, 80))
    assert relation(less, more, sentence) == found


def test_what_is_forecast_is_not_held_against_what_was_measured(relation, writer):
    slow, fast = (writer.number(f"{n} mph", n, unit="mph") for n in (60, 80))
    assert relation(slow, fast, "The storm will bring winds of {}.") == "update"
    first = Telling(*_reading(writer, "a", "The storm has winds of {}.", slow))
    second = Telling(*_reading(writer, "b", "The storm is expected to bring winds of {}.", fast))
    assert compare_values(first, second) is None
    in_may = Telling(*_reading(writer, "b", "The storm of 3 May had winds of {}, Ann Will said.", fast))
    assert compare_values(first, in_may) is not None


def _reading(writer, document_id, sentence, note):
    text = sentence.format(note.words)
    [candidate] = find_candidates(writer.write(document_id, text, note))
    return candidate, text, None


def test_what_a_share_gained_at_one_hour_does_not_contradict_what_it_gained_at_another(relation, writer):
    one, other = (writer.number(f"{n} percent", n, "percent", kind="percent") for n in (1.1, 2.4))
    assert relation(one, other, "Shares of the ferry line rose {}.") == "update"
    assert relation(one, other, "Fares of the ferry line rose {}.") == "contradiction"
    assert relation(one, other, "Its profits rose {}, sending its shares higher.") == "contradiction"
    assert relation(one, other, "The index of crime rose {}.") == "contradiction"


def test_a_toll_that_grows_between_two_reports_is_an_update(relation, writer):
    days = (date(2031, 5, 5), date(2031, 5, 7))
    toll = "The flood killed {}."
    first, second = writer.number("12 people", 12), writer.number("19 people", 19)
    assert relation(first, second, toll, days) == "update"
    assert relation(second, first, toll, days) == "contradiction"
    assert relation(first, second, toll, (days[0], days[0])) == "contradiction"


def test_lost_lives_are_a_toll_too(relation, writer):
    days = (date(2031, 5, 5), date(2031, 5, 6))
    first, second = writer.number("12 people", 12), writer.number("19 people", 19)
    assert relation(first, second, "{} lost their lives in the flood.", days) == "update"


def test_a_time_told_roughly_is_no_other_time(relation, writer):
    def clock(words, value, hedge):
        note = writer.day(words, value[:10], kind="time", is_inferred=True, precision="minute", hedge=hedge)
        return replace(note, fields=note.fields | {"value_text": value})

    rough = clock("around 7:30 a.m.", "2031-05-05T07:30", "about")
    assert relation(rough, clock("at 7:36 a.m.", "2031-05-05T07:36", "exact")) != "contradiction"


def test_what_does_not_grow_is_not_updated_by_time_alone(relation, writer):
    days = (date(2031, 5, 5), date(2031, 5, 7))
    one, other = writer.number("12 members", 12), writer.number("19 members", 19)
    assert relation(one, other, "The council has {}.", days) == "contradiction"


def test_gravity_orders_the_relations_of_the_contract():
    from flows.contracts.columns import RELATIONS

    assert sorted(GRAVITY, key=lambda relation: GRAVITY[relation]) == list(RELATIONS)


def test_a_bare_clock_time_is_the_same_on_whatever_day_it_was_taken_for(relation, writer):
    def clock(words, value):
        note = writer.day(words, value[:10], kind="time", is_inferred=True, precision="minute")
        return replace(note, fields=note.fields | {"value_text": value})

    one, other = clock("at 7:20 a.m.", "2031-05-05T07:20"), clock("at 7:20 a.m.", "2031-05-12T07:20")
    assert relation(one, other) == "equal"
    assert relation(one, clock("at 7:50 a.m.", "2031-05-05T07:50")) == "contradiction"


def test_of_two_reckoned_days_nothing_is_said(relation, writer):
    yesterday = writer.day("yesterday", "2031-05-05", is_inferred=True)
    assert relation(yesterday, writer.day("last month", "2031-04", is_inferred=True)) is None


def test_a_vote_is_the_same_in_either_order_and_none_other(relation, writer):
    def vote(words, value):
        return writer.number(words, 4, "vote", kind="vote", value_high=9, value_text=value)

    assert relation(vote("9-4", "9-4"), vote("4-9", "4-9")) == "equal"
    assert relation(vote("9-4", "9-4"), vote("8-5", "8-5")) == "contradiction"
    assert relation(vote("unanimously", "unanimous"), vote("13-0", "13-0")) == "refinement"


def test_values_told_with_their_hours_move_on(relation, writer):
    one, other = writer.number("170 people", 170), writer.number("120 people", 120)
    assert relation(one, other, "As of dusk {} had left the town.") == "update"


def test_two_currencies_cannot_be_held_against_each_other(relation, writer):
    dollars = writer.number("$5 million", 5e6, "USD", kind="money")
    assert relation(dollars, writer.number("4.6 million euros", 4.6e6, "EUR", kind="money")) is None


def test_a_number_of_fewer_digits_can_be_the_other_one_rounded(relation, writer):
    assert relation(writer.number("1,800 pages", 1800), writer.number("1,815 pages", 1815)) == "refinement"
    rates = [writer.number(f"{n} percent", n, "percent", kind="percent") for n in (4, 3.6, 2.4)]
    assert relation(rates[0], rates[1]) == "refinement"
    assert relation(rates[0], rates[2]) == "contradiction"
    assert relation(writer.number("20 goats", 20), writer.number("21 goats", 21)) == "contradiction"


@pytest.mark.parametrize(
    ("one", "other", "sentence", "expected"),
    [
        ((170, "mile"), (120, "mile"), "Sank {}.", None),
        ((9, "mile"), (4, "km"), "The ferry Marlin sank {} off Cape Orlo.", "contradiction"),
        ((9, "mile"), (14, "km"), "The ferry Marlin sank {} off Cape Orlo.", "refinement"),
        ((9, "mile"), (4, "goat"), "The ferry Marlin sank {} off Cape Orlo.", None),
    ],
)
def test_distances_are_compared_where_they_are_taken_from_one_place(relation, writer, one, other, sentence, expected):
    first, second = (writer.number(f"{n} {unit}s", n, unit_code=unit) for n, unit in (one, other))
    assert relation(first, second, sentence) == expected


def test_measures_are_compared_in_one_unit(relation, writer):
    miles = writer.number("seven miles", 7, "mile")
    assert relation(writer.number("12 km", 12, "km"), miles) == "refinement"
    assert relation(writer.number("7 km", 7, "km"), miles) == "contradiction"
    assert relation(writer.number("40 km", 40, "km"), miles) == "contradiction"
    assert relation(writer.number("seven miles", 7, "mile"), miles) == "equal"


def test_whole_years_are_the_months_they_round_to(relation, writer):
    years = writer.duration("two years", 2 * 365.2425 * 86400, "P2Y")
    assert relation(years, writer.duration("22 months", 22 * 30.436875 * 86400, "P22M")) == "refinement"
    assert relation(years, writer.duration("15 months", 15 * 30.436875 * 86400, "P15M")) == "contradiction"


def test_a_large_total_does_not_double_in_a_day(relation, writer):
    told = (
        writer.number("as of Tuesday, 300,000 cases", 3e5, "case"),
        writer.number("as of now, 700,000 cases", 7e5, "case"),
    )
    assert relation(*told, published=(date(2031, 5, 6), date(2031, 5, 7))) == "contradiction"
    assert relation(*told, published=(date(2031, 5, 6), date(2031, 6, 7))) == "update"
    near = told[0], writer.number("as of now, 320,000 cases", 320_000, "case")
    assert relation(*near, published=(date(2031, 5, 6), date(2031, 5, 7))) == "update"
