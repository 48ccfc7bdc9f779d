"""Everything a run can be told, in one frozen object that is built once and handed down."""

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """What to read, where to publish, and how much at once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    raw: Path = Field(Path("data/raw"), description="Folder that is read, at any depth.")
    warehouse: Path = Field(Path("data/warehouse"), description="Folder in which snapshots are published.")
    workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        ge=1,
        le=256,
        description="Processes that clean and extract. Default: one per processor.",
    )
    shard_documents: int = Field(
        200, ge=1, le=10_000, description="Documents handed to a process at once; with their bytes they bound memory."
    )
    shard_bytes: int = Field(
        16 * 2**20, ge=2**16, description="Bytes of raw items after which a shard is handed over even if not full."
    )
    max_item_bytes: int = Field(
        20 * 2**20, ge=2**10, description="Larger items are rejected as too_large: a news page is seldom over 5 MB."
    )
    folder_outlets: dict[str, str] = Field(
        default_factory=dict, description="Folder below raw → name of the outlet whose documents lie in it."
    )
    kept_snapshots: int = Field(3, ge=1, le=100, description="Published snapshots that are kept for open readers.")
