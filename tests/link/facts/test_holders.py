"""Whose a value is, and which values may contradict each other."""

import pytest

from flows.link.facts.fact_candidates import find_candidates
from flows.link.facts.facts import find_facts
from flows.link.facts.holders import Holder, are_comparable, are_told_of_one, find_article_names, is_comparison_base

STORIES = {"s": ["alpha", "beta"]}
FILLER = " Rain fell on the hills. Nobody slept well. The road is narrow. Bread was baked at dawn."


def conflicts(*articles):
    """Return the pairs of printed values of two reports, put into one story, that are claimed to contradict."""
    text = {article.document_id: article.text for article in articles}
    found = []
    for slot in find_facts(articles, STORIES, {}).slots:
        places = {value.fact_value_id: value.candidate for value in slot.values}
        for relation in slot.relations:
            if relation.relation == "contradiction":
                pair = (places[relation.fact_value_id_a], places[relation.fact_value_id_b])
                found.append(tuple(sorted(text[c.document_id][c.start : c.end] for c in pair)))
    return found


@pytest.fixture
def catch(writer):
    """Write a report of fines, in which the one value is given as money."""

    def write(document_id, text, printed, value):
        money = writer.number(printed, value, "USD", kind="money")
        return writer.write(document_id, text + FILLER, money)

    return write


FINED = "The {} ferry line must pay a harbour fine of {} for its cracked boilers, inspectors ruled."


def test_reports_of_one_name_contradict_each_other(catch):
    one = catch("alpha", FINED.format("Marlin", "$4,200"), "$4,200", 4200)
    other = catch("beta", FINED.format("Marlin", "$9,900"), "$9,900", 9900)
    assert conflicts(one, other) == [("$4,200", "$9,900")]


def test_reports_in_the_same_words_of_two_names_do_not(catch):
    one = catch("alpha", FINED.format("Marlin", "$4,200"), "$4,200", 4200)
    other = catch("beta", FINED.format("Pelorus", "$9,900"), "$9,900", 9900)
    assert conflicts(one, other) == []


def test_equal_values_of_two_names_still_agree(catch):
    one = catch("alpha", FINED.format("Marlin", "$4,200"), "$4,200", 4200)
    other = catch("beta", FINED.format("Pelorus", "$4,200"), "$4,200", 4200)
    [slot] = [slot for slot in find_facts([one, other], STORIES, {}).slots if slot.slot_kind == "money"]
    assert slot.relation == "equal"


def test_a_value_without_a_name_is_of_those_the_article_opens_with(catch):
    rest = "The line must pay a harbour fine of {} for its cracked boilers, inspectors ruled."
    one = catch("alpha", "Sailors of Marlin feared it. " + rest.format("$4,200"), "$4,200", 4200)
    same = catch("beta", "Nobody at Marlin spoke. " + rest.format("$9,900"), "$9,900", 9900)
    other = catch("beta", "Nobody at Pelorus spoke. " + rest.format("$9,900"), "$9,900", 9900)
    assert conflicts(one, same) == [("$4,200", "$9,900")]
    assert conflicts(one, other) == []


def test_a_value_of_the_year_before_does_not_contradict_one_of_this_year(catch):
    text = "The Marlin ferry line lost {} in the spring quarter on its boilers{}."
    one = catch("alpha", text.format("$4,200", ""), "$4,200", 4200)
    other = catch("beta", text.format("$9,900", " a year ago"), "$9,900", 9900)
    assert conflicts(one, other) == []


