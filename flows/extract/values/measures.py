"""Units of measure: which word means which unit, and how much of a common unit one is.

In: a word, or the code of a unit. Out: the unit's code, or its base: lengths in metres, weights in kilograms, areas in
hectares, speeds in km/h. Method: `lexicons/measures.csv`. A ton, which is of three weights, and degrees have no base.
"""

from functools import cache
from typing import NamedTuple

from flows.extract.wordlists import load_table


class Base(NamedTuple):
    """The common unit of those that measure the same, and how much of it one unit is."""

    code: str
    per_unit: float


def measure_code(word: str) -> str | None:
    """Return the code of a unit of measure by any of its forms.

    >>> measure_code("kilometres"), measure_code("sheep")
    ('km', None)
    """
    return _codes().get(word)


def base_of(unit_code: str | None) -> Base | None:
    """Return the base of a unit by its code, None where it has none.

    >>> base_of("mile"), base_of("ton")
    (Base(code='m', per_unit=1609.344), None)
    """
    return _bases().get(unit_code or "")


@cache
def _codes() -> dict[str, str]:
    return {form: code for code, forms, _, _ in load_table("measures.csv") for form in forms.split("|")}


@cache
def _bases() -> dict[str, Base]:
    return {code: Base(base, float(size)) for code, _, base, size in load_table("measures.csv") if base}
