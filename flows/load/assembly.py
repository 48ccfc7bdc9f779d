"""The rows of a run, table by table: from kept parts, from linked stories, and from what was refused.

In: the parts with the documents that count in each, the folder of linked rows. Out: per table, one Arrow table or one
stream sorted by its key. Rows that many documents bring (outlets, entities) become one here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from flows.contracts.arrow import Row, arrow_schema, conform
from flows.contracts.ids import stable_id
from flows.contracts.stages import DOCUMENT_TABLES, LINKED_TABLES, SHARED_TABLES
from flows.contracts.tables import TABLES
from flows.extract.annotations import Entity
from flows.link.articles import LINK_COLUMNS, articles_from_tables
from flows.link.corpus import Article
from flows.link.mapping import Mapper, map_here
from flows.link.merged_entities import NOTHING_MERGED, MergedEntities
from flows.link.outlines import Outlet, Outlines
from flows.load.engine import Engine, signals_let_through
from flows.load.linked import LinkedStories
from flows.load.outlines import KeptOutlines
from flows.load.parts import Part, part_schema
from flows.load.slices import Report, Slices, owner_of
from flows.read.documents import Reject

STREAM_ROWS = 8_192
ENTITY_TABLES = ("mentions", "roles", "quotations")


@dataclass(frozen=True)
class Corrections:
    """What is known beyond each document: outlets by document id, merged entities, and whole tables by their rows."""

    outlet_ids: Mapping[str, str] = field(default_factory=dict)
    merged: MergedEntities = NOTHING_MERGED
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)


NO_CORRECTIONS = Corrections()


@dataclass(frozen=True)
class Assembly:
    """What a run publishes.

    `live` names the documents of each part that count; `engine` sorts. `corrections` is what people and the corpus know
    better than a document alone.
    """

    live: Mapping[Part, AbstractSet[str]]
    rejects: Sequence[Reject]
    linked: LinkedStories
    engine: Engine
    corrections: Corrections = NO_CORRECTIONS
    templates: pa.Table = field(default_factory=arrow_schema("templates").empty_table)

    @cached_property
    def _database(self) -> duckdb.DuckDBPyConnection:
        connection = self.engine.connect()
        # DuckDB cannot know how many rows come in, and left to itself holds all of them to look up each owner in them
        connection.execute("set disabled_optimizers = 'join_order,build_side_probe_side'")
        return connection

    def read_table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Return the rows of a document table, in no order."""
        if name in SHARED_TABLES or name in self.corrections.rows:
            table = pa.Table.from_batches(list(self.sorted_batches(name)), arrow_schema(name))
            return table.select(columns) if columns else table
        schema = arrow_schema(name)
        wanted = pa.schema([schema.field(column) for column in columns]) if columns else schema
        return pa.concat_tables([wanted.empty_table(), *(t.cast(wanted) for t in self._tables(name, wanted.names))])

    def sorted_batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a table in the order of its key, in the contract's schema.

        DuckDB sorts, with its overflow on disk; memory holds a part of the rows at a time.
        """
        with self._incoming(self._reader(name, self.live)) as connection:
            for batch in connection.sql(_sorted_select(name)).to_arrow_reader(STREAM_ROWS):
                yield _in_schema(batch, name)

    def sliced_batches(
        self, name: str, slices: Slices, wanted: Collection[str]
    ) -> Iterator[tuple[str, pa.RecordBatch]]:
        """Yield the rows of a table in the slices that are wanted, one slice after the other, each with its name."""
        numbers = pa.array([n for n, slice_name in enumerate(slices.names) if slice_name in wanted], pa.int64())
        owners = slices.documents.filter(pc.is_in(slices.documents["slice_number"], numbers))
        document_ids = frozenset(owners["document_id"].to_pylist())
        live = {part: found for part, all_ids in self.live.items() if (found := all_ids & document_ids)}
        stories = slices.stories.filter(pc.is_in(slices.stories["slice_number"], numbers))
        keys = {key for story in stories["story_id"].to_pylist() if (key := self._story_keys.get(story))}
        if owner_of(name) != "document_id":
            owners = stories
        if owner_of(name) == "slot_id":
            slots = self._linked_table("fact_slots", keys).select(["slot_id", "story_id"])
            owners = slots.join(owners, "story_id", join_type="inner")
        with self._incoming(self._reader(name, live, keys)) as connection:
            connection.register("owners", owners)
            for batch in connection.sql(_sliced_select(name)).to_arrow_reader(STREAM_ROWS):
                yield from _cut_by_slice(batch, name, slices.names)

    @contextmanager
    def _incoming(self, reader: pa.RecordBatchReader) -> Iterator[duckdb.DuckDBPyConnection]:
        connection = self._database
        connection.register("incoming", reader)
        with signals_let_through():
            yield connection
        connection.unregister("incoming")

    def reports(self) -> Iterator[Report]:
        """Yield every document with its story and its day, and a key of all that its rows depend on beside the rules.

        Where it is compared with others, these are part of the key.
        """
        told = self.linked.table("story_articles")
        stories = dict(zip(told["document_id"].to_pylist(), told["story_id"].to_pylist(), strict=True))
        keys, outlets, merged = self._story_keys, self.corrections.outlet_ids, self.corrections.merged.now
        beside = stable_id("merged", *sorted(map(repr, merged.items()))) if merged else ""
        made_of = {i.document_id: f"{i.item_key} {i.template_mark}" for part in self.live for i in part.items}
        articles = self._tables("articles", ("document_id", "published_on"))
        documents = self._tables("documents", ("document_id",))  # not all of them hold an article
        for told_of, table in zip(articles, documents, strict=True):
            days = dict(zip(*(column.to_pylist() for column in told_of.columns), strict=True))
            for document_id in table["document_id"].to_pylist():
                story = stories.get(document_id, document_id)
                key = f"{made_of[document_id]} {outlets.get(document_id)} {keys.get(story)} {beside}"
                yield Report(document_id, story, days.get(document_id), key)

    @cached_property
    def _story_keys(self) -> Mapping[str, str]:
        return self.linked.keys_by_story()

    def _linked_table(self, name: str, keys: AbstractSet[str]) -> pa.Table:
        rows = self.corrections.rows
        return conform(rows[name], name) if name in rows else self.linked.table(name, keys)

    def _reader(
        self, name: str, live: Mapping[Part, AbstractSet[str]], keys: AbstractSet[str] | None = None
    ) -> pa.RecordBatchReader:
        """Return the rows of a table: of these documents, at least of stories with these keys, or of all."""
        if name in self.corrections.rows:
            return conform(self.corrections.rows[name], name).to_reader()
        if name in DOCUMENT_TABLES:
            schema = part_schema(name)
            tables = self._tables(name, schema.names, live)
            whole = self._with_stories(tables) if name == "articles" else tables
            batches = (batch for table in whole for batch in table.cast(schema).to_batches())
            return pa.RecordBatchReader.from_batches(schema, batches)
        if name in LINKED_TABLES:
            return self.linked.reader(name, keys)
        if name == "templates":
            return self.templates.to_reader()
        rows = [reject_row(reject) for reject in self.rejects] if name == "rejects" else []
        return conform(rows, name).to_reader()

    def _with_stories(self, tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """Yield articles with their stories; DuckDB would hold all articles to join the two."""
        stories = self.linked.table("story_articles")
        for table in tables:
            found = stories["story_id"].take(pc.index_in(table["document_id"], stories["document_id"]))
            yield table.set_column(table.column_names.index("story_id"), "story_id", found)

    def outlines(self, kept: KeptOutlines, over: Mapper = map_here) -> Outlines:
        """Return the outlines of the articles that count, made where they are not kept."""
        kept.tidy(self.live)
        kept.make_missing((part for part, document_ids in self.live.items() if document_ids), over)
        outlets = {
            row["outlet_id"]: Outlet(row["outlet_id"], row["outlet_name"] or row["outlet_domain"], row["is_identified"])
            for row in self.read_table("outlets").to_pylist()
        }
        placed = self.read_table("documents", ("document_id", "outlet_id")).to_pydict()
        of_document = zip(placed["document_id"], map(outlets.__getitem__, placed["outlet_id"]), strict=True)
        parts = ((kept.table(part), document_ids) for part, document_ids in self.live.items() if document_ids)
        return Outlines(parts, dict(of_document), self.linked.store)

    @cached_property
    def known_entities(self) -> Mapping[str, Entity]:
        """Entities that may differ from what a document alone makes of them, by the id that it gives them.

        These are the merged ones, those with a country and those with marks on their letters, which not every document
        need give: the name with most of them is shown, the greatest as texts are ordered.
        """
        found: dict[str, Entity] = {}
        for table in self.owned_rows("entities"):
            may_differ = pc.or_(pc.is_valid(table["country_code"]), pc.invert(pc.string_is_ascii(table["entity_name"])))
            for row in table.filter(may_differ).to_pylist():
                entity = Entity(row["entity_id"], row["entity_type"], row["entity_name"], row["country_code"])
                found[entity.entity_id] = _joined(entity, found.get(entity.entity_id, entity))
        return found | dict(self.corrections.merged.now)

    def articles(self, document_ids: Collection[str]) -> list[Article]:
        """Return some of the articles that count, whole, in the order of their ids."""
        wanted: dict[Part, set[str]] = defaultdict(set)
        for document_id in document_ids:
            wanted[self._part_of[document_id]].add(document_id)
        columns = {name: LINK_COLUMNS[name] for name in LINK_COLUMNS if name != "outlets"}
        tables = {name: pa.concat_tables(self._tables(name, columns[name], wanted)) for name in columns}
        known = [dict(zip(columns["entities"], entity, strict=True)) for entity in self.known_entities.values()]
        entities = pa.Table.from_pylist(known, tables["entities"].schema)
        tables["entities"] = pa.concat_tables([tables["entities"], entities])  # the later row counts
        return articles_from_tables({**tables, "outlets": self._link_outlets})

    @cached_property
    def _link_outlets(self) -> pa.Table:
        """All outlets, read once: they lie in all parts, and articles are asked for some hundred at a time."""
        return self.read_table("outlets", LINK_COLUMNS["outlets"])

    @cached_property
    def _part_of(self) -> Mapping[str, Part]:
        return {document_id: part for part, document_ids in self.live.items() for document_id in document_ids}

    def owned_rows(self, name: str) -> Iterator[pa.Table]:
        """Yield the rows of outlets or entities with the documents that bring them, part by part."""
        assert name in SHARED_TABLES, name
        return self._tables(name, part_schema(name).names)

    def _tables(
        self, name: str, columns: Sequence[str], live: Mapping[Part, AbstractSet[str]] | None = None
    ) -> Iterator[pa.Table]:
        """Yield the rows of the documents that count, part by part, in the order of the parts' names."""
        needed = list(dict.fromkeys(["document_id", *columns]))
        for part, document_ids in sorted((self.live if live is None else live).items(), key=lambda item: item[0].name):
            table = part.table(name, needed)
            if len(document_ids) < len(part.items):
                table = table.filter(pc.is_in(table["document_id"], pa.array(sorted(document_ids), pa.string())))
            yield self._corrected(name, table).select(columns)

    def _corrected(self, name: str, table: pa.Table) -> pa.Table:
        """Return the rows of some documents with the outlets and entities that these are known to be."""
        known = self.corrections
        if name == "documents" and known.outlet_ids and "outlet_id" in table.column_names:
            ids = [known.outlet_ids[document_id] for document_id in table["document_id"].to_pylist()]
            return table.set_column(table.column_names.index("outlet_id"), "outlet_id", pa.array(ids, pa.string()))
        if name == "entities" and known.merged.now:
            return table.filter(pc.invert(pc.is_in(table["entity_id"], pa.array(list(known.merged.now), pa.string()))))
        if name in ENTITY_TABLES and known.merged.now:
            return pa.Table.from_pylist([known.merged.in_row(row) for row in table.to_pylist()], table.schema)
        return table


