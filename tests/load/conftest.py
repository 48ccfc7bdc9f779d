from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from flows.contracts.ids import stable_id
from flows.contracts.stages import LINKED_TABLES, STORY_TABLES
from flows.link.linking import Linked
from flows.link.story_tables import StoryTablesBuilder
from flows.load.assembly import Assembly
from flows.load.engine import Engine
from flows.load.linked import LinkedStories
from flows.load.parts import KeptItem, Part, part_tables, reading_of, write_tables
from flows.read.documents import Document, Reject

MEGABYTES = 64  # of DuckDB, so that what does not fit lies on disk here too
TEXT = "The ferry ran aground.\n\nLeave a comment\n"


def rows_of_document(name: str, outlet: str, domain: str | None) -> dict[str, list[dict[str, object]]]:
    block = {"document_id": name, "rule_code": "test", "keep_score": 1.0}
    return {
        "outlets": [
            {
                "document_id": name, "outlet_id": outlet, "outlet_name": outlet, "outlet_domain": domain,
                "is_identified": True,
            }
        ],
        "documents": [
            {
                "document_id": name, "external_id": None, "path": f"{name}.txt", "member": None, "source_format": "txt",
                "outlet_id": outlet, "outlet_method": "supplied", "url": None, "sha256": "0" * 64, "byte_count": 40,
                "encoding": "utf-8", "language_code": "en", "fetched_at": None, "document_text": TEXT,
            }
        ],
        "blocks": [
            {**block, "block_index": 0, "start_char": 0, "end_char": 24, "zone": "lede", "block_kind": "paragraph"},
            {
                **block, "block_index": 1, "start_char": 24, "end_char": 40, "zone": "removed",
                "block_kind": "comment_prompt",
            },
        ],
        "articles": [
            {
                "document_id": name, "title": None, "dek": None, "author_names": None, "published_at": None,
                "published_on": None, "published_precision": None, "language_code": "en",
                "body_text": "The ferry ran aground.", "word_count": 4, "is_truncated": False,
                "article_form": "article", "story_id": None,
            }
        ],
    }  # fmt: skip


def linked_rows(*names: str) -> dict[str, list[dict[str, object]]]:
    return {
        "stories": [
            {
                "story_id": "s", "story_title": "Ferry", "first_published_at": None, "last_published_at": None,
                "article_count": len(names), "outlet_count": 1, "independent_count": 1,
            }
        ],
        "story_articles": [{"story_id": "s", "document_id": name, "membership_score": 1.0} for name in names],
    }  # fmt: skip


@pytest.fixture
def document() -> Callable[..., dict[str, list[dict[str, object]]]]:
    return rows_of_document


@pytest.fixture
def linked() -> Callable[..., dict[str, list[dict[str, object]]]]:
    return linked_rows


def part_of(parts: Path, *documents: dict[str, list[dict[str, object]]]) -> Part:
    """Write a part that holds these documents, each as `rows_of_document` gives it."""
    rows: dict[str, list[dict[str, object]]] = {}
    pages = []
    for document in documents:
        row = document["documents"][0]
        text = str(row["document_text"])
        name = str(row["document_id"])
        pages.append(
            (stable_id("item", repr(document)), Document(name, f"{name}.txt", None, "txt", "0" * 64, 40, "utf-8", text))
        )
        for table, table_rows in document.items():
            rows.setdefault(table, []).extend(table_rows)
    items = [KeptItem(key, page.document_id) for key, page in pages]
    return write_tables(
        parts,
        {"read": "1", "clean": "1", "extract": "1"},
        part_tables(items=items, reading=reading_of(pages), rows=rows),
    )


def assembly_of(
    folder: Path,
    parts: Sequence[Part],
    linked: dict[str, list[dict[str, object]]] | None = None,
    rejects: Sequence[Reject] = (),
) -> Assembly:
    """Return what a run over these parts publishes, every document of them counting."""
    stories = LinkedStories(folder)
    rows = {name: (linked or {}).get(name, []) for name in LINKED_TABLES}
    story_key, built = stable_id("story", repr(linked)), StoryTablesBuilder()
    built.add(story_key, {name: rows[name] for name in STORY_TABLES})
    of_corpus = [(name, rows[name]) for name in LINKED_TABLES if name not in STORY_TABLES]
    stories.write("linked", Linked(of_corpus, [built.built()], frozenset({story_key}), 1))
    live = {part: frozenset(item.document_id for item in part.items) for part in parts}
    return Assembly(live, rejects, stories, Engine(folder / "overflow", MEGABYTES))
