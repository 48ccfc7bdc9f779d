"""Which values that cannot both be true are told of one subject."""

import pytest

from flows.link.facts.fact_candidates import find_candidates
from flows.link.facts.slot_conflicts import may_conflict, score_conflict
from flows.link.facts.subjects import word_rarity

FILLER = " Rain fell on the hills. Nobody slept well. The road to the coast is narrow. Bread was baked at dawn."


@pytest.fixture
def score(writer):
    """Score the two values of two sentences."""

    def scored(one, other, *notes):
        articles = [
            writer.write(name, text + FILLER, note)
            for name, text, note in zip(("one", "other"), (one, other), notes, strict=True)
        ]
        [first], [second] = (find_candidates(article) for article in articles)
        return score_conflict(first, second, word_rarity(articles))

    return scored


def test_a_rise_and_a_fall_are_of_two_subjects(writer, score):
    told = "Ferry fares would {} by {} under the harbour plan, the council said."
    notes = [
        writer.number(words, n, "percent", kind="percent") for words, n in (("20 percent", 20), ("35 percent", 35))
    ]
    assert score(told.format("rise", "20 percent"), told.format("rise", "35 percent"), *notes) > 0
    assert score(told.format("rise", "20 percent"), told.format("drop", "35 percent"), *notes) == 0


def test_shares_in_polls_need_more(writer, score):
    told = "{} 20 percent of sailors on the coast would sell the ferry."
    notes = [
        writer.number(words, n, "percent", kind="percent") for words, n in (("20 percent", 20), ("35 percent", 35))
    ]
    plain = score(told.format("This year"), told.format("This year").replace("20", "35"), *notes)
    polled = score(told.format("In a poll"), told.format("In a poll").replace("20", "35"), *notes)
    assert 0 < polled < plain


def test_few_of_anything_are_less_sure_than_many(writer, score):
    told = "Inspectors found {} cracked boilers aboard the ferry."
    few = [writer.number(f"{n} cracked boilers", n, "boiler") for n in (3, 5)]
    many = [writer.number(f"{n} cracked boilers", n, "boiler") for n in (34, 51)]
    assert score(told.format(3), told.format(5), *few) < score(told.format(34), told.format(51), *many)


@pytest.mark.parametrize(
    ("one", "other", "are_of_one"),
    [
        ("14 people died when the ferry Marlin sank.", "15 people are missing since the ferry Marlin sank.", False),
        ("14 people died when the ferry Marlin sank.", "15 people were killed when the ferry Marlin sank.", True),
        ("14 people died when the ferry Marlin sank.", "The ferry Marlin sank with 15 people on board.", False),
        ("The mill will cut 14 people in Skerra.", "The mill will cut 15 people worldwide.", False),
        ("The mill will cut 14 people in Skerra.", "The mill will cut 15 people in Skerra.", True),
        ("The mill has 14 people excluding guards.", "The mill has 15 people, it said.", False),
    ],
)
def test_what_became_of_people_and_where_they_are_tells_counts_apart(writer, score, one, other, are_of_one):
    notes = writer.number("14 people", 14, "person"), writer.number("15 people", 15, "person")
    assert (score(one, other, *notes) > 0) == are_of_one


@pytest.mark.parametrize(
    ("told", "is_of_all"),
    [
        ("Ada Quill died with 14 others in the fire at the mill.", False),
        ("Ada Quill and 14 other people died in the fire at the mill.", False),
        ("The mill fire killed 14 people.", True),
    ],
)
def test_others_beside_one_who_is_told_of_are_not_all(writer, score, told, is_of_all):
    whole = "The mill fire killed 15 people."
    words = "14 others" if "14 others" in told else "14 other people" if "other" in told else "14 people"
    notes = writer.number("15 people", 15, "person"), writer.number(words, 14, "person")
    assert (score(whole, told, *notes) > 0) == is_of_all


def test_a_number_of_one_thing_is_not_held_against_that_of_two(writer, score):
    told = "The ferry line settled with {} in the harbour case, the council said."
    notes = [writer.number("48 towns", 48, "town"), writer.number("50 towns", 50, "town")]
    assert score(told.format("48 towns"), told.format("50 towns"), *notes) > 0
    assert score(told.format("48 towns"), told.format("50 towns and islands"), *notes) == 0


def test_any_one_is_no_count(writer, score):
    told = "Inspectors found {} aboard the ferry."
    notes = writer.number("one cracked boiler", 1, "boiler"), writer.number("51 cracked boilers", 51, "boiler")
    assert score(told.format("one cracked boiler"), told.format("51 cracked boilers"), *notes) == 0


