from itertools import groupby

import pytest
import yaml

from flows.contracts.columns import BLOCK_KINDS
from tests.clean.gold_pages import PAGES, GoldPage, read_gold_pages
from tests.clean.page_scores import PageScore, page_table, score_page, shingles, summarise

WORST = 12


@pytest.fixture(scope="module")
def pages() -> tuple[GoldPage, ...]:
    return read_gold_pages()


@pytest.fixture(scope="module")
def scores(pages) -> list[PageScore]:
    return [score_page(page) for page in pages]


def test_every_figure_reaches_its_floor(scores):
    floors = yaml.safe_load((PAGES / "floors.yaml").read_text(encoding="utf-8"))
    figures = summarise(scores)
    assert set(figures) == set(floors)
    short = [f"{name}: {figures[name]:.3f}, floor {floor}" for name, floor in floors.items() if figures[name] < floor]
    worst = "\n".join(page_table(scores).splitlines()[: WORST + 1])
    assert not short, "\n".join([*short, "the worst pages:", worst])


def test_no_page_comes_out_empty(scores):
    assert [score.page.name for score in scores if score.is_empty] == []


def test_gold_lines_have_kinds_of_the_contract_and_stand_in_order(pages):
    for page in pages:
        assert {line.kind for line in page.lines if line.mark != "?"} <= set(BLOCK_KINDS), page.name
        ends = [end for _, end in page.places]
        assert ends == sorted(ends), page.name
        for line, (start, end) in zip(page.lines, page.places, strict=True):
            assert "".join(page.document.text[start:end].split()) == "".join(line.plain.split())


def test_every_article_outlet_and_language_is_used(pages):
    names = [page.name.split() for page in pages]
    assert {name[1] for name in names} == {path.stem for path in (PAGES / "articles").glob("*.txt")}
    assert {name[2] for name in names} == {path.stem for path in (PAGES / "outlets").glob("*.txt")}
    assert {page.language for page in pages} == {path.stem for path in (PAGES / "stock").glob("*.txt")}


def test_pages_of_one_article_differ(pages):
    for _, group in groupby(sorted(pages, key=lambda page: page.name), key=lambda page: page.name.split()[1]):
        texts = [page.document.text for page in group]
        assert len(set(texts)) == len(texts)


def test_shingles_are_runs_of_four_tokens_and_of_fewer_in_a_short_text():
    assert shingles("The pier is shut.") == {("The", "pier", "is", "shut"): 1}
    assert list(shingles("Pier shut")) == [("Pier", "shut")]
    assert len(shingles("白渡町の湯")) == 2
