"""From the raw folder to kept parts: what changed is read and processed, what did not is taken over.

In: settings, the store of kept results, the versions of the stages. Out: `Gathered`, which items there are, in which
part each stands, and what was refused. A file whose signature is the one in the index is not opened; an item whose key
stands in a part is not read. When all items are read, the templates of each site are found (load/templates.py); then
each document is cleaned and extracted from, unless a part holds it as made by the present rules with the templates that
stand in it. The result depends on the files only, not on the order in which they came or on what was kept.
"""

import logging
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.contracts.decisions import Decision, DocumentNames, Drops
from flows.contracts.ids import stable_id
from flows.extract.names.taggers import Tagger
from flows.load.parts import KeptItem, Part
from flows.load.store import Entry, IndexedSource, Store
from flows.load.templates import FoundTemplates, SiteDocument, learn_templates
from flows.read.documents import RawItem, Reject
from flows.read.items import read_source
from flows.read.origins import outlet_of_folder
from flows.read.rejects import dropped_item, repeated_item
from flows.read.sources import Source, find_sources
from flows.run.cluster import process_on_cluster
from flows.run.limits import Limits
from flows.run.pool import process_shards
from flows.run.progress import Reporter
from flows.run.shards import Pause, Shard, ShardReport, StalePart, cut_shards
from flows.settings import Settings

LOGGER = logging.getLogger(__name__)
DOCUMENT_STAGES = ("read", "clean", "extract")
# A file changed so shortly before it was read may change again without a new time: clocks of file systems tick in
# steps of up to 2 seconds (FAT), mostly 4 ms. Such a file is read again in the next run.
UNSETTLED_NANOSECONDS = 2_000_000_000
Copy = tuple[Part, KeptItem]  # an item as a part holds it
READING_SHARE = (
    0.1  # of the work on new items, as progress is told: 9 % on pages of HTML, less on texts (benchmarks/RESULTS.md)
)


@dataclass(frozen=True)
class Gathered:
    """What lies below the raw folder, and where its results stand."""

    documents: Mapping[str, str]  # document id → item key
    live: Mapping[Part, frozenset[str]]  # the documents and refused items of each part that count, by document id
    rejects: tuple[Reject, ...]
    item_count: int
    names: tuple[DocumentNames, ...] = ()  # what the documents can be called by, in the order of their paths
    dropped: Mapping[str, str] = field(default_factory=dict)  # document id → decision that keeps it out
    templates: FoundTemplates = field(default_factory=FoundTemplates)
    reprocessed_count: int = 0  # documents that some stage worked on
    stage_counts: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def content_id(self) -> str:
        """Id of all that the later stages depend on beside the code: the same files give the same id."""
        refused = sorted(f"{r.path}\0{r.member}\0{r.reason_code}\0{r.detail}" for r in self.rejects)
        return stable_id(*(f"{d} {self.key_of(d)}" for d in sorted(self.documents)), "rejects", *refused)

    def key_of(self, document_id: str) -> str:
        """Return the key of all that a document's rows depend on beside the code: its item, and its templates."""
        item_key = self.documents[document_id]
        return f"{item_key} {self.templates.marks.get(item_key, 0)}"


