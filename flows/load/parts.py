"""A part: what reading, cleaning and extraction made of some hundred items, kept between runs.

    <part>/part.json         the versions of the stages that made it
    <part>/files.json        which files it has, see kept.py
    <part>/items.parquet     every item: its key, and whether it became a document or why not
    <part>/pages.parquet     the documents as read, with the source and the lines of pages: what cleaning starts from
    <part>/lines.parquet     the keys of their lines, for documents of a known site: what templates are found by
    <part>/<table>.parquet   their rows, table by table

A part of new items has been read and no more: it holds no tables of rows. A part is written aside and renamed when it
is whole, so that one that is there is whole. It is never changed. Three tables differ from the published ones: rows of
outlets and entities, which many documents bring along, stand beside the document that brought them, and the text of
documents stands in pages only.
"""

import json
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.clean.blocks import Block
from flows.contracts.arrow import Row, arrow_schema, conform
from flows.contracts.ids import stable_id
from flows.contracts.stages import SHARED_TABLES
from flows.load.disk import sync_folder
from flows.load.kept import DamagedError, is_whole, read_kept, seal
from flows.read.documents import Document, Given, MarkupLine, Reject
from flows.read.line_keys import keyed_lines
from flows.read.sites import site_text

NEW_PREFIX = ".new-"
PLAIN_FIELDS = "document_id path member source_format sha256 byte_count encoding text html".split()
ITEM_FIELDS = "item_key document_id site_text template_mark".split()
REJECT_FIELDS = "path member stage reason_code detail".split()
ITEMS_SCHEMA = pa.schema(
    [
        pa.field("item_key", pa.string(), nullable=False),
        pa.field("document_id", pa.string(), nullable=False),
        *(pa.field(name, pa.string()) for name in REJECT_FIELDS),
        pa.field("site_text", pa.string(), nullable=False),
        pa.field("template_mark", pa.int64(), nullable=False),
    ]
)
LINES_SCHEMA = pa.schema(
    [
        ("document_id", pa.string()),  # lines in order, document by document
        ("line_key", pa.int64()),
        ("letter_count", pa.int32()),
        ("start_char", pa.int32()),
        ("end_char", pa.int32()),
    ]
)
PAGES_SCHEMA = pa.schema(
    [
        ("item_key", pa.string()),
        ("document_id", pa.string()),
        ("path", pa.string()),
        ("member", pa.string()),
        ("source_format", pa.string()),
        ("sha256", pa.string()),
        ("byte_count", pa.int64()),
        ("encoding", pa.string()),
        ("text", pa.string()),
        ("given", pa.string()),  # JSON
        ("html", pa.string()),
        ("markup", pa.string()),  # JSON: one list per line
    ]
)


@dataclass(frozen=True)
class KeptItem:
    """An item as a part keeps it: its key, the document it is, and why it could not be one, if so.

    `site_text` is what it says of its site, "" where it could not be read or says nothing; `template_mark` tells the
    templates that it was cleaned with, 0 for none.
    """

    item_key: str
    document_id: str
    reject: Reject | None = None
    site_text: str = ""
    template_mark: int = 0


@dataclass(frozen=True)
class Reading:
    """Documents as they were read, and their lines: the tables pages and lines of a part."""

    pages: pa.Table
    lines: pa.Table

    def documents(self) -> list[tuple[str, Document]]:
        """Return the documents with the keys of their items."""
        return [(row["item_key"], _document(row)) for row in self.pages.to_pylist()]


class PartContent(Protocol):
    """What a part holds, wherever it is."""

    @property
    def name(self) -> str:
        """The name of the part."""

    @property
    def items(self) -> Sequence[KeptItem]:
        """Every item of the part."""

    def reading(self, item_keys: Iterable[str]) -> Reading:
        """Return what reading made of these items."""

    def blocks(self) -> Mapping[str, Sequence[Block]]:
        """Return the blocks of the part's documents by document id."""


