"""What a published snapshot was made from and holds, asked of its folder."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.load.changes import ITEMS_NAME
from flows.load.datapackage import DATAPACKAGE_NAME
from flows.load.kept import is_whole
from flows.read.documents import Reject


@dataclass(frozen=True)
class SnapshotKey:
    """What the rows of a snapshot depend on: the documents, the versions of all stages, corrections and settings."""

    content_id: str
    rules_id: str

    def made(self, snapshot: Path | None) -> bool:
        """Tell whether a published snapshot holds just these rows, and all of them."""
        return snapshot is not None and is_whole(snapshot) and read_key(snapshot) == self


def read_key(snapshot: Path) -> SnapshotKey | None:
    """Return what a published snapshot was made from, None where it does not say."""
    try:
        package = json.loads((snapshot / DATAPACKAGE_NAME).read_text(encoding="utf-8"))
        return SnapshotKey(package["content_id"], package["rules_id"])
    except (OSError, ValueError, KeyError):
        return None


def dropped_places(rejects: Iterable[Reject]) -> frozenset[tuple[str, str | None]]:
    """Return where the documents lie that people have taken down: path and member."""
    return frozenset((reject.path, reject.member) for reject in rejects if reject.reason_code == "dropped")


def document_count(snapshot: Path | None) -> int:
    """Return how many documents a published snapshot holds; 0 where there is none, or it does not say."""
    try:
        return int(pq.read_metadata(snapshot / ITEMS_NAME).num_rows) if snapshot else 0
    except (OSError, ValueError):
        return 0


def run_ids(snapshot: Path | None) -> frozenset[str]:
    """Return the ids of all runs that a published snapshot tells of; none where there is none, or it does not say."""
    if snapshot is None:
        return frozenset()
    try:
        return frozenset(pq.read_table(snapshot / "core" / "runs", columns=["run_id"])["run_id"].to_pylist())
    except (OSError, ValueError):
        return frozenset()


def holds_any(snapshot: Path, document_ids: Collection[str], places: Collection[tuple[str, str | None]] = ()) -> bool:
    """Tell whether a snapshot holds one of these documents, or at one of these places (path and member) any document.

    True where it does not say which ones it holds.
    """
    if not document_ids and not places:
        return False
    try:
        held = pq.read_table(snapshot / "core" / "documents", columns=["document_id", "path", "member"])
    except (OSError, ValueError):
        return True
    if pc.any(pc.is_in(held["document_id"], pa.array(sorted(document_ids), pa.string()))).as_py():
        return True
    near = held.filter(pc.is_in(held["path"], pa.array(sorted({path for path, _ in places}), pa.string())))
    return any((row["path"], row["member"]) in places for row in near.to_pylist())
