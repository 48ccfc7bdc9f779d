"""Attributions: cue, speaker and content within a unit."""

import pytest

from flows.extract.annotations import Sentence
from flows.extract.speech.attributions import find_attributions
from flows.extract.speech.phrases import read_units
from flows.extract.speech.quotation_marks import find_quoted


def attributions(text: str) -> list[tuple[str | None, str, str]]:
    sentence = Sentence(0, len(text), "body", 0)
    [unit] = read_units(text, [sentence], find_quoted(text, [(0, len(text))]))

    def words(first: int, last: int) -> str:
        return text[unit.tokens[first].start : unit.tokens[last - 1].end]

    return [
        (words(*a.speaker) if a.speaker else None, words(*a.cue_range), " … ".join(words(*part) for part in a.content))
        for a in find_attributions(unit)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lind said that the dam would hold.", ("Lind", "said", "the dam would hold")),
        ("Lind said the dam would hold.", ("Lind", "said", "the dam would hold")),
        ("Lind said on Monday that the dam would hold.", ("Lind", "said", "the dam would hold")),
        ("Lind said in a statement that it held.", ("Lind", "said", "it held")),
        ("Lind told reporters that it held.", ("Lind", "told", "it held")),
        ("Lind told reporters the dam would hold.", ("Lind", "told", "the dam would hold")),
        ("Lind told her staff it would hold.", ("Lind", "told", "it would hold")),
        ("Lind asked whether it would hold.", ("Lind", "asked", "whether it would hold")),
        ("Lind denied the report.", ("Lind", "denied", "the report")),
        ("Lind warned against a second dam.", ("Lind", "warned against", "a second dam")),
        ("Lind called on Orre to open the gates.", ("Lind", "called on", "Orre to open the gates")),
        ("Lind refused to open the gates.", ("Lind", "refused", "to open the gates")),
        ("The dam would hold, Lind said.", ("Lind", "said", "The dam would hold")),
        ("The dam would hold, Lind told reporters on Monday.", ("Lind", "told", "The dam would hold")),
        ("The dam would hold, said Lind.", ("Lind", "said", "The dam would hold")),
        ("The dam, Lind said, will hold.", ("Lind", "said", "The dam … will hold")),
        ("According to Lind, the dam will hold.", ("Lind", "According to", "the dam will hold")),
        (
            "According to Lind, who runs the dam, it will hold.",
            ("Lind, who runs the dam", "According to", "it will hold"),
        ),
        ("The dam will hold, according to Lind.", ("Lind", "according to", "The dam will hold")),
        (
            "The dam will hold, according to Lind, head of the board.",
            ("Lind, head of the board", "according to", "The dam will hold"),
        ),
        ("The dam was safe, her friend said.", ("her friend", "said", "The dam was safe")),
        ("The office said about half of it was lost.", ("The office", "said", "about half of it was lost")),
        ("Aides to Lind say she’s staying.", ("Aides to Lind", "say", "she’s staying")),
        ("Lind told radio host Hugh Grey that it held.", ("Lind", "told", "it held")),
        ("Lind was told that the dam would hold.", (None, "told", "the dam would hold")),
        ("A poll showed Lind leading Orre by five points.", ("A poll", "showed", "Lind leading Orre by five points")),
        ("The dam was sold in 2010, records show.", ("records", "show", "The dam was sold in 2010")),
        ("Lind praised the dam when it opened.", ("Lind", "praised", "the dam")),
        ("Lind praised the dam and left.", ("Lind", "praised", "the dam")),
        ("Lind endorsed Orre, who smiled.", ("Lind", "endorsed", "Orre")),
        ("Lind said, in the end, it would hold.", ("Lind", "said", "it would hold")),
        ("Lind is confident that it holds.", ("Lind", "is confident", "it holds")),
        ("Asked about more Orre questions, he said it held.", ("he", "said", "it held")),
        ("Lind wants to build a second dam.", ("Lind", "wants", "to build a second dam")),
        ("Lind and Orre, for example, earlier asked whether it held.", ("Lind and Orre", "asked", "whether it held")),
        ("And the deputy mayor, Pam Orre, said it held.", ("the deputy mayor, Pam Orre", "said", "it held")),
        ("“It holds,” said a person close to Lind.", ("a person close to Lind", "said", "“It holds,”")),
        ("Lind, who runs the dam, left, saying it leaked.", ("Lind, who runs the dam", "saying", "it leaked")),
        ("Lind called the dam “a marvel” on Monday.", ("Lind", "called", "the dam “a marvel”")),
    ],
)
def test_speaker_cue_and_content_are_told_apart(text: str, wanted: tuple[str | None, str, str]) -> None:
    assert attributions(text) == [wanted]


