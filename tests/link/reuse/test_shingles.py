import numpy as np

from flows.link.outlines import Outlines
from flows.link.reuse.shingles import candidate_pairs

TEXT = (
    "The board of Orlan’s harbour closed the market: engineers found cracks, so the traders moved to tents by the quay."
)


def words_of(articles):
    outlines = Outlines.of(articles)
    return [outlines.body_words(position) for position in range(len(outlines))]


def pairs_of(articles):
    shared = Outlines.of(articles).shared_shingles(range(len(articles)))
    chunks = candidate_pairs(shared, np.ones(len(articles), np.bool_))
    return [pair for chunk in chunks for pair in zip(*(places.tolist() for places in chunk), strict=True)]


def test_words_are_compared_without_case_and_punctuation(writer):
    shouted = TEXT.upper().replace("’", "'").replace(":", " --").replace(",", "")
    first, second = words_of([writer.write("a", TEXT), writer.write("b", shouted)])
    assert first.words.tolist() == second.words.tolist()


def test_words_know_their_places(writer):
    (words,) = words_of([writer.write("a", TEXT)])
    assert TEXT[words.starts[1] : words.ends[1]] == "board"


def test_words_between_quotation_marks_are_known(writer):
    (words,) = words_of([writer.write("a", "She said “never again” and left.")])
    assert words.is_quoted.tolist() == [False, False, True, True, False, False]


def test_the_words_of_a_direct_quotation_count_as_quoted_without_marks(writer):
    note = writer.quotation("never again", "She", None)
    (words,) = words_of([writer.write("a", "She said - never again - and left.", note)])
    assert words.is_quoted.tolist() == [False, False, True, True, False, False]


def test_three_words_make_a_shingle_and_fewer_make_none(writer):
    three, two = words_of([writer.write("a", "one two three"), writer.write("b", "one two")])
    assert (len(three.shingles), len(two.shingles)) == (1, 0)


def test_the_order_of_words_counts(writer):
    first, second = words_of([writer.write("a", "one two three"), writer.write("b", "three two one")])
    assert first.shingles.tolist() != second.shingles.tolist()


def test_characters_are_words_in_scripts_without_blanks(writer):
    (words,) = words_of([writer.write("a", "渡轮搁浅 2031")])
    assert len(words) == 5


def test_texts_that_share_little_are_no_candidates(writer):
    articles = [writer.write("a", TEXT), writer.write("b", TEXT), writer.write("c", TEXT[:40])]
    assert pairs_of(articles) == [(0, 1)]


def test_no_texts_make_no_candidates():
    assert pairs_of([]) == []
