"""From the raw folder to kept parts: what changed is read and processed, what did not is taken over.

In: settings, the store of kept results, the versions of the stages. Out: `Gathered`, which items there are, in which
part each stands, and what was refused. A file whose signature is the one in the index is not opened; an item whose key
stands in a part is not processed; a part made by older rules is done again from the first stage that they touch. The
result depends on the files only, not on the order in which they came or on what was kept.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.contracts.decisions import Decision, DocumentNames, Drops
from flows.contracts.ids import stable_id
from flows.load.parts import KeptItem, Part
from flows.load.store import Entry, IndexedSource, Store
from flows.progress import Reporter
from flows.read.documents import RawItem, Reject
from flows.read.items import read_source
from flows.read.rejects import dropped_item, repeated_item
from flows.read.sources import Source, find_sources
from flows.settings import Settings
from flows.shards import Shard, StalePart, cut_shards, process_shards

DOCUMENT_STAGES = ("read", "clean", "extract")
# A file changed so shortly before it was read may change again without a new time: clocks of file systems tick in
# steps of up to 2 seconds (FAT), mostly 4 ms. Such a file is read again in the next run.
UNSETTLED_NANOSECONDS = 2_000_000_000


@dataclass(frozen=True)
class Gathered:
    """What lies below the raw folder, and where its results stand."""

    documents: Mapping[str, str]  # document id → item key
    live: Mapping[Part, frozenset[str]]  # the documents and refused items of each part that count, by document id
    rejects: tuple[Reject, ...]
    item_count: int
    names: tuple[DocumentNames, ...] = ()  # what the documents can be called by, in the order of their paths
    dropped: Mapping[str, str] = field(default_factory=dict)  # document id → decision that keeps it out
    reprocessed_count: int = 0  # documents that some stage worked on
    stage_counts: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def content_id(self) -> str:
        """Id of all that the later stages depend on beside the code: the same files give the same id."""
        refused = sorted(f"{r.path}\0{r.member}\0{r.reason_code}\0{r.detail}" for r in self.rejects)
        return stable_id(*(f"{d} {k}" for d, k in sorted(self.documents.items())), "rejects", *refused)


class _Collection:
    """The walk in progress: the entries of each file in order, and the items that have still to be processed."""

    def __init__(self, settings: Settings, store: Store, versions: Mapping[str, str], drops: Drops) -> None:
        self.settings = settings
        self.drops = drops
        self.index_version = f"{versions['read']} {settings.max_item_bytes}"
        self.indexed = store.read_index(self.index_version)
        self.part_of: dict[str, Part] = {}
        # a run that was killed may have left items in two parts, made by older and by present rules
        for part in sorted(store.parts(versions["read"]), key=lambda part: _staleness(part.versions, versions)):
            for item in part.items:
                self.part_of.setdefault(item.item_key, part)
        self.sources: dict[str, IndexedSource] = {}
        self.refused: list[Entry] = []
        self.first_places: dict[str, tuple[str, str | None]] = {}  # document with an external id → where it came first
        self.now = time.time_ns()

    def new_items(self) -> Iterator[RawItem]:
        """Walk the raw folder, take note of every entry, and yield the items that stand in no part."""
        for found in find_sources(self.settings.raw, self.settings.folder_outlets):
            if isinstance(found, Reject):
                self.refused.append(Entry(found.path, found.member, reject=found))
            else:
                yield from self._new_items(found)

    def _new_items(self, source: Source) -> Iterator[RawItem]:
        path = source.file.path
        try:
            signature, changed_at = source.signature()
        except OSError:
            signature, changed_at = "", 0  # reading it says why
        kept = self.indexed.get(path)
        if kept and signature and kept.signature == signature and self._has_parts(kept):
            self.sources[path] = kept
            return
        entries = []
        for item in read_source(source, max_item_bytes=self.settings.max_item_bytes):
            if isinstance(item, Reject):
                entries.append(Entry(path, item.member, reject=item))
                continue
            entry = Entry(path, item.member, item.item_key, item.document_id, item.given.external_id)
            entries.append(entry)
            # asked of every entry: this is also where the first place of a document is noted
            if self._counts(entry) and item.item_key not in self.part_of:
                yield item
        is_settled = changed_at < self.now - UNSETTLED_NANOSECONDS
        self.sources[path] = IndexedSource(signature if is_settled else "", tuple(entries))

    def _has_parts(self, source: IndexedSource) -> bool:
        # of every entry, as above
        standing = [not self._counts(entry) or entry.item_key in self.part_of for entry in source.entries]
        return all(standing)

    def _counts(self, entry: Entry) -> bool:
        """Tell whether an entry is an item that may become a document: not refused, repeated or dropped."""
        return entry.item_key is not None and not self._is_repeated(entry) and not self.drops.find(names_of(entry))

    def _is_repeated(self, entry: Entry) -> bool:
        if entry.external_id is None or entry.document_id is None:
            return False  # its id is made of its place, which is its own
        place = (entry.path, entry.member)
        return self.first_places.setdefault(entry.document_id, place) != place

    def entries(self) -> list[Entry]:
        """Return all entries in the order of their paths, the second of two items that are one document refused."""
        found = [*self.refused]
        for _, source in sorted(self.sources.items()):
            for entry in source.entries:
                if self._is_repeated(entry):
                    refused = repeated_item(entry.path, entry.member, str(entry.external_id))
                    found.append(Entry(entry.path, entry.member, reject=refused))
                else:
                    found.append(entry)
        return found

    def stale_parts(self, versions: Mapping[str, str]) -> Iterator[StalePart]:
        """Yield the parts made by older rules, with their items that still count."""
        keys: dict[Part, set[str]] = {}
        for source in self.sources.values():
            for entry in source.entries:
                if entry.item_key in self.part_of and self._counts(entry):
                    keys.setdefault(self.part_of[entry.item_key], set()).add(entry.item_key)
        for part, item_keys in sorted(keys.items(), key=lambda item: item[0].name):
            stage = first_stale_stage(part.versions, versions)
            if stage:
                yield StalePart(part, frozenset(item_keys), stage)


def first_stale_stage(made_by: Mapping[str, str], versions: Mapping[str, str]) -> str | None:
    """Return the first stage whose version differs, None where the results are good."""
    return next((stage for stage in DOCUMENT_STAGES if made_by.get(stage) != versions[stage]), None)


def _staleness(made_by: Mapping[str, str], versions: Mapping[str, str]) -> int:
    stage = first_stale_stage(made_by, versions)
    return len(DOCUMENT_STAGES) - DOCUMENT_STAGES.index(stage) if stage else 0


def names_of(entry: Entry) -> DocumentNames:
    """Return what the document of an entry can be called by."""
    return DocumentNames(entry.document_id or "", entry.path, entry.member, entry.external_id)


def gather(
    settings: Settings,
    store: Store,
    versions: Mapping[str, str],
    reporters: Sequence[Reporter],
    decisions: Sequence[Decision] = (),
) -> Gathered:
    """Bring the kept parts up to the raw folder and say what they hold. Raises OSError where the disk fails."""
    drops = Drops(decisions)
    collection = _Collection(settings, store, versions, drops)
    made_by = {stage: versions[stage] for stage in DOCUMENT_STAGES}
    counts: Counter[str] = Counter()
    seconds: defaultdict[str, float] = defaultdict(float)
    part_of = dict(collection.part_of)
    reprocessed = 0
    shards = _timed(_shards(collection, settings, versions), seconds)
    for report in process_shards(shards, store.parts_folder, made_by, workers=settings.workers):
        counts.update(report.counts)
        for stage, spent in report.seconds.items():
            seconds[stage] += spent
        reprocessed += max(report.counts.values(), default=0)
        part_of.update((item.item_key, report.part) for item in report.part.items)
        for reporter in reporters:
            reporter.advance(len(report.part.items), len(collection.sources))
    store.write_index(collection.sources, collection.index_version)
    gathered = _placed(collection.entries(), part_of, drops)
    return replace(gathered, reprocessed_count=reprocessed, stage_counts=dict(counts), seconds=dict(seconds))


def _shards(collection: _Collection, settings: Settings, versions: Mapping[str, str]) -> Iterator[Shard]:
    yield from cut_shards(
        collection.new_items(), max_documents=settings.shard_documents, max_bytes=settings.shard_bytes
    )
    yield from collection.stale_parts(versions)


def _timed(shards: Iterator[Shard], seconds: defaultdict[str, float]) -> Iterator[Shard]:
    """Yield the shards and take down how long the walk over the raw files took to give them."""
    while True:
        started = time.perf_counter()
        shard = next(shards, None)
        seconds["walk"] += time.perf_counter() - started
        if shard is None:
            return
        yield shard


def _placed(entries: Iterable[Entry], part_of: Mapping[str, Part], drops: Drops) -> Gathered:
    """Say of each entry whether it is a document or a reject, and in which part it stands."""
    kept: dict[Part, dict[str, KeptItem]] = {}
    live: dict[Part, set[str]] = {}
    documents: dict[str, str] = {}
    rejects: list[Reject] = []
    names: list[DocumentNames] = []
    dropped: dict[str, str] = {}
    count = 0
    for entry in entries:
        count += 1
        if entry.item_key is None or entry.document_id is None:
            assert entry.reject is not None
            rejects.append(entry.reject)
            continue
        deciding = drops.find(names_of(entry))
        if deciding:
            dropped[entry.document_id] = deciding[0].decision_id
            rejects.append(dropped_item(entry.path, entry.member, deciding[0].decision_id))
            continue
        part = part_of[entry.item_key]
        items = kept.setdefault(part, {item.item_key: item for item in part.items})
        live.setdefault(part, set()).add(entry.document_id)
        refused = items[entry.item_key].reject
        if refused:
            rejects.append(refused)
        else:
            documents[entry.document_id] = entry.item_key
            names.append(names_of(entry))
    frozen = {part: frozenset(ids) for part, ids in live.items()}
    return Gathered(documents, frozen, tuple(rejects), count, tuple(names), dropped)
