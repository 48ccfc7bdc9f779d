import hashlib
from importlib.resources import files

import numpy as np
import pytest

from flows.clean.article_units import choose_units, find_article_window
from flows.clean.block_model import WordScores, make_columns, make_model, read_model
from flows.clean.line_network import read_network
from flows.clean.markup_choice import choose_by_markup
from flows.clean.markup_features import make_choice_features
from flows.clean.page import make_page
from flows.clean.page_words import number_words
from flows.read.documents import Document
from flows.read.html_text import read_page

MENU = ["Home", "Sport", "Weather", "Boats for sale"]
TREE = {"feature": [1, -1, 0, -1, -1], "number": [0.5, -2.0, 3.0, 1.0, 4.0], "left": [1, 0, 3, 0, 0]}


def page_of(lines):
    text = "\n".join(lines)
    document = Document("d", "a", None, "txt", "0" * 64, len(text), "utf-8", text)
    return document, make_page(document)


@pytest.mark.parametrize(("row", "score"), [((0, 0), -2.0), ((0, 0.5), -2.0), ((3, 1), 1.0), ((3.1, 1), 4.0)])
def test_a_tree_is_followed_to_the_leaf_of_a_row(row, score):
    model = make_model(["a", "b"], [TREE, {"feature": [-1], "number": [0.25], "left": [0]}])
    assert model.log_odds(np.array([row, row], dtype=np.float32)) == pytest.approx([score + 0.25] * 2)


def test_words_count_for_less_each_where_there_are_many():
    scores = WordScores({"share": -2.0, "said": 1.0}, 0.5)
    assert scores.score_all(number_words([["share"], ["said", "a", "b", "c"], []])) == pytest.approx([-1.5, 1.0, 0.5])


def test_the_models_read_the_columns_that_are_made(paragraphs):
    document, page = page_of([*MENU, *paragraphs])
    window = sorted(find_article_window(page))
    assert tuple(make_columns(page, window)) == read_model("text").names == read_network().names
    html = "<body><nav><a href='/'>Home</a></nav>" + "".join(f"<p>{p}</p>" for p in paragraphs) + "</body>"
    read = read_page(html)
    document = Document("d", "a", None, "html", "0" * 64, 1, "utf-8", read.text, html=html, markup=read.lines)
    page = make_page(document)
    columns = make_columns(page, sorted(find_article_window(page)))
    assert tuple(columns) == read_model("markup").names
    columns |= make_choice_features(page, choose_by_markup(html, page))
    assert sorted(columns) == sorted(read_model("choice").names)
    assert all(np.isfinite(column).all() and len(column) == len(page.units) for column in columns.values())


def test_the_weights_are_those_of_the_checksums():
    folder = files("flows.clean").joinpath("weights")
    lines = folder.joinpath("checksums.txt").read_text(encoding="utf-8").splitlines()
    written = {name: digest for digest, name in (line.split() for line in lines)}
    weights = [path for path in folder.iterdir() if path.name not in ("checksums.txt", "README.md")]
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in weights} == written


def test_a_page_that_the_model_is_sure_of_nothing_on_is_not_left_empty(monkeypatch):
    lines = [*MENU * 3, "Race results from the lake on Sunday", *MENU, "Photo: Ada Moreno"]
    document, page = page_of(lines)
    monkeypatch.setattr("flows.clean.article_units.find_likelihoods", lambda page, *_: [0.01] * len(page.units))
    rules = choose_units(document, page).rules
    assert rules
    assert set(rules.values()) <= {"fallback_likeliest", "fallback_no_prose"}


def choose_with(monkeypatch, page, document, likely):
    monkeypatch.setattr("flows.clean.article_units.find_likelihoods", lambda *_: likely)
    return choose_units(document, page).rules


@pytest.mark.parametrize(
    ("opening", "is_kept"),
    [
        ("TALLOW BAY, Calif. (AP) — The county closed its old ferry pier on Monday.", True),
        ("Tallow Bay (Bay Post/dpa) - The county closed its old ferry pier on Monday.", True),
        ("Tallow Bay (Reuters) - The county closed its old ferry pier on Monday.", True),
        ("The county (and others) closed its old ferry pier — on Monday, it said.", False),
    ],
)
def test_a_place_and_an_agency_open_an_article_whatever_the_model_says(monkeypatch, paragraphs, opening, is_kept):
    document, page = page_of([*MENU * 3, opening, "Photo gallery", *paragraphs, *MENU * 3])
    first = page.plains.index(page.plains[-len(MENU) * 3 - len(paragraphs)])
    likely = [0.9 if first <= i < first + len(paragraphs) else 0.1 for i in range(len(page.units))]
    rules = choose_with(monkeypatch, page, document, likely)
    assert ("agency_dateline" in rules.values()) == is_kept


