"""Who does what to whom in one report, and whether it is done."""

import pytest

from flows.link.facts.acts.tellings import DOUBTS, find_tellings, find_verbs
from flows.link.facts.persons import match_persons

PEOPLE = ("Ada Quill", "Quill", "Moor")


@pytest.fixture
def read(writer):
    """The acts of a text: verb, status, who does it, what it is done to."""

    def found(text, *notes, people=PEOPLE, places=("Brenn",)):
        named = [tuple(name for name in names if name in text) for names in (people, places)]
        article = writer.write("d0", text, *notes, people=named[0], places=named[1])
        names = match_persons([article])
        return [
            (
                ("not " if telling.is_denied else "") + telling.status,
                telling.verb.base,
                telling.agent.words if telling.agent else None,
                telling.patient.words if telling.patient else None,
                telling.object_words,
            )
            for telling in find_tellings(article, find_verbs(article), names)
        ]

    return found


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The council approved the harbour plan.", "done"),
        ("The council has quietly approved the harbour plan.", "done"),
        ("The council did approve the harbour plan.", "done"),
        ("The council voted to approve the harbour plan.", "done"),
        ("The council will approve the harbour plan.", "planned"),
        ("The council is to approve the harbour plan.", "planned"),
        ("The council is expected to approve the harbour plan.", "planned"),
        ("The council plans to approve the harbour plan.", "planned"),
        ("The council may approve the harbour plan.", "possible"),
        ("The council is likely to approve the harbour plan.", "possible"),
        ("The council will likely approve the harbour plan.", "planned"),
        ("The council would approve the harbour plan.", "proposed"),
        ("The council should approve the harbour plan.", "intended"),
        ("The council did not approve the harbour plan.", "not done"),
        ("The council hasn’t approved the harbour plan.", "not done"),
        ("The council refused to approve the harbour plan.", "not done"),
        ("The council will not approve the harbour plan.", "not planned"),
    ],
)
def test_helping_verbs_and_plans_tell_the_status(read, sentence, status):
    [(found, *act)] = [act for act in read(sentence) if act[1] == "approve"]
    assert (found, *act) == (status, "approve", act[1], None, "the harbour plan")
    assert status == "intended" or act[1].lower().startswith("the council")


def test_the_first_to_do_it_did_it(read):
    assert read("The council was the first to approve the plan.") == [("done", "approve", None, None, "the plan")]


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("The plan was approved.", ("done", "approve", None, "The plan", "")),
        ("The plan has been approved by the council.", ("done", "approve", "the council", "The plan", "")),
        ("The plan approved by the council is dear.", ("done", "approve", "the council", "The plan", "")),
        ("The plan is due to be approved on Monday.", ("planned", "approve", None, "The plan", "")),
        ("Ada Quill resigned.", ("done", "resign", None, "Ada Quill", "")),
        ("Ada Quill, who resigned on Monday, slept.", ("done", "resign", None, "Ada Quill", "")),
        ("The ship’s captain, Ada Quill, sued Moor.", ("done", "sue", "Ada Quill", None, "Moor")),
        ("Ada Quill rose and sued Moor.", ("done", "sue", "Ada Quill", None, "Moor")),
        ("Rain fell, damaging the pier.", ("done", "damage", None, None, "the pier")),
        ("She slept after signing the pact.", ("done", "sign", None, None, "the pact")),
        ("It would leave early, damaging the pier.", ("intended", "damage", None, None, "the pier")),
        ("Moor asked the mayor to sign the pact.", ("intended", "sign", None, None, "the pact")),
        ("The mayor showed the pact that Moor signed.", ("done", "sign", "Moor", "the pact", "")),
        ("It is part of a pact Moor signed on Monday.", ("done", "sign", "Moor", "a pact", "")),
        (
            "The mayor signed late on Monday a pact with Brenn.",
            ("done", "sign", "The mayor", None, "a pact with Brenn"),
        ),
        ("Moor said the mayor signed the pact.", ("done", "sign", "the mayor", None, "the pact")),
        ("They’ll sign the pact.", ("planned", "sign", None, None, "the pact")),
        ("He’d signed the pact.", ("done", "sign", None, None, "the pact")),
        ("Talks were called off.", ("done", "call off", None, "Talks", "")),
    ],
)
def test_who_does_it_and_what_it_is_done_to(read, sentence, act):
    assert act in read(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The signed pact hung there.",
        "A newly signed pact hung there.",
        "The tax cut was dear.",
        "Talks were held behind closed doors.",
        "It is a council-approved plan.",
        "Did the council approve the plan?",
        "Had the council approved the plan, Moor would know.",
        "If the council approved the plan, nobody knew.",
        "Moor denied that the council approved the plan.",
        "He allegedly signed the pact.",
        "They nearly signed the pact.",
        "They urged that he be jailed.",
        "The signs of spring came.",
    ],
)
def test_what_states_no_act_is_not_read(read, sentence):
    assert [act for act in read(sentence) if act[0] == "done" and act[1] != "hold"] == []


def test_what_stands_in_quotation_marks_is_the_speakers(read, writer):
    words = "The council approved the plan"
    assert read(f"“{words},” Ada Quill said.", writer.quotation(words, "Ada Quill", "Ada Quill")) == []


def test_the_pattern_bears_its_worst_case():
    assert DOUBTS.search("xalleged" * 20_000) is None
