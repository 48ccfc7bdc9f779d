"""A shard: some hundred items, read, or taken through cleaning and extraction, by one process (see pool.py).

In: raw items, or a part that was read only or by older rules. Out: a part on disk, and a report of counts and seconds
per stage. New items are read first and cleaned when all are read, for what is template shows over many documents.
Knows nothing of Prefect, so that a spawned process starts fast. A document that breaks a stage, or takes more time or
memory than one may, becomes a reject; the shard goes on.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from errno import EDQUOT, EFBIG, EIO, EMFILE, ENFILE, ENOMEM, ENOSPC, EROFS
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from flows.clean.blocks import Block
from flows.clean.cleaning import clean_document
from flows.clean.templates import NO_TEMPLATES, Templates
from flows.contracts.arrow import Row
from flows.contracts.stages import SHARED_TABLES
from flows.extract.article import annotate
from flows.extract.names.taggers import Tagger, load_pipeline
from flows.extract.rows import document_rows
from flows.load.parts import (
    CarriedPart,
    KeptItem,
    Part,
    PartContent,
    Reading,
    part_tables,
    reading_of,
    write_tables,
)
from flows.read.decode import decode_item
from flows.read.documents import Document, RawItem, Reject
from flows.read.rejects import printable
from flows.read.sites import site_text
from flows.run.limits import NO_LIMITS, Limits, OutOfTimeError, limited

T = TypeVar("T")
# Faults of the machine, not of a document: full or failing disk, too many open files, no memory. A reject that says so
# would be kept, and the document lost; so the run ends, and the next one takes it up.
MACHINE_FAULTS = frozenset({ENOSPC, EDQUOT, EFBIG, EIO, EROFS, EMFILE, ENFILE, ENOMEM})


@dataclass(frozen=True)
class NewItems:
    """Items that no kept part holds. `last_path` is the raw file that the shard ends in."""

    items: Sequence[RawItem]

    @property
    def last_path(self) -> str:
        """The raw file that the shard ends in."""
        return self.items[-1].path


@dataclass(frozen=True)
class StalePart:
    """Items of a kept part, to be done from a stage on, 'clean' or 'extract': its rules or the templates changed.

    `templates` are those of the site of each document, by the key of its item, `marks` what tells which of them stand
    in it. `tagger` is the spaCy pipeline that helps to find names, where the settings name one.
    """

    part: PartContent
    item_keys: frozenset[str]
    stage: str
    templates: Mapping[str, Templates] = field(default_factory=dict)
    marks: Mapping[str, int] = field(default_factory=dict)
    last_path: str = ""
    tagger: Tagger | None = None


@dataclass(frozen=True)
class Pause:
    """Stands between shards: those before it are to be done before the next one is asked for."""


Shard = NewItems | StalePart


@dataclass(frozen=True)
class ShardReport:
    """What one shard came to: its part, how many documents each stage worked on, and how long.

    `made_from` is the name of the part that it was made from, "" for new items.
    """

    part: Part
    counts: Mapping[str, int]
    seconds: Mapping[str, float] = field(default_factory=dict)
    last_path: str = ""
    made_from: str = ""


def cut_shards(items: Iterable[RawItem], *, max_documents: int, max_bytes: int) -> Iterator[NewItems]:
    """Yield the items in shards of at most `max_documents` items and, but for one large item, `max_bytes` bytes.

    Two items that are the same document (one external id, one content) never share a shard.
    """
    shard: list[RawItem] = []
    ids: set[str] = set()
    size = 0
    for item in items:
        if item.document_id in ids:
            yield NewItems(shard)
            shard, ids, size = [], set(), 0
        shard.append(item)
        ids.add(item.document_id)
        size += len(item.payload)
        if len(shard) >= max_documents or size >= max_bytes:
            yield NewItems(shard)
            shard, ids, size = [], set(), 0
    if shard:
        yield NewItems(shard)


class _Work:
    """The rows of a shard in the making."""

    def __init__(self, limits: Limits = NO_LIMITS, note: Path | None = None, tagger: Tagger | None = None) -> None:
        self.limits, self.note, self.tagger = limits, note, tagger
        self.items: list[KeptItem] = []
        self.pages: list[tuple[str, Document]] = []
        self.rows: dict[str, list[Row]] = {}
        self.counts: Counter[str] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def read(self, item: RawItem) -> None:
        """Decode an item, and keep the document or why it is none."""
        where = _Where(KeptItem(item.item_key, item.document_id), item.path, item.member)
        found = self._attempt("read", where, lambda: decode_item(item))
        if isinstance(found, Document):
            self.pages.append((item.item_key, found))
            self.items.append(replace(where.item, site_text=site_text(found)))
        elif isinstance(found, Reject):
            self.items.append(replace(where.item, reject=found))

    def take_through(
        self, item: KeptItem, document: Document, templates: Templates, blocks: list[Block] | None = None
    ) -> None:
        """Clean a document, unless its blocks are given, extract from it, and keep its rows."""
        where = _Where(item, document.path, document.member)
        if blocks is None:
            blocks = self._attempt("clean", where, lambda: clean_document(document, templates))
        if blocks is None:
            return
        kept = blocks
        found = self._attempt(
            "extract", where, lambda: document_rows(document, kept, annotate(document, kept, self.tagger))
        )
        if found is None:
            return
        for table, rows in found.items():
            shared = [{"document_id": document.document_id, **row} for row in rows] if table in SHARED_TABLES else rows
            self.rows.setdefault(table, []).extend(shared)
        self.items.append(item)

    def _attempt(self, stage: str, where: "_Where", work: Callable[[], T]) -> T | None:
        """Return what the work of a stage gives; where it breaks, keep a reject that says so and return None."""
        started = time.perf_counter()
        self.counts[stage] += 1
        if self.note:
            self.note.write_text(where.item.item_key, encoding="ascii")
        try:
            with limited(self.limits):
                return work()
        except OutOfTimeError:
            self._refuse(stage, where, f"It took more than {self.limits.seconds} s in {stage}; raise document_seconds")
        except MemoryError:
            if not self.limits.is_worker:
                raise  # there is no limit here, so the machine has no more
            self._refuse(stage, where, f"It took more memory in {stage} than there is; raise worker_megabytes")
        except Exception as error:  # one bad document must not cost the others; the reject says why
            if getattr(error, "errno", None) in MACHINE_FAULTS:
                raise
            self._refuse(stage, where, f"{type(error).__name__} while this document was in {stage}: {error}")
        finally:
            self.seconds[stage] += time.perf_counter() - started
        return None

    def _refuse(self, stage: str, where: "_Where", what: str) -> None:
        detail = printable(f"{what}. Please report it with the file.")
        reject = Reject(where.path, where.member, stage, "processing_failed", detail)
        self.items.append(replace(where.item, reject=reject))

    def refuse_unread(self, item: RawItem) -> None:
        """Keep that reading an item ended the process."""
        where = _Where(KeptItem(item.item_key, item.document_id), item.path, item.member)
        self._refuse("read", where, "Reading this document ended the process that did it")

    def refuse_read(self, item: KeptItem, document: Document, stage: str) -> None:
        """Keep that a later stage of a document ended the process."""
        what = "Cleaning this document, or extracting from it, ended the process that did it"
        self._refuse(stage, _Where(item, document.path, document.member), what)


@dataclass(frozen=True)
class _Where:
    """The item that is worked on."""

    item: KeptItem
    path: str
    member: str | None


@dataclass(frozen=True)
class MadePart:
    """What a shard was made to, before it is kept: tables, the versions of the stages, and what `ShardReport` tells."""

    versions: Mapping[str, str]
    tables: Mapping[str, pa.Table]
    counts: Mapping[str, int]
    seconds: Mapping[str, float]
    last_path: str
    made_from: str


def process_shard(
    shard: Shard,
    parts: Path,
    versions: Mapping[str, str],
    limits: Limits = NO_LIMITS,
    note: Path | None = None,
) -> ShardReport:
    """Do a shard as `make_part` does, leave the part, and return the counts."""
    return keep_part(make_part(shard, versions, limits, note), parts)


def make_part(
    shard: Shard, versions: Mapping[str, str], limits: Limits = NO_LIMITS, note: Path | None = None
) -> MadePart:
    """Read new items, or take those of a part through the other rooms.

    In the file `note` stands which item was begun last, for whoever finds this process dead. Raises TaggerError where
    the spaCy pipeline cannot be loaded, since that is the fault of no document.
    """
    work = _Work(limits, note, None if isinstance(shard, NewItems) else shard.tagger)
    if work.tagger:
        load_pipeline(work.tagger)
    if isinstance(shard, NewItems):
        for item in shard.items:
            work.read(item)
        return _made(shard, work, versions, reading_of(work.pages))
    return _made(shard, work, versions, _do_again(shard, work))


def refuse_shard(shard: Shard, versions: Mapping[str, str]) -> MadePart:
    """Make each document of a shard a reject, since it ended the process that worked on it."""
    work = _Work()
    if isinstance(shard, NewItems):
        for item in shard.items:
            work.refuse_unread(item)
        return _made(shard, work, versions, reading_of([]))
    reading = shard.part.reading(shard.item_keys)
    items = {item.item_key: item for item in shard.part.items if item.item_key in shard.item_keys}
    for item_key, document in reading.documents():
        kept = replace(items.pop(item_key), reject=None, template_mark=shard.marks.get(item_key, 0))
        work.refuse_read(kept, document, shard.stage)
    work.items += items.values()
    return _made(shard, work, versions, reading)


def parted(shard: Shard, item_key: str) -> tuple[Shard, Shard | None]:
    """Return one item of a shard as a shard, and the others, None where there are none."""
    if isinstance(shard, NewItems):
        others = [item for item in shard.items if item.item_key != item_key]
        one = [item for item in shard.items if item.item_key == item_key]
        return NewItems(one), NewItems(others) if others else None
    rest = shard.item_keys - {item_key}
    return replace(shard, item_keys=frozenset({item_key})), replace(shard, item_keys=rest) if rest else None


def _made(shard: Shard, work: _Work, versions: Mapping[str, str], reading: Reading) -> MadePart:
    if isinstance(shard, NewItems):
        made_by, made_from = {"read": versions["read"]}, ""
    else:
        made_by, made_from = dict(versions), shard.part.name
    started = time.perf_counter()
    tables = part_tables(work.items, reading, work.rows)
    seconds = {**work.seconds, "write": time.perf_counter() - started}
    return MadePart(made_by, tables, dict(work.counts), seconds, shard.last_path, made_from)


def keep_part(made: MadePart, parts: Path) -> ShardReport:
    """Leave a part that was made below `parts`, and return the counts."""
    started = time.perf_counter()
    part = write_tables(parts, made.versions, made.tables)
    seconds = {**made.seconds, "write": made.seconds["write"] + time.perf_counter() - started}
    return ShardReport(part, made.counts, seconds, made.last_path, made.made_from)


def carried(shard: Shard) -> Shard:
    """Return a shard that holds all it needs, to be worked on where the kept parts are not."""
    if isinstance(shard, NewItems):
        return shard
    part, keys = shard.part, shard.item_keys
    items = tuple(item for item in part.items if item.item_key in keys)
    blocks = part.blocks() if shard.stage == "extract" else {}
    return replace(shard, part=CarriedPart(part.name, items, part.reading(keys), blocks))


def _do_again(shard: StalePart, work: _Work) -> Reading:
    """Take the documents of a kept part through the stages that are not done or whose rules have changed."""
    reading = shard.part.reading(shard.item_keys)
    blocks = shard.part.blocks() if shard.stage == "extract" else {}
    items = {item.item_key: item for item in shard.part.items if item.item_key in shard.item_keys}
    for item_key, document in reading.documents():
        item = replace(items.pop(item_key), reject=None, template_mark=shard.marks.get(item_key, 0))
        templates = shard.templates.get(item_key, NO_TEMPLATES)
        known = blocks.get(document.document_id)
        work.take_through(item, document, templates, list(known) if known is not None else None)
    work.items += items.values()
    return reading
