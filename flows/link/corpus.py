"""The articles as linking sees them: whole, with text and annotations, or in outline, as the whole corpus is held."""

from dataclasses import dataclass
from datetime import date, datetime

from flows.extract.annotations import Entity, Mention, Role, Sentence


@dataclass(frozen=True)
class LinkedSpan:
    """A place in an article's text."""

    start: int
    end: int


@dataclass(frozen=True)
class LinkedQuotation:
    """A quotation of an article, with its id."""

    quotation_id: str
    start: int
    end: int
    kind: str
    content: tuple[LinkedSpan, ...]
    cue_text: str | None
    speaker: LinkedSpan | None
    speaker_entity_id: str | None


@dataclass(frozen=True)
class LinkedExpression:
    """A date, duration or quantity of an article, with its id."""

    expression_id: str
    start: int
    end: int
    kind: str
    value_text: str | None
    value_low: float | None
    value_high: float | None
    low_on: date | None
    high_on: date | None
    unit_code: str | None
    precision: str | None
    hedge: str
    anchor_method: str | None
    is_inferred: bool


@dataclass(frozen=True)
class Article:
    """One article with all that comparing needs. Offsets are code points of `text`, the document's whole text."""

    document_id: str
    outlet_id: str
    outlet_name: str | None
    is_identified: bool
    language_code: str | None
    title: str | None
    dek: str | None
    author_names: str | None
    published_at: datetime | None
    published_on: date | None
    is_truncated: bool
    text: str
    body: tuple[LinkedSpan, ...]  # lede and body blocks, in order
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    quotations: tuple[LinkedQuotation, ...] = ()
    expressions: tuple[LinkedExpression, ...] = ()
    terms: tuple[tuple[str, float], ...] = ()
    published_precision: str | None = None  # 'month' and 'year' are too coarse to tell which report came first
    published_method: str | None = None  # how the day of publication was found

    @property
    def body_text(self) -> str:
        """Lede and body in order, joined by blank lines."""
        return "\n\n".join(self.text[span.start : span.end] for span in self.body)


@dataclass(frozen=True, slots=True)
class Outline:
    """What the whole corpus needs of an article all the time; fields as in `Article`, and what its text comes to."""

    document_id: str
    outlet_id: str
    outlet_name: str | None
    is_identified: bool
    language_code: str | None
    published_at: datetime | None
    published_on: date | None
    published_precision: str | None
    published_method: str | None
    title: str | None
    opening: str | None  # of the body, where there is no title
    body_length: int
    credited: tuple[str, ...]  # agencies that its text or byline credits


Described = Article | Outline
