"""Everything a run can be told, in one frozen object that is built once and handed down.

Each field says what it means, and `origin` where its default comes from; docs/settings.md is made from both.
"""

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from flows.contracts.outlets import KnownOutlet

SECTION_FIELDS = {
    "folder_outlets": "folders",
    "outlets": "outlets",
}  # fields with a section of parallax.toml of their own


class Settings(BaseModel):
    """What to read, where to publish, and how much at once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    raw: Path = Field(
        Path("data/raw"),
        description="Folder that is read, at any depth.",
        json_schema_extra={"origin": "where the sample corpus lies"},
    )
    warehouse: Path = Field(
        Path("data/warehouse"),
        description="Folder in which snapshots are published.",
        json_schema_extra={"origin": "beside the raw folder"},
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
        description="Processes that clean and extract.",
        json_schema_extra={"origin": "the work is bound by computing, not by reading"},
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
        json_schema_extra={"origin": "measured: hostile texts of 1 MB take up to 25 s, and 20 MB is the largest item"},
    )
    worker_megabytes: int = Field(
        4096,
        strict=True,
        ge=0,
        description="Memory of each process beside this one; a document that needs more is rejected; 0 for no limit.",
        json_schema_extra={"origin": "a choice: twice what texts of 20 MB took, measured"},
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

    @model_validator(mode="after")
    def _warehouse_is_not_read(self) -> "Settings":
        raw, warehouse = self.raw.resolve(), self.warehouse.resolve()
        if warehouse.is_relative_to(raw):
            is_skipped = any(part.startswith(".") for part in warehouse.relative_to(raw).parts)
            if not is_skipped:
                raise ValueError(
                    f"The warehouse {self.warehouse} lies in the raw folder {self.raw} and would be read as texts; "
                    "put one of them elsewhere"
                )
        return self