class _Collection:
    """The walk in progress: the entries of each file in order, and the items that have still to be processed."""

    def __init__(
        self, settings: Settings, store: Store, versions: Mapping[str, str], drops: Drops, tagger: Tagger | None
    ) -> None:
        self.settings, self.tagger = settings, tagger
        self.drops = drops
        self.index_version = f"{versions['read']} {settings.max_item_bytes}"
        self.indexed = store.read_index(self.index_version)
        self.versions = versions
        # an item stands in several parts after its templates have changed, or where a run was killed
        self.copies: dict[str, list[Copy]] = {}
        for part in store.parts(versions["read"]):
            self.add(part)
        self.templates = FoundTemplates()
        self.sources: dict[str, IndexedSource] = {}
        self.refused: list[Entry] = []
        self.first_places: dict[str, tuple[str, str | None]] = {}  # document with an external id → where it came first
        self.now = time.time_ns()

    def add(self, part: Part) -> None:
        """Take note of a part and what it holds."""
        for item in part.items:
            self.copies.setdefault(item.item_key, []).append((part, item))

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
            if self._counts(entry) and item.item_key not in self.copies:
                yield item
        is_settled = changed_at < self.now - UNSETTLED_NANOSECONDS
        self.sources[path] = IndexedSource(signature if is_settled else "", tuple(entries))

    def _has_parts(self, source: IndexedSource) -> bool:
        # of every entry, as above
        standing = [not self._counts(entry) or entry.item_key in self.copies for entry in source.entries]
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
                    first = self.first_places[str(entry.document_id)]
                    refused = repeated_item(entry.path, entry.member, str(entry.external_id), first)
                    found.append(Entry(entry.path, entry.member, reject=refused))
                else:
                    found.append(entry)
        return found

    def best(self, item_key: str) -> Copy:
        """Return the copy of an item for which least is to be done."""
        return min(self.copies[item_key], key=lambda copy: (-self._next_stage(copy), copy[0].name))

    def _next_stage(self, copy: Copy) -> int:
        """Return the position of the first stage that a copy lacks, or has by other rules or with other templates."""
        part, item = copy
        stage = first_stale_stage(part.versions, self.versions)
        has_templates = item.template_mark == self.templates.marks.get(item.item_key, 0)
        position = DOCUMENT_STAGES.index(stage) if stage else len(DOCUMENT_STAGES)
        return position if has_templates else min(position, DOCUMENT_STAGES.index("clean"))

    def counted(self) -> list[str]:
        """Return the keys of the items that may become documents, in the order of their paths."""
        return [e.item_key for e in self.entries() if e.item_key is not None and not self.drops.find(names_of(e))]

    def learn(self, store: Store) -> None:
        """Find the templates of the documents that count."""
        settings = self.settings
        if not settings.template_documents:
            return
        copies = (self.best(item_key) for item_key in self.counted())
        self.templates = learn_templates(
            (SiteDocument(i.document_id, i.item_key, i.site_text, part) for part, i in copies if i.site_text),
            store.folder,
            least_documents=settings.template_documents,
            least_share=settings.template_share,
            code=f"{self.versions['clean']} {self.versions['extract']}",
        )

    def stale_parts(self) -> list[StalePart]:
        """Return the parts with items that have still to go through a stage, by the present rules and templates."""
        found: dict[tuple[Part, str], set[str]] = {}
        for item_key in self.counted():
            copy = self.best(item_key)
            position = self._next_stage(copy)
            if position < len(DOCUMENT_STAGES):
                found.setdefault((copy[0], DOCUMENT_STAGES[position]), set()).add(item_key)
        ordered = sorted(found.items(), key=lambda entry: (entry[0][0].name, entry[0][1]))
        return [
            StalePart(part, frozenset(item_keys), stage, tagger=self.tagger) for (part, stage), item_keys in ordered
        ]

    def with_templates(self, shard: StalePart) -> StalePart:
        """Return a shard with the templates of the sites of its documents."""
        marks = {key: mark for key in shard.item_keys if (mark := self.templates.marks.get(key, 0))}
        texts = {i.item_key: i.site_text for i in shard.part.items if i.item_key in marks}
        of_site = {text: self.templates.of(text) for text in set(texts.values())}
        return replace(shard, templates={key: of_site[text] for key, text in texts.items()}, marks=marks)


def first_stale_stage(made_by: Mapping[str, str], versions: Mapping[str, str]) -> str | None:
    """Return the first stage whose version differs, None where the results are good."""
    return next((stage for stage in DOCUMENT_STAGES if made_by.get(stage) != versions[stage]), None)


def names_of(entry: Entry) -> DocumentNames:
    """Return what the document of an entry can be called by."""
    return DocumentNames(entry.document_id or "", entry.path, entry.member, entry.external_id)


def gather(
    settings: Settings,
    store: Store,
    versions: Mapping[str, str],
    reporters: Sequence[Reporter],
    decisions: Sequence[Decision] = (),
    *,
    tagger: Tagger | None = None,
) -> Gathered:
    """Bring the kept parts up to the raw folder and say what they hold. Raises OSError where the disk fails."""
    drops = Drops(decisions)
    collection = _Collection(settings, store, versions, drops, tagger)
    made_by = {stage: versions[stage] for stage in DOCUMENT_STAGES}
    tally = _Tally()
    shards = _timed(_shards(collection, store, tally), tally.seconds)
    limits = Limits(settings.document_seconds, settings.worker_megabytes)
    if settings.executor == "dask":
        assert settings.scheduler  # Settings sees to it
        reports = process_on_cluster(shards, store.parts_folder, made_by, scheduler=settings.scheduler, limits=limits)
    else:
        reports = process_shards(shards, store.parts_folder, made_by, workers=settings.workers, limits=limits)
    for report in reports:
        collection.add(report.part)
        tally.add(report)
        for reporter in reporters:
            reporter.advance(tally.done_now(report), round(tally.done_share() * len(collection.sources)))
    _tell_idle_folders(settings.folder_outlets, collection.sources)
    return replace(
        _placed(collection),
        templates=collection.templates,
        reprocessed_count=tally.reprocessed_count,
        stage_counts=dict(tally.counts),
        seconds=dict(tally.seconds),
    )


