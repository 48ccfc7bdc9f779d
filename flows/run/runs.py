"""One run: who it is, what each step of it came to, and what is told of it afterwards."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.contracts.arrow import Row
from flows.contracts.ids import stable_id
from flows.load.checks import CheckResult
from flows.load.publish import BuiltSnapshot
from flows.run.gathering import DOCUMENT_STAGES, Gathered
from flows.run.versions import code_version
from flows.settings import Settings


@dataclass(frozen=True)
class Links:
    """What linking came to: how many stories were compared anew, and the seconds it took."""

    compared_count: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Loaded:
    """A snapshot that is ready to be switched in, and the seconds it took to build."""

    built: BuiltSnapshot
    seconds: float


@dataclass(frozen=True)
class Run:
    """A run of the pipeline."""

    started_at: datetime
    settings: Settings

    @property
    def run_id(self) -> str:
        """Id of the run: its beginning and its raw folder."""
        return stable_id("run", self.started_at.isoformat(), self.settings.raw_name)

    @property
    def snapshot_name(self) -> str:
        """Name of the snapshot that the run publishes; names sort by time."""
        return f"{self.started_at:%Y%m%dT%H%M%S}-{self.run_id}"

    def row(self, gathered: Gathered, links: Links) -> Row:
        """Return the run's row of core.runs, without its end."""
        return {
            "run_id": self.run_id,
            "started_at": self.started_at,
            "code_version": code_version(),
            "item_count": gathered.item_count,
            "document_count": len(gathered.documents),
            "reject_count": len(gathered.rejects),
            "reprocessed_count": gathered.reprocessed_count,
            **{f"{stage}_count": gathered.stage_counts.get(stage, 0) for stage in DOCUMENT_STAGES},
            "story_count": links.compared_count,
        }


@dataclass(frozen=True)
class RunSummary:
    """What a run came to: its id, counts, seconds of work per stage, and rows per published table.

    `work_counts`: how much each stage had to do: items read, documents cleaned and extracted from, stories compared.
    `report` is the first page of the report where the run wrote one.
    """

    run_id: str
    snapshot: Path
    item_count: int
    document_count: int
    reject_count: int
    work_counts: dict[str, int]
    seconds: dict[str, float]
    row_counts: dict[str, int]
    warnings: tuple[CheckResult, ...]
    report: Path | None = None


def summarise_run(run: Run, gathered: Gathered, links: Links, loaded: Loaded, snapshot: Path) -> RunSummary:
    """Return the summary of a run that was published."""
    seconds = {**gathered.seconds, "link": links.seconds, "load": loaded.seconds}
    work = {stage: gathered.stage_counts.get(stage, 0) for stage in DOCUMENT_STAGES}
    return RunSummary(
        run_id=run.run_id,
        snapshot=snapshot,
        item_count=gathered.item_count,
        document_count=len(gathered.documents),
        reject_count=len(gathered.rejects),
        work_counts={**work, "compare": links.compared_count},
        seconds={stage: round(value, 3) for stage, value in seconds.items()},
        row_counts=dict(loaded.built.row_counts),
        warnings=tuple(check for check in loaded.built.checks if check.failed_count),
    )
