"""The articles as linking sees them: text, fields and annotations of all documents side by side."""

from dataclasses import dataclass
from datetime import date, datetime

from flows.contracts.ids import stable_id
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

    def key(self, item_key: str, version: str) -> str:
        """Return a key of all that the article depends on: its item, the rules, and what is known beyond the document.

        `item_key` tells the document, `version` the rules by which it was made and is linked.
        """
        outlet = (self.outlet_id, self.outlet_name or "", str(self.is_identified))
        entities = [repr(entity) for entity in self.entities]
        # which of them each place names: a merge can exchange them and leave the set as it was
        places = [
            *(mention.entity_id for mention in self.mentions),
            *(f"{role.entity_id} {role.affiliation_entity_id}" for role in self.roles),
            *(str(quotation.speaker_entity_id) for quotation in self.quotations),
        ]
        return stable_id("article", item_key, version, *outlet, *entities, *places)

    @property
    def body_text(self) -> str:
        """Lede and body in order, joined by blank lines."""
        return "\n\n".join(self.text[span.start : span.end] for span in self.body)