@pytest.mark.parametrize(
    ("sentence", "value", "is_base"),
    [
        ("Sales rose to $9 from $7.", "$7", True),
        ("Sales rose to $9 from $7.", "$9", False),
        ("Sales were $9 compared with $7.", "$7", True),
        ("The line lost $9, versus a gain of $7.", "$7", True),
        ("Net fell to $9, or 3 cents a share, from $12, or 4 cents a share.", "4 cents", True),
        ("In the year-earlier quarter, Marlin earned $9.", "$9", True),
        ("Marlin earned $9, up from a year ago.", "$9", False),
        ("The captain took $9 from the till.", "$9", False),
    ],
)
def test_what_a_value_is_compared_with_is_its_base(sentence, value, is_base):
    assert is_comparison_base(sentence, sentence.index(value)) is is_base


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Holder(is_base=True), Holder()),
        (Holder(is_part=True), Holder()),
        (Holder(per_piece="share"), Holder()),
        (Holder(principals=frozenset({"marlin"})), Holder(principals=frozenset({"peloru"}))),
    ],
)
def test_bases_parts_and_rates_are_not_compared_with_wholes(one, other):
    assert not are_comparable(one, other)
    assert not are_comparable(other, one)
    assert are_comparable(one, one)


@pytest.mark.parametrize(
    "other",
    [Holder(principals=frozenset({"peloru"})), Holder(names=frozenset({"peloru"}))],
    ids=["opening", "sentence"],
)
def test_what_is_told_of_another_name_is_told_from_it(other):
    one = Holder(names=frozenset({"marlin"}))
    assert not are_told_of_one(one, other)
    assert not are_told_of_one(other, one)
    assert are_told_of_one(one, one)


def test_names_may_change_places_in_sentences_that_give_both():
    both = frozenset({"marlin", "peloru"})
    one = Holder(names=frozenset({"marlin"}), beside=both)
    assert are_told_of_one(one, Holder(names=frozenset({"peloru"}), beside=both))


def test_the_sender_in_a_dateline_is_no_name_of_the_article(writer):
    article = writer.write("alpha", "SKERRA, May 5 (Coastal Wire) - A Marlin ferry sank off Skerra on Monday." + FILLER)
    names = find_article_names(article)
    assert "marlin" in names.principals
    assert not {"coastal", "wir"} & names.known


def test_a_part_of_the_whole_does_not_contradict_it(writer):
    text = "The Marlin ferry line dismissed {} over the cracked boilers of its ships on the coast."
    one = writer.write("alpha", text.format("four sailors") + FILLER, writer.number("four sailors", 4, "sailor"))
    part = writer.write("beta", text.format("two of the sailors") + FILLER, writer.number("two", 2, "sailor"))
    whole = writer.write("beta", text.format("two sailors") + FILLER, writer.number("two sailors", 2, "sailor"))
    assert conflicts(one, whole) == [("four sailors", "two sailors")]
    assert conflicts(one, part) == []


def test_a_sum_for_each_month_does_not_contradict_the_whole(catch):
    one = catch("alpha", FINED.format("Marlin", "$4,200"), "$4,200", 4200)
    monthly = FINED.format("Marlin", "$2,100 from its purse for each month")
    assert conflicts(one, catch("beta", monthly, "$2,100", 2100)) == []
    assert conflicts(one, catch("beta", FINED.format("Marlin", "$2,100 from its purse"), "$2,100", 2100)) != []


def test_where_a_report_is_sent_from_holds_no_value(catch):
    fined = "The line must pay a harbour fine of {} for its cracked boilers, inspectors ruled. Nobody at Marlin spoke."
    sent = "MARLOW, May 5 (The Agency) - " + fined + " All was quiet in Marlow."
    one = catch("alpha", sent.format("$4,200"), "$4,200", 4200)
    other = catch("beta", fined.format("$9,900"), "$9,900", 9900)
    assert conflicts(one, other) == [("$4,200", "$9,900")]


def test_what_an_index_added_is_its_own_and_nothing_that_it_said(writer):
    text = "The Marlin index gained 5 percent while the Pelorus index added {}." + FILLER
    printed = text.format("7 percent"), text.format("about 7 percent")
    one, other = (
        writer.write("d", words, writer.number("7 percent", 7, "percent", kind="percent")) for words in printed
    )
    assert "pelorus" in find_candidates(one)[0].holder.names
    assert "pelorus" in find_candidates(other)[0].holder.names