@pytest.mark.parametrize(("scope", "is_one"), [("in Brenn", True), ("worldwide", False)])
def test_numbers_of_a_place_and_of_the_world_are_of_two_subjects(writer, score, scope, is_one):
    told = "The mill owner said it would cut {} {} by summer."
    notes = [writer.number(f"{n} jobs", n, "job") for n in (340, 510)]
    scored = score(told.format("340 jobs", "in Brenn"), told.format("510 jobs", scope), *notes)
    assert (scored > 0) == is_one


@pytest.mark.parametrize(
    ("one", "other", "are_of_one"),
    [
        ("14 people were found at the mill.", "By midnight 15 people were found at the mill.", False),
        ("14 people fell ill at the mill.", "The mill employs 15 people.", False),
        ("The mill has a staff of 14 people.", "The mill employs 15 people.", True),
    ],
)
def test_counts_of_another_hour_and_of_a_staff_are_of_other_subjects(writer, score, one, other, are_of_one):
    notes = writer.number("14 people", 14, "person"), writer.number("15 people", 15, "person")
    assert (score(one, other, *notes) > 0) == are_of_one


@pytest.mark.parametrize(
    ("one", "other", "is_lead"),
    [
        (
            "The old mill used 40 percent, up from last year.",
            "The old mill used 52 percent, the most ever.",
            True,
        ),
        (
            "The old mill used 40 percent, up from last year.",
            "The new barn used 52 percent, the most ever.",
            False,
        ),
        ("Used: 40 percent.", "Used: 52 percent.", False),
        ("Use was 40 percent, up from last year.", "Use was 52 percent, the most ever.", True),
    ],
)
def test_what_the_same_words_lead_up_to_is_of_one_subject(writer, one, other, is_lead):
    notes = [writer.number(f"{n} percent", n, "percent", kind="percent") for n in (40, 52)]
    articles = [writer.write(name, text, note) for name, text, note in zip("ab", (one, other), notes, strict=True)]
    [first], [second] = (find_candidates(article) for article in articles)
    assert first.shares_lead(second) == is_lead


def test_numbers_far_apart_are_asked_for_where_the_same_words_lead_up_to_them(writer):
    told = "A coach fell into the harbour and injured {} on Monday."
    notes = [writer.number(str(n), n, "injure") for n in (19, 91)]
    articles = [
        writer.write(name, told.format(n) + FILLER, note) for name, n, note in zip("ab", (19, 91), notes, strict=True)
    ]
    [first], [second] = (find_candidates(article) for article in articles)
    assert may_conflict("far", first, second)
    assert score_conflict(first, second, word_rarity(articles)) > 1
    elsewhere = writer.write("c", "Storms have injured 91 in the hills." + FILLER, notes[1])
    assert not may_conflict("far", first, *find_candidates(elsewhere))


def test_the_days_on_which_people_spoke_are_not_held_against_each_other(writer, score):
    told = "The ferry Marlin was unsafe, the harbour office {} {}."
    notes = writer.day("9 March", "2031-03-09"), writer.day("12 March", "2031-03-12")
    for verb, is_of_one in (("said on", False), ("announced on", True)):
        scored = score(told.format(verb, "9 March"), told.format(verb, "12 March"), *notes)
        assert (scored > 0) == is_of_one


@pytest.mark.parametrize(("border", "is_one"), [(",", True), ("", False)])
def test_years_behind_a_border_are_of_other_values(writer, border, is_one):
    told = "Use of the old mill was {} percent{} as in {}."
    articles = [
        writer.write(
            name,
            told.format(n, border, year) + FILLER,
            writer.number(f"{n} percent", n, "percent", kind="percent"),
            writer.day(year, year),
        )
        for name, n, year in (("a", 40, "2022"), ("b", 52, "1998"))
    ]
    first, second = (find_candidates(article)[0] for article in articles)
    assert (score_conflict(first, second, word_rarity(articles)) > 0) == is_one


def test_numbers_that_nearly_agree_are_sooner_of_one_thing(writer, score):
    told = "Inspectors found {} cracked boilers aboard the ferry."
    near, wide = ([writer.number(f"{n} cracked boilers", n, "boiler") for n in pair] for pair in ((46, 48), (46, 90)))
    assert score(told.format(46), told.format(48), *near) > score(told.format(46), told.format(90), *wide) > 0


def test_what_two_things_gained_is_not_held_against_each_other(writer, score):
    def gained(thing, percent):
        return f"In the harbour town the {thing} index added {percent} percent on the day."

    notes = [writer.number(f"{n} percent", n, "percent", kind="percent") for n in (1.1, 0.9)]
    assert score(gained("Brennex", 1.1), gained("Brennex", 0.9), *notes) > 0
    assert score(gained("Brennex", 1.1), gained("Kolmar", 0.9), *notes) == 0
