"""What people know, applied to a run: the settings' outlets, and the decisions (flows/configure/decisions.py).

In: the assembled rows of the documents, the settings, the decisions. Out: `Corrections`, by which the assembly gives
the corrected rows, and what came of each decision. Nothing of it is kept between runs, so that a decision taken back
leaves no trace.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flows.contracts.decisions import Decision, NotAContradiction, Outcome, decision_rows, drop_outcomes
from flows.contracts.ids import stable_id
from flows.contracts.outlets import KnownOutlet, Window
from flows.extract.annotations import Entity
from flows.extract.header.outlets import outlet_id_of
from flows.link.facts.dismissals import FACT_TABLES, dismiss_contradictions
from flows.link.merged_entities import merge_entities
from flows.link.outlets import OutletSighting, resolve_outlets
from flows.load.assembly import Assembly, Corrections


@dataclass(frozen=True)
class Corrected:
    """An assembly that gives corrected rows, and what came of the decisions so far."""

    assembly: Assembly
    outcomes: tuple[Outcome, ...] = ()


def knowledge_id(known: Mapping[str, KnownOutlet], decisions: Sequence[Decision]) -> str:
    """Return the id of all that people know; any difference in it gives another one."""
    outlets = sorted(f"{name} {outlet.model_dump_json()}" for name, outlet in known.items())
    return stable_id("known", *outlets, "decided", *sorted(map(repr, decisions)))


def windows_by_outlet(known: Mapping[str, KnownOutlet]) -> dict[str, Sequence[Window]]:
    """Return when outlets were collected, by outlet id, for those of which that is known."""
    return {outlet_id_of(name): outlet.collected for name, outlet in known.items() if outlet.collected}


def correct_documents(
    assembly: Assembly, known: Mapping[str, KnownOutlet], decisions: Sequence[Decision], dropped: Mapping[str, str]
) -> Corrected:
    """Resolve the outlets and merge the entities of a corpus. `dropped`: document id → decision that keeps it out."""
    outlets = resolve_outlets(_sightings(assembly), known, decisions)
    merged = merge_entities(_entities(assembly) if decisions else (), decisions)
    rows = {"outlets": outlets.outlets, "outlet_groups": outlets.groups, "outlet_windows": outlets.windows}
    corrected = replace(assembly, corrections=Corrections(outlets.outlet_ids, merged, rows))
    drops = drop_outcomes(decisions, Counter(dropped.values()))
    return Corrected(corrected, (*outlets.outcomes, *merged.outcomes, *drops))


def correct_links(corrected: Corrected, decisions: Sequence[Decision]) -> Assembly:
    """Apply the decisions about contradictions to the linked rows, and say what came of all decisions."""
    assembly = corrected.assembly
    outcomes = [*corrected.outcomes, *assembly.linked.outcomes()]
    rows = dict(assembly.corrections.rows)
    if any(isinstance(decision.target, NotAContradiction) for decision in decisions):
        found = {name: assembly.linked.table(name).to_pylist() for name in FACT_TABLES}
        judged, about_facts = dismiss_contradictions(found, decisions)
        rows |= judged
        outcomes += about_facts
    rows["decisions"] = decision_rows(decisions, outcomes)
    return replace(assembly, corrections=replace(assembly.corrections, rows=rows))


def _sightings(assembly: Assembly) -> Iterable[OutletSighting]:
    for table in assembly.owned_rows("outlets"):
        for row in table.to_pylist():
            yield OutletSighting(**row)


def _entities(assembly: Assembly) -> Iterable[Entity]:
    rows = assembly.read_table("entities").to_pylist()
    return [Entity(r["entity_id"], r["entity_type"], r["entity_name"], r["country_code"]) for r in rows]
