"""Builds articles for the tests of linking: text of one's own, annotated by hand, without the earlier rooms."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from flows.clean.blocks import Block
from flows.contracts.ids import stable_id
from flows.extract.annotations import Entity, Mention, Role
from flows.extract.sentences import find_sentences
from flows.link.corpus import Article, LinkedExpression, LinkedQuotation, LinkedSpan


@dataclass(frozen=True)
class Noted:
    """A note on some words of a text, placed when the article is built."""

    words: str
    fields: dict[str, Any]
    nth: int = 0

    def place(self, text: str) -> tuple[int, int]:
        start = -1
        for _ in range(self.nth + 1):
            start = text.index(self.words, start + 1)
        return start, start + len(self.words)


class ArticleWriter:
    """Writes articles: `write(id, text, number("seven", 7, "vote"), day("Monday", "2031-05-05"), …)`."""

    @staticmethod
    def number(words: str, value: float, unit: str | None = None, kind: str = "count", **more: Any) -> Noted:
        value_text = f"{value:g}" if kind == "count" else f"{value:g} {unit}"
        fields = {"kind": kind, "value_text": value_text, "value_low": value, "value_high": value, "unit_code": unit}
        return Noted(words, fields | more)

    @staticmethod
    def duration(words: str, seconds: float, value_text: str, **more: Any) -> Noted:
        fields = {"kind": "duration", "value_text": value_text, "value_low": seconds, "value_high": seconds}
        return Noted(words, fields | {"unit_code": "s"} | more)

    @staticmethod
    def day(words: str, value_text: str, **more: Any) -> Noted:
        parts = [int(part) for part in value_text.split("-") if part.isdigit()]
        low = high = None
        precision = {1: "year", 2: "month", 3: "day"}[value_text.count("-") + 1]
        if not value_text.startswith("X"):
            low = date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
            high = low
            if precision == "month":
                high = (low.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
            if precision == "year":
                high = low.replace(month=12, day=31)
        fields = {"kind": "date", "value_text": value_text, "low_on": low, "high_on": high, "precision": precision}
        return Noted(words, fields | more)

    @staticmethod
    def role(words: str, name: str, role_name: str, status: str = "current", **more: Any) -> Noted:
        return Noted(words, {"is_role": True, "name": name, "role_name": role_name, "status": status}, **more)

    @staticmethod
    def quotation(words: str, speaker: str, name: str | None) -> Noted:
        return Noted(words, {"is_quotation": True, "speaker": speaker, "name": name})

    @staticmethod
    def write(
        document_id: str,
        text: str,
        *notes: Noted,
        people: tuple[str, ...] = (),
        places: tuple[str, ...] = (),
        **more: Any,
    ) -> Article:
        """Return an article whose paragraphs are the lines of `text`; an outlet of the document's own unless given."""
        blocks, start = [], 0
        for line in text.splitlines(keepends=True):
            zone = "lede" if start == 0 else "body"
            blocks.append(Block(start, start + len(line), zone, "paragraph", "test", 1.0))
            start += len(line)
        entities = tuple(
            Entity(stable_id(entity_type, name), entity_type, name)
            for entity_type, names in (("person", people), ("place", places))
            for name in names
        )
        fields: dict[str, Any] = {
            "outlet_id": f"outlet of {document_id}",
            "outlet_name": f"The {document_id.title()}",
            "is_identified": True,
            "language_code": "en",
            "title": None,
            "dek": None,
            "author_names": None,
            "published_at": None,
            "published_on": None,
            "is_truncated": False,
        }
        return Article(
            document_id=document_id,
            text=text,
            body=tuple(LinkedSpan(*block.content_span(text)) for block in blocks),
            sentences=tuple(find_sentences(text, blocks)),
            entities=entities,
            mentions=tuple(_mentions(text, entities)),
            roles=tuple(_role(text, note) for note in notes if "is_role" in note.fields),
            quotations=tuple(_quotation(document_id, text, note) for note in notes if "is_quotation" in note.fields),
            expressions=tuple(_expression(text, note) for note in notes if "kind" in note.fields),
            **(fields | more),
        )


def _mentions(text: str, entities: tuple[Entity, ...]) -> list[Mention]:
    found = []
    for entity in entities:
        start = text.find(entity.name)
        while start >= 0:
            end = start + len(entity.name)
            found.append(Mention(start, end, "name", entity.entity_id, entity.entity_type, "body"))
            start = text.find(entity.name, end)
    return sorted(found, key=lambda mention: mention.start)


def _role(text: str, note: Noted) -> Role:
    name, role_name, status = (note.fields[key] for key in ("name", "role_name", "status"))
    return Role(*note.place(text), stable_id("person", name), role_name, status)


def _quotation(document_id: str, text: str, note: Noted) -> LinkedQuotation:
    start, end = note.place(text)
    speaker = text.index(note.fields["speaker"])
    name = note.fields["name"]
    return LinkedQuotation(
        quotation_id=stable_id("quotation", document_id, start),
        start=start,
        end=end,
        kind="direct",
        content=(LinkedSpan(start, end),),
        cue_text="said",
        speaker=LinkedSpan(speaker, speaker + len(note.fields["speaker"])),
        speaker_entity_id=stable_id("person", name) if name else None,
    )


def _expression(text: str, note: Noted) -> LinkedExpression:
    start, end = note.place(text)
    fields: dict[str, Any] = dict.fromkeys(
        ("value_low", "value_high", "low_on", "high_on", "unit_code", "precision", "anchor_method")
    )
    fields |= {"hedge": "exact", "is_inferred": False}
    return LinkedExpression(expression_id=f"e{start}", start=start, end=end, **(fields | note.fields))


@pytest.fixture(scope="session")
def writer() -> type[ArticleWriter]:
    """The writer of test articles."""
    return ArticleWriter
