"""A published database of invented stories, written row by row: what the report reads, without a run.

Every text that comes from outside (titles, outlets, speakers, terms, paths, the sentences) carries `HOSTILE`.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from flows.contracts.ddl import DUCKDB_TYPES
from flows.contracts.tables import TABLES
from flows.load.marts import create_marts

HOSTILE = (
    "<script>document.title = 'run'</script> \" onmouseover=\"alert(1) ' <img src=x onerror=alert(2)> </style></svg> "
    "{{ 7 * 7 }} \u202e\u2066right to left\x1b[2J & &amp; " + "Donaudampfschiff" * 25
)
NAMES = ("Alpha Post", "Beta Times", "Gamma Herald", "Delta Wire")
COUNTS = ("17", "17", "19", "about 17")
ADDRESSES = (
    "https://alpha.example/ferry?a=1&b=2",
    "javascript:alert(1)",
    "https://",
    "data:text/html,<script>x</script>",
)

Rows = Mapping[str, Sequence[Mapping[str, object]]]


def write_warehouse(folder: Path, *, stories: int = 1, hostile: str = HOSTILE) -> Path:
    """Write a database with so many stories of four reports each, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(folder / "parallax.duckdb")) as connection:
        connection.execute("set TimeZone = 'UTC'; create schema core")
        for name, table in TABLES.items():
            columns = ", ".join(f"{column.name} {DUCKDB_TYPES[column.type]}" for column in table.columns)
            connection.execute(f"create table core.{name} ({columns})")
        _insert(connection, _run_rows())
        _insert(connection, {"outlets": [_outlet(number, hostile) for number in range(len(NAMES))]})
        for number in range(stories):
            _insert(connection, _story_rows(number, hostile))
        create_marts(connection)
    return folder


def _insert(connection: duckdb.DuckDBPyConnection, tables: Rows) -> None:
    for table, rows in tables.items():
        columns = [*rows[0]]
        marks = ", ".join("?" * len(columns))
        connection.executemany(
            f"insert into core.{table} ({', '.join(columns)}) values ({marks})", [[*row.values()] for row in rows]
        )


def _run_rows() -> Rows:
    at = datetime(2026, 5, 3, 7, 5, tzinfo=UTC)
    run = {"run_id": "r1", "started_at": at, "finished_at": at, "code_version": "0.1", "item_count": 5}
    check = {"run_id": "r1", "check_name": "blocks_tile_documents", "severity": "fail", "failed_count": 2}
    reject = {"reject_id": "x", "path": HOSTILE, "stage": "read", "reason_code": "empty", "detail": HOSTILE}
    return {"runs": [run], "check_results": [check], "rejects": [reject]}


def _outlet(number: int, hostile: str) -> dict[str, object]:
    known = number < 3
    name = f"{NAMES[number]} {hostile}" if known else None
    return {"outlet_id": f"o{number}", "outlet_name": name, "outlet_domain": None, "is_identified": known}


