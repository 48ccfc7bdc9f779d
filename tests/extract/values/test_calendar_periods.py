"""Periods of the calendar."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from flows.extract.values import calendar_periods as calendar

DAYS = st.dates(min_value=date(1700, 1, 1), max_value=date(2200, 1, 1))


@given(DAYS)
def test_a_week_begins_on_monday_and_holds_its_day(day):
    week = calendar.week_period(day)
    assert week.low_on is not None
    assert week.high_on is not None
    assert week.low_on.isoweekday() == 1
    assert week.low_on <= day <= week.high_on


@given(st.integers(1800, 2100), st.integers(-30, 30))
def test_months_run_on_into_other_years(year, month):
    period = calendar.month_period(year, month)
    assert period.low_on is not None
    assert period.low_on.year * 12 + period.low_on.month == year * 12 + month


def test_quarters_run_on_into_other_years():
    assert calendar.quarter_period(2023, 0).value == "2022-Q4"
    assert calendar.quarter_period(2023, 5).value == "2024-Q1"


def test_a_winter_runs_into_the_next_year():
    winter = calendar.season_period(2023, "WI")
    assert (winter.low_on, winter.high_on) == (date(2023, 12, 1), date(2024, 2, 29))


def test_the_twentieth_century_ends_with_2000():
    century = calendar.century_period(20)
    assert (century.value, century.high_on) == ("19", date(2000, 12, 31))


def test_a_shifted_day_stays_in_its_month():
    assert calendar.shift_months(date(2024, 1, 31), 1) == date(2024, 2, 29)


def test_a_day_that_does_not_exist_is_none():
    assert calendar.parse_day(2023, 2, 29) is None
