"""Outlines: what comparing an article with all others needs, in columns of numbers, so that texts stay on the disk.

In: articles. Out: an Arrow table with one row per article (`outline_table`), which depends on its document and on the
rules alone and can be kept in a file; and `Outlines`, the tables of a whole corpus, mapped into memory and never copied
as a whole. A row holds the hashed words of the body with their places, its shingles, its terms with how often lead,
text and names have them, and the text, in which reprints look for the names of outlets. Shingles are sorted by table.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from flows.contracts.ids import stable_id
from flows.extract.annotations import Entity
from flows.link.corpus import Article, Outline
from flows.link.reuse.credits import credited_agencies
from flows.link.reuse.shingles import BodyWords, SharedShingles, ShingleBlock, read_words, shared_shingles
from flows.link.stories.story_titles import opening_of
from flows.link.stories.subjects import find_subject
from flows.link.stories.terms import TermLists, TermReader
from flows.link.stories.word_lists import FALLBACK_LANGUAGE
from flows.link.word_hashes import Hashes, WordHashes

WORD_COLUMNS = {
    "words": pa.uint64(),
    "starts": pa.int32(),
    "ends": pa.int32(),
    "is_quoted": pa.uint8(),
    "sentences": pa.int32(),
}
TERM_COLUMNS = {
    "terms": pa.uint64(),
    "in_lead": pa.int32(),
    "in_text": pa.int32(),
    "in_names": pa.int32(),
    "is_subject": pa.uint8(),
}
# All shingles of a table, sorted, each with the row that has it; cut into as many for each row as that one has.
SHINGLE_COLUMNS = {"shingles": pa.uint64(), "shingle_rows": pa.int32()}
LIST_COLUMNS = {**WORD_COLUMNS, **SHINGLE_COLUMNS, **TERM_COLUMNS, "entities": pa.uint64()}
OUTLINE_SCHEMA = pa.schema(
    [
        ("document_id", pa.string()),
        ("language_code", pa.string()),
        ("published_at", pa.timestamp("us", tz="UTC")),
        ("published_on", pa.date32()),
        ("published_precision", pa.string()),
        ("published_method", pa.string()),
        ("title", pa.string()),
        ("opening", pa.string()),
        ("body_length", pa.int32()),
        ("credited", pa.list_(pa.string())),
        ("text", pa.string()),
        *((name, pa.list_(of)) for name, of in LIST_COLUMNS.items()),
    ]
)
PLAIN_COLUMNS = [name for name in OUTLINE_SCHEMA.names if name not in LIST_COLUMNS and name != "text"]

NOTHING_KNOWN: Mapping[str, Entity] = MappingProxyType({})

Lists = tuple[npt.NDArray[Any], npt.NDArray[np.int32]]  # all values, and where each row's begin and end


def outline_table(articles: Iterable[Article]) -> pa.Table:
    """Return the outlines of `articles`, in their order."""
    hashes, readers = WordHashes(), _Readers()
    rows: dict[str, list[Any]] = {name: [] for name in OUTLINE_SCHEMA.names}
    for article in articles:
        for name, value in _row(article, hashes, readers[article.language_code or FALLBACK_LANGUAGE]).items():
            rows[name].append(value)
    table = pa.table(
        {name: _lists(rows[name], LIST_COLUMNS[name]) if name in LIST_COLUMNS else rows[name] for name in rows},
        OUTLINE_SCHEMA,
    )
    return _with_sorted_shingles(table)


def _with_sorted_shingles(table: pa.Table) -> pa.Table:
    values, offsets = _flat(table["shingles"])
    rows = np.repeat(np.arange(table.num_rows, dtype=np.int32), np.diff(offsets))
    order = np.argsort(values, kind="stable")
    for name, column in (("shingles", values[order]), ("shingle_rows", rows[order])):
        lists = pa.ListArray.from_arrays(pa.array(offsets), pa.array(column))
        table = table.set_column(table.column_names.index(name), name, lists)
    return table


class _Readers(dict[str, TermReader]):
    def __missing__(self, language: str) -> TermReader:
        self[language] = TermReader(language)
        return self[language]


def _row(article: Article, hashes: WordHashes, reader: TermReader) -> Mapping[str, Any]:
    words, body = read_words(article, hashes), article.body_text
    lead, whole, names = reader.read(article)
    subject = find_subject(article, reader.terms)
    terms = sorted((hashes[term], term) for term in whole)
    return {
        **{name: getattr(article, name) for name in PLAIN_COLUMNS if hasattr(article, name)},
        "opening": None if article.title and article.title.strip() else opening_of(body),
        "body_length": len(body),
        "credited": credited_agencies(article),
        "text": article.text,
        **{name: getattr(words, name) for name in WORD_COLUMNS},
        "shingles": words.distinct,
        "shingle_rows": (),
        "terms": [number for number, _ in terms],
        "in_lead": [lead[term] for _, term in terms],
        "in_text": [whole[term] for _, term in terms],
        "in_names": [names[term] for _, term in terms],
        "is_subject": [term in subject for _, term in terms],
        "entities": sorted(int(entity_id, 16) for entity_id in _entity_ids(article)),
    }


def _entity_ids(article: Article) -> set[str]:
    """Return the ids of all entities that a place of the article names."""
    found = {mention.entity_id for mention in article.mentions} | {role.entity_id for role in article.roles}
    speakers = (quotation.speaker_entity_id for quotation in article.quotations)
    affiliations = (role.affiliation_entity_id for role in article.roles)
    return found.union(filter(None, speakers), filter(None, affiliations))


def _lists(rows: Sequence[Sequence[int]], of: pa.DataType) -> pa.ListArray:
    ends = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    kind = of.to_pandas_dtype()
    flat = np.concatenate([np.zeros(0, kind), *(np.asarray(row, kind) for row in rows)])
    return pa.ListArray.from_arrays(pa.array(ends), pa.array(flat, of))


class Outlet(NamedTuple):
    """The outlet of a document, as the whole corpus and people know it."""

    outlet_id: str
    outlet_name: str | None
    is_identified: bool


class Outlines(Sequence[Outline]):
    """The outlines of a corpus in the order of their document ids; lists of numbers are read where they lie."""

    def __init__(
        self,
        parts: Iterable[tuple[pa.Table, AbstractSet[str]]],
        outlets: Mapping[str, Outlet],
        folder: Path | None = None,
    ) -> None:
        """Take tables as `outline_table` gives them, each with the documents that count in it.

        `folder`: for files without names, in which lies what the corpus has in common and memory should not hold.
        """
        self._folder = folder
        self._columns: list[Mapping[str, Lists]] = []
        self._texts: list[pa.ChunkedArray] = []
        found: list[tuple[Outline, int, int]] = []
        for number, (table, document_ids) in enumerate(parts):
            self._columns.append({name: _flat(table[name]) for name in LIST_COLUMNS})
            self._texts.append(table["text"])
            for row_number, row in enumerate(table.select(PLAIN_COLUMNS).to_pylist()):
                if row["document_id"] in document_ids:
                    outlet = outlets[row["document_id"]]._asdict()
                    found.append((Outline(**row | outlet | {"credited": tuple(row["credited"])}), number, row_number))
        found.sort(key=lambda entry: entry[0].document_id)
        self._heads = tuple(head for head, _, _ in found)
        self._places = [(number, row_number) for _, number, row_number in found]

    @classmethod
    def of(cls, articles: Sequence[Article]) -> "Outlines":
        """Return the outlines of articles that are in memory."""
        outlets = {a.document_id: Outlet(a.outlet_id, a.outlet_name, a.is_identified) for a in articles}
        return cls([(outline_table(articles), outlets.keys())], outlets)

    @overload
    def __getitem__(self, position: int) -> Outline: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Outline]: ...
    def __getitem__(self, position: int | slice) -> Outline | Sequence[Outline]:
        return self._heads[position]

    def __len__(self) -> int:
        return len(self._heads)

    def keys(
        self, key_of: Callable[[str], str], version: str, known: Mapping[str, Entity] = NOTHING_KNOWN
    ) -> dict[str, str]:
        """Return, by document id, a key of all that an article depends on.

        `key_of` tells a document by its id, `version` the rules by which they were made and are linked, `known` the
        entities that are not what a document alone makes of them.
        """
        known_ids = {int(entity_id, 16): entity_id for entity_id in known}
        sought = np.array(sorted(known_ids), np.uint64)
        found = {}
        for position, head in enumerate(self._heads):
            named = np.intersect1d(self._list("entities", position), sought, assume_unique=True).tolist()
            entities = [f"{known_ids[number]} {known[known_ids[number]]!r}" for number in named]
            outlet = (head.outlet_id, head.outlet_name or "", str(head.is_identified))
            found[head.document_id] = stable_id("article", key_of(head.document_id), version, *outlet, *entities)
        return found

    def text(self, position: int) -> str:
        """Return the whole text of a document."""
        number, row = self._places[position]
        return str(self._texts[number][row].as_py())

    def body_words(self, position: int) -> BodyWords:
        """Return the words of an article's body."""
        words, starts, ends, is_quoted, sentences = (self._list(name, position) for name in WORD_COLUMNS)
        return BodyWords(words, starts, ends, is_quoted.astype(np.bool_), sentences)

    def shared_shingles(self, order: Sequence[int]) -> SharedShingles:
        """Return what articles share, which are numbered by their places in `order`, a list of positions."""
        owners = [np.full(len(columns["shingles"][1]) - 1, -1, np.int32) for columns in self._columns]
        for rank, position in enumerate(order):
            number, row = self._places[position]
            owners[number][row] = rank
        return shared_shingles(
            [
                ShingleBlock(found, np.diff(columns["shingles"][1]), columns["shingles"][0], columns["shingle_rows"][0])
                for found, columns in zip(owners, self._columns, strict=True)
            ],
            self._folder,
        )

    def terms(self, positions: Iterable[int]) -> TermLists:
        """Return the terms of some articles."""
        places = [self._places[position] for position in positions]
        lists = {name: [_slice(self._columns[n][name], row) for n, row in places] for name in TERM_COLUMNS}
        ends = np.cumsum([0, *map(len, lists["terms"])])
        kinds = (TERM_COLUMNS[name].to_pandas_dtype() for name in lists)
        joined = (np.concatenate([np.zeros(0, kind), *lists[name]]) for name, kind in zip(lists, kinds, strict=True))
        return TermLists(ends, *joined)

    def term_hashes(self, positions: Iterable[int]) -> tuple[npt.NDArray[np.int64], Hashes]:
        """Return the terms of some articles, one article after the other, and how many each has."""
        lists = [self._list("terms", position) for position in positions]
        return np.array([*map(len, lists)], np.int64), np.concatenate([np.zeros(0, np.uint64), *lists])

    def _list(self, name: str, position: int) -> npt.NDArray[Any]:
        number, row = self._places[position]
        return _slice(self._columns[number][name], row)


def _flat(column: pa.ChunkedArray) -> Lists:
    lists = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()  # which would copy
    return lists.values.to_numpy(), lists.offsets.to_numpy()


def _slice(lists: Lists, row: int) -> npt.NDArray[Any]:
    values, offsets = lists
    return values[offsets[row] : offsets[row + 1]]
