"""What of a date is printed, and how two printings stand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.link.facts.printed_dates import bare_clock, compare_printed, read_printed_date


def printed(words, value, low=None, high=None, *, is_inferred=True, published=None):
    first = date.fromisoformat(low) if low else None
    days = (first, date.fromisoformat(high) if high else first)
    published_on = date.fromisoformat(published) if published else None
    return read_printed_date(words, value, days, is_inferred=is_inferred, published_on=published_on)


SATURDAY = printed("Saturday", "2031-05-03", "2031-05-03")
SUNDAY = printed("Sunday", "2031-05-04", "2031-05-04")
JUNE_5 = printed("June 5", "XXXX-06-05")


def test_two_weekdays_that_differ_tell_nothing():
    assert compare_printed(SATURDAY, SUNDAY) == "open"


def weekday(words, day, published):
    return printed(words, day, day, published=published)


def test_a_weekday_days_before_its_report_conflicts_with_the_day_of_another_report():
    fresh = weekday("Monday", "2031-05-12", "2031-05-12")
    assert compare_printed(fresh, weekday("Wednesday", "2031-05-07", "2031-05-12")) == "conflict"
    assert compare_printed(fresh, weekday("Sunday", "2031-05-11", "2031-05-12")) == "open"
    assert compare_printed(fresh, weekday("last Wednesday", "2031-05-07", "2031-05-12")) == "open"
    # sent on Monday, of early Tuesday
    assert compare_printed(fresh, weekday("Tuesday", "2031-05-06", "2031-05-12")) == "open"


def test_a_weekday_is_any_such_day_within_a_week_or_so():
    assert compare_printed(SATURDAY, printed("Saturday", "2031-05-10", "2031-05-10")) == "same"
    assert compare_printed(SATURDAY, printed("May 10, 2031", "2031-05-10", "2031-05-10", is_inferred=False)) == "same"


def test_a_weekday_far_off_is_neither_the_same_nor_in_conflict():
    assert compare_printed(SATURDAY, printed("Saturday", "2031-08-02", "2031-08-02")) == "open"


def test_a_weekday_tells_nothing_against_a_printed_day_of_another_weekday():
    whole = printed("May 6, 2031", "2031-05-06", "2031-05-06", is_inferred=False)
    assert compare_printed(SATURDAY, whole) == "open"


def test_a_weekday_and_a_month_are_left_open():
    month = printed("February 2031", "2031-02", "2031-02-01", "2031-02-28", is_inferred=False)
    assert compare_printed(SATURDAY, month) == "open"


def test_a_day_without_year_is_of_any_year():
    reckoned = printed("June 5", "2030-06-05", "2030-06-05")
    assert compare_printed(JUNE_5, reckoned) == "same"
    assert compare_printed(JUNE_5, printed("June 5, 2027", "2027-06-05", "2027-06-05", is_inferred=False)) == "same"


def test_a_month_without_year_is_of_any_year():
    one = printed("September", "2030-09", "2030-09-01", "2030-09-30")
    other = printed("September", "2031-09", "2031-09-01", "2031-09-30")
    assert compare_printed(one, other) == "same"


def test_printed_months_and_days_that_differ_conflict():
    may = printed("May 2031", "2031-05", "2031-05-01", "2031-05-31", is_inferred=False)
    assert compare_printed(JUNE_5, may) == "conflict"
    assert compare_printed(JUNE_5, printed("June 8", "XXXX-06-08")) == "conflict"


def test_late_on_one_day_and_early_on_the_next_are_one_night():
    night = printed("Saturday night", "2031-05-03TNI", "2031-05-03")
    assert compare_printed(night, printed("early Sunday", "2031-05-04TMO", "2031-05-04")) == "open"


def test_a_bare_clock_time_has_no_day():
    assert bare_clock("7:20 a.m.", "2031-05-05T07:20") == "T07:20"
    assert bare_clock("7:20 a.m. on Monday", "2031-05-05T07:20") is None
    assert bare_clock("Monday", "2031-05-05") is None


PRINTED = st.sampled_from(
    [
        SATURDAY,
        SUNDAY,
        JUNE_5,
        printed("yesterday", "2031-05-02", "2031-05-02"),
        printed("2031", "2031", "2031-01-01", "2031-12-31", is_inferred=False),
        printed("May 6, 2031", "2031-05-06", "2031-05-06", is_inferred=False),
        printed("7:20 a.m.", "T07:20"),
    ]
)


@given(PRINTED, PRINTED)
def test_the_order_of_two_dates_does_not_matter(a, b):
    assert compare_printed(a, b) == compare_printed(b, a)


@pytest.mark.parametrize("words", ["yesterday", "last month", "two weeks ago", "this year"])
def test_what_is_reckoned_altogether_conflicts_with_nothing(words):
    reckoned = printed(words, "2031-04", "2031-04-01", "2031-04-30")
    assert all(compare_printed(reckoned, other) == "open" for other in (SATURDAY, SUNDAY, JUNE_5))


def test_fresh_weekdays_conflict_unless_they_stand_next_to_each_other():
    monday = weekday("Monday", "2031-05-12", "2031-05-12")
    assert compare_printed(monday, weekday("Saturday", "2031-05-10", "2031-05-12")) == "conflict"
    assert compare_printed(monday, weekday("Tuesday", "2031-05-13", "2031-05-13")) == "open"
