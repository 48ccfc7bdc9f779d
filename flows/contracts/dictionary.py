"""The data dictionary in Markdown, made from the declarations. `make docs` writes it to docs/data-dictionary.md."""

import sys
from pathlib import Path

from flows.contracts.tables import TABLES, Table

HEADER = """# Data dictionary

Every table of the DuckDB schema `core`, and of `current/core/<table>/*.parquet`. Made from `flows/contracts/` by
`make docs`; a test fails when it is not current. Spans are `[start_char, end_char)` in Unicode code points of
`documents.document_text`; times are UTC; what has no value is null.
"""


def data_dictionary() -> str:
    """Return the whole document."""
    contents = " · ".join(f"[{name}](#{name})" for name in TABLES)
    return "\n".join([HEADER, contents, "", *(_section(table) for table in TABLES.values())])


def _section(table: Table) -> str:
    lines = [f"## {table.name}", "", f"{table.grain[0].upper()}{table.grain[1:]}.", ""]
    lines += ["| column | type | meaning |", "|---|---|---|"]
    for column in table.columns:
        marks = " (key)" if column.name in table.key else "" if column.name in table.nullable else " (never null)"
        codes = " " + " ".join(f"`{code}`" for code in column.codes) if column.codes else ""
        lines.append(f"| {column.name} | {column.type}{marks} | {column.meaning}{codes} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(data_dictionary(), encoding="utf-8")
