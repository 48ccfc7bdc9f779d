"""Entities that people know to be one: the same person, organisation or place under several names.

In: the entities of a corpus and the decisions `merge_entities`. Out: `MergedEntities`, which leads the id of each
entity that was merged to the one it is now, and gives rows with those ids. An entity is called by its id
or its name; a name that several entities bear is not guessed at but reported. The order of decisions changes nothing:
where two decisions send an entity to different ones, or in a circle, none of them is applied to it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flows.contracts.arrow import Row
from flows.contracts.decisions import Decision, MergeEntities, Outcome
from flows.extract.annotations import Entity

ENTITY_COLUMNS = ("entity_id", "speaker_entity_id", "affiliation_entity_id")

Details = dict[str, list[str]]  # by decision: what was not found or not clear
Wanted = Mapping[str, Mapping[str, Sequence[str]]]  # entity → what it is to be → the decisions that say so


@dataclass(frozen=True)
class MergedEntities:
    """Ids of merged entities → the entity each one is now, and what came of the decisions."""

    now: Mapping[str, Entity] = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()

    def in_row(self, row: Row) -> Row:
        """Return a row of mentions, roles or quotations with the entities that its own ones are now."""
        changed = {name: self._id_now(str(row[name])) for name in ENTITY_COLUMNS if row.get(name) in self.now}
        if "entity_id" in changed and "entity_type" in row:
            changed["entity_type"] = self.now[str(row["entity_id"])].entity_type
        return {**row, **changed} if changed else row

    def _id_now(self, entity_id: str) -> str:
        return self.now[entity_id].entity_id if entity_id in self.now else entity_id


NOTHING_MERGED = MergedEntities()


def merge_entities(entities: Iterable[Entity], decisions: Sequence[Decision]) -> MergedEntities:
    """Return what the decisions make of the entities of a corpus."""
    chosen = {d.decision_id: d.target for d in decisions if isinstance(d.target, MergeEntities)}
    if not chosen:
        return MergedEntities()
    named = _Named.of(entities)
    details: Details = defaultdict(list)
    wanted = _find_wanted(chosen, named, details)
    into = _choose_goals(wanted, named, details)
    counts = dict.fromkeys(chosen, 0)
    now: dict[str, Entity] = {}
    for entity_id in sorted(into):
        deciding, end = wanted[entity_id][into[entity_id]], _end_of(entity_id, into)
        for decision_id in deciding:
            if end is None:
                name = named.by_id[entity_id].name
                details[decision_id].append(f"{name} is merged in a circle: decide which name stays")
            else:
                now[entity_id] = named.by_id[end]
                counts[decision_id] += 1
    return MergedEntities(now, tuple(_outcome(i, counts[i], details[i]) for i in sorted(chosen)))


@dataclass(frozen=True)
class _Named:
    """The entities of a corpus by id and by name."""

    by_id: Mapping[str, Entity]
    ids_of: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> "_Named":
        by_id = {entity.entity_id: entity for entity in entities}
        ids_of: dict[str, list[str]] = defaultdict(list)
        for entity_id, entity in sorted(by_id.items()):
            ids_of[_folded(entity.name)].append(entity_id)
        return cls(by_id, ids_of)

    def find(self, name: str, entity_type: str | None, details: list[str]) -> str | None:
        """Return the entity of an id or a name; None, with the reason added to `details`, where it is not one."""
        if name in self.by_id:
            return name
        found = [i for i in self.ids_of.get(_folded(name), ()) if entity_type in (None, self.by_id[i].entity_type)]
        exact = [entity_id for entity_id in found if self.by_id[entity_id].name == name]
        found = exact or found
        if len(found) > 1:
            kinds = ", ".join(f"{self.by_id[i].name}, {self.by_id[i].entity_type}, {i}" for i in found)
            details.append(f"{name} is several entities ({kinds}): give the id, or a type")
        elif not found:
            kind = entity_type or "entity"
            details.append(f"No {kind} is called {name}: give an entity_id or entity_name of core.entities")
        return found[0] if len(found) == 1 else None


def _find_wanted(chosen: Mapping[str, MergeEntities], named: _Named, details: Details) -> Wanted:
    wanted: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for decision_id, target in sorted(chosen.items()):
        goal = named.find(target.into, target.entity_type, details[decision_id])
        if goal is None:
            continue
        found = [named.find(name, target.entity_type, details[decision_id]) for name in sorted(target.entities)]
        for entity_id in sorted({entity_id for entity_id in found if entity_id is not None} - {goal}):
            wanted[entity_id][goal].append(decision_id)
    return wanted


def _choose_goals(wanted: Wanted, named: _Named, details: Details) -> dict[str, str]:
    """Return what each entity is to be, where all decisions about it agree."""
    into = {}
    for entity_id, goals in sorted(wanted.items()):
        if len(goals) == 1:
            into[entity_id] = next(iter(goals))
            continue
        names = " and ".join(sorted(named.by_id[goal].name for goal in goals))
        for decision_id in sorted({decision_id for deciding in goals.values() for decision_id in deciding}):
            details[decision_id].append(f"{named.by_id[entity_id].name} is merged into {names}: decide for one")
    return into


def _outcome(decision_id: str, count: int, details: Sequence[str]) -> Outcome:
    return Outcome(decision_id, count > 0 or not details, count, "; ".join(details) or None)


def _end_of(entity_id: str, into: Mapping[str, str]) -> str | None:
    """Return where a chain of merges ends; None where it runs in a circle."""
    passed = {entity_id}
    while entity_id in into:
        entity_id = into[entity_id]
        if entity_id in passed:
            return None
        passed.add(entity_id)
    return entity_id


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
