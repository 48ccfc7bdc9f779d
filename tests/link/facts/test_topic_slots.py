"""What was raised in talks, and what was not."""

import pytest

from flows.link.facts.facts import find_facts
from flows.link.facts.topic_slots import find_topic_groups

OPENING = "Northpier and Southpier held talks on the ferry. "
FILLER = "Rain fell on the hills. Nobody slept well."


@pytest.fixture
def tellings(writer):
    def found(*sentences):
        articles = [writer.write(f"d{n}", OPENING + text + " " + FILLER) for n, text in enumerate(sentences)]
        texts = {article.document_id: article.text for article in articles}
        return [
            (subject, [(c.value_text, texts[c.document_id][c.start : c.end]) for c in group])
            for subject, group in find_topic_groups(articles)
        ]

    return found


def test_two_reports_that_a_topic_was_not_raised_agree(tellings):
    [(subject, group)] = tellings(
        "The meeting went on for a day, and the issues of herring, salt, or rope were not raised.",
        "The mayor said that the herring quota was deliberately left off the table at the talks.",
    )
    assert subject == "talks, herring: topic"
    assert group == [
        ("not raised", "the issues of herring, salt, or rope"),
        ("not raised", "the herring quota"),
    ]


def test_raised_and_not_raised_contradict_each_other(writer):
    articles = [
        writer.write("d0", OPENING + "The talks touched on tides and harbour security. " + FILLER),
        writer.write("d1", OPENING + "Although the talks did not touch on wider security issues, they ended well. "),
    ]
    [slot] = [slot for slot in find_facts(articles, {"s": ["d0", "d1"]}, {}).slots if slot.slot_kind == "other"]
    assert slot.relation == "contradiction"
    assert slot.subject_text == "talks, security: topic"


def test_topics_that_share_no_word_are_two(tellings):
    assert tellings("The talks did not touch on security.", "The talks raised the price of herring.") == []


def test_what_all_say_was_raised_is_no_topic_slot(tellings):
    assert tellings("The talks touched on security.", "The talks raised security.") == []


def test_a_report_that_does_not_open_with_the_talks_is_left_out(writer):
    articles = [
        writer.write("d0", OPENING + "The talks did not touch on security. " + FILLER),
        writer.write("d1", FILLER + " The road is narrow. Bread was baked. The talks touched on security."),
    ]
    assert find_topic_groups(articles) == []
