import pytest

from flows.clean.templates import Neighbours
from flows.load.engine import Engine
from flows.load.parts import KeptItem, part_tables, reading_of, write_tables
from flows.load.templates import SiteDocument, find_templates, learn_templates, site_key
from flows.read.documents import Document, Given
from flows.read.line_keys import keyed_lines
from tests.load.conftest import MEGABYTES

PITCH = "Readers like you keep our newsroom open, so send us a coin and a kind word whenever you can."
AGENCY = "The River Press Agency contributed to this report, and its people were there before all others."


def own_text(number: int) -> str:
    return f"The bridge of street {number} was closed on Monday when inspectors found crack number {number} in a wall."


def found_in(folder, texts, outlet="The Post", least_documents=4, least_share=0.3):
    """Return the template lines of texts of one outlet, with their neighbours, by their words."""
    pages = [
        (f"key-{n}", Document(f"d{n:03d}", f"{n}.txt", None, "txt", "0" * 64, 1, "utf-8", text, Given(outlet=outlet)))
        for n, text in enumerate(texts)
    ]
    items = [KeptItem(key, page.document_id, None, outlet) for key, page in pages]
    part = write_tables(folder, {"read": "1"}, part_tables(items=items, reading=reading_of(pages), rows={}))
    documents = [SiteDocument(item.document_id, item.item_key, outlet, part) for item in items]
    engine = Engine(folder / "overflow", MEGABYTES)
    found = find_templates(documents, engine, least_documents=least_documents, least_share=least_share)
    words = {line.key: text[line.start : line.end] for text in texts for line in keyed_lines(text)}
    return {words[key]: neighbours for key, neighbours in found.of(outlet).items()}, found


def test_a_line_of_most_documents_is_template_with_its_neighbours(tmp_path):
    texts = [f"Menu\nSport\n{own_text(n)}\n{PITCH}" for n in range(8)]
    lines, found = found_in(tmp_path, texts)
    key_of = {line: keyed_lines(line)[0].key for line in ("Menu", "Sport")}
    assert lines == {
        "Menu": Neighbours(0, key_of["Sport"]),
        "Sport": Neighbours(key_of["Menu"], 0),
        PITCH: Neighbours(0, 0),
    }
    assert len(found.marks) == 8
    assert found.table().column("document_id").to_pylist() == ["d000"] * 3


def test_a_line_of_few_documents_of_an_outlet_is_none(tmp_path):
    texts = [own_text(n) + (f"\n{AGENCY}" if n < 8 else "") for n in range(40)]
    assert found_in(tmp_path, texts)[0] == {}


@pytest.mark.parametrize("copies", [6, 30])
def test_an_article_that_came_again_and_again_weighs_as_one(tmp_path, copies):
    article = "\n".join(own_text(n) for n in range(5))
    assert found_in(tmp_path, [article] * copies + [own_text(n) for n in range(10, 13)])[0] == {}


def test_an_article_that_grows_is_no_template(tmp_path):
    assert found_in(tmp_path, ["\n".join(own_text(n) for n in range(last + 1)) for last in range(30)])[0] == {}


def test_a_small_site_has_no_templates(tmp_path):
    texts = [f"{own_text(n)}\n{PITCH}" for n in range(8)]
    assert found_in(tmp_path, texts[:3])[0] == {}


def test_a_domain_and_an_address_on_it_are_one_site_and_a_name_another():
    assert site_key("https://news.example.org/a") == site_key("Example.org") == "example.org"
    assert site_key("The Daily Post") == site_key("daily-post")
    assert site_key("https://localhost/a") == ""


def test_what_was_found_is_kept_for_the_same_documents_and_found_anew_for_others(tmp_path, monkeypatch):
    _, found = found_in(tmp_path, [f"{own_text(n)}\n{PITCH}" for n in range(8)])
    assert found.rows.num_rows == 1
    calls = []
    monkeypatch.setattr("flows.load.templates.find_templates", lambda *_, **__: calls.append(1) or found)
    documents = [SiteDocument(f"d{n}", f"k{n}", "The Post", None) for n in range(3)]
    options = {"least_documents": 4, "least_share": 0.3, "code": "1"}
    for known in (documents, documents[::-1], documents[:2], documents[:2]):
        learned = learn_templates(known, tmp_path, **options)
        assert (learned.rows, learned.marks) == (found.rows, found.marks)
    assert len(calls) == 2
    learn_templates(documents[:2], tmp_path, **{**options, "least_share": 0.4})
    assert len(calls) == 3
