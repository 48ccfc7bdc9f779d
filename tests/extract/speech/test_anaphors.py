"""Organisations that a phrase without a name stands for."""

import pytest

from flows.extract.annotations import Fields
from flows.extract.names.entities import find_entities
from flows.extract.speech.quotations import find_quotations
from tests.extract.speech.test_quotations import sentences_of


def speakers(text: str) -> list[str | None]:
    sentences = sentences_of(text)
    naming = find_entities(text, sentences, Fields())
    names = {entity.entity_id: entity.name for entity in naming.entities}
    return [
        names[q.speaker_entity_id] if q.speaker_entity_id else None for q in find_quotations(text, sentences, naming)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Marlin Foods Inc. said it knew the report. The company said it would help.",
        'Marlin Foods Inc. said it knew the report.\n"Safety comes first," it said.',
        "Marlin Foods Inc. said it knew. The company said it would help. It said the recall had begun.",
    ],
)
def test_the_company_is_the_organisation_that_spoke_last(text: str) -> None:
    assert set(speakers(text)) == {"Marlin Foods Inc."}


def test_the_ministry_is_the_one_that_is_named_so() -> None:
    text = "The Trade Ministry said exports rose. Mara Lind said it was time.\nThe ministry said the gap was small."
    assert speakers(text) == ["Trade Ministry", "Mara Lind", "Trade Ministry"]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Lind said it was time. The company said it would help.",
        "NATO said it was aware. The company said it would help.",
        "The Trade Ministry said exports rose. The company said it would help.",
        "The Trade Ministry and the Labour Ministry met. The ministry said it would help.",
        "Marlin Foods Inc. said it knew.\nIt rained for days.\nThe company said it would help.",
        "Marlin Foods Inc. said it knew. A company said it would help.",
    ],
)
def test_a_body_that_cannot_be_told_stays_open(text: str) -> None:
    assert speakers(text)[-1] is None


def test_the_full_stop_of_an_abbreviation_does_not_hide_the_speaker() -> None:
    assert speakers("Omar Dahl Jr. said the dam would hold.") == ["Omar Dahl Jr."]


def test_an_office_with_of_before_a_name_does_not_hide_the_speaker() -> None:
    text = '"We took another step," Bank of England Governor Mara Lind said. "But it is a small one."'
    assert speakers(text) == ["Mara Lind"]
    assert speakers("A friend of Secretary of State Mara Lind said no. ") == [None]


def test_an_age_stands_for_the_person_named_before() -> None:
    assert speakers('Mara Lind left the club. "I am tired," the 34-year-old said.') == ["Mara Lind"]
    assert speakers('The club met. "I am tired," the 34-year-old said.') == [None]


def test_an_office_is_the_one_person_who_holds_it() -> None:
    text = 'Justice Mara Lind ruled that it was void.\n"It ends here," the judge said.'
    assert speakers(text) == ["Mara Lind", "Mara Lind"]


def test_an_office_that_two_hold_stays_open() -> None:
    text = 'Justice Mara Lind said no. Judge Ada Brook said yes.\n"It ends here," the judge said.'
    assert speakers(text)[-1] is None


def test_a_memo_for_somebody_is_not_their_word() -> None:
    assert speakers("A memo for the then minister, Mara Lind, in May 2021 said the dam would fail.") == [None]


def test_letters_behind_a_name_do_not_hide_the_speaker() -> None:
    assert speakers("The Minister of State at the Trade Department, Mara Lind TD, said it was time.") == ["Mara Lind"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sen. Mara Lind (D-N.Y.) came.\n“It ends here,” the New York Democrat said.", "Mara Lind"),
        ("Sen. Mara Lind met Ada Brook.\n“It ends here,” the senator said.", "Mara Lind"),
        ("Sen. Mara Lind met Sen. Ada Brook.\n“It ends here,” the senator said.", None),
        ("Sen. Mara Lind (R-Ohio) came.\n“It ends here,” the New York Democrat said.", None),
        ("Vice President Mara Lind came.\n“It ends here,” the president said.", None),
        ("Attorney General Mara Lind came.\n“It ends here,” the attorney general said.", "Mara Lind"),
        ("President Mara Lind met Vice President Tom Hill.\n“It ends here,” the president said.", "Mara Lind"),
        ("Marlin Foods Inc. has cut jobs. It said more would follow.", "Marlin Foods Inc."),
        ("Workers of Marlin Foods Inc. left. It said more would follow.", None),
    ],
)
def test_a_description_goes_to_the_only_one_it_fits(text: str, wanted: str | None) -> None:
    assert speakers(text)[-1] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peter Lind met Anna Brook.\n“It ends here,” she said.", "Anna Brook"),
        ("Anna Brook met Peter Lind.\n“It ends here,” he said.", "Peter Lind"),
    ],
)
def test_a_given_name_tells_whom_a_pronoun_cannot_mean(text: str, wanted: str) -> None:
    assert speakers(text)[-1] == wanted
