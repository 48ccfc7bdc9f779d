"""The outlets of a corpus: which documents are of the same one.

In: what each document says of its outlet (name, domain, the id it got alone), what `parallax.toml` says of outlets, and
the decisions `same_outlet`. Out: the outlet of each document, and the rows of core.outlets, outlet_groups and
outlet_windows. The result depends on the set of documents only.

Method, from the surest to the least sure: an alias belongs to the outlet that lists it; a decision joins two outlets;
documents that know their outlet by a domain or an abbreviation only join the outlet that other documents of the domain
name in full, where one full name fits and nobody placed them otherwise. Else a document that gives a name goes by it,
whatever its domain: many outlets publish on a platform's. The joined outlet has the id of the one in the settings, else
of the one the decision names, else of the named one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flows.contracts.arrow import Row
from flows.contracts.decisions import Decision, Outcome, SameOutlet
from flows.contracts.ids import ID_HEX_DIGITS
from flows.contracts.outlets import KnownOutlet
from flows.extract.header.outlets import abbreviation_in, bears_domain, domain_of, is_domain, outlet_id_of, spells_out

ID = re.compile(rf"[0-9a-f]{{{ID_HEX_DIGITS}}}")


@dataclass(frozen=True)
class OutletSighting:
    """What one document says of its outlet, and the id the outlet has by that alone."""

    document_id: str
    outlet_id: str
    outlet_name: str | None
    outlet_domain: str | None
    is_identified: bool


@dataclass(frozen=True)
class ResolvedOutlets:
    """The outlet of each document, the rows about outlets in the order of their keys, and what decisions came to."""

    outlet_ids: Mapping[str, str]
    outlets: tuple[Row, ...]
    groups: tuple[Row, ...]
    windows: tuple[Row, ...]
    outcomes: tuple[Outcome, ...]


@dataclass
class _Joined:
    """Which outlets are the same: each id leads to the id it was joined to, if any."""

    into: dict[str, str] = field(default_factory=dict)

    def end_of(self, outlet_id: str) -> str:
        """Return the id that an outlet goes by."""
        while outlet_id in self.into:
            outlet_id = self.into[outlet_id]
        return outlet_id

    def join(self, outlet_id: str, other: str) -> bool:
        """Let all that goes by `outlet_id` go by `other`; False where they are one already."""
        first, last = self.end_of(outlet_id), self.end_of(other)
        if first != last:
            self.into[first] = last
        return first != last


def resolve_outlets(
    sightings: Iterable[OutletSighting],
    known: Mapping[str, KnownOutlet] | None = None,
    decisions: Sequence[Decision] = (),
) -> ResolvedOutlets:
    """Return the outlets of a corpus; `known`: name of an outlet → what the settings say of it."""
    seen = sorted(sightings, key=lambda sighting: sighting.document_id)
    configured = {outlet_id_of(name): (name, outlet) for name, outlet in (known or {}).items()}
    joined = _Joined()
    for name, outlet in (known or {}).items():
        for alias in (*outlet.aliases, outlet.domain):
            for alias_id in outlet_ids_of(alias) if alias else ():
                joined.join(alias_id, outlet_id_of(name))
    placed = set(joined.into) | set(configured)
    names, outcomes = _join_decided(seen, decisions, configured, joined, placed)
    _join_domains(seen, joined, placed)
    return ResolvedOutlets(
        outlet_ids={sighting.document_id: joined.end_of(sighting.outlet_id) for sighting in seen},
        outlets=tuple(_outlet_rows(seen, joined, configured, names)),
        groups=tuple(
            {"outlet_id": outlet_id, "group_name": group}
            for outlet_id, (_, outlet) in sorted(configured.items())
            for group in sorted(set(outlet.groups))
        ),
        windows=tuple(_window_rows(configured)),
        outcomes=tuple(outcomes),
    )


def outlet_ids_of(name: str) -> list[str]:
    """Return the ids an outlet can have that is called by a name, a domain or an address."""
    domain = domain_of(name) if is_domain(name) or "//" in name else None
    return list(dict.fromkeys(outlet_id_of(form) for form in (domain, name) if form))


def _join_decided(
    seen: Sequence[OutletSighting],
    decisions: Sequence[Decision],
    configured: Mapping[str, object],
    joined: _Joined,
    placed: set[str],
) -> tuple[dict[str, str], list[Outcome]]:
    """Join what people said is one; return the names that no document gives, by id, and what came of each decision."""
    document_counts = Counter(sighting.outlet_id for sighting in seen)
    names: dict[str, str] = {}
    outcomes = []
    chosen = {d.decision_id: d.target for d in decisions if isinstance(d.target, SameOutlet)}
    for decision_id, target in sorted(chosen.items()):
        sources = _find(target.outlet, document_counts)
        goals = _find(target.same_as, {*document_counts, *placed})
        problem = _problem(target, sources, goals, configured, joined)
        if problem:
            outcomes.append(Outcome(decision_id, is_applied=False, detail=problem))
            continue
        goal = goals[0] if goals else outlet_ids_of(target.same_as)[0]
        if not goals:
            names[goal] = target.same_as
        count = sum(document_counts[source] for source in sources if _join_pair(source, goal, configured, joined))
        placed |= {*sources, goal}
        detail = None if goals else f"No other document is of an outlet called {target.same_as}: mind the spelling"
        outcomes.append(Outcome(decision_id, is_applied=True, applied_count=count, detail=detail))
    return names, outcomes


def _join_pair(source: str, goal: str, configured: Mapping[str, object], joined: _Joined) -> bool:
    """Join two outlets to the second, or to the first where only that one stands in the settings."""
    if joined.end_of(source) in configured:
        return joined.join(goal, source)
    return joined.join(source, goal)


def _find(name: str, there: Collection[str]) -> list[str]:
    """Return the ids among `there` that are called by an id, a name or a domain."""
    return [name] if name in there else [outlet_id for outlet_id in outlet_ids_of(name) if outlet_id in there]


def _problem(
    target: SameOutlet,
    sources: Sequence[str],
    goals: Sequence[str],
    configured: Mapping[str, object],
    joined: _Joined,
) -> str | None:
    if not sources:
        return f"No document is of an outlet called {target.outlet}: give its outlet_id, name or domain"
    if not goals and ID.fullmatch(target.same_as):
        return f"No outlet has the id {target.same_as}: give an outlet_id of core.outlets, a name or a domain"
    ends = {joined.end_of(outlet_id) for outlet_id in (*sources, *goals[:1])}
    if len(ends & set(configured)) > 1:
        return f"{target.outlet} and {target.same_as} are two outlets of parallax.toml: make one of them there"
    return None


def _join_domains(seen: Sequence[OutletSighting], joined: _Joined, placed: set[str]) -> None:
    """Join outlets known by a domain or an abbreviation to the one that is named in full with that domain."""
    named: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for sighting in seen:
        if sighting.outlet_domain and sighting.is_identified:
            named[sighting.outlet_domain][sighting.outlet_id].add(sighting.outlet_name or sighting.outlet_domain)
    for domain, outlets in sorted(named.items()):
        full = {outlet_id: min(names) for outlet_id, names in outlets.items() if not any(map(is_domain, names))}
        for outlet_id, names in sorted(outlets.items()):
            is_bare = domain in names
            if outlet_id in placed or not (is_bare or abbreviation_in(min(names))):
                continue
            goals = {
                joined.end_of(other)
                for other, name in full.items()
                if other != outlet_id and (bears_domain(name, domain) if is_bare else spells_out(name, min(names)))
            }
            if len(goals) == 1:
                joined.join(outlet_id, *goals)


def _outlet_rows(
    seen: Sequence[OutletSighting],
    joined: _Joined,
    configured: Mapping[str, tuple[str, KnownOutlet]],
    names: Mapping[str, str],
) -> Iterable[Row]:
    members: dict[str, list[OutletSighting]] = defaultdict(list)
    for sighting in seen:
        members[joined.end_of(sighting.outlet_id)].append(sighting)
    told = {outlet_id for outlet_id, (_, outlet) in configured.items() if outlet.groups or outlet.collected}
    for outlet_id in sorted(members.keys() | told):
        own = [sighting for sighting in members[outlet_id] if sighting.outlet_id == outlet_id]
        name, outlet = configured.get(outlet_id, (names.get(outlet_id), None))
        yield {
            "outlet_id": outlet_id,
            "outlet_name": name or _least("outlet_name", own) or _least("outlet_name", members[outlet_id]),
            "outlet_domain": (outlet.domain if outlet else None)
            or _least("outlet_domain", own)
            or _least("outlet_domain", members[outlet_id]),
            "is_identified": bool(name) or any(sighting.is_identified for sighting in members[outlet_id]),
        }


def _least(column: str, sightings: Iterable[OutletSighting]) -> str | None:
    """Return the first value in order, one that is all in capitals where there is no other."""
    values = (value for sighting in sightings if (value := getattr(sighting, column)))
    return min(values, key=lambda value: (value.isupper(), value), default=None)


def _window_rows(configured: Mapping[str, tuple[str, KnownOutlet]]) -> Iterable[Row]:
    for outlet_id, (_, outlet) in sorted(configured.items()):
        ordered = sorted(outlet.collected, key=lambda window: (str(window.from_on or ""), str(window.to_on or "9")))
        for position, window in enumerate(dict.fromkeys(ordered)):
            yield {
                "outlet_id": outlet_id,
                "window_position": position,
                "collected_from_on": window.from_on,
                "collected_to_on": window.to_on,
            }
