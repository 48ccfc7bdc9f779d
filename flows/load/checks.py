"""The data checks of sql/checks: each is a question whose answer should be no rows."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import duckdb

from flows.load.models import Model, read_models

EXAMPLES = 3  # of offending rows


@dataclass(frozen=True)
class CheckResult:
    """One data check: how many offending rows it found and, for a reader, the first of them."""

    name: str
    severity: str
    question: str
    failed_count: int
    columns: tuple[str, ...] = ()
    examples: tuple[tuple[object, ...], ...] = ()

    def with_more(self, other: "CheckResult") -> "CheckResult":
        """Return what the same check found here and in other rows."""
        examples = (*self.examples, *other.examples)[:EXAMPLES]
        return replace(other, failed_count=self.failed_count + other.failed_count, examples=examples)

    @property
    def is_failure(self) -> bool:
        """True where the finding must stop the snapshot."""
        return self.severity == "fail" and self.failed_count > 0


class SliceChecks:
    """The checks of the scope of a story, run over slices while these are looked at (see scopes.py)."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, slice_names: AbstractSet[str]) -> None:
        """Take the names of the slices whose rows were not checked before."""
        self._connection, self._slice_names = connection, slice_names
        self._models = [model for model in read_models("checks") if model.is_of_story]
        self.found = {model.name: _nothing_found(model) for model in self._models}

    def look(self, slice_name: str) -> None:
        """Check the slice that is looked at."""
        if slice_name in self._slice_names:
            for model in self._models:
                self.found[model.name] = self.found[model.name].with_more(_run_check(self._connection, model))


def run_checks(
    connection: duckdb.DuckDBPyConnection, about: str | None = None, known: Iterable[CheckResult] = ()
) -> list[CheckResult]:
    """Run every data check, or those that read the table `about`; return what each found, with three offending rows.

    Those of which the result is `known` are not run.
    """
    done = {check.name: check for check in known}
    chosen = (model for model in read_models("checks") if about is None or about in model.sources)
    return [done.get(model.name) or _run_check(connection, model) for model in chosen]


def _run_check(connection: duckdb.DuckDBPyConnection, model: Model) -> CheckResult:
    relation = connection.execute(model.sql)
    columns = tuple(column[0] for column in relation.description)
    rows = relation.fetchall()
    return replace(_nothing_found(model), failed_count=len(rows), columns=columns, examples=tuple(rows[:EXAMPLES]))


def _nothing_found(model: Model) -> CheckResult:
    return CheckResult(model.name, model.header["severity"], model.header["question"], 0)
