"""Where a role is held: the body, or else the place, that its descriptor names, and what of its words is its own.

In: a line with its letters, the span of a descriptor, and what 'of' behind the person tells. Out: a `Body`. Method: an
organisation inside the descriptor comes before a place, a place before the country of an adjective, and 'House' before
an office of a chamber is the chamber. Of 'the Orre Museum's Rivers Institute' it is the institute, and a correspondent
'for The Marlin' is The Marlin's, whatever stands before the office. The names of the body leave the descriptor; what
stands behind them in their phrase comes first: 'chair of the Senate rivers committee' is 'Senate Rivers Committee
Chair'. Another name stays where the role would be cut without it: 'envoy for Middle East peace', 'ambassador to Peru'.
Persons whom somebody serves ('Lima's lawyer') are no body.
"""

from collections.abc import Sequence
from typing import NamedTuple

from flows.contracts.ids import entity_id_of
from flows.extract.annotations import Entity
from flows.extract.names.coreference import NameInLine, known_countries
from flows.extract.names.gazetteer import Gazetteer
from flows.extract.names.role_tags import CHAMBERS_OF_OFFICES, TaggedLine
from flows.extract.names.runs import POSSESSIVES

INSTITUTIONS = frozenset(
    "Hospital Clinic Museum Gallery Library Theatre Theater Observatory Zoo Prison Airport".split()
)
OFFICES_OF_PLACES = frozenset(
    "president premier minister chancellor governor mayor senator sen sen. representative rep rep. congressman "
    "congresswoman king queen emir sultan bishop archbishop gov gov.".split()
)
REPORTING = frozenset("correspondent reporter columnist editor critic blogger".split())
KEEPING = frozenset({"to", "for"})  # 'ambassador to Peru', 'attorney for the Orre District'
REGIONS = frozenset(
    "city town village borough suburb municipality township district county parish province prefecture region state "
    "territory republic kingdom island capital".split()
)
NEVER_OWN = "KQVN"  # letters of what is no word of a role


class Body(NamedTuple):
    """Where a role is held, how that is put before the office, and the places of the words that tell the role."""

    entity: Entity | None
    label: str | None
    own: tuple[int, ...]


class _Descriptor(NamedTuple):
    """A descriptor with the place of its office, the place where its tail opens, and the names in it."""

    tagged: TaggedLine
    first: int
    last: int
    office: int
    tail: int
    names: tuple[NameInLine, ...]


def find_body(tagged: TaggedLine, span: tuple[int, int], gazetteer: Gazetteer, behind: Entity | None = None) -> Body:
    """Return where the role of a descriptor is held. `behind`: what 'of' behind the person tells."""
    read = _read(tagged, *span)
    codes = {at: tagged.demonym_code(at) for at in range(*span) if tagged.tags[at] == "D" and not _is_kind(read, at)}
    of_country, code = next(((at, code) for at, code in sorted(codes.items(), reverse=True) if code), (0, None))
    chosen = _choose(read)
    entity = chosen.entity if chosen else known_countries().get(code) if code else behind
    chamber = None if entity else next((at for at in range(read.first, read.office) if _is_chamber(read, at)), None)
    if chamber is not None:
        entity = _known(tagged.line.words[chamber], gazetteer)
    left_out = {chamber, *(codes if code else ()), *_named_places(read, chosen)}
    own = [at for at in range(*span) if at not in left_out and tagged.tags[at] not in NEVER_OWN]
    while own and tagged.tags[own[-1]] in "FTLA":  # the tail that held the affiliation: 'director of the'
        own.pop()
    if chosen and chosen.entity.entity_type == "place" and own and own[-1] < chosen.first:
        own = _without_kind(read, own)
    holder = (chosen.first, chosen.last) if chosen else (of_country, of_country + 1)
    return Body(entity, _label(entity, code, gazetteer), _in_order(read, holder, own))


def _without_kind(read: _Descriptor, own: list[int]) -> list[int]:
    """Return the words without the kind of place before its name: 'mayor of the western city of Orre'."""
    tags, words = read.tagged.tags, read.tagged.line.words
    if own[-1] <= read.tail or words[own[-1]] not in REGIONS or words[own[-1] + 1] != "of":
        return own
    if tags[own[-1] - 1] in "FL":
        return own  # 'minister of state'
    return [at for at in own if at < max(link for link in own if tags[link] in "FL")]


def _in_order(read: _Descriptor, holder: tuple[int, int], own: Sequence[int]) -> tuple[int, ...]:
    """Return the words of a role as they stand before an office: 'Senate | Rivers Committee | Chair'.

    Of 'chair of the Senate rivers committee' the words behind the body come first, as the body does.
    """
    tags, (first, last) = read.tagged.tags, holder
    if first <= read.tail:
        return tuple(own)
    link = first - 1 - (tags[first - 1] == "T")
    behind = [at for at in own if at >= last]
    if tags[link] not in "FL" or not behind or any(tags[at] in "FLTAV" for at in behind):
        return tuple(own)
    return (*behind, *(at for at in own if at < link and not (tags[at] == "T" and at < read.office)))


