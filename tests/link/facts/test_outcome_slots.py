"""What a thing came to, and its opposite."""

from dataclasses import replace
from datetime import date

import pytest

from flows.link.facts.facts import find_facts
from flows.link.facts.outcome_slots import BELIEFS, DENIED, find_outcome_groups
from flows.link.facts.persons import match_persons

FILLER = " Rain fell on the hills. Nobody slept well."
STORIES = {"story": ("d0", "d1")}


@pytest.fixture
def told(writer):
    """The values and places of two reports' outcomes, or nothing."""

    def found(*sentences, people=()):
        articles = [
            writer.write(f"d{n}", text + FILLER, people=tuple(p for p in people if p in text))
            for n, text in enumerate(sentences)
        ]
        texts = {article.document_id: article.text for article in articles}
        return [
            (subject, [(c.value_text, texts[c.document_id][c.start : c.end]) for c in group])
            for subject, group in find_outcome_groups(articles, match_persons(articles))
        ]

    return found


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("The court accepted the appeal on Monday.", "The court rejected the appeal.", ("approved", "rejected")),
        ("The court accepted the appeal.", "The court did not accept the appeal.", ("approved", "rejected")),
        ("The skipper was convicted of fraud.", "The skipper was acquitted of fraud.", ("convicted", "acquitted")),
        ("The skipper pleaded guilty.", "The skipper pleaded not guilty.", ("pleaded guilty", "pleaded not guilty")),
        ("The skipper, who survived, sat ashore.", "The skipper died.", ("survived", "died")),
        ("The council signed the pact.", "The council refused to sign the pact.", ("signed", "refused to sign")),
        (
            "The ferry was not overloaded, the guard said.",
            "The ferry was overloaded.",
            ("not overloaded", "overloaded"),
        ),
        ("The line offered new wages.", "The line did not offer new wages.", ("offer", "not offer")),
    ],
)
def test_one_subject_and_one_object_are_compared(told, one, other, values):
    [(_, group)] = told(one, other)
    assert tuple(value for value, _ in group) == values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The court upheld the fine.", "The court upheld the fine on Monday."),  # told alike
        ("The court accepted the appeal.", "The council rejected the appeal."),  # others did it
        ("The court accepted the appeal.", "The court rejected the bail."),  # another thing
        ("The skipper won race 11 of the cup.", "The skipper lost race 17 of the cup."),
        ("The skipper was convicted of fraud.", "The skipper was acquitted."),  # of what?
        ("The court accepted the appeal.", "The court may reject the appeal."),
        ("The court accepted the appeal.", "The court is expected to reject the appeal."),
        ("The court accepted the appeal.", "It is not known whether the court rejected the appeal."),
        ("The court accepted the appeal.", "The mayor claimed the court rejected the appeal."),
        ("The court accepted the appeal.", "Had the court rejected the appeal, nobody would know."),
        ("The court accepted the appeal.", "The court not only rejected the appeal."),
        ("The court accepted the appeal.", "Was it true that the court rejected the appeal?"),
        ("The court accepted the appeal.", "Nobody saw a rejected appeal of the court."),
        ("The skipper pleaded guilty.", "The skipper has pleaded not guilty."),  # perhaps long ago
        ("The tweets were rude.", "The tweets were not rude."),  # opinion
        ("The plan is not insured.", "The plan is insured."),  # what is
        ("The guard declined to comment.", "The guard agreed to comment."),
        ("The court accepted the council-rejected appeal.", "The court rejected the appeal-backed plan."),
    ],
)
def test_what_is_told_alike_or_of_another_thing_or_no_statement_is_not_compared(told, one, other):
    assert told(one, other) == []


def test_a_person_is_one_by_first_and_last_name(told):
    [(subject, group)] = told(
        "Ada Quill was acquitted of fraud.", "On Monday Quill was convicted of fraud.", people=("Ada Quill", "Quill")
    )
    assert subject == "Ada Quill … of fraud: outcome"
    assert group == [("acquitted", "was acquitted of fraud"), ("convicted", "was convicted of fraud")]


def test_a_subject_before_a_comma_is_named_too(told):
    [(subject, _)] = told("The skipper, who survived, sat ashore.", "The skipper died.")
    assert subject == "The skipper: outcome"


def test_what_stands_in_a_direct_quotation_is_the_speakers(writer):
    words = "The court rejected the appeal"
    quoted = writer.write(
        "d1",
        f"“{words},” Ada Quill said." + FILLER,
        writer.quotation(words, "Ada Quill", "Ada Quill"),
        people=("Ada Quill",),
    )
    plain = writer.write("d0", "The court accepted the appeal." + FILLER)
    assert find_outcome_groups([plain, quoted], {}) == []


def test_a_report_that_has_it_both_ways_is_left_out(told):
    assert told("The court accepted the appeal. The court rejected the appeal.", "The court rejected the appeal.") == []


@pytest.mark.parametrize(
    ("days", "relation"), [((5, 5), "contradiction"), ((5, 6), "contradiction"), ((5, 9), "update")]
)
def test_opposites_of_one_time_contradict_each_other(writer, days, relation):
    articles = [
        replace(writer.write(f"d{n}", text + FILLER), published_on=date(2031, 5, day))
        for n, (text, day) in enumerate(
            zip(("The court accepted the appeal.", "The court rejected the appeal."), days, strict=True)
        )
    ]
    [slot] = [s for s in find_facts(articles, STORIES, {}).slots if s.slot_kind == "outcome"]
    assert (slot.relation, slot.subject_text) == (relation, "The court … the appeal: outcome")


@pytest.mark.parametrize("pattern", [BELIEFS, DENIED])
def test_the_patterns_bear_their_worst_case(pattern):
    assert pattern.search("saysa " * 20_000) is None
