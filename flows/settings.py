"""Everything a run can be told, in one frozen object that is built once and handed down.

Each field says what it means, and `origin` where its default comes from; docs/settings.md is made from both.
"""

import os
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from flows.contracts.outlets import KnownOutlet

SECTION_FIELDS = {
    "folder_outlets": "folders",
    "outlets": "outlets",
}  # fields with a section of parallax.toml of their own


def read_place(given: object) -> Path | str:
    """Return a folder, or an address in an object store as it is given. ValueError where it is neither."""
    if isinstance(given, str) and "://" in given:
        return read_address(given)
    if isinstance(given, str) and not given.strip():
        raise ValueError("is empty: name a folder, or leave it out")
    if isinstance(given, str | Path):
        return Path(given)
    raise PydanticCustomError("place", "Input should be a path or an address")


def read_address(given: str) -> str:
    """Return an address in an object store. ValueError where it is none, or holds keys: these would end up in logs."""
    if not re.fullmatch(r"[a-z][a-z0-9+]+://[^\s@]+", given):
        raise ValueError("is no address: write s3://bucket/folder, without a name or key, which the environment holds")
    return given


def read_pipeline(given: object) -> Path | str:
    """Return the folder of a spaCy pipeline where a path is given, else the name of its package."""
    if isinstance(given, Path) or (isinstance(given, str) and ("/" in given or os.sep in given)):
        return Path(given)
    if isinstance(given, str) and re.fullmatch(r"[A-Za-z][\w-]*", given):
        return given
    raise PydanticCustomError("pipeline", "Input should be the name of a package, or a folder written with a slash")


