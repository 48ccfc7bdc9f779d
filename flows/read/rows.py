"""A row of a file that holds many items, and what its values become.

`Row` is what the readers of JSON Lines, CSV and Parquet give alike. `item_from_row` takes the fields it knows from it
one by one (`field_names.py`); what then remains is not used, and is named in the log once per file. Values of other
types become text where that has one meaning: numbers, dates, lists of names, objects with a name. Anything else counts
as not given. Titles and names are often copied out of HTML: references to characters in them (`&amp;`) are undone.
"""

import html
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from flows.read.documents import MEMBER_NAMES, Given, RawItem, Reject
from flows.read.encoding import mend
from flows.read.field_names import GIVEN_NAMES, TEXT_FIELDS, Record, found_instead
from flows.read.mojibake import repair_mojibake
from flows.read.rejects import refuse
from flows.read.walk import FoundFile

WRITTEN_FIELDS = ("title", "dek", "outlet", "author")  # repaired like the text, so that they are found in it
MAX_UNUSED_NAMES = 50  # named in the log; rows with keys made of data would fill it
CHARACTER_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
QUOTED = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
WRITTEN_LIST = re.compile(rf"\[\s*(?:{QUOTED})(?:(?:\s*,\s*|\s+)(?:{QUOTED}))*\s*\]")
LONGEST_LIST = 5_000


@dataclass(frozen=True)
class Row:
    """A row: its place in the file, its fields, and how the file's bytes were decoded."""

    member: str
    fields: dict[str, object]
    encoding: str = "utf-8"


@dataclass(frozen=True)
class Layer:
    """Values from one origin: 'supplied' in the row, or its 'sidecar', 'manifest' or 'folder'.

    `others` came under another name than the field's own; they count where no layer has the field under its own.
    """

    method: str
    values: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)

    def without_id(self) -> "Layer":
        """Return the layer for the rows of a file, which cannot all have the file's id."""
        return replace(self, values={name: value for name, value in self.values.items() if name != "external_id"})


@dataclass
class FieldUse:
    """What became of the names of a file's fields: those that nobody asked for, and those read as another field."""

    unused: set[str] = field(default_factory=set)
    read_as: dict[str, str] = field(default_factory=dict)

    def note(self, record: Record) -> None:
        """Add what a record leaves over."""
        self.read_as |= record.read_as
        if len(self.unused) < MAX_UNUSED_NAMES:
            self.unused.update(record.fields)

    def __str__(self) -> str:
        renamed = [f"{other} read as {name}" for other, name in sorted(self.read_as.items())]
        unused = [f"fields not used: {', '.join(sorted(self.unused))}"] if self.unused else []
        return "; ".join([*([", ".join(renamed)] if renamed else []), *unused])


def take_given(record: Record, method: str) -> Layer:
    """Take the fields that describe an item from a record; the values have their names in `Given`."""
    values, others = {}, {}
    for name in GIVEN_NAMES:
        key = "external_id" if name == "id" else name
        value = _given_text(name, record.take(name))
        if value is not None:
            values[key] = value
            continue
        other = _given_text(name, record.take_other(name, lambda found: as_text(found) is not None))
        if other is not None:
            others[key] = other
    return Layer(method, values, others)


def _given_text(name: str, value: object) -> str | None:
    text = as_text(value)
    if text is None or name not in WRITTEN_FIELDS:
        return text
    text = CHARACTER_REFERENCE.sub(lambda match: html.unescape(match[0]), repair_mojibake(text))
    return as_text(_listed(text) if name == "author" else text)


def _listed(text: str) -> object:
    """Return the names in a list that somebody wrote out as text, as JSON, Python and its array libraries do.

    >>> _listed("['Ada Example', 'Bo Sample']"), _listed("Ada Example")
    (['Ada Example', 'Bo Sample'], 'Ada Example')
    """
    if not (text.startswith("[") and text.endswith("]")) or len(text) > LONGEST_LIST:
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        is_list = WRITTEN_LIST.fullmatch(text)
        return [re.sub(r"\\(.)", r"\1", quoted[1:-1]) for quoted in re.findall(QUOTED, text)] if is_list else text


def merge(layers: Sequence[Layer]) -> Given:
    """Return the values of all layers; where several give one, the first does."""
    values: dict[str, str] = {}
    methods: dict[str, str] = {}
    for method, told in [(one.method, one.values) for one in layers] + [(one.method, one.others) for one in layers]:
        for name, value in told.items():
            if name not in values:
                values[name] = value
                methods[name] = method
    return Given(**values, methods=tuple(sorted((n, m) for n, m in methods.items() if m != "supplied")))


def item_from_row(
    file: FoundFile, row: Row, layers: Sequence[Layer], *, max_item_bytes: int, use: FieldUse
) -> RawItem | Reject:
    """Return the item of a row: its `text` if that holds anything, else its `html`. `use` takes the names it has."""
    record = Record(row.fields)
    given = merge([take_given(record, "supplied"), *(layer.without_id() for layer in layers)])
    text, page = (record.take(name) for name in TEXT_FIELDS)
    where = f"{file.path}, {MEMBER_NAMES[file.source_format]} {row.member}"
    for name, value in (("text", text), ("html", page)):
        if not isinstance(value, str | bytes | None):
            detail = f"{where}: {name} is {kind_of(value)}; make it a string"
            return refuse(file.path, "malformed_row", detail, member=row.member)
    has_text, has_page = _says_something(text), bool(page)
    other = None if has_text or has_page else record.take_other("text", _says_something)
    use.note(record)
    content = page if has_page and not has_text else text if other is None else other
    if content is None:
        instead = found_instead(row.fields, TEXT_FIELDS)
        detail = f"{where}: there is neither text nor html{instead}; add one of them"
        return refuse(file.path, "missing_text", detail, member=row.member)
    payload, encoding = as_payload(content, row.encoding)
    if len(payload) > max_item_bytes:
        return too_large(file.path, where, max_item_bytes, member=row.member)
    return RawItem(
        path=file.path,
        member=row.member,
        source_format=file.source_format,
        is_html=has_page and not has_text,
        payload=payload,
        given=given,
        known_encoding=encoding,
    )


def _says_something(value: object) -> bool:
    return isinstance(value, str | bytes) and bool(value.strip())


def kind_of(value: object) -> str:
    """Return what a value is, in the words of JSON.

    >>> kind_of(None), kind_of("a"), kind_of({})
    ('null', 'a string', 'an object')
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str() | bytes():
            return "a string"
        case list() | tuple():
            return "a list"
        case dict():
            return "an object"
        case _:
            return f"of the type {type(value).__name__}"


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
