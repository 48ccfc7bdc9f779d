"""The version of the contract: what those who read the published tables rely on."""

import functools

from flows.contracts.ids import stable_id
from flows.contracts.mart_columns import MART_COLUMNS
from flows.contracts.tables import TABLES

CONTRACT_NUMBER = 1  # raised by hand when a name goes or changes its meaning, with a migration and a changelog line


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
