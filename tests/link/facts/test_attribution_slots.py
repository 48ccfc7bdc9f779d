"""Speakers that reports give for one utterance."""

import pytest

from flows.link.facts.attribution_slots import are_conflicting_speakers, find_attribution_groups
from flows.link.facts.persons import match_persons

WORDS = "The harbour is ours and it will stay ours for ever,"


def told(writer, *speakers, words=WORDS):
    """The values that reports give for one utterance. `speakers`: (the words, the entity or None) of each."""
    articles = [
        writer.write(
            f"d{number}",
            f"“{words}” {phrase} said in the hall.",
            writer.quotation(words, f"{phrase} said".removesuffix(" said"), name),
            people=(name,) if name else (),
        )
        for number, (phrase, name) in enumerate(speakers)
    ]
    utterances = {"u": [q.quotation_id for article in articles for q in article.quotations]}
    groups = find_attribution_groups(articles, match_persons(articles), utterances)
    return [sorted(candidate.value_text for candidate in group) for _, group in groups]


@pytest.mark.parametrize(
    "speakers",
    [
        (("Bob Quill", "Bob Quill"), ("Quill", "Robert Quill")),
        (("Ada Quill", "Ada Quill"), ("Mrs. Quill", None)),
        (("Sara Quill", "Sara Quill"), ("Sarah Quill", "Sarah Quill")),
    ],
)
def test_one_last_name_is_one_speaker(writer, speakers):
    [[one, other]] = told(writer, *speakers)
    assert one == other


@pytest.mark.parametrize(
    "phrase", ["it", "she", "that", "Mrs. Brook", "the company", "the Norland Democrat", "a copy of the speech"]
)
def test_a_phrase_that_names_nobody_is_not_held_beside_a_name(writer, phrase):
    assert told(writer, ("Ada Quill", "Ada Quill"), (phrase, None)) == []


def test_a_source_left_unnamed_is_told_less_exactly(writer):
    assert told(writer, ("Ada Quill", "Ada Quill"), ("a senior official", None)) == [["Ada Quill", "a senior official"]]


def test_two_spokesmen_may_give_out_one_statement(writer):
    reports = [
        writer.write(
            f"d{number}",
            f"“{WORDS}” said the {role} {name}.",
            writer.quotation(WORDS, name, name),
            writer.role(role, name, role.title()),
            people=(name,),
        )
        for number, (role, name) in enumerate(
            (("spokesman", "Ada Quill"), ("press secretary", "Ben Moor"), ("mayor", "Cora Lund"))
        )
    ]
    articles = {report.document_id: report for report in reports}
    utterances = {"u": [q.quotation_id for report in reports for q in report.quotations]}
    [(_, told)] = find_attribution_groups(reports, match_persons(reports), utterances)
    quill, moor, lund = sorted(told, key=lambda candidate: candidate.document_id)
    assert not are_conflicting_speakers(articles, quill, moor)
    assert are_conflicting_speakers(articles, quill, lund)


@pytest.mark.parametrize(("whose", "are_held"), [("speaks for Moor", False), ("speaks for Lund", True)])
def test_who_speaks_for_the_other_speaker_does_not_contradict_him(writer, whose, are_held):
    reports = [
        writer.write(f"d{number}", f"“{WORDS}” said {said}.", writer.quotation(WORDS, name, name), people=(name,))
        for number, (name, said) in enumerate((("Ben Moor", "Ben Moor"), ("Ada Quill", f"Ada Quill, who {whose}")))
    ]
    utterances = {"u": [q.quotation_id for report in reports for q in report.quotations]}
    assert bool(find_attribution_groups(reports, match_persons(reports), utterances)) is are_held


def test_one_report_of_three_that_differs_without_proof_is_left_out(writer):
    named = ("Ada Quill", "Ada Quill")
    assert told(writer, named, named, ("Ben Moor", "Ben Moor"), words="ours for ever,") == [["Ada Quill", "Ada Quill"]]


def test_marks_without_a_word_between_them_are_no_utterance(writer):
    assert told(writer, ("Ada Quill", "Ada Quill"), ("Ada Quill", "Ada Quill"), words="…") == []


def test_two_sentences_of_one_speech_are_two_utterances(writer):
    first, second = "The harbour is ours and stays ours for ever.", "Every winter the river shows us what we lack."
    reports = [
        writer.write(
            f"d{number}",
            f"“{words}” Ada Quill said in the hall.",
            writer.quotation(words, "Ada Quill", "Ada Quill"),
            people=("Ada Quill",),
        )
        for number, words in enumerate((f"{first} {second}", first, second))
    ]
    utterances = {"u": [q.quotation_id for article in reports for q in article.quotations]}
    groups = find_attribution_groups(reports, match_persons(reports), utterances)
    assert sorted((subject, sorted(c.document_id for c in group)) for subject, group in groups) == [
        ("“Every winter the river shows us what we …”: speaker", ["d0", "d2"]),
        ("“The harbour is ours and stays ours for …”: speaker", ["d0", "d1"]),
    ]


def test_the_subject_is_what_was_said_and_not_what_is_told_of_it(writer):
    reports = [
        writer.write(
            document_id,
            f"Ada Quill said the mayor “wants to sell every {thing} of this harbour” soon.",
            writer.quotation(f"the mayor “wants to sell every {thing} of this harbour” soon", "Ada Quill", "Ada Quill"),
            people=("Ada Quill",),
        )
        for document_id, thing in (("a", "stone"), ("b", "stone"))
    ]
    utterances = {"u": [q.quotation_id for article in reports for q in article.quotations]}
    [(subject, _)] = find_attribution_groups(reports, match_persons(reports), utterances)
    assert subject == "“wants to sell every stone of this harbour”: speaker"
