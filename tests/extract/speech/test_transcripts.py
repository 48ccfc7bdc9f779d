"""Transcripts, signed posts and headlines with a speaker."""

import pytest

from flows.extract.annotations import Mention, Naming, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.speech.speakers import read_people
from flows.extract.speech.transcripts import find_turns


def turns(text: str, *names: str, zone: str = "body") -> list[tuple[str, str, list[str], str | None]]:
    sentences, place = [], 0
    for index, line in enumerate(text.split("\n")):
        sentences += [Sentence(s, e, zone, index) for s, e in split_sentences(text, place, place + len(line))]
        place += len(line) + 1
    mentions = [
        Mention(place, place + len(name), "name", name, "person", "body")
        for name in names
        for place in range(len(text))
        if text.startswith(name, place)
    ]
    return [
        (
            turn.said.kind,
            text[turn.said.speaker.start : turn.said.speaker.end] if turn.said.speaker else "",
            [text[span.start : span.end] for span in turn.said.content],
            turn.said.speaker_entity_id,
        )
        for turn in find_turns(text, sentences, read_people(text, Naming(mentions=tuple(mentions))))
    ]


def test_questions_and_answers_are_turns() -> None:
    assert turns("Q: Will the dam hold?\nA: It will. I am sure.") == [
        ("direct", "Q", ["Will the dam hold?"], None),
        ("direct", "A", ["It will. I am sure."], None),
    ]


def test_a_label_in_capitals_is_the_person_of_that_surname() -> None:
    text = "Mara Lind spoke to the board.\nLIND: The dam will hold.\nThe board did not answer."
    assert turns(text, "Mara Lind") == [("direct", "LIND", ["The dam will hold."], "Mara Lind")]


def test_a_paragraph_between_two_turns_goes_on_with_the_first() -> None:
    text = "TARN: It leaks.\nIt has for years.\nOKORO: Since when?\nTARN: Since May."
    assert [(label, said) for _, label, said, _ in turns(text)] == [
        ("TARN", ["It leaks.", "It has for years."]),
        ("OKORO", ["Since when?"]),
        ("TARN", ["Since May."]),
    ]


def test_a_signed_post_is_what_its_account_says() -> None:
    assert turns("The dam is gone! — Mara Lind (@maralind) May 3, 2021", "Mara Lind") == [
        ("direct", "Mara Lind", ["The dam is gone!"], "Mara Lind")
    ]


def test_a_signature_of_its_own_signs_the_paragraph_before() -> None:
    text = "It rained.\nThe dam is gone!\n— Mara Lind (@maralind) May 3, 2021"
    assert turns(text, "Mara Lind") == [("direct", "Mara Lind", ["The dam is gone!"], "Mara Lind")]


def test_what_stands_between_two_signed_posts_belongs_to_neither() -> None:
    text = "The dam is gone! — Mara Lind (@maralind) May 3\nIt rained.\nI saw it. — Ole Tarn (@tarn) May 3"
    assert [said for _, _, said, _ in turns(text, "Mara Lind", "Ole Tarn")] == [["The dam is gone!"], ["I saw it."]]


def test_a_signature_without_words_is_none() -> None:
    assert turns("— Mara Lind (@maralind) May 3, 2021", "Mara Lind") == []


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Mara Lind: Dam will hold", [("indirect", "Mara Lind", ["Dam will hold"], "Mara Lind")]),
        ("Mara Lind: Dam is ‘a gift’", [("mixed", "Mara Lind", ["Dam is ‘a gift’"], "Mara Lind")]),
        ("Police: Two men held", [("indirect", "Police", ["Two men held"], None)]),
        ("Analysis: Why dams fail", []),
    ],
)
def test_a_headline_tells_whose_words_it_gives(title: str, wanted: list[object]) -> None:
    assert turns(title, "Mara Lind", zone="title") == wanted


@pytest.mark.parametrize("text", ["WATCH: The dam breaks\nUPDATE: It holds", "Mara Lind: 2,316", "Note: It rained."])
def test_headings_and_tables_are_no_turns(text: str) -> None:
    assert turns(text, "Mara Lind") == []


def test_the_turn_of_a_speaker_whom_the_text_does_not_name_ends_the_turn_before() -> None:
    text = (
        "Mara Lind spoke.\nLIND: It leaks.\nOKORO, HOST: Since when?\nLIND: Since May.\nOKORO: Thank you.\nLIND: Yes."
    )
    assert [(label, said) for _, label, said, _ in turns(text, "Mara Lind")] == [
        ("LIND", ["It leaks."]),
        ("OKORO", ["Since when?"]),
        ("LIND", ["Since May."]),
        ("OKORO", ["Thank you."]),
        ("LIND", ["Yes."]),
    ]


def test_a_notice_between_two_turns_is_neither_a_turn_nor_part_of_one() -> None:
    text = "Mara Lind spoke.\nLIND: It leaks.\nWATCH: The dam from above\nLIND: It has since May."
    assert [(label, said) for _, label, said, _ in turns(text, "Mara Lind")] == [
        ("LIND", ["It leaks."]),
        ("LIND", ["It has since May."]),
    ]


def test_a_question_without_a_label_is_no_part_of_the_answers_around_it() -> None:
    text = "Mara Lind spoke.\nLIND: It leaks.\nSince when does it leak?\nLIND: Since May.\nOr April.\nLIND: I forget."
    assert [said for _, _, said, _ in turns(text, "Mara Lind")] == [
        ["It leaks."],
        ["Since May.", "Or April."],
        ["I forget."],
    ]


def test_answers_are_those_of_the_one_person_named_before() -> None:
    text = "Mara Lind built the dam.\nQ: Will the dam hold?\nA: It will. I am sure."
    assert [speaker for _, _, _, speaker in turns(text, "Mara Lind")] == [None, "Mara Lind"]
    text = "Mara Lind and Ada Tarn built the dam.\nQ: Will the dam hold?\nA: It will. I am sure."
    assert [speaker for _, _, _, speaker in turns(text, "Mara Lind", "Ada Tarn")] == [None, None]


def test_initials_are_the_one_person_who_has_them() -> None:
    text = "Mara Lind built the dam.\nML: It leaks.\nTO: Since when?\nML: Since May."
    assert [speaker for _, _, _, speaker in turns(text, "Mara Lind")] == ["Mara Lind", None, "Mara Lind"]