def test_a_second_cue_begins_its_own_attribution() -> None:
    assert attributions("Lind said it held, adding that it must.") == [
        ("Lind", "said", "it held"),
        ("Lind", "adding", "it must"),
    ]


def test_two_speakers_in_a_sentence_keep_their_own_words() -> None:
    assert attributions("Lind said the dam would hold, but Okoro said it would burst.") == [
        ("Lind", "said", "the dam would hold"),
        ("Okoro", "said", "it would burst"),
    ]


def test_a_subordinate_clause_ends_its_content_at_the_comma() -> None:
    assert attributions("While critics argue that it leaks, the dam stands.") == [("critics", "argue", "it leaks")]


def test_a_scene_before_the_subject_is_not_what_was_said() -> None:
    assert attributions("While she was in Orre, she said, “It will hold.”") == [("she", "said", "“It will hold.”")]


def test_a_description_with_a_verb_is_no_inverted_clause() -> None:
    text = "Lind, head of a group which wrote the letter, said the plan was weak."
    assert attributions(text)[-1] == ("Lind, head of a group which wrote the letter", "said", "the plan was weak")


def test_according_to_gives_way_to_the_speaker_it_frames() -> None:
    assert attributions("According to the court, Lind said: “It will hold.”") == [("Lind", "said", "“It will hold.”")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lind said she hoped it would hold.", ["said"]),
        ("Lind said he called it “a gift”.", ["said"]),
        ("Lind said Okoro told her it leaked.", ["said", "told"]),
        ("According to state media, Orre asked for what he described as “a gift”.", ["According to", "asked for"]),
    ],
)
def test_what_is_said_inside_a_report_counts_where_a_named_other_says_it(text: str, wanted: list[str]) -> None:
    assert [cue for _, cue, _ in attributions(text)] == wanted


def test_a_sentence_without_cue_has_no_attribution() -> None:
    assert attributions("The dam was built in May and opened a year later.") == []


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The dam leaks, Lind said.", "Lind", "The dam leaks"),
        ("Divers found it (the bell weighs a ton, the mayor said).", "the mayor", "the bell weighs a ton"),
        ("Divers found it (the bell was cracked, according to Lind).", "Lind", "the bell was cracked"),
        ("Mara Lind and Per Moe say the dam leaks.", "Mara Lind and Per Moe", "the dam leaks"),
        ("The divers he met said it leaks.", "The divers he met", "it leaks"),
        ("He dives a lot and has said that it leaks.", "He", "it leaks"),
        ("Lind has said for weeks he’s the best diver.", "Lind", "he’s the best diver"),
        ("Lind said in Orre he would dive.", "Lind", "he would dive"),
    ],
)
def test_where_what_is_said_begins_and_ends(text: str, speaker: str, content: str) -> None:
    assert [(found[0], found[2]) for found in attributions(text)] == [(speaker, content)]


def test_words_that_two_cues_could_report_are_told_once() -> None:
    text = "Lind agreed, saying, “It leaks.”"
    assert attributions(text) == [("Lind", "saying", "“It leaks.”")]
    text = "Lind told the board in a tweet that it leaks."
    assert [cue for _, cue, _ in attributions(text)] == ["told"]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Lind yelled “It leaks!” as he left.", "Lind", "“It leaks!”"),
        ("Lind acknowledged in an interview Monday night “it will leak” in May.", "Lind", "“it will leak” in May"),
        ("Lind is a diver, but he’s predicting it will leak.", "he’s", "it will leak"),
        ("The page of the report states that it leaks.", "The page of the report", "it leaks"),
        ("A rolling poll shows Lind at the top.", "A rolling poll", "Lind at the top"),
        ("About three in 10 said they dive.", "About three in 10", "they dive"),
        ("It fell even as some of the divers have said it holds.", "some of the divers", "it holds"),
        ("And, he admitted, it has leaked.", "he", "it has leaked"),
        ("Lind agreed to meet in Orre.", "Lind", "to meet in Orre"),
        ("Lind boasted that it never leaks.", "Lind", "it never leaks"),
        ("The ad claims “it never leaks.”", "The ad", "“it never leaks.”"),
        ("The mother of two replied, “It leaks.”", "The mother of two", "“It leaks.”"),
        ("And one in five say it leaks.", "one in five", "it leaks"),
        ("Polls there show it leaks.", "Polls there", "it leaks"),
        ("Lind reported at least six dams leak.", "Lind", "at least six dams leak"),
        ("Lind added, that it leaks.", "Lind", "it leaks"),
        ("Lind asked a judge to shut it.", "Lind", "a judge to shut it"),
        ("“It never leaks,” a voice in the film states.", "a voice in the film", "“It never leaks,”"),
        ("“It never leaks,” it read.", "it", "“It never leaks,”"),
        ("As Lind told the Orre Times (OT), it has leaked.", "Lind", "it has leaked"),
        ("Lind called him a liar.", "Lind", "him a liar"),
        ("Lind called the deal a disaster for Orre.", "Lind", "the deal a disaster for Orre"),
    ],
)
def test_more_forms_of_speech_are_read(text: str, speaker: str, content: str) -> None:
    assert [(found[0], found[2]) for found in attributions(text)] == [(speaker, content)]


