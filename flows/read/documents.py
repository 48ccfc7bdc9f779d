"""What reading gives: items as found, documents as decoded, and rejects for what could not be read."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple

from flows.contracts.ids import stable_id

ITEM_KEY_DIGITS = 32  # 128 bits: two items with one key would share a result, so there must never be two

SourceFormat = Literal["txt", "html", "jsonl", "csv", "parquet", "warc"]

# What the members of a file are: lines or rows, counted from 1, or records, named by the place where they begin.
MEMBER_NAMES: Mapping[SourceFormat, str] = MappingProxyType(
    {"txt": "line", "html": "line", "jsonl": "line", "csv": "line", "parquet": "row", "warc": "record"}
)


@dataclass(frozen=True)
class Given:
    """Values that came with an item; None where nothing was given.

    `methods` names where each came from, by field: 'supplied' (in the row), 'sidecar', 'manifest' or 'folder'.
    """

    external_id: str | None = None
    url: str | None = None
    title: str | None = None
    dek: str | None = None
    outlet: str | None = None
    author: str | None = None
    published_at: str | None = None
    fetched_at: str | None = None
    language: str | None = None
    methods: tuple[tuple[str, str], ...] = ()

    def method_of(self, field_name: str) -> str:
        """Return where the value of `field_name` came from."""
        return dict(self.methods).get(field_name, "supplied")


@dataclass(frozen=True)
class RawItem:
    """One item found below the raw folder, not yet decoded. `payload` is its bytes (of the text or html itself)."""

    path: str
    member: str | None
    source_format: SourceFormat
    is_html: bool
    payload: bytes
    given: Given = Given()
    known_encoding: str | None = None  # set where the container fixes it: JSON and Parquet hold text already
    http_charset: str | None = None  # as the server declared it, in lower case

    @property
    def where(self) -> str:
        """The item's place in words, as it stands in messages."""
        return f"{self.path}, {MEMBER_NAMES[self.source_format]} {self.member}" if self.member else self.path

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the payload, hexadecimal; reckoned once and carried along when the item is sent to a worker."""
        return hashlib.sha256(self.payload).hexdigest()

    @cached_property
    def document_id(self) -> str:
        """Id of the document that this item becomes: its external id, or its path and member, with its content."""
        if self.given.external_id is not None:
            return stable_id(self.given.external_id, self.sha256)
        return stable_id(self.path, self.member or "", self.sha256)

    @cached_property
    def item_key(self) -> str:
        """Key of all that the document depends on beside the code: its bytes, its place, and what was given with it."""
        parts = {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in ("payload", "given")}
        text = json.dumps([self.sha256, parts, asdict(self.given)], sort_keys=True)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ITEM_KEY_DIGITS]


@dataclass(frozen=True)
class Reject:
    """An item, or a place in a file, that could not be read, and why. `detail` says what, where and the next step."""

    path: str
    member: str | None
    stage: str
    reason_code: str
    detail: str


class MarkupLine(NamedTuple):
    """One visible line of an HTML page: its place in the document's text and what the markup says of it."""

    start: int
    end: int
    tag: str  # nearest block-level element: 'p', 'h1' … 'h6', 'li', 'figcaption', 'td', 'blockquote', 'div' …
    ancestors: tuple[str, ...]  # outermost first: tag names with landmark roles, such as ('body', 'main', 'article')
    class_names: str  # class and id words of the element and its nearest ancestors, lower case, blank-separated
    link_share: float  # share of the line's letters that stand inside links, 0 to 1


@dataclass(frozen=True)
class Document:
    """One readable item: its text exactly as received (for HTML the visible text of the whole page) and its origin."""

    document_id: str
    path: str
    member: str | None
    source_format: SourceFormat
    sha256: str
    byte_count: int
    encoding: str
    text: str
    given: Given = Given()
    html: str | None = None  # decoded source of an HTML item
    markup: tuple[MarkupLine, ...] = field(default=())  # lines of an HTML item, in order
