"""How two values of one kind stand to each other."""

import pytest

from flows.link.facts.fact_candidates import find_candidates
from flows.link.facts.standings import are_near, are_told_alike, compare_standing


@pytest.fixture
def candidate(writer):
    """Return the one value of a sentence."""

    def found(text, note):
        [value] = find_candidates(writer.write("a", text, note))
        return value

    return found


@pytest.mark.parametrize(
    ("one", "other", "standing"),
    [
        ((40, "goat", "exact"), (40, "goat", "exact"), "same"),
        ((40, "goat", "about"), (42, "goat", "exact"), "same"),
        ((40, "goat", "exact"), (50, "goat", "exact"), "conflict"),
        ((40, "goat", "exact"), (400, "goat", "exact"), "far"),
        ((12, "km", "exact"), (7, "mile", "exact"), "same"),
        ((12, "km", "exact"), (12, "mile", "exact"), "far"),
        ((12, "km", "exact"), (40, "km", "exact"), "far"),
        ((12, "km", "exact"), (20, "goat", "exact"), "open"),
        ((60, "mph", "exact"), (80, "mph", "exact"), "moving"),
        ((60, "mph", "exact"), (150, "km/h", "exact"), "moving"),
        ((60, "mph", "exact"), (96, "km/h", "exact"), "same"),
        ((3, "inch", "exact"), (8, "inch", "exact"), "open"),
        ((24, "goat", "vague"), (45, "goat", "exact"), "same"),
        ((24, "goat", "vague"), (20, "goat", "exact"), "same"),
        ((24, "goat", "vague"), (450, "goat", "exact"), "open"),
        ((200, "goat", "vague"), (45, "goat", "exact"), "open"),
    ],
)
def test_values_stand_as_their_ranges_and_units_say(writer, candidate, one, other, standing):
    first, second = (
        candidate(f"Sank {n:g} {unit}s.", writer.number(f"{n:g} {unit}s", n, unit, hedge=hedge))
        for n, unit, hedge in (one, other)
    )
    assert compare_standing(first, second) == standing
    assert compare_standing(second, first) == standing


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ("The ferry sank 9 miles off Orlo.", "The ferry sank 4 miles off Orlo.", True),
        ("The ferry sank 9 miles off Orlo.", "The ferry sank 4 miles off Brenn.", False),
        ("The ferry sank 9 miles off Orlo.", "A barge lay 4 miles off Orlo.", False),
        ("The ferry took 9 goats off Orlo.", "The ferry took 4 goats off Brenn.", True),
    ],
)
def test_the_same_words_lead_up_to_both_and_follow_distances(writer, candidate, one, other, are_alike):
    unit = "goat" if "goats" in one else "mile"
    notes = (writer.number(f"{n} {unit}s", n, unit) for n in (9, 4))
    assert are_told_alike(*map(candidate, (one, other), notes)) == are_alike


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ((46_000, "exact"), (200_000, "at_most"), False),
        ((46_000, "exact"), (60_000, "at_most"), True),
        ((800, "exact"), (1_000, "less_than"), False),
        ((950, "exact"), (1_000, "less_than"), True),
        ((14, "exact"), (10, "at_least"), True),
        ((40, "exact"), (10, "at_least"), False),
        ((1_815, "exact"), (1_800, "exact"), True),
        ((200, "vague"), (450, "exact"), True),
        ((200, "vague"), (200, "vague"), False),
    ],
)
def test_a_bound_is_told_near_the_number(writer, candidate, one, other, is_near):
    first, second = (
        candidate(f"Sank {n} goats.", writer.number(f"{n} goats", n, "goat", hedge=hedge)) for n, hedge in (one, other)
    )
    assert are_near(first, second) is are_near(second, first) is is_near