def _story_rows(story: int, hostile: str) -> dict[str, list[dict[str, object]]]:
    key, rows = f"{story:016x}", {name: [] for name in (*TABLES,)}
    texts = [f"Cookies {hostile}. The ferry hurt {count} people {hostile}. The end." for count in COUNTS]
    told_at = [datetime(2026, 5, 1, 9, 30, tzinfo=UTC), None, datetime(2026, 5, 2, 8, tzinfo=UTC), None]
    rows["stories"] = [
        {
            "story_id": key, "story_title": f"Ferry number{story} {hostile}", "first_published_at": told_at[0],
            "last_published_at": told_at[2], "article_count": 4, "outlet_count": 4, "independent_count": 2,
        }
    ]  # fmt: skip
    slot = f"slot{key}"
    rows["fact_slots"] = [
        {
            "slot_id": slot, "story_id": key, "slot_kind": "count", "subject_text": f"hurt {hostile}: count",
            "relation": "contradiction", "outlet_count": 4, "independent_count": 2,
        }
    ]  # fmt: skip
    for number, text in enumerate(texts):
        document, words = f"d{key}{number}", COUNTS[number]
        body = text.index("The ferry")
        start = text.index(f"{words} people")
        ends = text.index(" The end")
        place = {"document_id": document, "start_char": start, "end_char": start + len(words)}
        rows["documents"].append(
            {
                "document_id": document, "path": f"{number}/{hostile}.txt", "outlet_id": f"o{number}",
                "url": ADDRESSES[number], "language_code": 'en"><b>', "document_text": text,
            }
        )  # fmt: skip
        rows["articles"].append(
            {
                "document_id": document, "title": f"Headline {number} {hostile}", "author_names": hostile,
                "published_at": told_at[number], "published_on": date(2026, 5, 1) if number < 3 else None,
                "published_precision": "minute" if told_at[number] else "day", "word_count": 9, "story_id": key,
                "is_truncated": False,
            }
        )  # fmt: skip
        rows["story_articles"].append({"story_id": key, "document_id": document, "membership_score": 1.0})
        rows["article_origins"].append(
            {
                "document_id": document, "origin_document_id": document, "origin_kind": "own",
                "independent_id": f"i{number}" if number < 3 else None,
            }
        )  # fmt: skip
        blocks = (("removed", "cookie_banner", 0, body), ("lede", "paragraph", body, len(text)))
        for index, (zone, kind, begin, end) in enumerate(blocks):
            rows["blocks"].append(
                {
                    "document_id": document, "block_index": index, "start_char": begin, "end_char": end, "zone": zone,
                    "block_kind": kind, "rule_code": "test", "keep_score": 0.5,
                }
            )  # fmt: skip
        sentence = {"sentence_id": document, "document_id": document, "start_char": body, "end_char": ends}
        rows["sentences"].append({**sentence, "sentence_index": 0, "zone": "lede"})
        rows["article_terms"].append({"document_id": document, "term_text": f"ferry {hostile}", "term_score": 0.9})
        rows["expressions"].append(
            {
                **place, "expression_id": document, "expression_text": hostile, "expression_kind": "date",
                "low_on": date(2026, 4, 30) if number else date(1, 1, 1), "high_on": date(2026, 4, 30),
                "precision": "day", "is_inferred": bool(number % 2), "hedge": "exact",
            }
        )  # fmt: skip
        rows["fact_values"].append(
            {
                **place, "fact_value_id": f"v{document}", "slot_id": slot, "value_text": words[-2:],
                "hedge": "about" if number == 3 else "exact", "is_inferred": False, "context_text": text[body:ends],
            }
        )  # fmt: skip
        quotation = {"quotation_id": f"q{document}", "document_id": document, "start_char": body, "end_char": ends}
        rows["quotations"].append(
            {
                **quotation, "quotation_text": text[body:ends], "quotation_kind": "direct", "cue_text": hostile,
                "cue_polarity": "neutral", "speaker_text": hostile, "is_anonymous": False,
            }
        )  # fmt: skip
        rows["quotation_spans"].append({**quotation, "span_role": "content"})
        rows["quotation_groups"].append(
            {
                "quotation_group_id": f"g{key}", "story_id": key, "quotation_id": f"q{document}",
                "variant_kind": "edited" if number else "fullest",
            }
        )  # fmt: skip
    for first, second, relation in ((0, 2, "contradiction"), (1, 2, "contradiction"), (0, 3, "refinement")):
        rows["fact_relations"].append(
            {
                "slot_id": slot, "fact_value_id_a": f"vd{key}{first}", "fact_value_id_b": f"vd{key}{second}",
                "relation": relation, "relation_score": 0.9, "conflict_between": "outlets",
                "explanation_text": hostile,
            }
        )  # fmt: skip
    pair = {"earlier_document_id": f"d{key}0", "later_document_id": f"d{key}1"}
    rows["reprints"] = [
        {
            **pair, "reprint_kind": "partial", "containment_share": 0.5, "shared_word_count": 20, "is_credited": False,
            "direction_method": "time",
        }
    ]  # fmt: skip
    passage = {"earlier_start_char": 8, "earlier_end_char": 40, "later_start_char": 8, "later_end_char": 40}
    rows["reprint_passages"] = [{**pair, **passage}]
    rows["omissions"] = [
        {
            "omission_id": f"m{key}{reason}", "story_id": key, "outlet_id": "o1", "document_id": f"d{key}1",
            "subject_kind": kind, **subject, "reason_code": reason, "support_count": 2,
        }
        for reason, kind, subject in (
            ("omitted", "quotation", {"quotation_group_id": f"g{key}"}), ("truncated", "fact", {"slot_id": slot})
        )
    ]  # fmt: skip
    return {name: found for name, found in rows.items() if found}
