"""Speakers as entities."""

import pytest

from flows.extract.annotations import Mention, Naming, Sentence, Span
from flows.extract.sentences import split_sentences
from flows.extract.speech.speakers import is_anonymous, pronoun_entity, read_people, speaker_entity

TYPES = {"Mara Lind": "person", "Okoro": "person", "Tarn": "person", "Norland": "place", "Orre Council": "organisation"}


def naming_of(text: str) -> Naming:
    mentions = []
    for name, kind in TYPES.items():
        place = text.find(name)
        while place >= 0:
            mentions.append(Mention(place, place + len(name), "name", name, kind, "body"))
            place = text.find(name, place + 1)
    return Naming(mentions=tuple(mentions))


def entity(phrase: str) -> str | None:
    return speaker_entity(phrase, Span(0, len(phrase)), read_people(phrase, naming_of(phrase)))


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("Mara Lind", "Mara Lind"),
        ("the mayor, Mara Lind,", "Mara Lind"),
        ("Mara Lind, head of the Orre Council", "Mara Lind"),
        ("Norland envoy Mara Lind", "Mara Lind"),
        ("Okoro adviser Mara Lind", "Mara Lind"),
        ("the Orre Council", "Orre Council"),
        ("Norland", "Norland"),
    ],
)
def test_the_head_of_the_phrase_is_the_speaker(phrase: str, wanted: str) -> None:
    assert entity(phrase) == wanted


@pytest.mark.parametrize(
    "phrase",
    ["Mara Lind's lawyer", "a spokesman for Mara Lind", "Norland officials", "allies of Okoro", "the Okoro-Tarn pact"],
)
def test_a_name_that_only_describes_is_not_the_speaker(phrase: str) -> None:
    assert entity(phrase) is None


def resolve(text: str, pronoun: str, said: list[tuple[Span, str]], paragraphs: tuple[str, ...] = ()) -> str | None:
    sentences, place = [], 0
    for index, paragraph in enumerate(paragraphs or (text,)):
        place = text.index(paragraph, place)
        sentences += [Sentence(s, e, "body", index) for s, e in split_sentences(text, place, place + len(paragraph))]
    start = text.rindex(pronoun)
    return pronoun_entity(
        text, Span(start, start + len(pronoun)), read_people(text, naming_of(text)), sentences, said, []
    )


def test_a_pronoun_goes_to_who_spoke_before() -> None:
    text = "Okoro met Tarn. Tarn left, Okoro said. He came back."
    assert resolve(text, "He", [(Span(27, 32), "Okoro")]) == "Okoro"


def test_a_pronoun_goes_to_the_subject_of_the_sentence_before() -> None:
    assert resolve("Okoro met Tarn in May. He came back.", "He", []) == "Okoro"


def test_a_pronoun_that_opens_a_paragraph_is_whom_the_last_sentence_tells_of() -> None:
    paragraphs = ("Tarn slept. Okoro met Tarn in May.", "He came back.")
    assert resolve("\n".join(paragraphs), "He", [], paragraphs) == "Okoro"


def test_a_name_in_the_possessive_is_no_subject() -> None:
    assert resolve("Okoro's car hit a tree. He came back.", "He", []) is None


def test_a_verb_behind_a_contraction_makes_the_name_a_subject() -> None:
    assert resolve("Okoro's getting ready for Tarn. He came back.", "He", []) == "Okoro"


def test_a_name_that_describes_a_noun_is_no_subject() -> None:
    assert resolve("Okoro slept. After the Tarn report it rained. He came back.", "He", []) == "Okoro"


def test_a_name_with_an_article_is_a_subject_before_a_verb() -> None:
    assert resolve("Okoro slept. The Tarn arrived in May. He came back.", "He", []) == "Tarn"


def test_a_pronoun_does_not_reach_beyond_the_paragraph_before() -> None:
    paragraphs = ("Okoro said so.", "It rained.", "He came back.")
    assert resolve("\n".join(paragraphs), "He", [(Span(0, 5), "Okoro")], paragraphs) is None


def test_a_person_known_as_ms_is_never_he() -> None:
    assert resolve("Okoro arrived with Ms. Tarn. Tarn sat down. He came back.", "He", []) == "Okoro"


def test_they_stays_open() -> None:
    assert resolve("Okoro met Tarn. They came back.", "They", []) is None


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("a person familiar with the matter", ""),
        ("two sources", ""),
        ("people briefed on the talks", ""),
        ("one official", "one official, who spoke on condition of anonymity, said no"),
        ("Two diplomats", ""),
        ("An EU diplomat", ""),
        ("several senior officials close to the talks", ""),
        ("An aide to the president", ""),
        ("a Norland official involved in the talks", ""),
    ],
)
def test_unnamed_speakers_are_anonymous(phrase: str, sentence: str) -> None:
    assert is_anonymous(phrase, sentence)


@pytest.mark.parametrize(
    "phrase",
    [
        "Mara Lind",
        "the mayor",
        "Mara Lind, a lawyer familiar with the case",
        "she",
        "",
        "an EU diplomat, Mara Lind",
        "an official named Mara Lind",
        "an official statement",
        "a spokesman for two officials",
        "a letter from an official",
        "many diplomats",
        "the officials",
        "a witness",
    ],
)
def test_named_and_described_speakers_are_not_anonymous(phrase: str) -> None:
    assert not is_anonymous(phrase, "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mara Lind, who said so, left.", "Mara Lind"),
        ("Mara Lind of Norland, who said so, left.", "Mara Lind"),
        ("Mara Lind, the mayor of Norland, who said so, left.", "Mara Lind"),
        ("Mara Lind (D-Norl.), who said so, left.", "Mara Lind"),
        ("Mara Lind, 53, who said so, left.", "Mara Lind"),
        ("Mara Lind met envoys of Norland, who said so.", None),
        ("Mara Lind. In Norland, who said so?", None),
        ("The envoys of Norland, who said so, left.", None),
    ],
)
def test_who_means_a_person(text: str, wanted: str | None) -> None:
    assert resolve(text, "who", []) == wanted
