"""The guide to marts and analyses in Markdown, made from the SQL files' headers. `make docs` writes docs/marts.md."""

import sys
from collections.abc import Iterator
from pathlib import Path

from flows.load.models import Model, read_models

HEADER = """# Marts and analyses

Made from the headers of `sql/` by `make docs`; a test fails when it is not current.

A mart is a table of the DuckDB schema `marts`, and `current/marts/<name>.parquet`. Each names articles, outlets and
independent origins apart, and leads to the passage: `document_id`, `start_char`, `end_char`, which
`substring(document_text, start_char + 1, end_char - start_char)` reads.
"""
ANALYSES = """## Analyses

One question per file below `sql/analyses`; `parallax sql NAME` runs it, and so does any DuckDB client.

| name | question |
|---|---|
"""


def mart_guide() -> str:
    """Return the whole document."""
    marts = sorted(read_models("marts"), key=lambda model: model.name)
    analyses = "".join(f"| `{model.name}` | {model.header['question']} |\n" for model in read_models("analyses"))
    return "\n".join([HEADER, *(line for mart in marts for line in _section(mart)), ANALYSES + analyses])


def _section(mart: Model) -> Iterator[str]:
    yield f"## {mart.name}\n"
    yield f"**{mart.header['question']}** {mart.header['grain'].capitalize()}. From {mart.header['sources']}.\n"
    yield f"{mart.header['caveat']}\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(mart_guide(), encoding="utf-8")
