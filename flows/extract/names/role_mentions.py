"""People named by their office alone: 'the Chinese president', 'the U.S. leader', 'the former First Lady'.

In: the lines with their names and the roles found beside names. Out: role mentions. Method: an office with a
country, or with 'the', that no name follows, stands for the one person of the document who holds that office there,
without a country for the one named last before, or for one who holds such an office and is named far more often;
'leader' stands for whoever heads the country. First ladies and gentlemen are people even where nobody names them;
their status keeps them apart.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from flows.contracts.ids import entity_id_of
from flows.extract.annotations import Entity
from flows.extract.names.coreference import NameInLine, known_countries
from flows.extract.names.gazetteer import OFFICES_ALONE, Gazetteer
from flows.extract.names.role_names import RoleName, name_role
from flows.extract.names.roles import NATIONAL_OFFICES, FoundRole
from flows.extract.names.tokens import Line

HEADS_OF_COUNTRY = frozenset({"Leader", "Head"})
UNNAMED_OFFICES = frozenset({"First Lady", "First Gentleman"})
STATUS_WORDS = frozenset("former Former ex acting Acting interim outgoing then current".split())
NO_MENTION_BEFORE = frozenset({"of", "for", "'", "’", "-", "elect"})  # 'the president of the club' is another's office


HELD_NO_MORE = ("former", "current")  # the then president is not the president
FAR_MORE_OFTEN = 3  # chosen by eye: 'the president' after a word on the president of another country


class _Office(NamedTuple):
    """An office without a name: where its country, its status and the office itself open, and where it ends."""

    line: Line
    names: Sequence[NameInLine]
    opened: int
    office: int
    last: int
    country: Entity | None


def find_role_mentions(
    lines: Sequence[Line],
    names: Mapping[int, Sequence[NameInLine]],
    roles: Sequence[FoundRole],
    gazetteer: Gazetteer,
) -> Iterator[FoundRole]:
    """Yield the descriptors that name a person by themselves."""
    taken = {(role.line.number, at) for role in roles for at in range(role.first, role.last)}
    named = Counter(name.entity for found in names.values() for name in found)
    for line in lines:
        for office in _find_offices(line, names.get(line.number, ()), gazetteer):
            found = None if (line.number, office.office) in taken else _resolve(office, roles, named, gazetteer)
            if found:
                yield found


def _find_offices(line: Line, names: Sequence[NameInLine], gazetteer: Gazetteer) -> Iterator[_Office]:
    if gazetteer.office_openers.isdisjoint(line.words):
        return
    people = {name.first for name in names if name.entity.entity_type == "person"}
    last = 0
    for at, word in enumerate(line.words):
        length = _office_length(line, at, gazetteer) if at >= last and word in gazetteer.office_openers else 0
        if not length:
            continue
        last = at + length
        opened, country = _country_before(line, at, names, gazetteer)
        opened -= opened > 0 and line.words[opened - 1] in STATUS_WORDS
        after = line.words[last] if last < len(line.words) else ""
        if last not in people and after not in NO_MENTION_BEFORE:
            yield _Office(line, names, opened, at, last, country)


def _office_length(line: Line, at: int, gazetteer: Gazetteer) -> int:
    length = gazetteer.match_title(line.words, at)
    if length and line.words[at] not in gazetteer.honorifics:
        return length
    if line.words[at] == "prime":
        return 2 if line.words[at + 1 : at + 2] == ("minister",) else 0
    return 1 if line.words[at] in OFFICES_ALONE else 0


def _country_before(
    line: Line, at: int, names: Sequence[NameInLine], gazetteer: Gazetteer
) -> tuple[int, Entity | None]:
    """Return where the descriptor opens with its country, and the country."""
    place = next((name for name in names if name.last == at and name.entity.entity_type == "place"), None)
    if place:
        return place.first, place.entity
    for width in range(min(2, at), 0, -1):
        code = gazetteer.demonyms.get(" ".join(line.words[at - width : at]))
        if code:
            return at - width, known_countries().get(code)
    return at, None


def _resolve(
    office: _Office, roles: Sequence[FoundRole], named: Mapping[Entity, int], gazetteer: Gazetteer
) -> FoundRole | None:
    line, country = office.line, office.country
    is_unnamed = " ".join(line.words[office.office : office.last]) in UNNAMED_OFFICES
    if is_unnamed and country is None:
        country = _country_of_partner(office, roles)
    status = [word for word in line.words[office.opened : office.office] if word in STATUS_WORDS]
    label = gazetteer.country_labels.get(country.country_code or "") if country else None
    role = name_role((*status, *line.words[office.office : office.last]), label, gazetteer)
    if is_unnamed:
        return FoundRole(line, office.opened, office.last, _unnamed_holder(role), role, country)
    if country is None and line.words[office.opened - 1 : office.opened] not in (("the",), ("The",)):
        return None
    holders = _holders(office, role, roles, named)
    return FoundRole(line, office.opened, office.last, holders[0], role, country) if len(holders) == 1 else None


def _unnamed_holder(role: RoleName) -> Entity:
    """Return the person nobody names: who held the office is not who holds it."""
    name = role.name if role.status == "current" else f"{role.status.capitalize()} {role.name}"
    return Entity(entity_id_of("person", name), "person", name)


def _country_of_partner(office: _Office, roles: Sequence[FoundRole]) -> Entity | None:
    """Return the country that the person named straight before heads: 'Ana Lima and the former First Gentleman'."""
    before = (office.opened - 2, office.opened - 1)
    linked = [name for name in office.names if name.last in before and office.line.words[name.last] == "and"]
    for name in linked:
        for found in roles:
            if found.person == name.entity and found.role.core in NATIONAL_OFFICES and found.affiliation:
                return found.affiliation
    return None


def _holders(office: _Office, role: RoleName, roles: Sequence[FoundRole], named: Mapping[Entity, int]) -> list[Entity]:
    """Return the people who hold the office there; without a country one of those named before."""
    country = office.country
    fitting = [
        found
        for found in roles
        if (found.role.core == role.core or (role.core in HEADS_OF_COUNTRY and found.role.core in NATIONAL_OFFICES))
        and (country is None or found.affiliation == country)
    ]
    if country is None:
        place = office.line.starts[office.office]
        before = [
            found for found in fitting if found.start < place and (found.role.status, role.status) != HELD_NO_MORE
        ]
        often = max(reversed(before), key=lambda found: named[found.person], default=None)
        fitting = before[-1:]
        if often and named[often.person] >= FAR_MORE_OFTEN * named[fitting[0].person]:
            fitting = [often]
    return list(dict.fromkeys(found.person for found in fitting))
