"""Roles beside names: 'former French President Luc Roy', 'Ana Lima, professor at Lund University and director of …'.

In: the lines with their typed names. Out: one `FoundRole` for each descriptor of a person, with its span, its status
and where it is held. Method: a pattern over the letters of `role_tags.py` says how far the descriptor reaches, before
the name, after its comma, or after 'who serves as', 'was' and the like; a status that an unknown place parts from it
('former Westmere mayor') finds `role_statuses.py`. A title without a country takes the country that the document gives
elsewhere for the same person and office. 'Mr.' and 'Dr.' are no roles. Roles told by the verb of a clause ('who leads
…') are not found.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.extract.annotations import Entity
from flows.extract.names.coreference import NameInLine, known_countries
from flows.extract.names.gazetteer import Gazetteer, Words
from flows.extract.names.role_names import RoleName, name_role
from flows.extract.names.role_statuses import find_status
from flows.extract.names.role_tags import HONORIFICS_OF_OFFICE, TaggedLine, tag_line
from flows.extract.names.tokens import Line

BEFORE = re.compile(
    r"(?:SH?)*(?:(?:CQ?|D|GQ?)H?)*(?:SH?)*"  # former U.S.
    r"(?:[PDS]H?|PAP)*O(?:HO|HE|H?S)*(?:FT?(?:P|PAP)+)?"  # Secretary of State
    r"(?:A?(?:PH?)*O(?:FT?P+)?)*$"  # and chief negotiator
)
BEFORE_ENDS = frozenset("OSEP")  # the letters that a descriptor before a name can end in
DESCRIPTOR = (
    r"(?P<role>(?:SH?T?)*(?:(?:CQ?|D|GQ?)H?)*(?:SH?)*(?:[PDSB]H?|PAP|PC(?=P?O)){0,5}O(?:HO|HE|H?O)*)"
    r"(?P<tail>(?:[LF]T?[^VNAXLF]*)*)"
)
OWNER = r"(?:[BPX]{1,3}QH?)?"  # the company's
AFTER = re.compile(r"T?" + OWNER + DESCRIPTOR)
# 'the mayor, Ana Lima, said'; a descriptor before a comma is one only where it opens as such
APPOSED = re.compile(r"(?:T" + OWNER + r"|(?=[CG]+Q))" + DESCRIPTOR + "$")
APPOSITION_ENDS = frozenset(". ; : ! ? ) – — - ” \" '".split())
AFTER_NAME = frozenset("MP MEP MSP MLA TD".split())  # members of parliament, 'Ana Lima MP'
JOINED = re.compile(r"A(?=T?(?:SH?)*(?:[PDSBCG]H?){0,4}O)")
VERBS = dict.fromkeys(("is", "serves", "works", "became"), "current")
VERBS |= dict.fromkeys(("was", "served", "worked"), "former")
PERFECT = {"has": "current", "had": "former"}  # 'has been mayor since May'
VERBS_WITH_AS = frozenset("serves served works worked".split())
LONGEST_ROLE = 12  # tokens; of a longer one the last phrases tell of the place and no more of the role
WINDOW = 14  # tokens looked at on either side of a name
RANK_LEADS = frozenset("Lt Lieutenant Maj Major Brig Brigadier".split())
RANKS = frozenset("Gen General Col Colonel Cmdr Commander Gov Governor".split())
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
    if "O" not in tagged.tags:
        return
    described = 0  # where the descriptors of the names before end
    for name in people:
        after = list(_after(tagged, name.last))
        for first, last in (*_before(tagged, name, gazetteer), *_apposed(tagged, name, described), *after):
            yield _make(tagged, first, last, name.entity, gazetteer)
        described = max([described, *(last for _, last in after)])
        yield from _told(tagged, name, gazetteer)


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
    if found:
        first = low + found.start()
        for opened, ended in _part_offices(tagged, first, last, gazetteer):
            yield find_status(tagged, opened) if opened == first else opened, ended


def _part_offices(tagged: TaggedLine, first: int, last: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Part 'Trade Representative Ambassador' and 'founder and director' into single roles."""
    words = tagged.line.words
    at, opened, is_complete = first, first, False
    while at < last:
        length = gazetteer.match_title(words, at)
        is_link = words[at] in ("and", "&") and words[at + 1] not in gazetteer.portfolios_of
        opens_title = length > 0 and at + length <= last and words[at] not in gazetteer.portfolios_of
        if is_complete and (is_link or opens_title):
            yield opened, at
            opened, is_complete = at + is_link, False
        is_lead = words[at].lower() in gazetteer.statuses or tagged.tags[at] == "P"  # 'Deputy' alone, before 'Mayor'
        is_complete = (
            is_complete or ((length > 0 or words[at].lower() in gazetteer.offices) and not is_lead)
        ) and not _leads_rank(words, at)
        at += max(1, min(length, last - at))
    if opened < last:
        yield opened, last


