"""What reports tell alike beyond numbers, dates and names."""

import pytest

from flows.link.facts.facts import find_facts

STORIES = {"s": ["alpha", "beta"]}
FILLER = " Rain fell on the hills. Nobody slept well. The road to the coast is narrow. Bread was baked at dawn."


@pytest.fixture
def claims(writer):
    """Return the stretches of each claim that two sentences share, with the relation."""

    def found(one, other, independents=None):
        articles = [writer.write(name, text + FILLER) for name, text in (("alpha", one), ("beta", other))]
        text = {article.document_id: article.text for article in articles}
        slots = [slot for slot in find_facts(articles, STORIES, independents or {}).slots if slot.slot_kind == "other"]
        return [
            (*(text[v.candidate.document_id][v.candidate.start : v.candidate.end] for v in slot.values), slot.relation)
            for slot in slots
        ]

    return found


TOLD = "The council closed the old pier because its timbers were rotten."


def test_a_statement_in_other_words_is_told_alike(claims):
    [(one, other, relation)] = claims(TOLD, "Rotten timbers made the council close the pier, an engineer wrote.")
    assert "timbers" in one
    assert "timbers" in other
    assert relation in ("equal", "refinement")


def test_a_statement_that_one_report_denies_is_not(claims):
    assert claims(TOLD, "The council had not closed the pier because its timbers were rotten.") == []


def test_a_sentence_word_for_word_is_a_copy(claims):
    assert claims(TOLD, TOLD) == []


def test_copies_are_not_compared(claims):
    other = "Rotten timbers made the council close the pier, an engineer wrote."
    assert claims(TOLD, other, {"alpha": "wire", "beta": "wire"}) == []


def test_names_alone_are_no_claim(claims):
    assert claims("Ada Quill of Marlin Ferries slept.", "A dog of Ada Quill of Marlin Ferries barked.") == []


def test_a_like_statement_with_another_number_contradicts(writer):
    one = "Doctors found mild fevers in three patients who were given the highest dose."
    other = "Eight patients had mild fevers after the highest dose."
    notes = writer.number("three patients", 3, "patient"), writer.number("Eight patients", 8, "patient")
    articles = [
        writer.write(name, text + FILLER, note)
        for name, text, note in zip(("alpha", "beta"), (one, other), notes, strict=True)
    ]
    relations = {(slot.slot_kind, slot.relation) for slot in find_facts(articles, STORIES, {}).slots}
    assert relations == {("count", "contradiction")}


LED = "is the {} woman to lead the old harbour board."
FOUNDERED = "{} caused the ferry Marlin to founder off Brenn."
ARRESTED = "Guards arrested the drunken skipper of the ferry Marlin, {}."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quill " + LED.format("first"), "She " + LED.format("second")),
        (FOUNDERED.format("Rain in the boiler"), FOUNDERED.format("A loose hatch")),
        (ARRESTED.format("Cas Reed"), ARRESTED.format("Cas Holm")),
    ],
)
def test_like_stretches_of_other_numbers_subjects_or_names_are_not_told_alike(claims, one, other):
    assert claims(one, other) == []


NAMED = "harbour council’s insurance company"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"A dog of the {NAMED} barked.", f"Rain fell on a van of the {NAMED}."),
        ("They ate behind closed council doors.", "Quill sang behind closed council doors."),
    ],
)
def test_what_two_reports_only_name_is_no_claim(claims, one, other):
    assert claims(one, other) == []


def test_a_long_stretch_is_one_without_a_verb(claims):
    long = "a lack of boiler inspections, crane drivers and harbour pilots"
    [(*_, relation)] = claims(f"Quill blamed {long}.", f"For others, {long} explains it.")
    assert relation == "equal"


@pytest.mark.parametrize(("verb", "relation"), [("will", "equal"), ("must", "refinement")])
def test_what_must_be_is_not_what_will_be(claims, verb, relation):
    one = "The rotten pier timbers will be kept for the boatyard."
    other = f"Quill thinks that the rotten pier timbers {verb} be kept for the boatyard in spring."
    [(*_, found)] = claims(one, other)
    assert found == relation
