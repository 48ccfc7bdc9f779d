import pytest

TURNS = [
    "ADA MORENO, HOST: Mr Fen, good morning.",
    "LI FEN: Good morning, Ada.",
    "MORENO: Why is it shut?",
    "FEN: Because it is rotten.",
    "MORENO: Who says so?",
    "FEN: I do.",
]
QUESTIONS = ["Why is the pier to close?", "When does it close?", "Could it open again?"]


def zones(clean, lines):
    return {text: zone for zone, _, text in clean("\n".join(lines))}


def test_all_turns_of_a_transcript_belong_to_it(clean):
    found = zones(clean, ["A harbour master on the old ferry pier", *TURNS])
    assert {found[turn] for turn in TURNS} <= {"lede", "body"}


def test_labels_of_links_are_no_turns(clean, paragraphs):
    links = ["WEATHER: Gales", "SPORT: Boats", "WEATHER: Fog", "SPORT: Nets"]
    found = zones(clean, ["Old Ferry Pier to Close", "By Ada Moreno", *paragraphs, "Most read", *links])
    assert {found[link] for link in links} == {"removed"}


@pytest.mark.parametrize("answer", ["May 4.", "On Sunday.", "Nobody knows."])
def test_a_short_answer_below_a_question_belongs_to_the_article(clean, paragraphs, answer):
    lines = ["What the end of the ferry pier means", "By Ada Moreno", "1 May 2031", QUESTIONS[0], *paragraphs[:2]]
    lines += [QUESTIONS[1], answer, QUESTIONS[2], *paragraphs[2:]]
    found = zones(clean, lines)
    assert {found[line] for line in [*QUESTIONS, answer]} <= {"lede", "body"}


def test_a_date_below_no_question_is_a_date(clean, paragraphs):
    found = zones(clean, ["Old Ferry Pier to Close", "By Ada Moreno", "May 4.", *paragraphs])
    assert found["May 4."] != "body"
