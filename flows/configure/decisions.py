"""`decisions.toml`: corrections by people that hold in each run.

In: the file that the settings name; the default one may be absent. Out: decisions in the order of their ids. Each
`[[decision]]` has an `action`, the target that the action needs, a `reason`, and optionally `by` and `on`. What does
not fit is an error that names the entry and the nearest key; whether a target is there is found out when it is applied.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from flows.configure.toml_files import ConfigurationError, key_names, read_model, read_toml, refuse_unknown_keys
from flows.contracts.columns import DECISION_ACTIONS
from flows.contracts.decisions import (
    DISMISSED,
    Decision,
    DropDocument,
    MergeEntities,
    NotAContradiction,
    SameOutlet,
    SplitStory,
    Target,
)
from flows.contracts.names import nearest_name

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]


class _Entry(BaseModel, ABC):
    model_config = ConfigDict(frozen=True, extra="forbid")

    action: str
    reason: Text
    by: Text | None = None
    on: date | None = None

    @abstractmethod
    def target(self) -> Target:
        """Return what the entry is about."""


class _NotAContradiction(_Entry):
    values: tuple[Text, Text]
    relation: Literal["update", "refinement"] | None = None

    def target(self) -> Target:
        return NotAContradiction(self.values, self.relation or DISMISSED)


class _MergeEntities(_Entry):
    entities: Texts
    into: Text
    type: Literal["person", "organisation", "place"] | None = None

    def target(self) -> Target:
        return MergeEntities(self.entities, self.into, self.type)


class _SplitStory(_Entry):
    documents: Texts
    story: Text | None = None

    def target(self) -> Target:
        return SplitStory(self.documents, self.story)


class _SameOutlet(_Entry):
    outlet: Text
    same_as: Text = Field(alias="is")

    def target(self) -> Target:
        return SameOutlet(self.outlet, self.same_as)


class _DropDocument(_Entry):
    document: Text

    def target(self) -> Target:
        return DropDocument(self.document)


ENTRIES: Mapping[str, type[_Entry]] = {
    "not_a_contradiction": _NotAContradiction,
    "merge_entities": _MergeEntities,
    "split_story": _SplitStory,
    "same_outlet": _SameOutlet,
    "drop_document": _DropDocument,
}
assert tuple(ENTRIES) == DECISION_ACTIONS, "an action of the contract cannot be read"


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file in the order of their ids, none where there is no file.

    ConfigurationError where an entry cannot be used, or two say of the same target what to do.
    """
    if not path.exists():
        return ()
    content = read_toml(path)
    refuse_unknown_keys(path, "", content, ["decision"])
    entries = content.get("decision", [])
    if not isinstance(entries, list):
        raise ConfigurationError(f"{path}: [decision] stands once: write [[decision]], in two brackets, for each.")
    found: dict[str, tuple[int, Decision]] = {}
    for number, entry in enumerate(entries, start=1):
        decision = _read_entry(path, number, entry)
        earlier, _ = found.setdefault(decision.decision_id, (number, decision))
        if earlier != number:
            raise ConfigurationError(
                f"{path}: decisions no. {earlier} and no. {number} are about the same ({decision.action_code}: "
                f"{decision.target.target_text}): leave one of them."
            )
    return tuple(decision for _, (_, decision) in sorted(found.items()))


def _read_entry(path: Path, number: int, entry: object) -> Decision:
    where = f"decision no. {number}"
    if not isinstance(entry, Mapping):
        raise ConfigurationError(f"{path}: {where} is {entry!r:.80}: write [[decision]] and its keys below it.")
    action = entry.get("action")
    if action is None:
        refuse_unknown_keys(path, where, entry, {key for model in ENTRIES.values() for key in key_names(model)})
        raise ConfigurationError(f"{path}: {where} lacks the key 'action': give one of {', '.join(ENTRIES)}.")
    if str(action) not in ENTRIES:
        nearest = nearest_name(str(action), ENTRIES)
        raise ConfigurationError(
            f"{path}: {where} has the unknown action '{action}'; did you mean '{nearest}'? "
            f"Known here: {', '.join(ENTRIES)}."
        )
    read: _Entry = read_model(ENTRIES[str(action)], entry, path=path, where=f"{where} ({action})")
    return Decision(read.target(), read.reason, read.by, read.on)