def reject_row(reject: Reject) -> Row:
    """Return a reject as a row of core.rejects."""
    return {
        "reject_id": stable_id("reject", reject.path, reject.member or "", reject.stage, reject.reason_code),
        "path": reject.path,
        "member": reject.member,
        "stage": reject.stage,
        "reason_code": reject.reason_code,
        "detail": reject.detail,
    }


def _in_schema(batch: pa.RecordBatch, name: str) -> pa.RecordBatch:
    schema = arrow_schema(name)
    columns = [batch.column(field.name).cast(field.type) for field in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _cut_by_slice(batch: pa.RecordBatch, name: str, names: Sequence[str]) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield the runs of rows of one slice; they are sorted by the number of their slice."""
    runs = pc.run_end_encode(batch.column("slice_number"))
    start = 0
    for number, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        yield names[number], _in_schema(batch.slice(start, end - start), name)
        start = end


def _sliced_select(name: str) -> str:
    columns, key = ", ".join(TABLES[name].column_names), ", ".join(TABLES[name].key)
    owner = owner_of(name)
    return (
        f"select slice_number, {columns} from incoming join owners using ({owner}) "  # noqa: S608
        f"order by slice_number, {key}"
    )


def _joined(a: Entity, b: Entity) -> Entity:
    """Return what two documents say of one entity; core.entities is made by the same rule."""
    countries = [code for code in (a.country_code, b.country_code) if code is not None]
    return a._replace(name=max(a.name, b.name), country_code=min(countries, default=None))


def _sorted_select(name: str) -> str:
    table = TABLES[name]
    key = ", ".join(table.key)
    if name in SHARED_TABLES:
        others = ", ".join(
            f"{'max' if c == 'entity_name' else 'min'}({c}) as {c}" for c in table.column_names if c not in table.key
        )
        return f"select {key}, {others} from incoming group by {key} order by {key}"  # noqa: S608
    return f"select {', '.join(table.column_names)} from incoming order by {key}"  # noqa: S608
