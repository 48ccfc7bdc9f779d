"""Units of reading and their tokens."""

from flows.extract.annotations import Sentence
from flows.extract.sentences import split_sentences
from flows.extract.speech.phrases import Unit, is_finite, paragraph_spans, read_units
from flows.extract.speech.quotation_marks import find_quoted


def units_of(text: str) -> list[Unit]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return list(read_units(text, sentences, find_quoted(text, paragraph_spans(sentences))))


def test_a_quoted_passage_is_one_token() -> None:
    [unit] = units_of('He called it "a very long day" on Monday.')
    assert unit.words == ("he", "called", "it", '"', "on", "monday")


def test_sentences_inside_a_quotation_stay_in_one_unit() -> None:
    units = units_of('"We came. We saw. We left," she said. Nobody followed.')
    assert [unit.words for unit in units] == [('"', "she", "said"), ("nobody", "followed")]


def test_a_unit_of_quoted_passages_only_is_known_as_such() -> None:
    assert [unit.is_quoted_only for unit in units_of('"We left," she said. "Nobody followed us."')] == [False, True]


def test_the_mark_that_closes_a_passage_is_kept() -> None:
    [unit] = units_of('"We left," she said.')
    assert unit.tokens[0].last_mark == ","


def test_a_range_with_a_dash_is_one_word() -> None:
    [unit] = units_of("It fell 7–10% – by $5–$7 – in 2031.")
    assert unit.words == ("it", "fell", "7–10%", "–", "by", "$5–$7", "–", "in", "2031")


def test_initials_and_abbreviations_are_one_word() -> None:
    [unit] = units_of("The U.S. envoy left at 5,000 feet.")
    assert unit.words == ("the", "u.s.", "envoy", "left", "at", "5,000", "feet")


def test_tokens_slice_to_their_words() -> None:
    text = "“Go,” said Ana-Lucía O’Hara — the co-owner (again)."
    [unit] = units_of(text)
    assert [text[t.start : t.end].lower() for t in unit.tokens if not t.quoted] == [w for w in unit.words if w != '"']


def test_a_participle_after_its_noun_is_no_finite_verb() -> None:
    [unit] = units_of("A poll released last week counted votes.")
    assert [is_finite(unit, place) for place in (2, 5)] == [False, True]


def test_paragraphs_span_their_sentences() -> None:
    assert paragraph_spans([Sentence(0, 4, "lede", 2), Sentence(5, 9, "lede", 2), Sentence(11, 20, "body", 5)]) == [
        (0, 9),
        (11, 20),
    ]


def test_a_clock_is_one_token() -> None:
    [unit] = units_of("It sank at 3:00 am.")
    assert unit.words == ("it", "sank", "at", "3:00", "am")


def test_a_dateline_is_no_part_of_a_unit() -> None:
    [unit] = units_of("ORRE, Norland — The dam will hold.")
    assert unit.words == ("the", "dam", "will", "hold")


def test_an_abbreviation_is_no_pronoun_but_in_a_line_of_capitals() -> None:
    [unit] = units_of("The WHO said no.")
    assert unit.words == ("the", "WHO", "said", "no")
    [unit] = units_of("LIND, WHO RUNS IT, SAID NO.")
    assert unit.words == ("lind", ",", "who", "runs", "it", ",", "said", "no")
