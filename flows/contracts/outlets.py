"""What people know of outlets beside what their documents say: other names, domain, groups, windows of collection."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Window(BaseModel):
    """Days on which an outlet was collected, both ends included; an end left out is open."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    from_on: date | None = Field(None, alias="from", description="First day on which the outlet was collected.")
    to_on: date | None = Field(None, alias="to", description="Last day on which the outlet was collected.")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Window":
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise ValueError(f"ends on {self.to_on}, before it begins on {self.from_on}")
        return self


class KnownOutlet(BaseModel):
    """What `parallax.toml` says of one outlet."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    aliases: tuple[str, ...] = Field((), description="Other names and domains under which its documents come.")
    domain: str | None = Field(None, description="Its internet domain.")
    groups: tuple[str, ...] = Field((), description="Groups it belongs to: owner, country, kind of press.")
    collected: tuple[Window, ...] = Field(
        (), description="Windows in which it was collected. Outside them its silence is no omission."
    )


def is_collected(windows: Sequence[Window], first: date, last: date) -> bool:
    """Return whether one of the windows holds all days from `first` to `last`.

    >>> is_collected([Window(from_on=date(2026, 3, 1))], date(2026, 3, 5), date(2026, 3, 7))
    True
    """
    return any(
        (window.from_on is None or window.from_on <= first) and (window.to_on is None or last <= window.to_on)
        for window in windows
    )
