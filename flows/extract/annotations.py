"""What extraction gives: small records that point into a document's text. None holds text without its offsets.

Each module of this room finds one kind and returns a list of it in text order; `article.py` brings them together.
Offsets are code points of the document's text, half-open. No annotation lies in a removed block. What a text has by
the hundred is a named tuple: to make a frozen dataclass takes three times as long.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple


class Span(NamedTuple):
    """A place in the text, `[start, end)`."""

    start: int
    end: int


class Sentence(NamedTuple):
    """One sentence (or one title, dek, caption, heading line) and the zone of the block it stands in."""

    start: int
    end: int
    zone: str
    paragraph: int  # index of its block, so that neighbours in a paragraph are known


@dataclass(frozen=True)
class FieldValue:
    """One value found for a field of the article, chosen or not. Span None where the value is not in the text."""

    field_code: str
    value_text: str
    method_code: str
    start: int | None = None
    end: int | None = None
    is_chosen: bool = False  # the article's own column shows this value


@dataclass(frozen=True)
class Fields:
    """The article's own fields, each None where it is not known, and every value found for them."""

    title: str | None = None
    dek: str | None = None
    authors: tuple[str, ...] = ()
    outlet_name: str | None = None
    outlet_domain: str | None = None
    outlet_method: str | None = None
    published_at: datetime | None = None  # UTC
    published_on: date | None = None
    published_precision: str | None = None
    language_code: str | None = None
    url: str | None = None
    form: str = "article"
    found: tuple[FieldValue, ...] = ()


class Entity(NamedTuple):
    """A person, organisation or place of one document, by its canonical name there."""

    entity_id: str
    entity_type: str
    name: str
    country_code: str | None = None


class Mention(NamedTuple):
    """A span that names an entity: by name, by role ('the minister') or by pronoun."""

    start: int
    end: int
    kind: str
    entity_id: str
    entity_type: str
    zone: str
    method: str = "rules"  # who found the span: 'rules', or 'spacy' where only a pipeline of spaCy did


class Role(NamedTuple):
    """A descriptor beside the name of a person: 'former U.S. President'."""

    start: int
    end: int
    entity_id: str
    role_name: str
    status: str
    affiliation_entity_id: str | None = None


@dataclass(frozen=True)
class Naming:
    """All entities of a document with their mentions and roles."""

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()


class Quotation(NamedTuple):
    """An attributed quotation. `content` holds one span or more, without the quotation marks at its ends."""

    kind: str
    content: tuple[Span, ...]
    cue: Span | None
    cue_polarity: str | None
    speaker: Span | None
    speaker_entity_id: str | None
    is_anonymous: bool = False


class Expression(NamedTuple):
    """A date, time, duration or quantity, normalised. Fields as in the contract's table `expressions`."""

    start: int
    end: int
    kind: str
    value_text: str | None
    value_low: float | None = None
    value_high: float | None = None
    low_on: date | None = None
    high_on: date | None = None
    unit_code: str | None = None
    precision: str | None = None
    hedge: str = "exact"
    anchor_method: str | None = None
    is_inferred: bool = False


class Term(NamedTuple):
    """A key term of the article with how much it sets the article apart, 0 to 1."""

    text: str
    score: float


@dataclass(frozen=True)
class Topic:
    """A subject of the article: code and name in IPTC Media Topics, how sure it is, and the words that show it."""

    code: str
    name: str
    score: float
    evidence: tuple[Span, ...]


@dataclass(frozen=True)
class Annotations:
    """Everything extracted from one document."""

    fields: Fields
    is_truncated: bool = False
    sentences: tuple[Sentence, ...] = ()
    naming: Naming = field(default_factory=Naming)
    quotations: tuple[Quotation, ...] = ()
    expressions: tuple[Expression, ...] = ()
    terms: tuple[Term, ...] = ()
    topics: tuple[Topic, ...] = ()
