"""The cookbook: every analysis and table macro with what it answers on the sample corpus.

`python -m tests.cookbook docs/cookbook.md` writes it anew, as `make docs` does; test_cookbook.py fails when it is not
current. The answers are those of a second run over the sample corpus with data/sample.toml, to which data/second_day
was added in between, so that questions about changes have something to tell.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console

from flows.command.printing import fits_as_table, print_rows, shown
from flows.load.models import CHAPTERS, Model, read_models
from flows.load.reading import open_database

DATA = Path(__file__).parents[1] / "data"
WIDTH = 118  # columns: what fits beside the margin of a page on GitHub without a bar to scroll
MOST_ROWS, MOST_RECORDS = 4, 2  # shown: in a table, and of rows that are printed one below the other
HEADER = """# Cookbook

Made from `sql/analyses` and `sql/macros` by `make docs`; a test fails when it is not current.

Each question is a file of `sql/analyses`. `parallax sql NAME` runs it on the published warehouse, and so does any
DuckDB client that opens `parallax.duckdb`: they are plain selects. `parallax sql --questions` lists them; `-f csv -o
FILE` writes a result to a file. To narrow an answer, select from the table it reads:
[docs/marts.md](marts.md) describes all of them.

The answers below are real: the first rows of what the questions give on the [sample corpus](../data/README.md), run
with [data/sample.toml](../data/sample.toml), which says when the outlets were collected and which groups they form, and
run again after one more file, [a corrected article](../data/second_day), had come in. Places and people are invented.
"""
CHAPTER_TITLES = {
    "coverage": "Coverage: who covered what, and when",
    "agreement": "Agreement: where sources agree and where they do not",
    "quotations": "Quotations: who said it, and who carries it",
    "reuse": "Reuse: who copied whom",
    "omission": "Omission: what was left out, dropped or corrected",
    "audit": "Audit: what happened to the texts, and what changed",
}
MACROS_HEADER = """## Table macros

What takes a parameter is a table macro: a name that is called like a function in `from`. They lie in the published
`parallax.duckdb`, so every client has them (`use parallax` first where the file is attached under that name).
"""
# what a reader would ask of the sample, by macro
CALLS = {
    "story": "select section_code, what_text, told_text, outlet_labels from story('ferry runs aground')",
    "outlet_pair": "select * exclude (document_id_a, document_id_b, story_id) "
    "from outlet_pair('Coastal Wire', 'Northline Daily')",
    "passage": "select p.path, p.text_before[-40:] as before, p.passage_text as words, p.text_after[:40] as after "
    "from marts.fact_disagreements as d, passage(d.document_id, d.start_char, d.end_char) as p "
    "where d.relation = 'contradiction' order by d.relation_score desc, d.fact_value_id_a, d.fact_value_id_b",
    "find_text": "select outlet_label, zone, context_text from find_text('port authority')",
}


def make_warehouse(folder: Path, run: Callable[[Path], object]) -> Path:
    """Run the pipeline twice below `folder`, by its file of settings, and return the warehouse."""
    config = folder / "sample.toml"
    shutil.copyfile(DATA / "sample.toml", config)
    for delivery in ("raw", "second_day"):
        shutil.copytree(DATA / delivery, folder / "raw", dirs_exist_ok=True)
        run(config)
    return folder / "warehouse"


def cookbook(warehouse: Path) -> str:
    """Return the whole document, with answers from a published warehouse."""
    analyses = read_models("analyses")
    lines = [HEADER, *_contents(analyses)]
    for chapter in CHAPTERS:
        lines.append(f"## {CHAPTER_TITLES[chapter]}\n")
        for model in analyses:
            if model.header["chapter"] == chapter:
                lines += _section(model, model.name, f"parallax sql {model.name}", model.sql, warehouse)
    lines.append(MACROS_HEADER)
    for model in read_models("macros"):
        call = CALLS[model.name]
        lines += _section(model, model.call, f'parallax sql "{call}"', call, warehouse)
    return "\n".join(lines)


def _contents(analyses: list[Model]) -> Iterator[str]:
    yield "| chapter | questions |\n|---|---|"
    for chapter in CHAPTERS:
        links = ", ".join(f"[{m.name}](#{m.name})" for m in analyses if m.header["chapter"] == chapter)
        yield f"| {chapter} | {links} |"
    links = ", ".join(f"[{m.name}](#{''.join(c for c in m.call if c.isalnum() or c in '_ ').replace(' ', '-')})"
                      for m in read_models("macros"))  # fmt: skip
    yield f"| macros | {links} |\n"


def _section(model: Model, title: str, command: str, query: str, warehouse: Path) -> Iterator[str]:
    header = model.header
    yield f"### {title}\n"
    parameters = f" Parameters: {header['parameters']}." if "parameters" in header else ""
    yield f"**{header['question']}** {header['grain'].capitalize()}.{parameters} {header['caveat']}\n"
    yield f"```\n$ {command}\n{_answer(query, warehouse)}```\n"


def _answer(query: str, warehouse: Path) -> str:
    """Return the first rows as the command prints them, and how many there are."""
    with open_database(warehouse) as connection:
        relation = connection.sql(query)
        rows = [[shown(value) for value in row] for row in relation.fetchall()]
        columns = relation.columns
    count = MOST_ROWS if fits_as_table(columns, rows[:MOST_ROWS], WIDTH) else MOST_RECORDS
    out = io.StringIO()
    print_rows(Console(file=out, width=WIDTH, emoji=False, highlight=False), columns, rows[:count])
    lines = [line.rstrip() for line in out.getvalue().splitlines()[:-1]]
    return "\n".join([*lines, f"{len(rows)} row{'' if len(rows) == 1 else 's'}"]) + "\n"


def run_command(config: Path) -> None:
    """Run the pipeline as a user does."""
    command = [sys.executable, "-m", "flows.cli", "run", "--config", str(config), "--workers", "1"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        text = cookbook(make_warehouse(Path(scratch), run_command))
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