def _tell_idle_folders(folder_outlets: Mapping[str, str], paths: Iterable[str]) -> None:
    """Warn of folders that the settings name and in which no file lies: a name with a slip gives no outlet."""
    files = {f"{path.rpartition('/')[0]}/file" for path in paths}
    for folder, outlet in folder_outlets.items():
        if not any(outlet_of_folder(file, {folder: outlet}) for file in files):
            LOGGER.warning("[folders] of the settings names %r, and no file lies in such a folder", folder)


@dataclass
class _Tally:
    """What the shards of a run have come to so far."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    read: set[str] = field(default_factory=set)  # names of the parts that this run has read
    reprocessed_count: int = 0
    stale_count: int = 0  # documents to be cleaned or extracted from, known when all are read
    done_count: int = 0

    def add(self, report: ShardReport) -> None:
        """Add what a shard came to; an item that was read and then cleaned counts once as processed."""
        self.counts.update(report.counts)
        for stage, spent in report.seconds.items():
            self.seconds[stage] += spent
        if not report.made_from:
            self.read.add(report.part.name)
        if report.made_from not in self.read:
            self.reprocessed_count += max(report.counts.values(), default=0)
        self.done_count += self.done_now(report)

    def done_now(self, report: ShardReport) -> int:
        """Return how many items a shard has finished; items that were read only are not."""
        return len(report.part.items) if report.made_from else 0

    def done_share(self) -> float:
        """Return which share of the work is done."""
        return READING_SHARE + (1 - READING_SHARE) * self.done_count / max(1, self.stale_count)


def _shards(collection: _Collection, store: Store, tally: _Tally) -> Iterator[Shard | Pause]:
    """Yield the new items to be read; when all are read, the documents to be cleaned and extracted from."""
    settings = collection.settings
    yield from cut_shards(
        collection.new_items(), max_documents=settings.shard_documents, max_bytes=settings.shard_bytes
    )
    yield Pause()
    store.write_index(collection.sources, collection.index_version)
    started = time.perf_counter()
    collection.learn(store)
    spent = time.perf_counter() - started
    tally.seconds["templates"] += spent
    tally.seconds["walk"] -= spent
    stale = collection.stale_parts()
    tally.stale_count = sum(len(shard.item_keys) for shard in stale)
    yield from map(collection.with_templates, stale)


def _timed(shards: Iterator[Shard | Pause], seconds: defaultdict[str, float]) -> Iterator[Shard | Pause]:
    """Yield the shards and take down how long the walk over the raw files took to give them."""
    while True:
        started = time.perf_counter()
        shard = next(shards, None)
        seconds["walk"] += time.perf_counter() - started
        if shard is None:
            return
        yield shard


def _placed(collection: _Collection) -> Gathered:
    """Say of each entry whether it is a document or a reject, and in which part it stands."""
    live: dict[Part, set[str]] = {}
    documents: dict[str, str] = {}
    rejects: list[Reject] = []
    names: list[DocumentNames] = []
    dropped: dict[str, str] = {}
    entries = collection.entries()
    for entry in entries:
        if entry.item_key is None or entry.document_id is None:
            assert entry.reject is not None
            rejects.append(entry.reject)
            continue
        deciding = collection.drops.find(names_of(entry))
        if deciding:
            dropped[entry.document_id] = deciding[0].decision_id
            rejects.append(dropped_item(entry.path, entry.member, deciding[0].decision_id))
            continue
        part, item = collection.best(entry.item_key)
        live.setdefault(part, set()).add(entry.document_id)
        if item.reject:
            rejects.append(item.reject)
        else:
            documents[entry.document_id] = entry.item_key
            names.append(names_of(entry))
    frozen = {part: frozenset(ids) for part, ids in live.items()}
    return Gathered(documents, frozen, tuple(rejects), len(entries), tuple(names), dropped)
