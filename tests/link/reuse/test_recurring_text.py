import numpy as np

from flows.link.outlines import Outlines
from flows.link.reuse.recurring_text import own_words, recurring_shingles

NAMES = ("ash", "bay", "cob", "dew")
HOUSE = "please support the coast paper today"


def masks(writer, families, outlets, days):
    outlines = Outlines.of([writer.write(str(n), f"{name} {HOUSE}") for n, name in enumerate(NAMES)])
    texts = [outlines.body_words(position) for position in range(len(NAMES))]
    recurring = recurring_shingles(
        outlines.shared_shingles(range(len(NAMES))),
        np.unique(np.concatenate([text.distinct for text in texts])),
        families=np.array(families),
        outlets=np.unique(list(outlets), return_inverse=True)[1],
        days=np.array(days),
    )
    return [own_words(text, recurring).tolist() for text in texts]


OWN_ONLY_FIRST = [True, True, True, False, False, False, False]  # the shingle with the first word is the text's own


def test_phrases_of_one_outlet_recur(writer):
    assert masks(writer, range(4), ["kelp"] * 4, [1.0] * 4) == [OWN_ONLY_FIRST] * 4


def test_phrases_spread_over_weeks_recur(writer):
    assert masks(writer, range(4), "abcd", [1.0, 20.0, 40.0, 60.0]) == [OWN_ONLY_FIRST] * 4


def test_what_many_outlets_print_at_one_time_is_no_house_text(writer):
    assert masks(writer, range(4), "abcd", [1.0, 1.5, 2.0, 2.0]) == [[True] * 7] * 4


def test_copies_of_one_article_count_once(writer):
    assert masks(writer, [0, 0, 0, 3], ["kelp"] * 4, [1.0] * 4) == [[True] * 7] * 4


def test_without_dates_a_phrase_of_many_recurs(writer):
    assert masks(writer, range(4), "abcd", [float("nan")] * 4) == [OWN_ONLY_FIRST] * 4