class Settings(BaseModel):
    """What to read, where to publish, and how much at once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    raw: Annotated[Path | str, PlainValidator(read_place, json_schema_input_type=str)] = Field(
        Path("data/raw"),
        description="Folder that is read, at any depth, or its address in an object store (docs/scaling.md).",
        json_schema_extra={"origin": "where the sample corpus lies"},
    )
    warehouse: Path = Field(
        Path("data/warehouse"),
        description="Folder in which snapshots are published.",
        json_schema_extra={"origin": "beside the raw folder"},
    )
    publish_to: Annotated[str, AfterValidator(read_address)] | None = Field(
        None,
        description="Address in an object store where the Parquet files of each snapshot are published too.",
        json_schema_extra={"origin": "none: the warehouse is enough for one machine"},
    )
    decisions: Path = Field(
        Path("decisions.toml"),
        description="File of decisions by people (docs/decisions.md). The default may be absent, a file named may not.",
        json_schema_extra={"origin": "beside parallax.toml"},
    )
    workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        strict=True,
        ge=1,
        le=256,
        description="Processes that clean, extract and compare stories.",
        json_schema_extra={"origin": "the work is bound by computing, not by reading"},
    )
    executor: Literal["processes", "dask"] = Field(
        "processes",
        description="Who cleans, extracts and compares: processes of this machine, or a Dask cluster.",
        json_schema_extra={"origin": "one machine first: docs/scaling.md says how far it goes"},
    )
    scheduler: str | None = Field(
        None,
        min_length=1,
        description="Address of the scheduler of the Dask cluster, as tcp://host:8786.",
        json_schema_extra={"origin": 'none: it belongs to executor = "dask"'},
    )
    shard_documents: int = Field(
        200,
        strict=True,
        ge=1,
        le=10_000,
        description="Documents handed to a process at once; with their bytes they bound memory.",
        json_schema_extra={"origin": "a choice: seconds of work, beside which handing it over costs little"},
    )
    shard_bytes: int = Field(
        16 * 2**20,
        strict=True,
        ge=2**16,
        description="Bytes of raw items after which a shard is handed over even if not full.",
        json_schema_extra={"origin": "a choice: 200 pages of 80 kB"},
    )
    max_item_bytes: int = Field(
        20 * 2**20,
        strict=True,
        ge=2**10,
        description="Larger items are rejected as too_large.",
        json_schema_extra={"origin": "a choice: a news page is seldom over 5 MB"},
    )
    document_seconds: int = Field(
        600,
        strict=True,
        ge=0,
        description="Processor seconds that one document may take in one stage, else it is rejected; 0 for no limit.",
        json_schema_extra={"origin": "a choice: six times what cleaning 20 MB of HTML took; 1 MB took 4 s"},
    )
    worker_megabytes: int = Field(
        4096,
        strict=True,
        ge=0,
        description="Memory of each process beside this one; a document that needs more is rejected; 0 for no limit.",
        json_schema_extra={"origin": "a choice: twice what cleaning 20 MB of HTML took; 1 MB took 0.26 GB"},
    )
    load_megabytes: int | None = Field(
        None,
        strict=True,
        ge=0,
        description="Leave it unset, unless memory is short. Memory of DuckDB while a snapshot is built; the rest lies "
        "on disk. Unset: 512, and where that does not do, once more with four fifths of the machine. 0: four fifths "
        "at once. A number that was chosen holds: where it does not do, the run ends and says so.",
        json_schema_extra={"origin": "measured: 200 load 1,000 documents, and 512 load 101,000 in 1.5 GB"},
    )
    template_documents: int = Field(
        5,
        strict=True,
        ge=0,
        description="Documents of one site that share a line, from which on it may be template; 0 learns no templates.",
        json_schema_extra={
            "origin": "measured: at 4 no line of an article was taken in 2,400 texts of 92 outlets; one more is safer"
        },
    )
    template_share: float = Field(
        0.3,
        ge=0.05,
        le=1,
        description="Share of a site's documents that must share a line for it to be template.",
        json_schema_extra={
            "origin": "a credit to an agency stands in up to .21 of an outlet's texts, lines of a page's frame in most"
        },
    )
    spacy_pipeline: (
        Annotated[
            Path | str,
            PlainValidator(read_pipeline, json_schema_input_type=str),
            PlainSerializer(lambda place: str(place.absolute()) if isinstance(place, Path) else place),
        ]
        | None
    ) = Field(
        None,
        description="spaCy pipeline that helps to find names: a package, or a folder with a slash (docs/extending.md).",
        json_schema_extra={"origin": "none: the rules need no other model"},
    )
    kept_snapshots: int = Field(
        3,
        strict=True,
        ge=1,
        le=100,
        description="Published snapshots that are kept for open readers.",
        json_schema_extra={"origin": "the present one, and two for readers that opened an earlier one"},
    )
    allow_empty: bool = Field(
        False,
        strict=True,
        description="Publish even where nothing lies in the raw folder any more.",
        json_schema_extra={"origin": "a folder that was full and is empty is most often a disk that is not mounted"},
    )
    write_report: bool = Field(
        False,
        strict=True,
        description="Write the report (docs/report.md) in its usual place after each run that publishes.",
        json_schema_extra={"origin": "a choice: it takes about 80 ms of computing per story"},
    )
    notify_url: str | None = Field(
        None,
        description="Web address that is told of runs that fail or bring contradictions (docs/operations.md).",
        json_schema_extra={"origin": "none: nothing leaves the machine unless somebody says so"},
    )
    folder_outlets: dict[str, str] = Field(
        default_factory=dict,
        description="Folder below raw → name of the outlet whose documents lie in it.",
        json_schema_extra={"origin": "none: folders also name dates, topics or crawls"},
    )
    outlets: dict[str, KnownOutlet] = Field(
        default_factory=dict,
        description="Name of an outlet → what is known of it beside its documents.",
        json_schema_extra={"origin": "none: what documents say of their outlets is enough to begin with"},
    )

    @field_validator("notify_url")
    @classmethod
    def _is_of_the_web(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError(f"is {value!r:.80}: give an address that begins with https:// or http://")
        return value

    @model_validator(mode="after")
    def _scheduler_belongs_to_dask(self) -> "Settings":
        if self.executor == "dask" and not self.scheduler:
            raise ValueError("executor is dask: name its scheduler, as in --scheduler tcp://host:8786")
        # where the executor was chosen, a scheduler beside it is that of the file, which this run does not want
        if self.scheduler and "executor" not in self.model_fields_set:
            raise ValueError(
                f"scheduler is {self.scheduler}, and nothing says that it is to be used: add executor dask"
            )
        return self

    @property
    def raw_name(self) -> str:
        """The place that is read, whole and in one writing."""
        return self.raw.partition("?")[0] if isinstance(self.raw, str) else str(self.raw.resolve())

    @model_validator(mode="after")
    def _warehouse_is_not_read(self) -> "Settings":
        if isinstance(self.raw, str):
            return self
        raw, warehouse = self.raw.resolve(), self.warehouse.resolve()
        if warehouse.is_relative_to(raw):
            is_skipped = any(part.startswith(".") for part in warehouse.relative_to(raw).parts)
            if not is_skipped:
                raise ValueError(
                    f"The warehouse {self.warehouse} lies in the raw folder {self.raw} and would be read as texts; "
                    "put one of them elsewhere"
                )
        return self
