import re

import pytest

from flows.clean.cleaning import clean_document
from flows.extract.annotations import Naming, Sentence, Topic
from flows.extract.article import annotate
from flows.extract.topics import find_topics
from flows.extract.wordlists import load_table
from flows.read.decode import decode_item
from flows.read.documents import Document, RawItem
from tests.extract.labelled_topics import HALVES, LabelledText, read_labelled_texts, score_topics, topics_of

LEAST_PRECISION = 0.8  # a topic below it is not given
FLOOD = "Floodwater swept through the town on Sunday after the river burst its banks. Crews filled sandbags all night."


def found_in(title: str, body: str) -> dict[str, Topic]:
    return {topic.name: topic for topic in topics_of(LabelledText(title, body, frozenset()))[1]}


def words_of(title: str, body: str, name: str) -> list[str]:
    document, topics = topics_of(LabelledText(title, body, frozenset()))
    return [document.text[s.start : s.end].lower() for topic in topics if topic.name == name for s in topic.evidence]


def test_every_topic_is_precise_enough_on_the_labelled_texts():
    scores = score_topics([text for half in HALVES for text in read_labelled_texts(half)])
    assert {score.code: score.precision for score in scores if score.precision < LEAST_PRECISION} == {}
    assert {score.code: score.found for score in scores if score.found < 5} == {}  # enough to tell


def test_precision_and_recall_hold_on_texts_that_the_lexicon_was_not_made_with():
    scores = score_topics(read_labelled_texts("held_out"))
    right, found, labelled = (sum(getattr(score, part) for score in scores) for part in ("right", "found", "labelled"))
    assert right / found > 0.95
    assert right / labelled > 0.92


def test_there_are_two_hundred_labelled_texts_and_none_stands_twice():
    texts = [text for half in HALVES for text in read_labelled_texts(half)]
    assert len(texts) >= 200
    assert len({text.body for text in texts}) == len(texts)


def test_a_topic_comes_with_its_broader_one_and_with_its_words():
    topics = found_in("Town under water", FLOOD)
    assert topics["flood"].code == "medtop:20000154"
    assert topics["disaster, accident and emergency incident"].code == "medtop:03000000"
    assert words_of("Town under water", FLOOD, "flood") == ["floodwater", "river", "burst its banks", "sandbags"]


def test_a_longer_phrase_hides_the_words_in_it():
    body = (
        "A flood of letters reached the mill. It was flooded with letters all week, and a second flood of letters came."
    )
    assert "flood" not in found_in("Flood of letters", body)


@pytest.mark.parametrize(
    ("between", "is_phrase"), [("\n", True), ("\u00a0", True), ("-", True), (". ", False), (", ", False)]
)
def test_a_phrase_may_stand_on_two_lines_and_not_in_two_clauses(between, is_phrase):
    text = f"Floodwater came, sandbags too, and the ballot{between}box floated past the polling station."
    topics = find_topics(text, [Sentence(0, len(text), "lede", 0)], Naming())
    words = {text[span.start : span.end] for topic in topics for span in topic.evidence if topic.name == "election"}
    assert (f"ballot{between}box" in words) is is_phrase


def test_places_of_words_hold_behind_capitals_that_become_two_letters():
    title, body = "Town under water", "In İzmir and İnebolu nobody slept. " + FLOOD
    assert words_of(title, body, "flood") == ["floodwater", "river", "burst its banks", "sandbags"]


def test_names_of_places_and_people_show_nothing():
    body = (
        "The shop in Church Street opens at nine. Mary Bishop, who runs it, sells nails. Mrs Bishop has three nephews."
    )
    assert "religion" not in found_in("Shop in Church Street", body)


def test_one_word_however_often_is_no_topic():
    assert found_in("Ballot", "The ballot was a ballot like any ballot, and a ballot it stayed all day long.") == {}


def test_no_topics_are_read_in_another_language():
    body = (
        "Der Fluss trat über die Ufer, und das Hochwasser überflutete die Stadt. Die Feuerwehr füllte Sandsäcke. " * 3
    )
    document = decode_item(RawItem("a.txt", None, "txt", is_html=False, payload=body.encode()))
    assert isinstance(document, Document)
    assert annotate(document, clean_document(document)).topics == ()


def test_codes_are_of_the_vocabulary_and_each_broader_one_is_given():
    codes = [row[0] for row in load_table("topics.csv")]
    assert [code for code in codes if not re.fullmatch(r"medtop:(0[1-9]|1[0-7])000000|medtop:20\d{6}", code)] == []
    assert len(set(codes)) == len(codes)
    assert {row[1] for row in load_table("topics.csv")} <= {"", *codes}
    assert {row[0] for row in load_table("topic_terms.csv")} == {"", *codes}


@pytest.mark.parametrize("row", load_table("topic_terms.csv"), ids=lambda row: f"{row[0]} {row[1]}")
def test_a_term_stands_once_in_its_row_and_in_small_letters(row):
    terms = row[2].split("|")
    assert len(set(terms)) == len(terms)
    assert [term for term in terms if term != term.lower().strip() or not term] == []
