"""Roles beside names: 'former French President Luc Roy', 'Ana Lima, professor at Lund University and director of …'.

In: the lines with their typed names. Out: one `FoundRole` for each descriptor of a person, with its span, its status
and where it is held. Method: a pattern over the letters of `role_tags.py` says how far the descriptor reaches, before
the name, after its comma, before the comma that opens the name, or behind a verb (`told_roles.py`); a status that an
unknown place parts from it ('former Westmere mayor') finds `role_statuses.py`. Where the descriptor names no
affiliation, 'of' and a name behind the person do ('Justice Ana Lima of the Orre Court'). A title without a country
takes the country that the document gives elsewhere for the same person and office. 'Mr.' and 'Dr.' are no roles. Roles
told by the verb of a clause alone ('who leads …') are not found.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.extract.annotations import Entity
from flows.extract.names.coreference import NameInLine
from flows.extract.names.gazetteer import Gazetteer
from flows.extract.names.name_evidence import SAY
from flows.extract.names.person_forms import POSTNOMINALS
from flows.extract.names.role_bodies import find_body, held_behind
from flows.extract.names.role_names import RoleName, name_role
from flows.extract.names.role_patterns import (
    AFTER,
    APPOSED,
    BEFORE,
    BEFORE_ENDS,
    JOINED,
    LONGEST_READ,
    TAIL_ENDS,
    TAIL_LINKS,
    end_of_role,
    leads_name,
)
from flows.extract.names.role_statuses import find_status
from flows.extract.names.role_tags import HONORIFICS_OF_OFFICE, TaggedLine, tag_line
from flows.extract.names.tokens import Line
from flows.extract.names.told_roles import find_told

APPOSITION_ENDS = frozenset(". ; : ! ? ) – — - ” \" '".split())
AFTER_NAME = frozenset("MP MEP MSP MLA TD".split())  # members of parliament, 'Ana Lima MP'
LONGEST_HONORIFIC = 3  # words before a name: 'Hon. Chief Dr'
WINDOW = 14  # tokens looked at on either side of a name
IDENTIFYING = frozenset({("identified", "as"), ("named", "as")})
BE = frozenset("was were been is".split())
JOINED_POSTS = frozenset(
    {
        "CEO",
        "Chief Executive",
        "Chief Executive Officer",
        "President",
        "Chair",
        "Founder",
        "Co-Founder",
        "Owner",
        "Publisher",
    }
    | {"Managing Director", "Editor", "Editor-in-Chief", "Executive Director", "Director", "Secretary-General"}
)
RANK_LEADS = frozenset("Lt Lieutenant Maj Major Brig Brigadier Det Detective".split())
RANKS = frozenset(
    "Gen General Col Colonel Cmdr Commander Gov Governor Sgt Sergeant Supt Superintendent Insp Inspector Lt Capt "
    "Constable".split()
)
GENERAL_OFFICES = frozenset("President Secretary Manager Counsel Director Treasurer Superintendent".split())
SPEAK = SAY - {"believed", "thought", "noted", "told", "married", "died", "resigned"} | {"testified"}
NATIONAL_OFFICES = frozenset(
    {
        "President",
        "Prime Minister",
        "Chancellor",
        "Premier",
        "King",
        "Queen",
        "Leader",
        "Supreme Leader",
        "Emir",
        "Taoiseach",
    }
)


class FoundRole(NamedTuple):
    """A descriptor of a person."""

    line: Line
    first: int
    last: int
    person: Entity
    role: RoleName
    affiliation: Entity | None

    @property
    def start(self) -> int:
        """First code point."""
        return self.line.starts[self.first]

    @property
    def end(self) -> int:
        """Code point after the last one."""
        return self.line.ends[self.last - 1]


def find_roles(line: Line, names: Sequence[NameInLine], gazetteer: Gazetteer) -> Iterator[FoundRole]:
    """Yield the roles beside the people named in a line."""
    people = [name for name in names if name.entity.entity_type == "person"]
    if not people:
        return
    tagged = tag_line(line, names)
    if "O" in tagged.tags:
        found = _find_beside(tagged, people, gazetteer)
        yield from (role for role in found if role.role.name)  # of 'Mr. Secretary of State' but 'Mr.' may be left


def _find_beside(tagged: TaggedLine, people: Sequence[NameInLine], gazetteer: Gazetteer) -> Iterator[FoundRole]:
    described = 0  # where the descriptors of the names before end
    for name in people:
        after = list(_after(tagged, name.last))
        beside: FoundRole | None = None
        for first, last in _before(tagged, name, gazetteer):
            role = _make(tagged, first, last, name.entity, gazetteer, held_behind(tagged, name, last))
            beside = _held_with(role, beside)
            yield beside
        for first, last in (*_apposed(tagged, name, described, gazetteer), *after):
            yield _make(tagged, first, last, name.entity, gazetteer)
        described = max([described, *(last for _, last in after)])
        for told in find_told(tagged, name):
            role = _make(tagged, told.first, told.last, name.entity, gazetteer)
            is_told = told.status is not None and role.role.status == "current"
            yield role._replace(role=role.role._replace(status=told.status or "")) if is_told else role


def _held_with(role: FoundRole, beside: FoundRole | None) -> FoundRole:
    """Return a post without a body with that of the post it is joined to: 'Orre Bank chairman and CEO Luc Roy'."""
    if role.affiliation is not None or beside is None or beside.affiliation is None:
        return role
    if beside.role.core not in JOINED_POSTS or role.role.core not in JOINED_POSTS:
        return role
    body = beside.role.name.removesuffix(beside.role.core)
    named = role.role._replace(name=f"{body}{role.role.core}")
    return role._replace(role=named, affiliation=beside.affiliation)


def _before(tagged: TaggedLine, name: NameInLine, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Yield the spans of the descriptors that stand straight before a name."""
    words, last = tagged.line.words, name.first
    while last and words[last - 1] in gazetteer.honorifics and words[last - 1] not in HONORIFICS_OF_OFFICE:
        if words[last - 2 : last - 1] in (("First",), ("first",)):
            break  # 'First Lady' is an office
        if words[last - 1] == "Chief" and tagged.tags[max(0, last - 2)] in "PG":
            break  # 'Fire Chief'
        last -= 1
    if not last or tagged.tags[last - 1] not in BEFORE_ENDS or tagged.line.joins(name.first):
        return
    low = max(0, last - WINDOW)
    found = BEFORE.search(tagged.tags[low:last])
    if found and _is_tail(tagged, low + found.start(), last):
        first = low + found.start()
        for opened, ended in _part_offices(tagged, first, last, gazetteer):
            yield find_status(tagged, opened) if opened == first else opened, ended


