from datetime import date

import pytest
from pydantic import ValidationError

from flows.contracts.outlets import KnownOutlet, Window, is_collected

FIRST, LAST = date(2031, 3, 10), date(2031, 3, 12)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, True),
        (FIRST, LAST, True),
        (date(2031, 3, 11), None, False),
        (None, date(2031, 3, 11), False),
        (date(2031, 4, 1), date(2031, 4, 30), False),
    ],
)
def test_a_window_holds_all_days_or_the_outlet_was_not_collected(start, end, expected):
    assert is_collected([Window(from_on=start, to_on=end)], FIRST, LAST) is expected


def test_two_windows_with_a_gap_do_not_hold_the_days_between():
    windows = [Window(to_on=date(2031, 3, 10)), Window(from_on=date(2031, 3, 12))]
    assert not is_collected(windows, FIRST, LAST)
    assert not is_collected([], FIRST, LAST)


def test_a_window_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValidationError, match="before it begins"):
        Window(from_on=LAST, to_on=FIRST)


def test_a_key_that_nobody_knows_is_refused():
    with pytest.raises(ValidationError):
        KnownOutlet.model_validate({"alias": ["x"]})