def test_a_line_that_breaks_off_has_to_be_likelier(monkeypatch, paragraphs):
    cut = "A baker in Mill Lane has sold her last loaf after ninety years of family trade, and her customers…"
    document, page = page_of([*MENU * 3, *paragraphs, *MENU * 2, cut, *MENU])
    likely = [0.6 if unit.word_count > 6 else 0.1 for unit in page.units]
    texts = [page.units[index].text for index in choose_with(monkeypatch, page, document, likely)]
    assert set(paragraphs) <= set(texts)
    assert cut not in texts


@pytest.mark.parametrize(
    ("between", "likely_below", "is_kept"),
    [(5, 0.55, False), (5, 0.62, True), (4, 0.55, True)],
)
def test_what_stands_off_below_the_article_has_to_be_likelier(monkeypatch, paragraphs, between, likely_below, is_kept):
    below = "A baker in Mill Lane has sold her last loaf after ninety years of family trade, and her customers came."
    document, page = page_of([*MENU * 3, *paragraphs, *(MENU * 2)[:between], below, *MENU])
    likely = [0.0 if unit.word_count < 6 else likely_below if unit.text == below else 0.9 for unit in page.units]
    texts = [page.units[index].text for index in choose_with(monkeypatch, page, document, likely)]
    assert set(paragraphs) <= set(texts)
    assert (below in texts) == is_kept


def test_markup_lets_the_model_be_surer_of_what_stands_off(monkeypatch, paragraphs):
    below = "A baker in Mill Lane has sold her last loaf after ninety years of family trade, and her customers came."
    html = "".join(f"<p>{line}</p>" for line in (*paragraphs, *MENU * 2, below))
    read = read_page(f"<body>{html}</body>")
    document = Document("d", "a", None, "html", "0" * 64, 1, "utf-8", read.text, html=html, markup=read.lines)
    page = make_page(document)
    for likely_below, is_kept in ((0.62, False), (0.7, True)):
        likely = [0.0 if unit.word_count < 6 else likely_below if unit.text == below else 0.9 for unit in page.units]
        texts = [page.units[index].text for index in choose_with(monkeypatch, page, document, likely)]
        assert texts == [*paragraphs, *([below] if is_kept else [])]


def test_what_stands_off_above_the_longest_run_stays(monkeypatch, paragraphs):
    above = "A baker in Mill Lane has sold her last loaf after ninety years of family trade, and her customers came."
    document, page = page_of([*MENU * 3, above, *MENU * 2, *paragraphs, *MENU])
    likely = [0.0 if unit.word_count < 6 else 0.55 if unit.text == above else 0.9 for unit in page.units]
    texts = [page.units[index].text for index in choose_with(monkeypatch, page, document, likely)]
    assert texts == [above, *paragraphs]


def test_what_stands_off_stays_where_the_model_is_no_surer_of_the_rest(monkeypatch, paragraphs):
    below = "A baker in Mill Lane has sold her last loaf after ninety years of family trade, and her customers came."
    document, page = page_of([*MENU * 3, *paragraphs, *MENU * 2, below, *MENU])
    likely = [0.0 if unit.word_count < 6 else 0.55 if unit.text == below else 0.65 for unit in page.units]
    texts = [page.units[index].text for index in choose_with(monkeypatch, page, document, likely)]
    assert texts == [*paragraphs, below]


TEASER = "More on the harbour and its boats from our desk this week and the next"  # sixteen words, with its number


@pytest.mark.parametrize(("between", "likely_below", "is_kept"), [(13, 0.7, False), (13, 0.8, True), (12, 0.7, True)])
def test_what_stands_far_below_the_article_has_to_be_likelier_still(
    monkeypatch, paragraphs, between, likely_below, is_kept
):
    below = "A baker in Mill Lane has sold her last loaf after ninety years of family trade, and her customers came."
    teasers = [f"{TEASER} {number}" for number in range(between)]
    document, page = page_of([*MENU * 3, *paragraphs, *teasers, below, *MENU])
    likely_of = dict.fromkeys(paragraphs, 0.95) | {below: likely_below}
    likely = [likely_of.get(unit.text, 0.0) for unit in page.units]
    texts = [page.units[index].text for index in choose_with(monkeypatch, page, document, likely)]
    assert texts == [*paragraphs, *([below] if is_kept else [])]


def test_a_list_below_that_is_longer_than_the_article_is_not_taken_for_it(monkeypatch, paragraphs):
    teasers = [f"{TEASER} {number}" for number in range(15)]
    below = [
        f"The baker of lane {number} sold her last loaf after ninety years of family trade." for number in range(60)
    ]
    document, page = page_of([*MENU * 3, *paragraphs, *teasers, *below, *MENU])
    likely_of = dict.fromkeys(paragraphs, 0.95) | dict.fromkeys(below, 0.6)
    likely = [likely_of.get(unit.text, 0.0) for unit in page.units]
    assert sum(map(len, below)) > 2 * sum(map(len, paragraphs))
    texts = [page.units[index].text for index in choose_with(monkeypatch, page, document, likely)]
    assert texts == [*paragraphs]