def _leads_rank(words: Words, at: int) -> bool:
    """True for the first of two words of one rank: 'Lt. Gen.'."""
    following = words[at + 1 : at + 2]
    return words[at].strip(".") in RANK_LEADS and bool(following) and following[0].strip(".") in RANKS


def _apposed(tagged: TaggedLine, name: NameInLine, described: int) -> Iterator[tuple[int, int]]:
    """Yield the span of the descriptor that a name between commas explains: 'the mayor, Ana Lima, said'."""
    tags, words, comma = tagged.tags, tagged.line.words, name.first - 1
    if comma < 1 or tags[comma] != "V" or described >= comma:
        return
    behind = "".join(words[name.last : name.last + 1])
    ahead = name.last + 1 + (tags[name.last + 1 : name.last + 2] == "A")
    following = "".join(words[ahead : ahead + 1])
    is_name = following[:1].isupper() and tags[ahead] not in "OPSD"
    is_listed = behind == "," and is_name  # 'the mayor, Ana Lima, and Bo Hill', not '…, and Senator Bo Hill'
    if is_listed or (behind and behind != "," and behind not in APPOSITION_ENDS):
        return
    low = max(described, comma - WINDOW)
    found = APPOSED.search(tags[low:comma])
    if found:
        yield low + found.start("role"), low + found.end()


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
    while found := AFTER.match(tags, at):
        end = found.end("tail")
        if tags[end : end + 1] == "N":
            return  # 'Ana Lima, French President Luc Roy': the next person's
        yield found.start("role"), _end_of_role(found)
        joined = JOINED.match(tags, end)
        if not joined:
            return
        at = joined.end()


def _end_of_role(found: re.Match[str]) -> int:
    """Return where a descriptor ends: without a preposition at its end, and without the last phrases of a long one."""
    tail = found["tail"].rstrip("LFT")
    while tail and found.end("role") - found.start("role") + len(tail) > LONGEST_ROLE:
        tail = tail[: max(tail.rfind("L"), tail.rfind("F"))].rstrip("LFT")
    return found.end("role") + len(tail)


def _told(tagged: TaggedLine, name: NameInLine, gazetteer: Gazetteer) -> Iterator[FoundRole]:
    """Yield the role that a verb tells: 'Ana Lima, who serves as mayor', 'Ana Lima was the mayor'."""
    words, at = tagged.line.words, name.last
    if words[at : at + 2] == (",", "who"):
        at += 2
    elif words[at : at + 1] == ("who",):
        at += 1
    is_perfect = words[at + 1 : at + 2] == ("been",) and words[at] in PERFECT
    status = (PERFECT if is_perfect else VERBS).get(words[at]) if at < len(words) else None
    at += is_perfect
    needs_as = status is not None and words[at] in VERBS_WITH_AS
    if status is None or (needs_as and words[at + 1 : at + 2] != ("as",)):
        return
    at += 1 + needs_as
    at += words[at : at + 1] in (("also",), ("now",), ("currently",), ("still",))
    found = AFTER.match(tagged.tags, at)
    end = _end_of_role(found) if found else 0
    if found and tagged.tags[end : end + 1] != "N":
        role = _make(tagged, found.start("role"), end, name.entity, gazetteer)
        is_plain = role.role.status == "current"
        yield role._replace(role=role.role._replace(status=status)) if is_plain else role


def _make(tagged: TaggedLine, first: int, last: int, person: Entity, gazetteer: Gazetteer) -> FoundRole:
    known = [name for name in tagged.names if name.entity.entity_type != "person"]
    inside = [name for name in known if first <= name.first and name.last <= last]
    codes = {at: tagged.demonym_code(at) for at in range(first, last) if tagged.tags[at] == "D"}
    code = next((code for _, code in sorted(codes.items(), reverse=True) if code), None)
    affiliation = next((name.entity for name in inside if name.entity.entity_type == "organisation"), None)
    if affiliation is None and inside:
        affiliation = inside[0].entity
    elif affiliation is None and code:
        affiliation = known_countries().get(code)
    own = [at for at in range(first, last) if tagged.tags[at] not in "CGQVNX" and not (at in codes and code)]
    while own and tagged.tags[own[-1]] in "FTLA":  # the tail that held the affiliation: 'director of the'
        own.pop()
    words = tuple(tagged.line.words[at] for at in own)
    role = name_role(words, _label(affiliation, code, gazetteer), gazetteer)
    return FoundRole(tagged.line, first, last, person, role, affiliation)


def _label(affiliation: Entity | None, code: str | None, gazetteer: Gazetteer) -> str | None:
    if affiliation is None:
        return gazetteer.country_labels.get(code) if code else None
    is_country = affiliation.entity_type == "place" and affiliation.country_code is not None
    if is_country and affiliation.name == gazetteer.country_names.get(affiliation.country_code or ""):
        return gazetteer.country_labels[affiliation.country_code or ""]
    return affiliation.name


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
