"""Roles that a verb tells: 'Ana Lima, who serves as mayor', 'Ana Lima was the mayor', 'appointed Ana Lima as mayor'.

In: a line with its letters and a person in it. Out: the span of each descriptor, and its status where the verb gives
one. Method: a verb of a closed list stands beside the name, and a descriptor behind the verb or the name. What somebody
is appointed to counts as held; what he was appointed to only where the sentence names the weekday: else it may be long
ago.
"""

from collections.abc import Iterator
from typing import NamedTuple

from flows.extract.names.coreference import NameInLine
from flows.extract.names.person_forms import POSTNOMINALS
from flows.extract.names.role_patterns import AFTER, LONGEST_READ, end_of_role, leads_name
from flows.extract.names.role_tags import TaggedLine

VERBS = dict.fromkeys(("is", "serves", "works", "became"), "current")
VERBS |= dict.fromkeys(("was", "served", "worked"), "former")
PERFECT = {"has": "current", "had": "former"}  # 'has been mayor since May'
VERBS_WITH_AS = frozenset("serves served works worked".split())
APPOINTED = frozenset("appointed named elected promoted reappointed re-elected".split())
APPOINTING = APPOINTED | frozenset("appoints names elects promotes appointing naming electing appoint elect".split())
AUXILIARIES = frozenset({("has", "been"), ("have", "been"), ("is", "being"), ("will", "be")})
DAYS = frozenset("today Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
LETTERS_BEHIND = POSTNOMINALS | frozenset(", . M.D. Ph D Jr Jr. Sr Sr.".split())


class ToldRole(NamedTuple):
    """Where a descriptor stands, and what the verb says of it."""

    first: int
    last: int
    status: str | None


def find_told(tagged: TaggedLine, name: NameInLine) -> Iterator[ToldRole]:
    """Yield the roles that verbs tell of a person."""
    for told in (_served(tagged, name), _appointed(tagged, name)):
        if told:
            yield told


def _served(tagged: TaggedLine, name: NameInLine) -> ToldRole | None:
    """Return what somebody is, was, or serves as."""
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
        return None
    at += 1 + needs_as
    at += words[at : at + 1] in (("also",), ("now",), ("currently",), ("still",))
    return _read_descriptor(tagged, at, status)


def _appointed(tagged: TaggedLine, name: NameInLine) -> ToldRole | None:
    """Return what somebody is appointed to."""
    words, first, at = tagged.line.words, name.first, name.last
    is_active = first > 0 and words[first - 1] in APPOINTING
    is_past = is_active and words[first - 1] in APPOINTED and words[max(0, first - 2)] not in ("has", "have")
    is_noun = words[max(0, first - 2) : first] == ("appointment", "of")
    if is_active or is_noun:
        while at < len(words) and words[at] in LETTERS_BEHIND:
            at += 1
    elif words[at : at + 2] in AUXILIARIES and words[at + 2 : at + 3] and words[at + 2] in APPOINTED:
        at += 3
    else:
        return None
    has_as = words[at : at + 1] == ("as",)
    if is_past and DAYS.isdisjoint(words):
        return None
    if any(len(word) == 4 and word.isdigit() for word in words) or not (has_as or words[at - 1] != ","):
        return None
    return _read_descriptor(tagged, at + has_as, None) if has_as or not is_noun else None


def _read_descriptor(tagged: TaggedLine, at: int, status: str | None) -> ToldRole | None:
    found = AFTER.match(tagged.tags, at, at + LONGEST_READ)
    end = end_of_role(found) if found else 0
    if found is None or leads_name(found, tagged.tags):
        return None
    return ToldRole(found.start("role"), end, status)
