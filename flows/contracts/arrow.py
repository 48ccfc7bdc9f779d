"""The tables as Arrow schemas and the one gate into them.

In: rows as mappings. Out: an Arrow table with exactly the declared columns, types and nullability, each field
carrying its sentence (it ends up in the Parquet file). What does not fit raises `ContractError`: wrong output is
worse than no output.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from flows.contracts.columns import Column
from flows.contracts.errors import ParallaxError
from flows.contracts.tables import TABLES, Table

Row = Mapping[str, object]

ARROW_TYPES: Mapping[str, pa.DataType] = {
    "text": pa.string(),
    "int": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "date": pa.date32(),
}
SCORE_DECIMALS = 4  # the contract's rule: more digits would differ between machines
ROUNDED_SUFFIXES = ("_score", "_share")


class ContractError(ParallaxError):
    """Rows do not fit their table. Says which table, which column, which row first, and what is wrong."""

    def __init__(self, table: str, column: str, problem: str, row: object = None, schema: str = "core") -> None:
        self.table, self.column, self.problem, self.row = table, column, problem, row
        shown = "" if row is None else f" First such row: {row!r:.300}."
        super().__init__(f"{schema}.{table}, column {column}: {problem}.{shown} Mend the code that makes these rows.")


@functools.cache
def arrow_schema(table_name: str) -> pa.Schema:
    """Return the Arrow schema of a core table, with descriptions as metadata."""
    table = TABLES[table_name]
    fields = [pa.field(c.name, ARROW_TYPES[c.type], c.name in table.nullable, field_metadata(c)) for c in table.columns]
    return pa.schema(fields, {"description": table.grain, "key": " ".join(table.key)})


def field_metadata(column: Column) -> dict[str, str]:
    """Return what a Parquet file says of a column: its description, and its closed list joined by blanks."""
    return {"description": column.description} | ({"codes": " ".join(column.codes)} if column.codes else {})


def conform(rows: Sequence[Row], table_name: str, *, is_unique: bool = True) -> pa.Table:
    """Return `rows` as an Arrow table of the contract, in the order given; scores rounded to four decimals.

    Raises ContractError for unknown or missing keys, a null where none may be, a value of the wrong type, a code
    outside its closed list, a score outside 0 to 1, or, with `is_unique`, a key that occurs twice.
    """
    table = TABLES[table_name]
    _check_keys(rows, table)
    arrays = [_column_array(rows, table, column) for column in table.columns]
    result = pa.Table.from_arrays(arrays, schema=arrow_schema(table_name))
    if is_unique:
        _check_unique(result, rows, table)
    return result


def unique_rows(
    batches: Iterable[pa.RecordBatch], table_name: str, key: Sequence[str], schema_name: str = "core"
) -> Iterator[pa.RecordBatch]:
    """Yield rows, which are sorted by their key, as they come. Raises ContractError where a key occurs twice."""
    last: pa.RecordBatch | None = None
    for batch in batches:
        keys = batch.select(list(key))
        pairs = [keys] if last is None else [keys, pa.concat_batches([last, keys.slice(0, 1)])]
        for rows in pairs:
            same = [pc.equal(column[1:], column[:-1]) for column in rows.columns]
            repeated = pc.index(functools.reduce(pc.and_, same), True).as_py()
            if repeated >= 0:
                row = rows.slice(repeated, 1).to_pylist()[0]
                raise ContractError(table_name, " ".join(key), "key occurs twice", row, schema_name)
        yield batch
        last = keys.slice(keys.num_rows - 1) if keys.num_rows else last


def _check_keys(rows: Sequence[Row], table: Table) -> None:
    names = set(table.column_names)
    for row in rows:
        if row.keys() != names:
            odd = sorted(names ^ set(row.keys()))
            raise ContractError(table.name, odd[0], "is missing from a row or unknown to the table", dict(row))


def _column_array(rows: Sequence[Row], table: Table, column: Column) -> pa.Array:
    values = [row[column.name] for row in rows]
    if column.name.endswith(ROUNDED_SUFFIXES):
        values = [None if value is None else round(float(value), SCORE_DECIMALS) for value in values]  # type: ignore[arg-type]
    try:
        array = pa.array(values, ARROW_TYPES[column.type])
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeEncodeError) as error:
        raise ContractError(table.name, column.name, f"is no {column.type} ({error})") from error
    if array.null_count and column.name not in table.nullable:
        raise ContractError(table.name, column.name, "may not be null", dict(rows[values.index(None)]))
    _check_values(array, table, column, rows)
    return array


def _check_values(array: pa.Array, table: Table, column: Column, rows: Sequence[Row]) -> None:
    if column.codes:
        known = pc.or_(pc.is_in(array, pa.array(column.codes)), pc.is_null(array))
        _raise_first(known, table, column, "holds a code outside its closed list", rows)
    if column.name.endswith(ROUNDED_SUFFIXES):
        inside = pc.and_(pc.greater_equal(array, 0.0), pc.less_equal(array, 1.0))
        _raise_first(pc.fill_null(inside, True), table, column, "lies outside 0 to 1", rows)


def _raise_first(good: pa.Array, table: Table, column: Column, problem: str, rows: Sequence[Row]) -> None:
    bad = pc.index(good, False).as_py()
    if bad >= 0:
        raise ContractError(table.name, column.name, problem, dict(rows[bad]))


def _check_unique(result: pa.Table, rows: Sequence[Row], table: Table) -> None:
    if result.group_by(list(table.key)).aggregate([]).num_rows == len(rows):
        return
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        key = tuple(row[name] for name in table.key)
        if key in seen:
            raise ContractError(table.name, " ".join(table.key), "key occurs twice", dict(row))
        seen.add(key)
