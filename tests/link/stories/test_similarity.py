from datetime import date

import pytest

from flows.link.outlines import Outlines
from flows.link.stories.similarity import LEAST_SCORE, SCALE
from flows.link.stories.similarity import similar_pairs as pairs_of_outlines

LEDE = (
    "The ferry Marigold ran aground off Tessel Point on Monday with 214 passengers aboard, the Orlan coast guard said."
)


def similar_pairs(articles):
    return pairs_of_outlines(Outlines.of(articles))


def score_of(articles):
    pairs = similar_pairs(articles)
    return pairs.score.tolist()


def test_equal_texts_score_one(writer):
    assert score_of([writer.write("a", LEDE), writer.write("b", LEDE)]) == [SCALE]


def test_two_days_apart_count_less_than_one(writer):
    def pair(day):
        return [
            writer.write("a", LEDE, published_on=date(2031, 3, 3)),
            writer.write("b", LEDE, published_on=date(2031, 3, day)),
        ]

    same, next_day, second_day = (score_of(pair(day))[0] for day in (3, 4, 5))
    assert same > next_day > second_day


def test_pairs_too_far_apart_in_time_are_left_out(writer):
    late = writer.write("b", LEDE, published_on=date(2031, 3, 13))
    assert score_of([writer.write("a", LEDE, published_on=date(2031, 3, 3)), late]) == []


def read_pair(writer, *methods):
    days = (date(2031, 3, 3), date(2031, 4, 13))
    return [
        writer.write(name, LEDE, published_on=day, published_method=method)
        for name, day, method in zip("ab", days, methods, strict=True)
    ]


@pytest.mark.parametrize("methods", [("url", "text"), ("dateline", "url")])
def test_dates_that_were_read_do_not_part_reports_on_a_rare_subject(writer, methods):
    assert score_of(read_pair(writer, *methods)) == [SCALE]


@pytest.mark.parametrize("methods", [("url", "json_ld"), ("supplied", "text"), ("meta", "meta")])
def test_one_date_that_was_given_is_enough_to_part_reports_weeks_apart(writer, methods):
    assert score_of(read_pair(writer, *methods)) == []


def test_dates_that_were_read_part_reports_on_a_subject_of_many_days(writer):
    first, second = read_pair(writer, "url", "url")
    others = [
        writer.write(f"o{n}", f"The Marigold lies off Tessel Point, diver {n} said.", published_on=date(2031, 6, 1 + n))
        for n in range(25)
    ]
    pairs = similar_pairs([first, second, *others])
    assert (0, 1) not in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)


def test_an_undated_article_is_compared_with_every_dated_one(writer):
    dated = [writer.write(f"d{day}", LEDE, published_on=date(2031, 1, day)) for day in (1, 15, 29)]
    pairs = similar_pairs([writer.write("a", LEDE), *dated])
    assert sorted(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)) == [(0, 1), (0, 2), (0, 3)]


def test_each_pair_comes_once_with_the_lower_position_first(writer):
    pairs = similar_pairs([writer.write(str(n), LEDE) for n in range(5)])
    found = list(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))
    assert len(found) == len(set(found)) == 10
    assert all(first < second for first, second in found)


@pytest.mark.parametrize("method", ["supplied", "text"])
def test_chunks_of_rows_give_the_same_pairs(writer, monkeypatch, method):
    texts = [f"{LEDE} Witness {n} spoke of a jolt in cabin {n % 4}." for n in range(9)]
    articles = [
        writer.write(
            str(n), text, published_on=date(2031, 3, 1 + 2 * (n % 5)) if n % 3 else None, published_method=method
        )
        for n, text in enumerate(texts)
    ]

    def rows():
        pairs = similar_pairs(articles)
        return sorted(zip(pairs.first.tolist(), pairs.second.tolist(), pairs.score.tolist(), strict=True))

    whole = rows()
    monkeypatch.setattr("flows.link.stories.similarity.COMPARISONS_PER_CHUNK", 18)
    monkeypatch.setattr("flows.link.stories.similarity.DENSE_PER_CHUNK", 18)
    assert rows() == whole


def test_function_words_make_nothing_alike(writer):
    articles = [
        writer.write("a", "It was not for them that we had been there."),
        writer.write("b", "It was not there."),
    ]
    assert score_of(articles) == []


def test_no_score_is_below_the_least(writer):
    scores = score_of([writer.write("a", LEDE), writer.write("b", f"Farmers blocked roads in Kestria. {LEDE[:40]}")])
    assert all(score >= LEAST_SCORE for score in scores)
