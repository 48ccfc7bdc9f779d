"""Outlines: what linking holds of an article, and the key that tells when it has changed."""

from datetime import date

import pytest

from flows.extract.annotations import Entity
from flows.link.linking import Left, link_articles
from flows.link.outlines import Outlet, Outlines, outline_table

TEXT = "The ferry Marigold ran aground off Tessel Point on Monday with 214 passengers aboard, Ines Tolm of Orlan said. "
OTHER = "Beekeepers of Umber valley count fewer hives this spring than in any year since records began in the parish. "


@pytest.fixture
def articles(writer):
    return [
        writer.write(name, text, people=("Ines Tolm",), published_on=date(2031, 3, 3))
        for name, text in (("b", TEXT * 2), ("a", TEXT), ("c", OTHER))
    ]


def test_outlines_come_in_the_order_of_their_ids_with_the_text_they_were_made_of(articles):
    outlines = Outlines.of(articles)
    assert [outline.document_id for outline in outlines] == ["a", "b", "c"]
    assert [outlines.text(place) for place in range(3)] == [TEXT, TEXT * 2, OTHER]
    assert [outline.opening for outline in outlines[:1]] == [" ".join(TEXT.split()[:12]) + " …"]


def test_tables_in_parts_and_documents_that_do_not_count_change_nothing(articles):
    outlets = {a.document_id: Outlet(a.outlet_id, a.outlet_name, a.is_identified) for a in articles}
    parts = [
        (outline_table(articles[:2]), {"a"}),
        (outline_table(articles[1:]), {"c"}),
        (outline_table(articles[:1]), {"b"}),
    ]
    cut, whole = Outlines(parts, outlets), Outlines.of(articles)
    assert list(cut) == list(whole)
    assert all((cut.body_words(place).words == whole.body_words(place).words).all() for place in range(3))
    shared = [outlines.shared_shingles([2, 0, 1]) for outlines in (cut, whole)]
    assert len(shared[0].values)
    for name in ("sizes", "values", "ends", "carriers"):
        assert getattr(shared[0], name).tolist() == getattr(shared[1], name).tolist()


def test_a_key_changes_with_the_document_the_rules_the_outlet_and_what_is_known_of_its_entities(articles, writer):
    def key(article=articles[1], version="1", item="item", known=()):
        known_entities = {name: Entity(name, "person", kind) for name, kind in known}
        return Outlines.of([article]).keys(lambda _: item, version, known_entities)["a"]

    tolm = articles[1].entities[0].entity_id
    renamed = writer.write("a", TEXT, people=("Ines Tolm",), published_on=date(2031, 3, 3), outlet_name="Kelp Daily")
    changed = [
        key(version="2"),
        key(item="other"),
        key(renamed),
        key(known=[(tolm, "I. Tolm")]),
        key(known=[(tolm, "Tolm")]),
    ]
    assert len({key(), *changed}) == 6
    assert key(known=[("00ff", "somebody else")]) == key()


def test_whole_articles_are_read_some_at_a_time_and_only_for_stories_that_are_not_known(writer, monkeypatch):
    articles = [
        writer.write(f"{name}{n}", text, published_on=date(2031, 3, 3))
        for name, text in (("a", TEXT), ("c", OTHER))
        for n in (1, 2)
    ]
    by_id = {article.document_id: article for article in articles}
    read = []

    def read_articles(document_ids):
        read.append(sorted(document_ids))
        return [by_id[document_id] for document_id in document_ids]

    monkeypatch.setattr("flows.link.linking.BATCH_ARTICLES", 2)
    outlines = Outlines.of(articles)
    linked = link_articles(outlines, dict.fromkeys(by_id, "1f"), read_articles)
    assert read == []
    assert {key for compared in linked.story_tables for key in compared.keys} == linked.story_keys
    assert sorted(read) == [["a1", "a2"], ["c1", "c2"]]
    again = link_articles(outlines, dict.fromkeys(by_id, "1f"), read_articles, left=Left(linked.story_keys))
    assert (list(again.story_tables), again.compared_count, len(read)) == ([], 0, 2)