def _is_tail(tagged: TaggedLine, first: int, last: int) -> bool:
    """True where what stands between an office and a name belongs to the office: 'spokesman on energy Luc Roy'."""
    if tagged.tags[last - 1] not in TAIL_ENDS:
        return True
    link = max(first, *(at for at in range(first, last) if tagged.tags[at] in "FL"))
    return tagged.line.words[link] in TAIL_LINKS


def _part_offices(tagged: TaggedLine, first: int, last: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Part 'Trade Representative Ambassador' and 'founder and director' into single roles."""
    words = tagged.line.words
    at, opened, is_complete = first, first, False
    while at < last:
        length = gazetteer.match_title(words, at)
        is_link = words[at] in ("and", "&") and words[at + 1] not in gazetteer.portfolios_of
        opens_title = length > 0 and at + length <= last and words[at] not in gazetteer.portfolios_of
        opens_title = opens_title and tagged.tags[at - 1] != "H"  # 'Secretary-Treasurer' is one
        # 'nominee former President': the status is that of the office behind it
        opens_status = tagged.tags[at] == "S" and tagged.tags[at - 1] != "H" and "O" in tagged.tags[at + 1 : last]
        if is_complete and (is_link or opens_title or opens_status):
            yield opened, at
            opened, is_complete = at + is_link, False
        is_lead = words[at].lower() in gazetteer.statuses or tagged.tags[at] == "P"  # 'Deputy' alone, before 'Mayor'
        is_complete = (
            is_complete or ((length > 0 or words[at].lower() in gazetteer.offices) and not is_lead)
        ) and not _leads_rank(tagged, at)
        at += max(1, min(length, last - at))
    if opened < last:
        yield opened, last


def _leads_rank(tagged: TaggedLine, at: int) -> bool:
    """True for the first of two words of one rank or office: 'Lt. Gen.', 'Executive Vice President'."""
    words = tagged.line.words
    following = words[at + 1 : at + 2]
    if words[at].lower() == "executive":
        return tagged.tags[at + 1 : at + 2] in ("P", "O")
    if words[at] == "General" and GENERAL_OFFICES.issuperset(following or ("",)):
        return not at or words[at - 1].strip(".") not in RANK_LEADS
    return words[at].strip(".") in RANK_LEADS and bool(following) and following[0].strip(".") in RANKS


def _apposed(tagged: TaggedLine, name: NameInLine, described: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Yield the span of the descriptor that a name between commas explains: 'the mayor, Ana Lima, said'."""
    tags, words, last = tagged.tags, tagged.line.words, name.last
    comma = _end_of_explained(tagged, name, gazetteer)
    if comma < 1 or described >= comma:
        return
    while last + 1 < len(words) and (words[last] in AFTER_NAME or words[last] in POSTNOMINALS):
        last += 1
    behind = "".join(words[last : last + 1])
    ahead = last + 1 + (tags[last + 1 : last + 2] == "A")
    following = "".join(words[ahead : ahead + 1])
    is_name = following[:1].isupper() and tags[ahead] not in "OPSD"
    is_listed = behind == "," and is_name  # 'the mayor, Ana Lima, and Bo Hill', not '…, and Senator Bo Hill'
    is_sure = words[name.first - 1] == "as"
    if not is_sure and (is_listed or (behind and behind != "," and behind not in APPOSITION_ENDS)):
        return
    found = APPOSED.search(tags, max(described, comma - WINDOW), comma)
    if found:
        yield found.start("role"), found.end()


def _end_of_explained(tagged: TaggedLine, name: NameInLine, gazetteer: Gazetteer) -> int:
    """Return where what a name explains ends, before a comma or 'identified as': 0 where the name explains nothing."""
    words, first = tagged.line.words, name.first
    if words[max(0, first - 2) : first] in IDENTIFYING:
        before = first - 3
        return before if before > 0 and (words[before] == "," or words[before] in BE) else 0
    at = first - 1
    while at > 0 and first - at <= LONGEST_HONORIFIC and words[at] in gazetteer.honorifics:
        if words[at] in HONORIFICS_OF_OFFICE:
            return 0
        at -= 1
    if at > 0 and tagged.tags[at] != "V" and gazetteer.match_title(words, at - 1) == first - at + 1 > 1:
        at = at - 2 if tagged.tags[at] == "X" and tagged.tags[at - 1] == "X" else 0  # 'Tan Sri'
    return at if at > 0 and tagged.tags[at] == "V" else 0


def _after(tagged: TaggedLine, last: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the descriptors that stand after a name and its comma, and of 'MP' right after it."""
    tags, words = tagged.tags, tagged.line.words
    if words[last : last + 1] and words[last] in AFTER_NAME and tags[last + 1 : last + 2] != "N":
        yield last, last + 1
        last += 1
    if tags[last : last + 1] != "V":
        return
    at = last + 1
    if tags[at : at + 2] == "XV":  # an age
        at += 2
    while found := AFTER.match(tags, at, at + LONGEST_READ):
        end = found.end("tail")
        if leads_name(found, tags) or _leads_unknown(tagged, found.start(), end):
            return  # 'Ana Lima, French President Luc Roy': the next person's
        if words[at] == "the" and not found["tail"] and _is_followed_by_verb(words, end):
            return  # 'the talks helped Ana Lima, the mayor said': somebody else
        yield found.start("role"), end_of_role(found)
        joined = JOINED.match(tags, end)
        if not joined:
            return
        at = joined.end()


def _is_followed_by_verb(words: Sequence[str], end: int) -> bool:
    following, behind = "".join(words[end : end + 1]), "".join(words[end + 1 : end + 2])
    return following in SPEAK and behind not in ("to", "by")


def _leads_unknown(tagged: TaggedLine, first: int, end: int) -> bool:
    """True for a title in capitals before a name that nobody knows: 'Chairman Lima, Ranking Member Roy'."""
    words, is_title = tagged.line.words, all(word[0].isupper() for word in tagged.line.words[first:end])
    return is_title and tagged.tags[end : end + 1] == "X" and words[end][0].isupper()


def _make(
    tagged: TaggedLine,
    first: int,
    last: int,
    person: Entity,
    gazetteer: Gazetteer,
    held_at: Entity | None = None,
) -> FoundRole:
    body = find_body(tagged, (first, last), gazetteer, held_at)
    words = tuple(tagged.line.words[at] for at in body.own)
    return FoundRole(tagged.line, first, last, person, name_role(words, body.label, gazetteer), body.entity)


def complete_roles(roles: Sequence[FoundRole]) -> list[FoundRole]:
    """Return the roles, each bare title with the affiliation, and the 'former', of the same person's fuller role."""
    fuller: dict[tuple[str, str], FoundRole] = {}
    for role in roles:
        if role.affiliation is not None or role.role.name != role.role.core:
            fuller.setdefault((role.person.entity_id, role.role.core), role)
    completed = []
    for role in roles:
        other = fuller.get((role.person.entity_id, role.role.core))
        if other is not None and role.role.name == role.role.core and role.affiliation is None:
            status = other.role.status if role.role.status == "current" else role.role.status
            completed.append(
                role._replace(role=RoleName(other.role.name, status, role.role.core), affiliation=other.affiliation)
            )
        else:
            completed.append(role)
    return completed
