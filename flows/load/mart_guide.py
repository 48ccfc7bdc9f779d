"""Marts, analyses and macros in Markdown, made from the headers of sql/. `make docs` writes docs/marts.md."""

import sys
from collections.abc import Iterator
from pathlib import Path

from flows.load.models import CHAPTERS, Model, read_models

HEADER = """# Marts and analyses

Made from the headers of `sql/` by `make docs`; a test fails when it is not current.

A mart is a table of the DuckDB schema `marts`, and `current/marts/<name>.parquet`. Each names articles, outlets and
independent origins apart, and leads to the passage: `document_id`, `start_char`, `end_char`, which
`substring(document_text, start_char + 1, end_char - start_char)` reads.
"""
ANALYSES = """## Analyses

One question per file below `sql/analyses`; `parallax sql NAME` runs it, and so does any DuckDB client. The
[cookbook](cookbook.md) shows what each answers on the sample corpus.

| chapter | name | question | one row |
|---|---|---|---|
"""
MACROS = """
## Table macros

Functions in `from`, in `parallax.duckdb` itself: `from story('ferry')`.

| macro | question | parameters |
|---|---|---|
"""


def mart_guide() -> str:
    """Return the whole document."""
    marts = sorted(read_models("marts"), key=lambda model: model.name)
    analyses = sorted(read_models("analyses"), key=lambda model: CHAPTERS.index(model.header["chapter"]))
    sections = (line for mart in marts for line in _section(mart))
    return "\n".join([HEADER, *sections, ANALYSES + "".join(map(_analysis, analyses)) + MACROS + _macros()])


def _analysis(model: Model) -> str:
    header = model.header
    grain = header["grain"].removeprefix("one row ")
    return f"| {header['chapter']} | `{model.name}` | {header['question']} | {grain} |\n"


def _macros() -> str:
    return "".join(
        f"| `{model.call}` | {model.header['question']} | {model.header['parameters']} |\n"
        for model in read_models("macros")
    )


def _section(mart: Model) -> Iterator[str]:
    yield f"## {mart.name}\n"
    yield f"**{mart.header['question']}** {mart.header['grain'].capitalize()}. From {mart.header['sources']}.\n"
    yield f"{mart.header['caveat']}\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(mart_guide(), encoding="utf-8")