@pytest.mark.parametrize(
    "text", ["Lind called his mother in Orre.", "Lind called a meeting.", "Lind called him a day later."]
)
def test_a_call_on_the_telephone_names_nothing(text: str) -> None:
    assert attributions(text) == []


def test_a_second_verb_goes_on_from_the_main_clause() -> None:
    text = "While the crowd chanted that it was old, Lind left the hall and said it would hold."
    assert [found[0] for found in attributions(text)] == ["the crowd", "Lind"]
    text = "While they praised his view that it is old, they said it leaks."
    assert [found[2] for found in attributions(text)][-1] == "it leaks"


def test_words_in_marks_go_on_behind_an_attribution() -> None:
    text = "“We worry,” the divers wrote in a letter to the board, that the gate “may leak.”"
    assert attributions(text) == [("the divers", "wrote", "“We worry,” … that the gate “may leak.”")]


@pytest.mark.parametrize(
    "text",
    [
        "Lind complained Okoro had warned him and questioned why it leaked.",
        "Lind said they didn’t believe it, arguing that it leaked.",
        "Lind mocked the old clerk, called for a second dam and left.",
        "Lind looked straight into the camera, furrowed his brow and said, “It leaks.”",
        "Lind appeared on stage in May and began by saying it leaks.",
        "Lind later Thursday told Moe: “It leaks.”",
        "The gate was shut when Lind interrupted the vote, shouting “It leaks!”",
    ],
)
def test_who_speaks_on_is_who_spoke_first_and_no_one_told_of(text: str) -> None:
    assert attributions(text)[-1][0] == "Lind"


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Lind spoke in May, saying in a Sunday tweet that it leaks.", "Lind", "it leaks"),
        ("“That,” he said in May, “has leaked.”", "he", "“That,” … “has leaked.”"),
        ("They say that he threatened Moe and told them it would leak.", "he", "it would leak"),
        (
            "Lind pledged to stay until Orre opens it and allows boats.",
            "Lind",
            "to stay until Orre opens it and allows boats",
        ),
    ],
)
def test_the_last_attribution_has_its_own_speaker_and_all_its_words(text: str, speaker: str, content: str) -> None:
    assert (attributions(text)[-1][0], attributions(text)[-1][2]) == (speaker, content)


@pytest.mark.parametrize(
    "text",
    [
        "She cried when he died.",
        "When the verdict was read, Lind wept.",
        "The party holds that seat.",
        "Lind screamed that night.",
        "Two weeks later, Lind agreed.",
        "He called him a",
        "The company ordered 40 boats.",
        "Lind agreed to the plan.",
        "In the 2019 poll, turnout was low.",
        "The law kept them from denying it.",
        "Lind stopped short of calling him a liar.",
        "This is what Lind was describing when he left.",
    ],
)
def test_a_sound_a_deed_and_a_time_are_no_speech(text: str) -> None:
    assert attributions(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Lind screamed that it leaks.", "it leaks"),
        ("Lind said in a letter she sent to Moe that it was safe.", "it was safe"),
        ("He called the deal a disaster and walked out.", "the deal a disaster"),
        ("Taxes, as Lind noted, have risen.", "Taxes … have risen"),
        ("Lind agreed to sell the mill.", "to sell the mill"),
    ],
)
def test_what_is_said_is_told_apart_from_what_surrounds_it(text: str, content: str) -> None:
    assert [found[2] for found in attributions(text)] == [content]


def test_an_object_ends_before_the_time_it_is_set_against() -> None:
    assert attributions("Lind described the plan two weeks before it passed.")[-1][2] == "the plan"
    assert attributions("What Lind promised depended on the vote.") == []
    assert attributions("Lind said Ahmed of Orre had left.")[-1][2] == "Ahmed of Orre had left"
