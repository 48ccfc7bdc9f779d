"""What DuckDB says of a query, as one sentence with the nearest name that this warehouse has.

In: the message of an error. Out: a sentence. DuckDB suggests names of its own catalogue too, and draws an arrow below
the query, which means nothing once the lines are joined. Messages of other forms stay as they are, without the arrow.
"""

import re

from flows.contracts.names import did_you_mean
from flows.contracts.tables import TABLES
from flows.load.models import read_models

NO_TABLE = re.compile(r"Table with name (\S+) does not exist")
NO_COLUMN = re.compile(
    r'(?:Referenced column "(?P<bare>[^"]+)" not found|Table "[^"]+" does not have a column named "(?P<dotted>[^"]+)")'
)
QUOTED = re.compile(r'"([^"]+)"')
ARROW = re.compile(r"(?<!\s)\s*+\bLINE \d+:.*", re.DOTALL)


def sql_sentence(message: str) -> str:
    """Return a message of DuckDB as one sentence.

    >>> sql_sentence('Catalog Error: Table with name storys does not exist! Did you mean "pg_stat"?')
    "There is no table 'storys'; did you mean 'core.stories'?"
    >>> sql_sentence('Parser Error: syntax error at or near "selct"\\n\\nLINE 1: selct 1\\n ^')
    'Parser Error: syntax error at or near "selct".'
    """
    if found := NO_TABLE.search(message):
        return f"There is no table '{found[1]}'{_near_table(found[1])}"
    if found := NO_COLUMN.search(message):
        name = found["bare"] or found["dotted"]
        candidates = QUOTED.findall(ARROW.sub("", message).partition("Candidate bindings:")[2])
        return f"There is no column '{name}' here{_near_column(name, candidates)}"
    sentence = " ".join(ARROW.sub("", message).split())
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def table_names() -> dict[str, str]:
    """Return the tables of a warehouse: name without schema → name with it."""
    names = {name: f"core.{name}" for name in TABLES}
    return names | {model.name: f"marts.{model.name}" for model in read_models("marts")}


def _near_table(name: str) -> str:
    names = table_names()
    return did_you_mean(name, names, shown=names) or ". `.tables` at the prompt of `parallax sql` lists them."


def _near_column(name: str, candidates: list[str]) -> str:
    owners = [f"core.{table}" for table, found in TABLES.items() if any(c.name == name for c in found.columns)]
    if owners:
        return f". These have one: {', '.join(owners)}."
    return did_you_mean(name, candidates) or f". Near ones: {', '.join(candidates)}."
