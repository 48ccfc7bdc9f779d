"""What partial dates are reckoned from."""

from datetime import date

from flows.extract.values.date_anchors import Timeline, anchor_weekday, anchor_year

NOVEMBER = Timeline(date(2023, 11, 2))


def test_a_day_is_dated_to_the_nearest_year():
    assert anchor_year(NOVEMBER, 0, 12, 15, "past").year == 2023
    assert anchor_year(NOVEMBER, 0, 1, 2, None).year == 2024
    assert anchor_year(NOVEMBER, 0, 8, 6, "past").year == 2023
    assert anchor_year(NOVEMBER, 0, 6, 1, "future").year == 2024


def test_the_leap_day_is_dated_to_a_leap_year():
    assert anchor_year(NOVEMBER, 0, 2, 29, None).year == 2024


def test_two_years_near_by_date_nothing():
    timeline = Timeline(years=((3, 2019), (9, 2021)))
    assert anchor_year(timeline, 5, 6, 5, None).year is None


def test_of_two_years_the_one_near_by_dates_a_day():
    timeline = Timeline(years=((3, 2019), (900, 2021)))
    assert (anchor_year(timeline, 5, 6, 5, None).year, anchor_year(timeline, 5, 6, 5, None).method) == (
        2019,
        "text_date",
    )


def test_a_weekday_without_publication_is_not_reckoned():
    assert anchor_weekday(None, 4, "past", None) is None


def test_the_year_of_another_thing_makes_a_year_doubtful():
    assert anchor_year(Timeline(years=((3, 2019),), other_years=((9, 2021),)), 5, 6, 5, None).year is None
    assert anchor_year(Timeline(other_years=((9, 2021),)), 5, 6, 5, None).year is None
    assert anchor_year(Timeline(years=((3, 2019),), other_years=((900, 2021),)), 5, 6, 5, None).year == 2019
