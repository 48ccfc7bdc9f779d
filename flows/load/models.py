"""The project's SQL files: where they are, what their headers say, and in which order they can run.

A file is one select with a header of comment lines: `-- question: …`, `-- grain: …`, `-- sources: …`, `-- caveat: …`,
for marts also `-- key: …`, columns that are never null and never alike in two rows; for checks `-- severity: fail` or
`warn`, for analyses `-- chapter: …` of the cookbook. A file of sql/macros creates a table macro from one select, and
says `-- parameters: …`. Marts and checks of which each row follows from the rows of one story say `-- scope: story`
(see scopes.py). A header line that begins with no such word continues the one before. The order is derived from the
files themselves: DuckDB parses each one, and the tables it names are its sources.
"""

import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb

import flows
from flows.contracts.errors import ParallaxError

HEADER_WORD = re.compile(r"^--\s*(question|grain|key|sources|caveat|severity|chapter|parameters|scope):\s*(.*)$")
MACRO_START = re.compile(r"^create or replace macro (\w+)\(([^)]*)\) as table$", re.MULTILINE)
CHAPTERS = ("coverage", "agreement", "quotations", "reuse", "omission", "audit")  # of analyses, in reading order
REQUIRED_WORDS = {
    "marts": ("question", "grain", "key", "sources", "caveat"),
    "checks": ("question", "severity"),
    "analyses": ("chapter", "question", "grain", "caveat"),
    "macros": ("question", "grain", "parameters", "caveat"),
}


class ModelError(ParallaxError):
    """A SQL file of the project cannot be used. Says which file, and why."""


@dataclass(frozen=True)
class Model:
    """One SQL file: `kind` is its folder (marts, checks, analyses, macros), `sources` the tables it names.

    `call` is how a macro is called, with the names of its parameters; empty for the others.
    """

    name: str
    kind: str
    sql: str
    header: Mapping[str, str]
    sources: frozenset[str]
    call: str = ""

    @property
    def comment(self) -> str:
        """What the database says of the table or macro."""
        return " ".join(f"{word.capitalize()}: {text}" for word, text in self.header.items() if word != "scope")

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of a mart's key."""
        return tuple(self.header["key"].split(", "))

    @property
    def is_of_story(self) -> bool:
        """True where each row follows from the rows of one story."""
        return self.header.get("scope") == "story"


@functools.cache
def sql_folder() -> Path:
    """Return the folder of the SQL files: beside the package in a checkout, inside it when installed."""
    package = Path(flows.__file__).parent
    for folder in (package.parent / "sql", package / "sql"):
        if (folder / "marts").is_dir():
            return folder
    raise ModelError(f"The SQL files are missing: neither {package.parent / 'sql'} nor {package / 'sql'} is there.")


def read_models(kind: str) -> list[Model]:
    """Return the models of one kind; marts in an order in which each finds its sources, the others by name."""
    models = [read_model(path, kind) for path in sorted((sql_folder() / kind).glob("*.sql"))]
    return _ordered(models) if kind == "marts" else models


def read_model(path: Path, kind: str) -> Model:
    """Return one SQL file as a model; ModelError where its header or its SQL cannot be read."""
    text = path.read_text(encoding="utf-8")
    header = _header(text)
    missing = [word for word in REQUIRED_WORDS[kind] if not header.get(word)]
    if missing:
        raise ModelError(f"{path}: the header lacks {', '.join(missing)}. Add lines such as '-- {missing[0]}: …'.")
    if kind == "analyses" and header["chapter"] not in CHAPTERS:
        raise ModelError(f"{path}: there is no chapter {header['chapter']!r}. Name one of: {', '.join(CHAPTERS)}.")
    if kind != "macros":
        return Model(path.stem, kind, text, header, frozenset(_tables_named(text, path)))
    start = MACRO_START.search(text)
    if start is None or start.group(1) != path.stem:
        raise ModelError(f"{path}: let a line say 'create or replace macro {path.stem}(…) as table'.")
    select = text[start.end() :]
    return Model(
        path.stem, kind, text, header, frozenset(_tables_named(select, path)), f"{path.stem}({start.group(2)})"
    )


def _header(text: str) -> dict[str, str]:
    words: dict[str, str] = {}
    current = None
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        if match := HEADER_WORD.match(line):
            current = match.group(1)
            words[current] = match.group(2).strip()
        elif current:
            words[current] += " " + line.lstrip("- ").strip()
    return words


@functools.cache
def _parser() -> duckdb.DuckDBPyConnection:
    """Return a connection that parses and opens no file; making one takes longer than parsing all of sql/."""
    return duckdb.connect()


def _tables_named(sql: str, path: Path) -> Iterator[str]:
    parsed = _parser().execute("select json_serialize_sql(?)", [sql]).fetchone()
    tree = json.loads(parsed[0]) if parsed else {"error": True}
    if tree["error"]:
        raise ModelError(f"{path}: DuckDB cannot parse it: {tree.get('error_message', 'no reason given')}.")
    yield from _base_tables(tree)


def _base_tables(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE" and node.get("schema_name"):
            yield f"{node['schema_name']}.{node['table_name']}"
        for child in node.values():
            yield from _base_tables(child)
    elif isinstance(node, list):
        for child in node:
            yield from _base_tables(child)


def _ordered(models: Sequence[Model]) -> list[Model]:
    by_name = {f"marts.{model.name}": model for model in models}
    sorter = TopologicalSorter({name: sorted(model.sources & by_name.keys()) for name, model in by_name.items()})
    try:
        sorter.prepare()
    except CycleError as error:
        raise ModelError(f"sql/marts: these files need each other in a circle: {error.args[1]}.") from error
    order = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += [by_name[name] for name in ready]
        sorter.done(*ready)
    return order