@dataclass(frozen=True)
class CarriedPart:
    """What a shard needs of a part, in memory, to be sent to where the part's folder is not."""

    name: str
    items: tuple[KeptItem, ...]
    read: Reading
    kept_blocks: Mapping[str, Sequence[Block]]

    def reading(self, _: Iterable[str]) -> Reading:
        """Return what was carried, which is what was asked for."""
        return self.read

    def blocks(self) -> Mapping[str, Sequence[Block]]:
        """Return the blocks by document id, where they are needed."""
        return self.kept_blocks


@dataclass(frozen=True, eq=False)
class Part:
    """A part on disk."""

    folder: Path
    versions: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.folder.name

    @cached_property
    def items(self) -> tuple[KeptItem, ...]:
        """Every item of the part."""
        rows = read_kept(self.folder / "items.parquet").to_pylist()
        return tuple(
            KeptItem(row["item_key"], row["document_id"], _reject(row), row["site_text"], row["template_mark"])
            for row in rows
        )

    def reading(self, item_keys: Iterable[str]) -> Reading:
        """Return what reading made of these items."""
        pages = read_kept(self.folder / "pages.parquet")
        pages = pages.filter(pc.is_in(pages["item_key"], pa.array(list(item_keys), pa.string())))
        lines = self.lines()
        return Reading(pages, lines.filter(pc.is_in(lines["document_id"], pages["document_id"])))

    def lines(self) -> pa.Table:
        """Return the keys of the lines of the documents whose site is known."""
        return read_kept(self.folder / "lines.parquet")

    def blocks(self) -> dict[str, list[Block]]:
        """Return the blocks of the part's documents by document id."""
        found: dict[str, list[Block]] = {}
        for row in self.table("blocks").sort_by("block_index").to_pylist():
            block = Block(
                row["start_char"],
                row["end_char"],
                row["zone"],
                row["block_kind"],
                row["rule_code"],
                row["keep_score"],
            )
            found.setdefault(row["document_id"], []).append(block)
        return found

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Return the rows of a table, or some of its columns, in no order. `documents` comes with its text."""
        path = self.folder / f"{name}.parquet"
        if not path.exists():
            schema = part_schema(name)
            return schema.empty_table().select(columns or schema.names)
        if name != "documents" or (columns and "document_text" not in columns):
            return read_kept(path, columns)
        table = read_kept(path)
        pages = read_kept(self.folder / "pages.parquet", ["document_id", "text"])
        places = pc.index_in(table["document_id"], pages["document_id"])
        table = table.append_column(arrow_schema("documents").field("document_text"), pages["text"].take(places))
        return table.select(columns) if columns else table


def part_schema(name: str) -> pa.Schema:
    """Return the schema in which a part gives a table."""
    schema = arrow_schema(name)
    return schema.insert(0, pa.field("document_id", pa.string())) if name in SHARED_TABLES else schema


def open_part(folder: Path) -> Part:
    """Return the part in `folder`. Raises DamagedError where files are missing or cut off."""
    if not is_whole(folder):
        raise DamagedError(f"{folder} is not whole. Run again, and it is made anew.")
    part = Part(folder, json.loads((folder / "part.json").read_text(encoding="utf-8")))
    _ = part.items
    return part


def reading_of(pages: Sequence[tuple[str, Document]]) -> Reading:
    """Return documents that were just read, with the keys of their items, as a part holds them."""
    lines = [
        (document.document_id, line.key, line.letter_count, line.start, line.end)
        for _, document in pages
        if site_text(document)
        for line in keyed_lines(document.text)
    ]
    columns = zip(*lines, strict=True) if lines else [()] * len(LINES_SCHEMA)
    rows = [_page_row(key, document) for key, document in pages]
    return Reading(pa.Table.from_pylist(rows, PAGES_SCHEMA), pa.table(list(columns), LINES_SCHEMA))


def part_tables(items: Sequence[KeptItem], reading: Reading, rows: Mapping[str, Sequence[Row]]) -> dict[str, pa.Table]:
    """Return the tables of a part. Rows of the shared tables name the document that brings them."""
    tables = {name: _stored_table(name, table_rows) for name, table_rows in rows.items() if table_rows}
    tables["items"] = pa.Table.from_pylist([_item_row(item) for item in items], ITEMS_SCHEMA)
    return tables | {"pages": reading.pages, "lines": reading.lines}


def write_tables(parts: Path, versions: Mapping[str, str], tables: Mapping[str, pa.Table]) -> Part:
    """Write a part of whole tables aside, rename it to its name, and return it.

    The name tells the versions, and the items with the templates that each was cleaned with.
    """
    items = (f"{item['item_key']} {item['template_mark']}" for item in tables["items"].to_pylist())
    name = stable_id(json.dumps(dict(versions), sort_keys=True), *items)
    fresh = parts / f"{NEW_PREFIX}{name}"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for table_name, table in tables.items():
        pq.write_table(table, fresh / f"{table_name}.parquet", compression="zstd", compression_level=3)
    (fresh / "part.json").write_text(json.dumps(dict(versions), sort_keys=True), encoding="utf-8")
    seal(fresh)
    sync_folder(fresh)
    if is_whole(parts / name):  # the same items by the same rules make the same part
        shutil.rmtree(fresh)
    else:
        shutil.rmtree(parts / name, ignore_errors=True)
        fresh.rename(parts / name)
    return Part(parts / name, dict(versions))


def join_parts(parts: Path, joined: Mapping[Part, Collection[str]]) -> Part:
    """Write the items named for each part (by document id) as one part, and return it. All have the same versions."""
    names = sorted({path.stem for part in joined for path in part.folder.glob("*.parquet")})
    tables = {
        name: pa.concat_tables([_rows_of(part, name, document_ids) for part, document_ids in joined.items()])
        for name in names
    }
    return write_tables(parts, next(iter(joined)).versions, tables)


def _rows_of(part: Part, name: str, document_ids: Collection[str]) -> pa.Table:
    path = part.folder / f"{name}.parquet"
    table = read_kept(path) if path.exists() else _stored_schema(name).empty_table()
    return table.filter(pc.is_in(table["document_id"], pa.array(sorted(document_ids), pa.string())))


def _stored_schema(name: str) -> pa.Schema:
    read = {"items": ITEMS_SCHEMA, "pages": PAGES_SCHEMA, "lines": LINES_SCHEMA}
    if name in read:
        return read[name]
    schema = part_schema(name)
    return schema.remove(schema.get_field_index("document_text")) if name == "documents" else schema


def _stored_table(name: str, rows: Sequence[Row]) -> pa.Table:
    if name not in SHARED_TABLES:
        return conform(rows, name).select(_stored_schema(name).names)
    owners = pa.array([row["document_id"] for row in rows], pa.string())
    shared = conform([{k: v for k, v in row.items() if k != "document_id"} for row in rows], name, is_unique=False)
    return shared.add_column(0, part_schema(name).field(0), owners)


def _item_row(item: KeptItem) -> Row:
    reject = asdict(item.reject) if item.reject else dict.fromkeys(REJECT_FIELDS)
    return {**{name: getattr(item, name) for name in ITEM_FIELDS}, **reject}


def _reject(row: Mapping[str, Any]) -> Reject | None:
    return Reject(**{name: row[name] for name in REJECT_FIELDS}) if row["reason_code"] else None


def _page_row(item_key: str, document: Document) -> Row:
    given = {name: value for name, value in asdict(document.given).items() if value}
    lines = [(m.start, m.end, m.tag, m.ancestors, m.class_names, m.link_share) for m in document.markup]
    return {
        "item_key": item_key,
        **{name: getattr(document, name) for name in PLAIN_FIELDS},
        "given": json.dumps(given),
        "markup": json.dumps(lines) if lines else None,
    }


def _document(row: Mapping[str, Any]) -> Document:
    given = json.loads(row["given"])
    methods = tuple((name, method) for name, method in given.pop("methods", ()))
    lines = json.loads(row["markup"] or "[]")
    return Document(
        **{name: row[name] for name in PLAIN_FIELDS},
        given=Given(**given, methods=methods),
        markup=tuple(MarkupLine(a, b, tag, tuple(around), names, share) for a, b, tag, around, names, share in lines),
    )
