"""Cues that report no words."""

import pytest

from tests.extract.speech.test_quotations import told


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not say how many workers had died.",
        "Lind has never explained why.",
        "The council said nothing.",
        "The council said little more.",
        "Okoro did not respond to a request for comment.",
        "Lind is among those who wanted no change.",
        "Prosecutors had sought 12 years.",
        "Lind had dismissed the then finance minister in 2019.",
        "Norland adds €200m two days after the summit ended.",
        "The works added 300 jobs in March.",
        "Crews responded to the blaze.",
        "Two owners challenged the permit.",
        "Lind did not seek reelection.",
        "Reporters may ask one question.",
        "The report could show new losses.",
        "The newspaper cited two people familiar with the talks.",
        "The union objected, citing chemists.",
        "Lind would want to leave.",
        "Most people want to sit by the lake.",
        "The bench is for those who want shade.",
        "Nobody would remember that the dam broke.",
        "Your guests will know when the dam opens.",
        "Lind does not want a new dam.",
        "Lind didn't know when the dam opens.",
        "Don't tell Lind that the dam leaks.",
    ],
)
def test_where_nothing_was_said_there_is_no_quotation(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The ministry said how many workers had died.", "how many workers had died"),
        ("The minister said no.", "no"),
        ("Lind did not say that the dam would hold.", "the dam would hold"),
        ('Okoro did not respond to "this circus".', "this circus"),
        ("Lind wanted a new dam.", "a new dam"),
        ("Lind, who wants a new dam, left.", "a new dam"),
        ("Voters want a new dam.", "a new dam"),
        ("Most people say that the dam will hold.", "the dam will hold"),
        ("Her guests want a new dam.", "a new dam"),
        ("Twelve of the guests want a new dam.", "a new dam"),
        ("Ada Lind, one of the guests, wants a new dam.", "a new dam"),
        ("Lind sought to calm the crowd.", "to calm the crowd"),
        ("Lind dismissed the minister's plan.", "the minister's plan"),
        ("Lind dismissed claims that the dam would break.", "claims that the dam would break"),
        ("The court dismissed President Okoro's plea.", "President Okoro's plea"),
        ("Okoro added 12 workers were hurt.", "12 workers were hurt"),
        ("He added that the dam would hold.", "the dam would hold"),
        ("Lind cited a study of the dam.", "a study of the dam"),
        ("Lind might say that the dam would hold.", "the dam would hold"),
        ('Lind responded to "this circus".', "this circus"),
    ],
)
def test_words_that_were_said_stay_quotations(text: str, content: str) -> None:
    assert [found for _, _, found in told(text)] == [[content]]
