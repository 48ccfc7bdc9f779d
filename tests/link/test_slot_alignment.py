"""Which values of different articles are about the same subject."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.link.fact_candidates import find_candidates
from flows.link.slot_alignment import align_slots
from flows.link.subject_points import profile_candidates, score_pair
from flows.link.subjects import word_rarity


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


def test_different_values_in_the_same_words_are_aligned(writer):
    text = "Inspectors found {} cracked boilers aboard the ships of the Marlin ferry line." + FILLER
    one = writer.write("one", text.format("34"), writer.number("34 cracked boilers", 34, "boiler"))
    other = writer.write("other", text.format("51"), writer.number("51 cracked boilers", 51, "boiler"))
    assert aligned(one, other) == [["34 cracked boilers", "51 cracked boilers"]]


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


def test_a_rise_and_a_fall_are_less_likely_the_same_subject_than_two_rises(writer):
    def points(verb):
        text = "Ferry fares would {} by {} under the harbour plan, the council said." + FILLER
        articles = [
            writer.write(name, text.format(told, words), writer.number(words, value, "percent", kind="percent"))
            for name, told, words, value in (("one", "rise", "20 percent", 20), ("other", verb, "35 percent", 35))
        ]
        candidates = [candidate for article in articles for candidate in find_candidates(article)]
        return score_pair(*profile_candidates(candidates, word_rarity(articles)))

    assert points("drop") < points("rise") - 1


def test_places_are_aligned_only_where_they_are_the_same(writer):
    text = "The mayors met for a round of talks about ferry fares in {}." + FILLER
    one, same, other = (
        writer.write(document_id, text.format(place), places=(place,))
        for document_id, place in (("one", "Marlin"), ("other", "Marlin"), ("other", "Dorsal"))
    )
    assert aligned(one, same) == [["Marlin", "Marlin"]]
    assert aligned(one, other) == []
