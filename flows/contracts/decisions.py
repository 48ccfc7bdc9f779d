"""What people decided about a corpus: one record per decision, and what came of it.

A decision is a target, by the kind of action, with a note on why, by whom and when. Its id is a hash of the action and
the target, so that the same decision keeps its id when the note is reworded. The rooms apply decisions to their own
records and give an `Outcome` for each; reading the file is not their task.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from flows.contracts.arrow import Row
from flows.contracts.ids import stable_id

DISMISSED = "dismissed"  # the relation of two values of which a person said that they contradict each other in nothing


@dataclass(frozen=True)
class NotAContradiction:
    """Two values of a fact, by their ids, that do not contradict each other: how they stand instead."""

    action_code: ClassVar[str] = "not_a_contradiction"
    values: tuple[str, str]
    relation: str = DISMISSED

    @property
    def target_text(self) -> str:
        """The pair of values, whatever the order they were given in."""
        return " / ".join(sorted(self.values))


@dataclass(frozen=True)
class MergeEntities:
    """Entities, by id or name, that are one and the same: `into`. `entity_type` tells namesakes apart."""

    action_code: ClassVar[str] = "merge_entities"
    entities: tuple[str, ...]
    into: str
    entity_type: str | None = None

    @property
    def target_text(self) -> str:
        """The entities and the one they become."""
        kind = f" ({self.entity_type})" if self.entity_type else ""
        return f"{'; '.join(sorted(self.entities))} → {self.into}{kind}"


@dataclass(frozen=True)
class SplitStory:
    """Documents that are a story of their own; with `story_id`, only where they stand in that story."""

    action_code: ClassVar[str] = "split_story"
    documents: tuple[str, ...]
    story_id: str | None = None

    @property
    def target_text(self) -> str:
        """The documents, and the story they leave where one is named."""
        story = f" out of {self.story_id}" if self.story_id else ""
        return f"{'; '.join(sorted(self.documents))}{story}"


@dataclass(frozen=True)
class SameOutlet:
    """An outlet, by name, domain or id, that is another one."""

    action_code: ClassVar[str] = "same_outlet"
    outlet: str
    same_as: str

    @property
    def target_text(self) -> str:
        """The outlet and the one it is."""
        return f"{self.outlet} → {self.same_as}"


@dataclass(frozen=True)
class DropDocument:
    """A document that may not be published: its id, external id, path, or path#member."""

    action_code: ClassVar[str] = "drop_document"
    document: str

    @property
    def target_text(self) -> str:
        """The document."""
        return self.document


Target = NotAContradiction | MergeEntities | SplitStory | SameOutlet | DropDocument


@dataclass(frozen=True)
class Decision:
    """One decision: what is to be done, why, who says so, and since when."""

    target: Target
    reason_text: str
    decided_by: str | None = None
    decided_on: date | None = None

    @property
    def action_code(self) -> str:
        """What kind of decision it is."""
        return self.target.action_code

    @property
    def decision_id(self) -> str:
        """Hash of the action and its target; the note is left out."""
        return stable_id("decision", self.action_code, self.target.target_text)


@dataclass(frozen=True)
class Outcome:
    """What came of a decision.

    `is_applied`: its target was found, so that what it asks for holds. `applied_count`: rows that had to be changed
    for it. `detail`: what was not found or not clear, and what to do next.
    """

    decision_id: str
    is_applied: bool
    applied_count: int = 0
    detail: str | None = None


@dataclass(frozen=True)
class DocumentNames:
    """All that a decision can call a document by."""

    document_id: str
    path: str
    member: str | None = None
    external_id: str | None = None

    def is_called(self, name: str) -> bool:
        """Return whether `name` is the document's id, external id, path or path#member.

        >>> DocumentNames("d1", "wire/march.jsonl", "line 3").is_called("wire/march.jsonl#line 3")
        True
        """
        return name in self.names

    @property
    def names(self) -> tuple[str, ...]:
        """All of them: id, external id, path, path#member."""
        place = f"{self.path}#{self.member}" if self.member else None
        return tuple(name for name in (self.document_id, self.external_id, self.path, place) if name)


class Drops:
    """The decisions that drop documents, to be asked about one document after the other."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._by_name = {d.target.document: d for d in decisions if isinstance(d.target, DropDocument)}

    def find(self, document: DocumentNames) -> list[Decision]:
        """Return the decisions that drop a document. A path drops every document of the file."""
        if not self._by_name:
            return []
        return [self._by_name[name] for name in dict.fromkeys(document.names) if name in self._by_name]


def drop_outcomes(decisions: Iterable[Decision], dropped_counts: Mapping[str, int]) -> list[Outcome]:
    """Return what came of the decisions that drop documents; `dropped_counts`: decision id → documents dropped."""
    found = []
    for decision in decisions:
        if isinstance(decision.target, DropDocument):
            count = dropped_counts.get(decision.decision_id, 0)
            detail = None if count else f"{unknown_document(decision.target.document)}, or it is no longer there"
            found.append(Outcome(decision.decision_id, count > 0, count, detail))
    return found


def unknown_document(name: str) -> str:
    """Return the beginning of a sentence that says that no document has this name."""
    return f"No document is called {name}: give its document_id, external_id, path, or path#member"


def decision_rows(decisions: Sequence[Decision], outcomes: Iterable[Outcome]) -> list[Row]:
    """Return the rows of core.decisions, in the order of their ids; a decision may have outcomes in several rooms."""
    by_id: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_id.setdefault(outcome.decision_id, []).append(outcome)
    return [
        _decision_row(decision, by_id.get(decision.decision_id, []))
        for decision in sorted(decisions, key=lambda decision: decision.decision_id)
    ]


def _decision_row(decision: Decision, outcomes: Sequence[Outcome]) -> Row:
    details = sorted({outcome.detail for outcome in outcomes if outcome.detail})
    return {
        "decision_id": decision.decision_id,
        "action_code": decision.action_code,
        "target_text": decision.target.target_text,
        "reason_text": decision.reason_text,
        "decided_by": decision.decided_by,
        "decided_on": decision.decided_on,
        "is_applied": any(outcome.is_applied for outcome in outcomes),
        "applied_count": sum(outcome.applied_count for outcome in outcomes),
        "detail": "; ".join(details) or None,
    }
