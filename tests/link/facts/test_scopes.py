"""What a number is told of."""

from time import perf_counter

import pytest

from flows.link.facts.scopes import are_of_other_scopes, find_scope

WORST_SECONDS = 1.0  # a hundred times what it takes


def scope(text, value, *others):
    start = text.index(value)
    places = [(text.index(other), text.index(other) + len(other)) for other in others]
    return find_scope(text, (start, start + len(value)), (0, len(text)), places)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It cut 12 jobs in Orlo.", "It cut 12 jobs worldwide."),
        ("It cut 12 jobs at its Orlo mill.", "It cut 12 jobs across the country."),
        ("It paid 12 jobs including debt.", "It paid 12 jobs excluding its debt."),
        ("It made 12 jobs before tax.", "It made 12 jobs after tax."),
        ("It lost 12 jobs on Thursday.", "It lost 12 jobs on Friday."),
        ("It won 12 jobs, final results showed.", "It won 12 jobs, preliminary results showed."),
        ("It won 12 jobs.", "With 97% of votes counted it had won 12 jobs."),
        ("The mill at Brenn will lose 12 jobs.", "The mill at Orlo will lose 12 jobs."),
    ],
)
def test_numbers_of_other_scopes_are_parted(one, other):
    assert are_of_other_scopes(scope(one, "12 jobs"), scope(other, "12 jobs"))
    assert are_of_other_scopes(scope(other, "12 jobs"), scope(one, "12 jobs"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It cut 12 jobs in Orlo.", "It cut 12 jobs."),
        ("It cut 12 jobs in Orlo.", "It cut 12 jobs in Brenn."),
        ("It cut 12 jobs in June.", "It cut 12 jobs worldwide."),
        ("It paid 12 jobs including debt.", "It paid 12 jobs excluding tax."),
        ("It lost 12 jobs on Thursday.", "It lost 12 jobs this week."),
        ("It won 12 jobs in the partial eclipse.", "It won 12 jobs with 97% of the vote."),
        ("The mill at Brenn will lose 12 jobs.", "The mill will lose 12 jobs."),
        ("The mill at Brenn will lose 12 jobs.", "The mill in Orlo will lose 12 jobs."),
        ("It lost 12 jobs on Thursday.", "It lost 12 jobs, as the mayor said on Friday."),
    ],
)
def test_numbers_that_may_be_of_one_scope_are_not(one, other):
    assert not are_of_other_scopes(scope(one, "12 jobs"), scope(other, "12 jobs"))


def test_dates_of_other_numbers_are_parted():
    first = scope("It will grow by 1.2% in 2030.", "2030", "1.2%")
    assert are_of_other_scopes(first, scope("It will grow by 1.6% in 2031.", "2031", "1.6%"))
    assert not are_of_other_scopes(first, scope("It will grow by 1.2 per cent in 2031.", "2031", "1.2 per cent"))
    assert not are_of_other_scopes(first, scope("It has 9 mills and grew till 2031.", "2031", "9 mills"))


@pytest.mark.parametrize(
    ("text", "by_then", "place"),
    [
        ("By midnight 12% had come.", "by midnight", ""),
        ("It stood by late Sunday evening at 12%.", "by late sunday evening", ""),
        ("Turnout in Orlo, the capital, was 12%.", "", "Orlo"),
        ("Turnout in Orlo rose by half, to 12%.", "", ""),
        ("The mill will close by May, by 12%.", "", ""),
    ],
)
def test_the_hour_of_a_count_and_the_place_of_a_rate_are_read(text, by_then, place):
    found = scope(text, "12%")
    assert (found.by_then, found.rate_place) == (by_then, place)


def test_a_long_sentence_is_read_in_time():
    text = "It cut 12" + " jobs-and" * 20_000
    started = perf_counter()
    scope(text, "12")
    assert perf_counter() - started < WORST_SECONDS
