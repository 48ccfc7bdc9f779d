"""What a slot is about, in words of the source."""

import pytest

from flows.link.facts.fact_candidates import find_candidates
from flows.link.facts.subject_texts import MOST_WORDS, describe_subject
from flows.link.facts.subjects import word_rarity

FILLER = " Rain fell on the hills. Nobody slept well. The road to the coast is narrow. Bread was baked at dawn."


def subject(*articles):
    group = [candidate for article in articles for candidate in find_candidates(article)]
    return describe_subject({a.document_id: a.text for a in articles}, group, word_rarity(articles))


def of_may_5(writer, *texts):
    """What a date is about that two reports give."""
    day = writer.day("May 5", "2031-05-05")
    return subject(*(writer.write(f"d{number}", text + FILLER, day) for number, text in enumerate(texts)))


def test_a_count_is_told_by_what_is_counted_and_its_verb(writer):
    one = writer.write(
        "one", "After the storm 17 people were injured by glass." + FILLER, writer.number("17 people", 17, "person")
    )
    other = writer.write(
        "other", "Some 19 people were injured, doctors said." + FILLER, writer.number("19 people", 19, "person")
    )
    assert subject(one, other) == "people were injured: count"


def test_a_date_is_told_by_what_happened(writer):
    one = writer.write(
        "one", "The ferry Marlin ran aground on Monday." + FILLER, writer.day("Monday", "2031-05-05", is_inferred=True)
    )
    other = writer.write(
        "other", "On May 5 the old ferry Marlin ran aground." + FILLER, writer.day("May 5", "2031-05-05")
    )
    assert subject(one, other) == "ferry Marlin ran aground: date"


def test_without_a_shared_word_the_kind_alone_is_given(writer):
    one = writer.write("one", "Goats left on Monday.", writer.day("Monday", "2031-05-05"))
    other = writer.write("other", "Snow came on Monday.", writer.day("Monday", "2031-05-05"))
    assert subject(one, other) == "date"


def test_a_subject_is_short(writer):
    text = "The long harbour council debate over rusty ferry boilers and broken cranes ended on Monday." + FILLER
    articles = [writer.write(i, text, writer.day("Monday", "2031-05-05")) for i in ("one", "other")]
    assert len(subject(*articles).removesuffix(": date").split()) <= MOST_WORDS


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("The ferry vote was delayed until May 5.", "Quill delayed it to May 5.", "ferry vote was delayed"),
        ("A conservative mayor sang on May 5.", "On May 5, conservative men met.", "conservative mayor"),
    ],
)
def test_a_single_word_is_widened_by_what_stands_beside_it(writer, one, other, label):
    assert of_may_5(writer, one, other) == f"{label}: date"


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        (
            "The goats ate on May 5 harbour pilot errors.",
            "On May 5, with nobody near them, men saw the harbour pilot.",
            "harbour pilot errors",
        ),
        (
            "A crane--built by sailors--fell on May 5.",
            "On May 5 a crane built by sailors fell.",
            "crane built by sailors fell",
        ),
        ("A non-partisan feast began on May 5.", "The feast of May 5 is non-partisan.", "non-partisan feast"),
        ("The 50th regatta began on May 5.", "The 50th regatta of May 5 ended.", "50th regatta"),
        ("The pro-Norland league met on May 5.", "On May 5 the pro-Norland league met.", "pro-Norland league met"),
    ],
)
def test_a_noun_phrase_and_a_word_with_hyphens_are_whole(writer, one, other, label):
    assert of_may_5(writer, one, other) == f"{label}: date"


def test_no_number_of_something_else_stands_in_a_subject(writer):
    articles = [
        writer.write(
            name,
            f"At least three women and six children died, {said}." + FILLER,
            writer.number("six children", 6, "child"),
        )
        for name, said in (("one", "police said"), ("other", "the mayor told them"))
    ]
    assert subject(*articles) == "women and children died: count"


def test_a_name_that_opens_a_sentence_keeps_its_capital(writer):
    text = "Quill resigned on May 5. They say that Quill slept."
    articles = [writer.write(name, text + FILLER, writer.day("May 5", "2031-05-05")) for name in ("one", "other")]
    assert subject(*articles) == "Quill resigned: date"
