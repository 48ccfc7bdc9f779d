"""Whom a surname alone stands for, where relatives share it: 'President Lima' and 'his wife, Ana Lima'.

In: the names of people in a document. Out: a `Family` for each surname borne in full by a relative or behind an office.
Method: a relative is who stands beside a noun of kinship or 'first lady', is a 'Jr.', or follows, by full name, the
surname of who holds an office in one sentence ('President Lima and Ana Lima'). A surname behind an office
('President Lima') is the one's who bears it in full behind that office; else relatives are called by their first names,
so the surname is another's. Where the document names but relatives in full, and the surname behind an office that none
of them has, it stands for somebody without a full name. 'Senator Lima' and 'Ana Lima, who is from Orre' are one person.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flows.extract.names.gazetteer import Gazetteer, Words
from flows.extract.names.names import Candidate
from flows.extract.names.runs import POSSESSIVES

KIN = frozenset(
    "wife husband widow son sons daughter daughters children brother brothers sister sisters father mother niece "
    "nephew cousin uncle aunt grandson granddaughter grandfather grandmother stepson stepdaughter stepmother "
    "stepfather".split()
)
IN_LAW = ("-", "in", "-", "law")
JUNIOR = frozenset({"Jr", "Jr.", "II", "III"})
NO_OFFICE = frozenset("mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady chief".split())
OWNING = frozenset((mark,) for mark in POSSESSIVES)
OWNERS = frozenset("his her their".split())
NOT_BEFORE_KIN = frozenset("and at by for from in of to who whom whose with".split())  # 'the lawyer for the wife of …'
BEHIND = 8  # tokens of the apposition behind a name that are read for what its bearer is; by judgement


class Family(NamedTuple):
    """What a document tells of those who bear a surname in full."""

    relatives: frozenset[Words]
    holders: Mapping[str, frozenset[Words]]  # office → who bears the surname in full behind it
    is_of_other: bool = False  # the surname alone stands for none of them


def find_families(people: Sequence[Candidate], gazetteer: Gazetteer) -> dict[str, Family]:
    """Return what is told of the bearers of each surname that somebody has behind an office, or a relative bears."""
    bearers: dict[str, list[Candidate]] = defaultdict(list)
    titled: dict[str, list[Candidate]] = defaultdict(list)
    for person in people:
        if len(person.words) > 1:
            bearers[_surname(person.words)].append(person)
        elif office_before(person, gazetteer):
            titled[person.words[0]].append(person)
    families = {surname: _family(found, titled[surname], gazetteer) for surname, found in bearers.items()}
    return {surname: family for surname, family in families.items() if family.relatives or family.holders}


def find_juniors(people: Sequence[Candidate], gazetteer: Gazetteer) -> frozenset[Words]:
    """Return the names with 'Jr.' that are another's than the same without it.

    So it is where they stand beside a noun of kinship, or the other name behind an office and they never.
    """
    offices: dict[Words, set[str]] = defaultdict(set)
    relatives: set[Words] = set()
    for person in people:
        offices[_ends(person.words)].add(office_before(person, gazetteer) or "")
        if _is_beside_kin(person):
            relatives.add(person.words)
    found = set()
    for words in {person.words for person in people if len(person.words) > 2 and not JUNIOR.isdisjoint(person.words)}:
        plain, surname = _ends(_plain(words)), (_surname(words),)
        held = offices.get(plain, set()) | offices.get(surname, set())
        if plain in offices and (words in relatives or held - offices[_ends(words)] - {""}):
            found.add(words)
    return frozenset(found)


def _ends(words: Words) -> Words:
    """Return the first and the last name, and 'Jr.' where it is there."""
    plain = _plain(words)
    return (*plain[:1], *plain[-1:], *words[len(plain) :])


def office_before(person: Candidate, gazetteer: Gazetteer) -> str | None:
    """Return the office straight before a name, in the form of role names."""
    if not person.has_title or not person.first:
        return None
    word = person.line.words[person.first - 1].lower()
    return None if word in NO_OFFICE or word in KIN else gazetteer.role_forms.get(word, word)


def _family(bearers: Sequence[Candidate], titled: Sequence[Candidate], gazetteer: Gazetteer) -> Family:
    holders: dict[str, set[Words]] = defaultdict(set)
    for person in bearers:
        office = office_before(person, gazetteer)
        if office:
            holders[office].add(person.words)
    relatives = frozenset(p.words for p in bearers if _is_relative(p) or any(_follows(p, other) for other in titled))
    are_all = all(person.words in relatives for person in bearers)
    offices = {office_before(person, gazetteer) or "" for person in titled}
    is_told = any(office in holders or _is_told_behind(bearers, office) for office in offices)
    held = {office: frozenset(found) for office, found in holders.items()}
    return Family(relatives, held, is_of_other=bool(titled) and are_all and not is_told)


def _follows(person: Candidate, titled: Candidate) -> bool:
    """True for a full name behind the surname, with an office, in one sentence: 'President Lima and Ana Lima'."""
    return person.line is titled.line and person.first > titled.last


def _surname(words: Words) -> str:
    return next(iter(reversed(_plain(words))), words[-1])


def _plain(words: Words) -> Words:
    return tuple(word for word in words if word not in JUNIOR)


def _is_relative(person: Candidate) -> bool:
    return not JUNIOR.isdisjoint(person.words) or _is_beside_kin(person)


def _is_beside_kin(person: Candidate) -> bool:
    words, last = person.line.words, person.last
    before = person.first - (words[person.first - 1 : person.first] == (",",))
    if _ends_in_kin(words[:before]) or tuple(map(str.lower, words[max(0, before - 2) : before])) == ("first", "lady"):
        return True
    behind = _apposition(person)
    owned = next((at for at, word in enumerate(behind) if word in POSSESSIVES), len(behind))
    if any(word in KIN for word in behind[owned:]):
        return True
    kin = next((at for at, word in enumerate(behind) if word in KIN), None)
    if kin is None or not NOT_BEFORE_KIN.isdisjoint(behind[:kin]):
        return False
    if behind[kin + 1 : kin + 2] == ("of",):  # 'a mother of three' is nobody's relative here
        return behind[kin + 2 : kin + 3] == ("the",) or _surname(person.words) in behind[kin + 2 :]
    return behind[0] in OWNERS and not _tells_of_another(words[last + kin + 2 : last + kin + 4])


def _ends_in_kin(words: Words) -> bool:
    kin = words[: -len(IN_LAW)] if words[-len(IN_LAW) :] == IN_LAW else words
    return bool(kin) and kin[-1] in KIN


def _tells_of_another(words: Words) -> bool:
    """True for what follows a noun of kinship that is not who stands before it: 'Karl Lima, his wife, Ana Lima, …'."""
    told = words[words[:1] == (",",) :]
    return bool(told) and (told[0] == "and" or told[0] in POSSESSIVES or told[0][0].isupper())


def _apposition(person: Candidate) -> Words:
    """Return the first words of what stands between commas behind a name."""
    words, last = person.line.words, person.last
    if words[last : last + 1] != (",",):
        return ()
    behind = words[last + 1 : last + 1 + BEHIND]
    return behind[: behind.index(",")] if "," in behind else behind


def _is_kin_of(words: Words) -> bool:
    """True where the words tell of a relative of who stands next: 'the wife of the', not 'a mother of three and'."""
    return "and" not in words and any(
        word in KIN and words[at + 1 : at + 2] == ("of",) for at, word in enumerate(words)
    )


def _is_told_behind(bearers: Sequence[Candidate], office: str) -> bool:
    """True where a bearer is told to hold the office: 'Ana Lima, the senator', not 'the senator's son' or 'son of'."""
    for person in bearers:
        behind = _apposition(person)
        if any(
            word == office and behind[at + 1 : at + 2] not in OWNING and not _is_kin_of(behind[:at])
            for at, word in enumerate(behind)
        ):
            return True
    return False
