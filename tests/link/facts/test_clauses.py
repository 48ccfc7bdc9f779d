"""The clause a value stands in."""

import pytest

from flows.link.facts.clauses import find_clause
from flows.link.facts.subjects import find_words


def clause(text, value, *others):
    places = [(text.index(words), text.index(words) + len(words)) for words in (value, *others)]
    return find_clause(text, find_words(text, 0, len(text)), places[0], places[1:])


def test_a_clause_ends_at_its_commas():
    assert clause("The mayor left, 40 goats drowned, and snow fell", "40").stems == {"goat", "drown"}


def test_a_value_alone_before_a_comma_belongs_to_what_follows():
    assert clause("On Monday, the ferry sank", "Monday").stems == {"ferry", "sank"}


def test_what_follows_a_time_after_another_event_is_not_the_values():
    assert "attempt" not in clause("On Monday, one day after an attempt, the ferry sank", "Monday").stems


def test_an_and_between_two_values_parts_them():
    text = "redness in 40 goats and fever in 70 sheep"
    assert "fever" not in clause(text, "40", "70").stems
    assert "goat" not in clause(text, "70", "40").stems


def test_a_plan_is_told_from_what_happened():
    assert clause("The ferry will sail in 2031", "2031").is_planned
    assert not clause("The ferry sailed in 2031", "2031").is_planned


def test_a_start_is_told_from_a_day():
    assert clause("The ferry has been closed since 2031", "2031").link == "since"
    assert clause("The ferry was closed in 2031", "2031").link == ""


def test_an_and_before_a_bare_verb_keeps_the_subject():
    assert "repair" in clause("Repairs cost 40 crowns and take 70 days", "70", "40").stems


@pytest.mark.parametrize("text", ["Each sailor got $40 a month", "The sailors got $40 each"])
def test_a_rate_is_told_from_a_sum(text):
    assert clause(text, "$40").is_rate
    assert not clause("The sailors got $40 in all", "$40").is_rate


def test_a_poll_and_what_was_so_before_are_told():
    assert clause("In a survey 40 percent of sailors agreed", "40 percent").is_poll
    assert clause("The line previously paid $40 for ropes", "$40").is_earlier
    assert clause("The line paid $40 for ropes", "$40").is_earlier is False


@pytest.mark.parametrize(
    ("text", "is_remainder"),
    [
        ("The skipper died with 14 others in the fire", True),
        ("The skipper, 51, and at least 14 other people died", True),
        ("The fire hurt one man and killed 14 other people", False),
        ("Three were killed and 14 others were hurt", False),
        ("Three are dead and 14 other people missing", False),
        ("The skipper died with 14 people", False),
    ],
)
def test_others_beside_one_named_are_what_is_left(text, is_remainder):
    assert clause(text, "14").is_remainder == is_remainder


@pytest.mark.parametrize(
    ("text", "is_of_two"),
    [
        ("The deal with 50 states and territories ended.", True),
        ("The deal with 50 states and the capital ended.", False),
        ("The storm hit 50 states and dozens of towns.", False),
        ("The storm hit 50 states and leaves many homeless.", False),
        ("The firm serves 50 states and employs 200 sailors.", False),
    ],
)
def test_one_number_can_count_two_things(text, is_of_two):
    assert clause(text, "50 states").is_of_two == is_of_two
