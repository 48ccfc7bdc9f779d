"""A prompt for SQL: statements over several lines until a semicolon, the names of questions, and commands with a dot.

In: lines of a person, and a function that runs a query and prints its rows. Out: what that prints. Line editing, the
lines of this session and completion of names come from readline where Python has it; nothing is kept on disk. An error
ends a statement and never the prompt; Ctrl-C drops what was typed, Ctrl-D ends.
"""

from collections.abc import Callable, Iterator
from sqlite3 import complete_statement  # knows quotation marks and comments, in which a semicolon ends nothing
from typing import Protocol

from flows.command.sql_errors import table_names
from flows.contracts.names import did_you_mean
from flows.load.models import read_models
from flows.load.reading import analyses

FIRST, FURTHER = "parallax> ", "     ...> "
MOST_ROWS = 200  # printed of one answer: what a person scrolls back through
COMMANDS = {
    ".tables": "tables and marts, with what a row of each is",
    ".schema NAME": "columns of a table, with what they mean",
    ".questions": "questions that have a name: type it to run it",
    ".help": "this",
    ".exit": "leave; so does Ctrl-D",
}
TABLES_SQL = """
select schema_name || '.' || table_name as "table", estimated_size as "rows", comment as about
from duckdb_tables()
where schema_name in ('core', 'marts')
order by "table"
"""
COLUMNS_SQL = """
select column_name as "column", lower(data_type) as "type", comment as about
from duckdb_columns()
where schema_name || '.' || table_name = $name or (table_name = $name and schema_name in ('core', 'marts'))
order by schema_name, column_index
"""
QUESTIONS_SQL = "select unnest($names::text[]) as question, unnest($texts::text[]) as asks"


class Answer(Protocol):
    """Runs a query, or the question of that name, with its parameters, and prints at most so many rows."""

    def __call__(self, text: str, values: dict[str, object] | None = None, *, most: int | None = None) -> None:
        """Print the rows."""


def run_prompt(
    answer: Answer,
    *,
    expected: tuple[type[BaseException], ...],
    say: Callable[[BaseException], None],
    read: Callable[[str], str] = input,
) -> None:
    """Read statements and run them until the person leaves; errors of the `expected` kinds are said, others raised."""
    _set_up_editing()
    print("SQL, ended by a semicolon; .help lists what else there is.")
    for statement in _statements(read):
        if statement in (".exit", ".quit"):
            return
        try:
            if statement.startswith("."):
                _obey(statement, answer)
            else:
                answer(statement, most=MOST_ROWS)
        except KeyboardInterrupt:
            print()
        except expected as error:
            say(error)


def _statements(read: Callable[[str], str]) -> Iterator[str]:
    lines: list[str] = []
    while True:
        try:
            line = read(FURTHER if lines else FIRST)
        except KeyboardInterrupt:
            print()
            lines = []
            continue
        except EOFError:
            print()
            return
        word = line.strip()
        if not lines and (not word or word.startswith(".") or word.rstrip(";") in analyses()):
            yield from filter(None, [word.rstrip(";")])
            continue
        lines.append(line)
        if complete_statement("\n".join(lines)):
            yield "\n".join(lines)
            lines = []


def _obey(command: str, answer: Answer) -> None:
    name, _, argument = command.partition(" ")
    if name == ".tables":
        answer(TABLES_SQL)
    elif name == ".schema" and argument.strip():
        wanted = argument.strip()
        names = table_names()
        if wanted not in {*names, *names.values()}:
            print(f"There is no table {wanted}{did_you_mean(wanted, names, shown=names) or '.'}")
            return
        answer(COLUMNS_SQL, {"name": wanted})
    elif name == ".questions":
        models = read_models("analyses")
        asked = [(model.name, model.header["question"]) for model in models]
        asked += [(model.call, model.header["question"]) for model in read_models("macros")]
        answer(QUESTIONS_SQL, {"names": [name for name, _ in asked], "texts": [text for _, text in asked]})
    else:
        if name not in (".help", ".schema"):
            print(f"There is no {name}{did_you_mean(name, [known.split()[0] for known in COMMANDS]) or '.'}")
        for known, meaning in COMMANDS.items():
            print(f"  {known:<14} {meaning}")


def _set_up_editing() -> None:
    try:
        import readline
    except ImportError:  # some builds of Python come without it; the prompt works all the same
        return
    macros = (model.name for model in read_models("macros"))
    names = [*(word.split()[0] for word in COMMANDS), *analyses(), *macros, *table_names().values()]

    def complete(typed: str, number: int) -> str | None:
        return [name for name in [*names, None] if name is None or name.startswith(typed)][number]

    readline.set_completer(complete)
    readline.set_completer_delims(" \t\n,;()")
    readline.parse_and_bind("tab: complete")
