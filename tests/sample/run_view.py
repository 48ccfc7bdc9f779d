"""A finished run over the sample corpus as the planted list speaks of it: documents by short name, places by words."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

Row = dict[str, Any]
Place = tuple[str, int, int]  # document id, first and last code point


class RunView:
    """The published tables, read through DuckDB as any user reads them."""

    def __init__(self, warehouse: Path, planted: Mapping[str, Any]) -> None:
        self._connection = duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True)
        self.documents = {name: self._document(entry) for name, entry in planted["documents"].items()}
        self.names = {row["document_id"]: name for name, row in self.documents.items()}
        self.fact_values = self.rows(
            "select v.*, s.slot_kind, s.story_id from core.fact_values v join core.fact_slots s using (slot_id)"
        )
        self.relations = self.rows("select * from core.fact_relations")

    def rows(self, sql: str, *values: object) -> list[Row]:
        """Return the rows of a query as dicts."""
        cursor = self._connection.execute(sql, list(values))
        columns = [column[0] for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def _document(self, entry: Mapping[str, str]) -> Row:
        found = self.rows(
            "select d.*, a.* exclude (document_id, language_code), o.outlet_name, o.is_identified "
            "from core.documents d left join core.articles a using (document_id) "
            "left join core.outlets o on o.outlet_id = d.outlet_id where d.path = ? "
            "and coalesce(d.external_id, '') = coalesce(?, d.external_id, '') "
            "and coalesce(d.url, '') = coalesce(?, d.url, '')",
            entry["file"],
            entry.get("id"),
            entry.get("url"),
        )
        assert len(found) == 1, f"{entry} is {len(found)} documents"
        return found[0]

    def id_of(self, name: str) -> str:
        """Return the document id of a planted document."""
        return str(self.documents[name]["document_id"])

    def text_of(self, name: str) -> str:
        """Return its text."""
        return str(self.documents[name]["document_text"])

    def places(self, name: str, words: str) -> list[Place]:
        """Return where the words stand in the document; they must."""
        found = [(self.id_of(name), m.start(), m.end()) for m in re.finditer(re.escape(words), self.text_of(name))]
        assert found, f"{words!r} does not stand in {name}"
        return found

    def values_at(self, name: str, words: str, kind: str | None = None) -> list[Row]:
        """Return the fact values that touch these words."""
        places = self.places(name, words)
        return [
            value
            for value in self.fact_values
            if kind in (None, value["slot_kind"]) and any(_touches(value, place) for place in places)
        ]

    def relations_between(self, one: tuple[str, str], other: tuple[str, str], kind: str | None = None) -> set[str]:
        """Return how the values at two places stand to each other, in any slot."""
        ids = [{value["fact_value_id"] for value in self.values_at(*at, kind)} for at in (one, other)]
        return {
            relation["relation"]
            for relation in self.relations
            for a, b in ((relation["fact_value_id_a"], relation["fact_value_id_b"]),)
            if (a in ids[0] and b in ids[1]) or (a in ids[1] and b in ids[0])
        }

    def blocks(self, name: str) -> list[Row]:
        """Return the blocks of a document that show something, with their words."""
        found = self.rows("select * from core.blocks where document_id = ? order by start_char", self.id_of(name))
        text = self.text_of(name)
        with_words = [row | {"words": " ".join(text[row["start_char"] : row["end_char"]].split())} for row in found]
        return [row for row in with_words if row["words"]]

    def quotations(self, name: str) -> list[Row]:
        """Return the quotations of a document with the names of their speakers."""
        return self.rows(
            "select q.*, e.entity_name from core.quotations q "
            "left join core.entities e on e.entity_id = q.speaker_entity_id where q.document_id = ?",
            self.id_of(name),
        )

    def named(self, name: str, entity_type: str) -> set[str]:
        """Return the entities of one type that a document names."""
        found = self.rows(
            "select distinct e.entity_name from core.mentions m join core.entities e using (entity_id) "
            "where m.document_id = ? and e.entity_type = ? and m.mention_kind = 'name'",
            self.id_of(name),
            entity_type,
        )
        return {row["entity_name"] for row in found}

    def claimed_omissions(self) -> Iterator[tuple[str, Row]]:
        """Yield (document, row of marts.story_omissions) of each silence that is claimed."""
        for row in self.rows("select * from marts.story_omissions where reason_code = 'omitted'"):
            yield self.names[row["omitting_document_id"]], row


def _touches(row: Row, place: Place) -> bool:
    document_id, start, end = place
    return bool(row["document_id"] == document_id and row["start_char"] < end and start < row["end_char"])
