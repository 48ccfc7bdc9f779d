"""A row of a file that holds many items, and what its values become.

`Row` is what the readers of JSON Lines, CSV and Parquet give alike. `item_from_row` takes the fields it knows from it
one by one; what then remains is not used, and is named in the log once per file. Values of other types become text
where that has one meaning: numbers, dates, lists of names, objects with a name. Anything else counts as not given.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from flows.read.documents import MEMBER_NAMES, Given, RawItem, Reject
from flows.read.encoding import mend
from flows.read.mojibake import repair_mojibake
from flows.read.rejects import refuse
from flows.read.walk import FoundFile

# Names in the input and in `Given`; they differ only for the id.
GIVEN_FIELDS = MappingProxyType(
    {"id": "external_id"}
    | {name: name for name in ("url", "title", "dek", "outlet", "author", "published_at", "fetched_at", "language")}
)
WRITTEN_FIELDS = ("title", "dek", "outlet", "author")  # repaired like the text, so that they are found in it
MAX_UNUSED_NAMES = 50  # named in the log; rows with keys made of data would fill it


@dataclass(frozen=True)
class Row:
    """A row: its place in the file, its fields, and how the file's bytes were decoded."""

    member: str
    fields: dict[str, object]
    encoding: str = "utf-8"


@dataclass(frozen=True)
class Layer:
    """Values from one origin: 'supplied' in the row, or its 'sidecar', 'manifest' or 'folder'."""

    method: str
    values: Mapping[str, str] = field(default_factory=dict)

    def without_id(self) -> "Layer":
        """Return the layer for the rows of a file, which cannot all have the file's id."""
        return Layer(self.method, {name: value for name, value in self.values.items() if name != "external_id"})


def take_given(fields: dict[str, object]) -> dict[str, str]:
    """Pop the fields that describe an item and return those that have a value, under their names in `Given`."""
    found = {name: as_text(fields.pop(key, None)) for key, name in GIVEN_FIELDS.items()}
    return {
        name: repair_mojibake(value) if name in WRITTEN_FIELDS else value
        for name, value in found.items()
        if value is not None
    }


def merge(layers: Sequence[Layer]) -> Given:
    """Return the values of all layers; where several give one, the first does."""
    values: dict[str, str] = {}
    methods: dict[str, str] = {}
    for layer in layers:
        for name, value in layer.values.items():
            if name not in values:
                values[name] = value
                methods[name] = layer.method
    return Given(**values, methods=tuple(sorted((n, m) for n, m in methods.items() if m != "supplied")))


def item_from_row(
    file: FoundFile, row: Row, layers: Sequence[Layer], *, max_item_bytes: int, unused: set[str]
) -> RawItem | Reject:
    """Return the item of a row: its `text` if that holds anything, else its `html`. `unused` takes unknown fields."""
    fields = row.fields
    given = merge([Layer("supplied", take_given(fields)), *(layer.without_id() for layer in layers)])
    text, html = fields.pop("text", None), fields.pop("html", None)
    if fields and len(unused) < MAX_UNUSED_NAMES:
        unused.update(map(str, fields))
    where = f"{file.path}, {MEMBER_NAMES[file.source_format]} {row.member}"
    for name, value in (("text", text), ("html", html)):
        if not isinstance(value, str | bytes | None):
            detail = f"{where}: {name} is of type {type(value).__name__}; make it a string"
            return refuse(file.path, "malformed_row", detail, member=row.member)
    content = html if html and not (text and text.strip()) else text  # type: ignore[attr-defined]
    if content is None:
        return refuse(
            file.path, "missing_text", f"{where}: there is neither text nor html; add one of them", member=row.member
        )
    payload, encoding = as_payload(content, row.encoding)
    if len(payload) > max_item_bytes:
        return too_large(file.path, where, max_item_bytes, member=row.member)
    return RawItem(
        path=file.path,
        member=row.member,
        source_format=file.source_format,
        is_html=content is html,
        payload=payload,
        given=given,
        known_encoding=encoding,
    )


def too_large(path: str, where: str, max_item_bytes: int, *, member: str | None = None) -> Reject:
    """Return the reject for an item above the limit."""
    detail = (
        f"{where} is larger than the limit of {max_item_bytes} bytes for one item; raise max_item_bytes or split it"
    )
    return refuse(path, "too_large", detail, member=member)


def as_payload(content: object, encoding: str) -> tuple[bytes, str]:
    """Return the UTF-8 bytes of a text and the evidence for its encoding; bytes are returned as they are."""
    if isinstance(content, bytes):
        return content, encoding
    assert isinstance(content, str)
    try:
        return content.encode("utf-8"), encoding
    except UnicodeEncodeError:
        mended = mend(content, encoding)
        return mended.text.encode("utf-8"), mended.encoding


def as_text(value: object) -> str | None:
    """Return a value as text without blank space around it, or None where it says nothing.

    >>> as_text(12.0), as_text(["Ada Example", "Bo Sample"]), as_text({"name": "The Example"}), as_text(" ")
    ('12', 'Ada Example; Bo Sample', 'The Example', None)
    """
    match value:
        case bytes():
            text = value.decode("utf-8", "replace")
        case str():
            text = value
        case None | bool():
            return None
        case float() if not math.isfinite(value):
            return None
        case float() if value.is_integer():
            text = str(int(value))
        case datetime() | date():
            text = value.isoformat()
        case list() | tuple():
            text = "; ".join(filter(None, map(as_text, value)))
        case dict():
            return as_text(value.get("name"))
        case _:
            text = str(value)
    return mend(text, "").text.strip() or None
