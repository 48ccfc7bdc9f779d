"""The version of the contract: what those who read the published tables rely on."""

import functools

from flows.contracts.ids import stable_id
from flows.contracts.mart_columns import MART_COLUMNS
from flows.contracts.tables import TABLES

# Raised by hand, with a changelog line, with each change after which a reader's query may fail or mean something else:
# a table or column that goes, is renamed, or has another type or meaning. Warehouses that name none are older.
CONTRACT_NUMBER = 1


@functools.cache
def contract_version() -> str:
    """Return the contract's number and a sign of all names, types, keys and closed lists, such as '1+3f9a0c1d'.

    Equal signs mean that a query written for one snapshot runs on the other.
    """
    parts = [f"{c.name} {c.type}" for c in MART_COLUMNS.values()]
    for table in TABLES.values():
        parts.append(f"{table.name} {' '.join(table.key)} {' '.join(sorted(table.nullable))}")
        parts += [f"{c.name} {c.type} {' '.join(c.codes)}" for c in table.columns]
    return f"{CONTRACT_NUMBER}+{stable_id(*parts)[:8]}"


def contract_number(version: object) -> int:
    """Return the number of a version that was published, 0 where it is none.

    >>> contract_number("2+3f9a0c1d"), contract_number(None)
    (2, 0)
    """
    number = str(version).partition("+")[0]
    return int(number) if number.isdecimal() else 0
