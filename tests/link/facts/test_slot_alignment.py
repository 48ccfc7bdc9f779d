"""Which values of different articles are about the same subject."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.link.facts.fact_candidates import find_candidates
from flows.link.facts.slot_alignment import align_slots
from flows.link.facts.subjects import word_rarity


def aligned(*articles):
    candidates = [candidate for article in articles for candidate in find_candidates(article)]
    groups = align_slots(candidates, word_rarity(articles))
    text = {article.document_id: article.text for article in articles}
    return [[text[c.document_id][c.start : c.end] for c in group] for group in groups]


FILLER = " Rain fell on the hills. Nobody slept well. The road to the coast is narrow. Bread was baked at dawn."


@pytest.fixture(scope="module")
def reports(writer):
    """Two reports of one invented event, worded differently."""
    one = writer.write(
        "one",
        "The harbour council fined the Marlin ferry line $4,200 on Monday. Inspectors found 34 cracked boilers "
        "aboard its ships. The line employs 160 sailors." + FILLER,
        writer.number("$4,200", 4200, "USD", kind="money"),
        writer.day("Monday", "2031-05-05", is_inferred=True),
        writer.number("34 cracked boilers", 34, "boiler"),
        writer.number("160 sailors", 160, "sailor"),
    )
    other = writer.write(
        "other",
        "A fine of $4,200 was imposed on Marlin, the ferry line, by the harbour council on Monday. According to "
        "inspectors, 34 of its boilers were cracked. In the town 34 sailors live." + FILLER,
        writer.number("$4,200", 4200, "USD", kind="money"),
        writer.day("Monday", "2031-05-05", is_inferred=True),
        writer.number("34", 34, "boiler"),
        writer.number("34 sailors", 34, "sailor"),
    )
    return one, other


def test_facts_told_in_other_words_are_aligned(reports):
    groups = aligned(*reports)
    assert ["$4,200", "$4,200"] in groups
    assert ["Monday", "Monday"] in groups
    assert ["34 cracked boilers", "34"] in groups


def test_the_same_number_of_another_subject_stays_apart(reports):
    assert not any("34 sailors" in group for group in aligned(*reports))


def test_two_things_told_of_one_day_stay_apart(writer):
    assert aligned(*told_of_monday(writer, date(2031, 5, 6))) == []


def test_two_main_events_of_one_day_stay_apart(writer):
    day = writer.day("Monday", "2031-05-05", is_inferred=True)
    texts = ("The harbour council fined a ferry line on Monday.", "On Monday a baker of Orre sang to the goats.")
    assert aligned(*(writer.write(name, text + FILLER, day) for name, text in zip("ab", texts, strict=True))) == []


def test_a_day_long_before_publication_is_that_of_one_thing(writer):
    assert aligned(*told_of_monday(writer, date(2031, 6, 3))) == [["Monday, May 5", "Monday, May 5"]]


def told_of_monday(writer, published_on):
    """Two reports that tell of one day what may be two things."""
    day = writer.day("Monday, May 5", "2031-05-05", is_inferred=True)
    opening = "Nobody slept. Rain fell. "
    texts = (
        "The harbour was shut while the council of Orre fined the owner of a ferry line on Monday, May 5.",
        "On Monday, May 5, a baker told his sister that the weather of that spring had spoilt the harbour.",
    )
    return [
        writer.write(name, opening + text + FILLER, day, published_on=published_on)
        for name, text in zip("ab", texts, strict=True)
    ]


def test_different_values_in_the_same_words_are_aligned(writer):
    text = "Inspectors found {} cracked boilers aboard the ships of the Marlin ferry line." + FILLER
    one = writer.write("one", text.format("34"), writer.number("34 cracked boilers", 34, "boiler"))
    other = writer.write("other", text.format("51"), writer.number("51 cracked boilers", 51, "boiler"))
    assert aligned(one, other) == [["34 cracked boilers", "51 cracked boilers"]]


def test_a_magnitude_joins_the_number_that_agrees_with_it(writer):
    text = "Inspectors found {} boilers aboard the ships of the Marlin ferry line." + FILLER
    vague = writer.number("dozens of", 24, "boiler", value_text="dozens", value_high=None, hedge="vague")
    one = writer.write("one", text.format("dozens of"), vague)
    other = writer.write("other", text.format("34"), writer.number("34 boilers", 34, "boiler"))
    third = writer.write("third", text.format("340"), writer.number("340 boilers", 340, "boiler"))
    assert aligned(one, other) == [["dozens of", "34 boilers"]]
    assert aligned(one, third) == []


def test_a_magnitude_does_not_part_two_numbers_that_agree(writer):
    numbers = "The Marlin ferry line has {} cracked boilers."
    vague = writer.number("dozens of boilers", 24, "boiler", value_text="dozens", value_high=None, hedge="vague")
    both = "Inspectors found dozens of boilers cracked aboard the ships of the Marlin ferry line. " + numbers
    one = writer.write("one", both.format(34) + FILLER, vague, writer.number("34 cracked boilers", 34, "boiler"))
    other = writer.write(
        "other",
        "Inspectors found 34 boilers cracked aboard the ships of the Marlin ferry line." + FILLER,
        writer.number("34 boilers", 34, "boiler"),
    )
    assert ["34 cracked boilers", "34 boilers"] in aligned(one, other)


def test_values_of_other_units_are_not_aligned(writer):
    one = writer.write("one", "The ferry carried 34 goats." + FILLER, writer.number("34 goats", 34, "goat"))
    other = writer.write("other", "The ferry sank 51 years ago." + FILLER, writer.number("51 years", 51, "year"))
    assert aligned(one, other) == []


def test_one_article_alone_makes_no_slot(reports):
    assert aligned(reports[0]) == []


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_order_of_articles_and_candidates_changes_nothing(data, reports):
    candidates = [candidate for article in reports for candidate in find_candidates(article)]
    shuffled = data.draw(st.permutations(candidates))
    rarity = word_rarity(reports)
    assert align_slots(shuffled, rarity) == align_slots(candidates, rarity)


def test_places_are_aligned_only_where_they_are_the_same(writer):
    text = "The mayors met for a round of talks about ferry fares in {}." + FILLER
    one, same, other = (
        writer.write(document_id, text.format(place), places=(place,))
        for document_id, place in (("one", "Marlin"), ("other", "Marlin"), ("other", "Dorsal"))
    )
    assert aligned(one, same) == [["Marlin", "Marlin"]]
    assert aligned(one, other) == []


def test_of_a_value_that_a_report_repeats_the_first_places_are_kept(writer):
    text = "The mayors met for a round of talks about ferry fares in Marlin." + FILLER
    reports = [writer.write(document_id, text, places=("Marlin",)) for document_id in ("one", "other")]
    [told], [other] = map(find_candidates, reports)
    often = [replace(told, start=told.start + place, end=told.end + place) for place in range(8)]
    [group] = align_slots([*often, other], word_rarity(reports))
    assert group == [*often[:3], other]


def contradicting(writer, one, other, *notes):
    """Whether the values of two sentences come into one group."""
    first, second = notes
    return bool(aligned(writer.write("one", one + FILLER, first), writer.write("other", other + FILLER, second)))


def test_durations_of_different_things_are_not_held_against_each_other(writer):
    one = "The council of Marlin voted for the ferry line to the island, after a debate of five hours."
    other = "The council of Marlin voted for the ferry line to the island, ending a dispute that lasted eleven years."
    notes = writer.duration("five hours", 18e3, "PT5H"), writer.duration("eleven years", 3.5e8, "P11Y")
    assert not contradicting(writer, one, other, *notes)


def test_durations_of_one_thing_are_held_against_each_other(writer):
    one = "Repairs of the ferry boilers will cost a fortune and will take two months, the council said."
    other = "Repairs of the ferry boilers would cost a fortune and would take three months."
    notes = writer.duration("two months", 5.2e6, "P2M"), writer.duration("three months", 7.8e6, "P3M")
    assert contradicting(writer, one, other, *notes)


def test_amounts_for_different_things_are_not_held_against_each_other(writer):
    one = "The Marlin ferry line paid $40 for new ropes."
    other = "The Marlin ferry line paid $90 for a lawyer."
    notes = writer.number("$40", 40, "USD", kind="money"), writer.number("$90", 90, "USD", kind="money")
    assert not contradicting(writer, one, other, *notes)


def test_what_is_told_of_two_towns_is_not_held_against_each_other(writer):
    sentence = "Police arrested {} on Sunday in {}."
    notes = writer.number("28 people", 28, "person"), writer.number("30 people", 30, "person")
    other_town = [sentence.format(note.words, town) for note, town in zip(notes, ("Dorsal", "Marlin"), strict=True)]
    same_town = [sentence.format(note.words, "Marlin") for note in notes]
    assert not contradicting(writer, *other_town, *notes)
    assert contradicting(writer, *same_town, *notes)


def test_a_start_and_a_day_are_not_held_against_each_other(writer):
    one = "The rusty ferry Marlin has been closed for repairs since April 11."
    other = "The rusty ferry Marlin was closed for repairs on April 24."
    notes = writer.day("April 11", "2031-04-11"), writer.day("April 24", "2031-04-24")
    assert not contradicting(writer, one, other, *notes)


def test_votes_that_differ_are_held_against_each_other(writer):
    sentence = "The harbour council voted {} to build a ferry pier on the island."

    def vote(words, value):
        return writer.number(words, 4, "vote", kind="vote", value_text=value, value_high=9)

    notes = vote("9-4", "9-4"), vote("8-5", "8-5")
    assert contradicting(writer, sentence.format("9-4"), sentence.format("8-5"), *notes)


def test_weekdays_are_held_against_each_other_only_in_nearly_the_same_words(writer):
    def day(words, day_text):
        return writer.day(words, day_text, is_inferred=True)

    notes = day("Monday", "2031-05-12"), day("Saturday", "2031-05-10")
    same = "Rescuers towed the burning ferry into the harbour of Marlin on {} with all its passengers."
    other = "Painters wanted the ferry in Marlin on {} to have a blue funnel."

    def found(one, two):
        articles = [
            writer.write(name, FILLER.strip() + "\n\n" + text.format(note.words), note, published_on=date(2031, 5, 12))
            for name, text, note in zip(("one", "two"), (one, two), notes, strict=True)
        ]
        return any(len(set(group)) > 1 for group in aligned(*articles))

    assert found(same, same)
    assert not found(same, other)


def test_a_whole_is_not_held_against_its_part(writer):
    one = "In the end 29 people needed hospital care after the ferry ran aground at Marlin."
    other = "Of the 40 people on the ferry that ran aground at Marlin, most needed hospital care."
    notes = writer.number("29 people", 29, "person"), writer.number("40 people", 40, "person")
    assert not contradicting(writer, one, other, *notes)


@pytest.mark.parametrize(
    ("text", "are_joined"),
    [
        ("The harbour council fined the Marlin ferry line on Monday.", True),
        ("The harbour master said on Monday that the Marlin ferry line was fined.", False),
    ],
)
def test_the_day_on_which_somebody_spoke_is_none_of_what_was_done(writer, text, are_joined):
    opening = "Rain fell. Nobody slept well. "  # so that neither is the date of the main event
    one, two = (
        writer.write(name, opening + FILLER + " " + sentence, writer.day("Monday", "2031-05-05", is_inferred=True))
        for name, sentence in (
            ("one", "On Monday the council of the harbour fined the Marlin ferry line."),
            ("two", text),
        )
    )
    assert (["Monday", "Monday"] in aligned(one, two)) is are_joined
