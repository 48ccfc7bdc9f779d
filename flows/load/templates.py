"""Templates of a corpus: the lines that an outlet prints on many of its pages, found over all documents of its site.

In: the keys of the lines of all documents that count (a part's lines.parquet). Out: `FoundTemplates`, for each site its
template lines with the lines they mostly stand between, and for each document a mark that tells which of them stand in
it: what it is cleaned with, and with what it has to be cleaned again. The result depends on the set of documents only.

Method: a site is what documents give as their outlet, else the registered domain of their address. A line is template
where documents that hold it weigh as much as `least_documents` and have `least_share` of the weight of the site. A
document weighs 1 less what it shares with others: the mean of 1/n over the letters of its long lines, n being the
documents with the line. So an article that came five times, or grew in twenty versions, weighs no more than about one,
and what they share is not taken for template. DuckDB counts, in whole numbers, with its overflow on disk.

Kept for the next run in `.store/templates.parquet` and `marks.parquet`: the same documents are not counted again.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.clean.templates import Neighbours, Templates
from flows.contracts.arrow import arrow_schema
from flows.contracts.ids import stable_id
from flows.extract.header.outlets import domain_of, is_domain, outlet_key
from flows.load.disk import sync_file
from flows.load.engine import Engine
from flows.load.parts import Part
from flows.read.line_keys import key_of

WHOLE = 10**9  # weight 1 in whole numbers, so that sums do not depend on their order
# Letters and blanks of a long line: some ten words. Menus have shorter ones, paragraphs longer ones.
LONG_LINE = 60
MEGABYTES = 2048  # of DuckDB
ROWS_SCHEMA = pa.schema(
    [
        *arrow_schema("templates"),
        ("site_key", pa.string()),
        ("line_key", pa.int64()),
        ("above_key", pa.int64()),
        ("below_key", pa.int64()),
    ]
)
MARKS_SCHEMA = pa.schema([("item_key", pa.string()), ("template_mark", pa.int64())])
COUNTS_SQL = f"""
create temp table counts as
select site, line_key, count(*) as document_count from lines where is_first group by site, line_key;