def held_behind(tagged: TaggedLine, name: NameInLine, last: int) -> Entity | None:
    """Return the body, or for some offices the place, that 'of' behind a person tells: 'Mayor Ana Lima of Orre'."""
    words, at = tagged.line.words, name.last + 1
    if words[name.last : at] != ("of",):
        return None
    at += tagged.tags[at : at + 1] == "T"
    entity = next((other.entity for other in tagged.names if other.first == at), None)
    if entity is None or entity.entity_type == "person":
        return None
    is_body = entity.entity_type == "organisation" or entity.name.split()[-1] in INSTITUTIONS
    return entity if is_body or words[last - 1].lower() in OFFICES_OF_PLACES else None


def _read(tagged: TaggedLine, first: int, last: int) -> _Descriptor:
    office = next((at for at in range(first, last) if tagged.tags[at] == "O"), last)
    tail = next((at for at in range(office, last) if tagged.tags[at] in "FL"), last)
    names = tuple(
        name
        for name in tagged.names
        if name.entity.entity_type != "person" and first <= name.first and name.last <= last
    )
    return _Descriptor(tagged, first, last, office, tail, names)


def _is_kind(read: _Descriptor, at: int) -> bool:
    """True for the adjective behind an office that tells a kind: 'for a Peruvian company', 'of Peruvian farmers'."""
    words = read.tagged.line.words
    is_plural = words[read.last - 1].endswith("s") and words[at - 1] != "the"
    return at > read.tail and (words[at - 1] in ("a", "an") or is_plural)


def _choose(read: _Descriptor) -> NameInLine | None:
    """Return the name of the body or place: an organisation first, the part before the whole."""
    tagged = read.tagged
    inside = [name for name in read.names if tagged.tags[name.first] != "K"]  # '(NSA)' abbreviates what is before it
    bodies = [name for name in inside if name.entity.entity_type == "organisation"]
    if not bodies:
        return next((name for name in inside if not _is_sent_to(read, name)), None)
    chosen = bodies[0]
    if chosen.last <= read.office and _reports(read):
        chosen = next((name for name in bodies if name.first > read.tail), chosen)
    for name in bodies:  # 'the Orre Museum's Rivers Institute'
        if name.first == chosen.last + 1 and tagged.line.words[chosen.last] in POSSESSIVES:
            chosen = name
    return chosen


def _reports(read: _Descriptor) -> bool:
    return read.tagged.line.words[read.tail - 1].lower() in REPORTING


def _named_places(read: _Descriptor, chosen: NameInLine | None) -> set[int]:
    """Return the places of the names that leave the role: of the body, and those the role is whole without."""
    tags = read.tagged.tags
    kept = {
        at
        for name in read.names
        if name is not chosen and _is_kept(read, name, chosen)
        for at in range(name.first, name.last)
    }
    named = {at for at in range(read.first, read.last) if tags[at] in "CG" and not _is_chamber(read, at)}
    unnamed = {at for at in range(read.first, _first_of_office(read)) if tags[at] == "X"}  # a place nobody knows
    left = [name for name in read.names if name.first not in kept and name.first > read.tail]
    return (named - kept) | unnamed | {at for name in left for at in _phrase_of(read, name)}


def _phrase_of(read: _Descriptor, name: NameInLine) -> range:
    """Return the places of the words that tie a name behind the office to it: 'at the nonpartisan'."""
    tags = read.tagged.tags
    if name.last < read.last and tags[name.last] not in "FL":
        return range(0)  # 'head of Peru's aviation department'
    link = max(at for at in range(read.tail, name.first) if tags[at] in "FL")
    return range(link, name.first)


def _first_of_office(read: _Descriptor) -> int:
    return next((at for at in range(read.first, read.last) if read.tagged.tags[at] in "OP"), read.last)


def _is_kept(read: _Descriptor, name: NameInLine, chosen: NameInLine | None) -> bool:
    """True for a name, other than the body's, without which the role would be cut."""
    words, tags = read.tagged.line.words, read.tagged.tags
    if chosen is not None and name.entity == chosen.entity:
        return False
    if name.first < read.tail:
        return _reports(read) and chosen is not None and chosen.first > read.tail  # 'White House reporter for …'
    before = words[name.first - 1 - (tags[name.first - 1] == "T")]
    is_attributive = name.last < read.last and tags[name.last] in "BPO"  # 'for Middle East peace'
    return is_attributive or (before in KEEPING and (chosen is None or chosen.last <= read.office))


def _is_sent_to(read: _Descriptor, name: NameInLine) -> bool:
    """True for the place behind 'to': an ambassador to Peru is no Peruvian one."""
    words, tags = read.tagged.line.words, read.tagged.tags
    return name.first > read.tail and words[name.first - 1 - (tags[name.first - 1] == "T")] == "to"


def _is_chamber(read: _Descriptor, at: int) -> bool:
    is_named = any(name.first <= at < name.last for name in read.names)
    return not is_named and read.tagged.tags[at] == "G" and read.tagged.line.words[at] in CHAMBERS_OF_OFFICES


def _known(name: str, gazetteer: Gazetteer) -> Entity:
    known = gazetteer.names[(name,)]
    return Entity(entity_id_of(known.entity_type, known.name), known.entity_type, known.name, known.country_code)


def _label(affiliation: Entity | None, code: str | None, gazetteer: Gazetteer) -> str | None:
    if affiliation is None:
        return gazetteer.country_labels.get(code) if code else None
    is_country = affiliation.entity_type == "place" and affiliation.country_code is not None
    if is_country and affiliation.name == gazetteer.country_names.get(affiliation.country_code or ""):
        return gazetteer.country_labels[affiliation.country_code or ""]
    return affiliation.name
