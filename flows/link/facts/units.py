"""Measures of the same thing in different units: 'seven miles', '12 km'.

In: codes of units and ranges of numbers. Out: whether the units measure the same, and whether one range is the other,
converted. Method: both in the base of `flows.extract.values.measures`, half of the larger unit allowed for, since
reporters convert to whole units.
"""

from flows.extract.values.measures import base_of
from flows.link.facts.printed_dates import Standing

CONVERTED_SHARE = 0.5  # of the larger unit

Measured = tuple[str | None, tuple[float, float] | None]


def measure_alike(one: str | None, other: str | None) -> bool:
    """Return whether two units differ and measure the same.

    >>> measure_alike("km", "mile"), measure_alike("km", "km"), measure_alike("km", "kg")
    (True, False, False)
    """
    base, other_base = base_of(one), base_of(other)
    return one != other and base is not None and other_base is not None and base.code == other_base.code


def is_distance(unit: str | None) -> bool:
    """Return whether a unit measures a length.

    >>> is_distance("mile"), is_distance("mph"), is_distance(None)
    (True, False, False)
    """
    base = base_of(unit)
    return base is not None and base.code == "m"


def converted_standing(one: Measured, other: Measured) -> Standing:
    """Return `same` where one measure is the other in another unit.

    Else `far` for distances, which may be taken from two places, and `open` for others, which change by the hour.
    """
    (code, ends), (other_code, other_ends) = one, other
    base, other_base = base_of(code), base_of(other_code)
    if base is None or other_base is None or ends is None or other_ends is None:
        return "open"
    slack = CONVERTED_SHARE * max(base.per_unit, other_base.per_unit)
    low, high = (end * base.per_unit for end in ends)
    other_low, other_high = (end * other_base.per_unit for end in other_ends)
    return "same" if low <= other_high + slack and other_low <= high + slack else "far" if is_distance(code) else "open"