create temp table weights as
select document, any_value(site) as site,
    sum(letter_count * ({WHOLE} // document_count)) // sum(letter_count) as weight
from lines join counts using (site, line_key)
where is_first and letter_count >= {LONG_LINE}
group by document;
"""  # noqa: S608 - numbers of this module
CANDIDATES_SQL = f"""
create temp table candidates as
with totals as (select site, sum(weight) as total from weights group by site)
select lines.site, lines.line_key, any_value(counts.document_count) as document_count,
    min(struct_pack(document := document, start_char := start_char, end_char := end_char)) as place
from lines
join weights using (document)
join totals on totals.site = lines.site
join counts on counts.site = lines.site and counts.line_key = lines.line_key
where is_first and counts.document_count >= $least_documents
group by lines.site, lines.line_key, total
having sum(weight) >= $least_documents * {WHOLE}::bigint and sum(weight) >= $least_share * total
"""  # noqa: S608
NEIGHBOURS_SQL = """
create temp table {side} as
select site, line_key, {side}_key
from lines join candidates using (site, line_key)
where is_first and {side}_key <> 0
group by site, line_key, {side}_key, document_count
having count(*) * 2 > document_count
"""
FOUND_SQL = """
select site, line_key, coalesce(above_key, 0) as above_key, coalesce(below_key, 0) as below_key, document_count,
    place.document as document, place.start_char as start_char, place.end_char as end_char
from candidates left join above using (site, line_key) left join below using (site, line_key)
order by site, line_key
"""
MARKS_SQL = """
select document, bit_xor(mark) as mark
from lines join marked using (site, line_key)
where is_first
group by document
order by document
"""


@dataclass(frozen=True)
class SiteDocument:
    """A document that counts for its site, and the part in which it stands."""

    document_id: str
    item_key: str
    site_text: str
    part: Part


@dataclass(frozen=True)
class FoundTemplates:
    """The templates of a corpus, one row each, sorted by site; `marks` are those of the documents that hold any."""

    rows: pa.Table = field(default_factory=ROWS_SCHEMA.empty_table)
    marks: Mapping[str, int] = field(default_factory=dict)  # by item key

    def table(self) -> pa.Table:
        """Return the rows of core.templates."""
        return self.rows.select(arrow_schema("templates").names).cast(arrow_schema("templates"))

    def of(self, site_text: str) -> Templates:
        """Return the templates of the site that a document names."""
        first, end = self._places.get(site_key(site_text), (0, 0))
        return _templates(self.rows, first, end)

    @cached_property
    def _places(self) -> dict[str, tuple[int, int]]:
        keys = self.rows["site_key"].to_numpy(zero_copy_only=False)
        starts = [int(i) for i in np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])] if len(keys) else []
        return {str(keys[start]): (start, end) for start, end in zip(starts, [*starts[1:], len(keys)], strict=False)}


def _templates(rows: pa.Table, first: int, end: int) -> Templates:
    columns = [rows[name].slice(first, end - first).to_pylist() for name in ("line_key", "above_key", "below_key")]
    return {key: Neighbours(above, below) for key, above, below in zip(*columns, strict=True)}


@lru_cache(maxsize=100_000)
def site_key(site_text: str) -> str:
    """Return what names and addresses of one site have in common, "" where it is none.

    >>> site_key("https://www.example.org/a"), site_key("The Daily Post")
    ('example.org', 'dailypost')
    """
    if "//" in site_text or is_domain(site_text):
        return domain_of(site_text) or ""
    return outlet_key(site_text)


def learn_templates(
    documents: Iterable[SiteDocument],
    folder: Path,
    *,
    least_documents: int,
    least_share: float,
    code: str,
) -> FoundTemplates:
    """Return the templates of a corpus: those kept in `folder` where they are of these documents, else found anew.

    `code` is the version of what finds them.
    """
    counted = sorted((d for d in documents if site_key(d.site_text)), key=lambda d: (d.document_id, d.item_key))
    made_from = _made_from(counted, code, least_documents, least_share)
    found = _read(folder, made_from)
    if found is None:
        engine = Engine(folder / "lines.new", MEGABYTES)
        found = find_templates(counted, engine, least_documents=least_documents, least_share=least_share)
        _write(folder, found, made_from)
    return found


def find_templates(
    documents: Sequence[SiteDocument], engine: Engine, *, least_documents: int, least_share: float
) -> FoundTemplates:
    """Return the templates of documents that are sorted by their ids."""
    names = _site_names(documents)
    numbers = {key: number for number, key in enumerate(sorted(names))}
    sites = [numbers[site_key(d.site_text)] for d in documents]
    if not sites or max(np.bincount(sites)) < least_documents:
        return FoundTemplates()
    with engine.connected() as connection:
        batches = (batch for table in _keyed_lines(documents, sites) for batch in table.to_batches())
        connection.register("incoming", pa.RecordBatchReader.from_batches(KEYED_SCHEMA, batches))
        connection.execute("set preserve_insertion_order = false")
        connection.execute("create temp table lines as from incoming")
        connection.execute(COUNTS_SQL)
        connection.execute(CANDIDATES_SQL, {"least_documents": least_documents, "least_share": least_share})
        for side in ("above", "below"):
            connection.execute(NEIGHBOURS_SQL.format(side=side))
        found = connection.sql(FOUND_SQL).to_arrow_table()
        own = ("line_key", "above_key", "below_key")
        marks = [
            key_of(" ".join(map(str, row))) for row in zip(*(found[name].to_pylist() for name in own), strict=True)
        ]
        connection.register(
            "marked", found.select(["site", "line_key"]).append_column("mark", pa.array(marks, pa.int64()))
        )
        marked = connection.sql(MARKS_SQL).fetchall()
    keys = sorted(names)
    counts = np.bincount(sites)
    rows = [
        {
            "template_id": stable_id("template", keys[row["site"]], row["line_key"]),
            "site_name": names[keys[row["site"]]],
            "document_id": documents[row["document"]].document_id,
            "start_char": row["start_char"],
            "end_char": row["end_char"],
            "document_count": row["document_count"],
            "site_document_count": int(counts[row["site"]]),
            "site_key": keys[row["site"]],
            **{name: row[name] for name in own},
        }
        for row in found.to_pylist()
    ]
    return FoundTemplates(
        pa.Table.from_pylist(rows, ROWS_SCHEMA), {documents[number].item_key: mark for number, mark in marked}
    )


def _site_names(documents: Iterable[SiteDocument]) -> dict[str, str]:
    """Return the name of each site by its key: its domain, or the first of the names given, in the order of letters."""
    names: dict[str, str] = {}
    for text in {document.site_text for document in documents}:
        key = site_key(text)
        name = key if "//" in text or is_domain(text) else text
        names[key] = min(name, names.get(key, name))
    return names


KEYED_SCHEMA = pa.schema(
    [
        ("document", pa.int32()),  # position among the documents
        ("site", pa.int32()),
        ("line_key", pa.int64()),
        ("above_key", pa.int64()),  # 0 at the top of a document
        ("below_key", pa.int64()),
        ("letter_count", pa.int32()),
        ("start_char", pa.int32()),
        ("end_char", pa.int32()),
        ("is_first", pa.bool_()),  # of the equal lines of its document
    ]
)


def _keyed_lines(documents: Sequence[SiteDocument], sites: Sequence[int]) -> Iterator[pa.Table]:
    """Yield the lines of the documents part by part, each with its neighbours."""
    by_part: dict[Part, list[int]] = {}
    for number, document in enumerate(documents):
        by_part.setdefault(document.part, []).append(number)
    site_of = np.asarray(sites, np.int32)
    for part, members in sorted(by_part.items(), key=lambda item: item[0].name):
        lines = part.lines()
        places = pc.index_in(lines["document_id"], pa.array([documents[n].document_id for n in members], pa.string()))
        lines = lines.filter(places.is_valid())
        owners = np.asarray(members, np.int32)[places.drop_null().to_numpy()]
        keys = lines["line_key"].to_numpy()
        is_same = owners[1:] == owners[:-1]
        above, below = np.zeros_like(keys), np.zeros_like(keys)
        above[1:][is_same] = keys[:-1][is_same]
        below[:-1][is_same] = keys[1:][is_same]
        is_first = np.zeros(len(keys), bool)
        is_first[np.unique(np.stack([owners.astype(np.int64), keys]), axis=1, return_index=True)[1]] = True
        own = {name: lines[name] for name in ("line_key", "letter_count", "start_char", "end_char")}
        made = {
            "document": owners, "site": site_of[owners], "above_key": above, "below_key": below, "is_first": is_first,
        }  # fmt: skip
        yield pa.table([own.get(name, made.get(name)) for name in KEYED_SCHEMA.names], schema=KEYED_SCHEMA)


def _made_from(documents: Iterable[SiteDocument], code: str, least_documents: int, least_share: float) -> bytes:
    digest = hashlib.sha256(f"{code} {least_documents} {least_share!r}".encode())
    for document in documents:
        digest.update(f"\0{document.document_id} {document.item_key}".encode())
    return digest.hexdigest().encode()


def _read(folder: Path, made_from: bytes) -> FoundTemplates | None:
    try:
        rows, marks = (pq.read_table(folder / name) for name in ("templates.parquet", "marks.parquet"))
    except (OSError, ValueError):
        return None
    if any((table.schema.metadata or {}).get(b"made_from") != made_from for table in (rows, marks)):
        return None
    pairs = zip(marks["item_key"].to_pylist(), marks["template_mark"].to_pylist(), strict=True)
    return FoundTemplates(rows.replace_schema_metadata(None), dict(pairs))


def _write(folder: Path, found: FoundTemplates, made_from: bytes) -> None:
    marks = pa.table([list(found.marks), list(found.marks.values())], schema=MARKS_SCHEMA)
    for name, table in (("templates", found.rows), ("marks", marks)):
        fresh = folder / f"{name}.parquet.new"
        pq.write_table(table.replace_schema_metadata({"made_from": made_from}), fresh)
        sync_file(fresh)
        os.replace(fresh, folder / f"{name}.parquet")  # noqa: PTH105 - the atomic rename is the point
