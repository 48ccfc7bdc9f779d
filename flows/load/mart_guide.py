"""Marts, analyses and macros in Markdown, made from the headers of sql/ and from the columns that the marts have.

`make docs` writes docs/marts.md.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from flows.contracts.ddl import create_statements
from flows.contracts.mart_columns import mart_column
from flows.load.models import CHAPTERS, Model, read_models

HEADER = """# Marts and analyses

Made from the headers of `sql/` and from `flows/contracts/mart_columns.py` by `make docs`; a test fails when it is not
current.

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
    columns = mart_columns()
    sections = (line for mart in marts for line in _section(mart, columns[mart.name]))
    return "\n".join([HEADER, *sections, ANALYSES + "".join(map(_analysis, analyses)) + MACROS + _macros()])


def mart_columns() -> Mapping[str, Mapping[str, str]]:
    """Return the columns of each mart with their DuckDB types, as its select gives them over empty tables."""
    with duckdb.connect() as connection:
        for statement in [*create_statements(), "create schema marts"]:
            connection.execute(statement)
        found = {}
        for model in read_models("marts"):
            connection.execute(f"create table marts.{model.name} as {model.sql}")
            described = connection.sql(f"from marts.{model.name}")
            found[model.name] = dict(zip(described.columns, map(str, described.types), strict=True))
        return found


def _analysis(model: Model) -> str:
    header = model.header
    grain = header["grain"].removeprefix("one row ")
    return f"| {header['chapter']} | `{model.name}` | {header['question']} | {grain} |\n"


def _macros() -> str:
    return "".join(
        f"| `{model.call}` | {model.header['question']} | {model.header['parameters']} |\n"
        for model in read_models("macros")
    )


def _section(mart: Model, columns: Mapping[str, str]) -> Iterator[str]:
    yield f"## {mart.name}\n"
    grain, key = mart.header["grain"].capitalize(), ", ".join(f"`{name}`" for name in mart.key)
    yield f"**{mart.header['question']}** {grain}. Key: {key}. From {mart.header['sources']}.\n"
    yield f"{mart.header['caveat']}\n"
    yield "<details><summary>Columns</summary>\n\n| column | type | meaning |\n|---|---|---|"
    for name, kind in columns.items():
        column = mart_column(mart.name, name)
        said = f"{column.meaning} {' '.join(f'`{code}`' for code in column.codes)}".strip() if column else ""
        yield f"| {name} | {column.type if column else kind.lower()} | {said} |"
    yield "\n</details>\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(mart_guide(), encoding="utf-8")
