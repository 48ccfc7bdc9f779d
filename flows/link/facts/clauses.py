"""The clause a value stands in: what of its sentence is said of this value and not of another.

In: a sentence's text and words and the places of its values. Out: a `Clause`: its words, its names, and what it tells:
a plan or what happened, a start or a day, a rate, a purpose, a scope (scopes.py), a poll, something that was so
before. Method: a clause
ends at commas, semicolons, brackets and dashes, and at an 'and' between two values. No parser, English only.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from flows.link.facts.scopes import NO_SCOPE, Scope, find_scope
from flows.link.facts.subjects import WEAK_SHARE, Word, lexicon_lines, stem_of

CLAUSE_BORDER = re.compile(r"[,;:()\[\]—–]|\s-\s|\n")
CLAUSE_LINK = re.compile(r"\b(?:and|but|while|whereas)\b", re.IGNORECASE)
# 'one day after the vote': what follows a date so is another event than the date's
TIME_AFTER = re.compile(
    r"\W*(?:[\w-]+ ){0,3}(?:minute|hour|day|night|week|month|year)s? (?:after|before|following)\b", re.IGNORECASE
)
LINK_LETTERS = 12
LINK_BEFORE = re.compile(
    r"\b(?:since|until|till|by|before|after|from|once|every|per|within)\s+(?:the\s+)?$", re.IGNORECASE
)
RATE = re.compile(
    r"\b(?:each\b|per (?!\d)|an? (?:day|week|month|year|head|minute|hour)\b|monthly\b|annual|yearly\b|daily\b)", re.I
)
NEAR_LETTERS = 50  # what says of a value that it is a rate or planned stands this near
CALENDAR_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
LINK_AFTER = re.compile(r"\s*\b(?:ago|earlier|later|before|after|old|apart)\b", re.IGNORECASE)
PLANNED = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were) to|to be|due|expect\w*|plan\w*|hop(?:es?|ed|ing)|intend\w*|aim\w*|"
    r"set to|scheduled|going to|next)\b",
    re.IGNORECASE,
)

PURPOSE = re.compile(r"\s+(?:for|on)\b")
PURPOSE_WORDS = 5
POLL = re.compile(r"\b(?:polls?|polled|surveys?|surveyed|respondents)\b", re.IGNORECASE)
# 'She died with two others', 'the driver and two other people died': less than all who died
REMAINDER = re.compile(r"(?:at least |about |some |up to )?[\w-]+ (?:other|more|further|additional)s?\b", re.IGNORECASE)
COMPANY = re.compile(
    r"(?:\b(?P<beside>with|alongside|besides|plus|apart from|as well as)|(?P<last>[\w’'-]+),? (?P<and>and))"
    r"(?: at least| about| some| up to)?\s+$",
    re.IGNORECASE,
)
COMPANY_LETTERS = 60
# before an 'and', these end a clause of their own: 'three are dead and two others hurt'
PREDICATE = re.compile(r"(?:\w+ed|dead|hurt|shot|missing|homeless|ill|held)", re.IGNORECASE)
# the day on which somebody spoke is none of what he spoke of
SAID = re.compile(
    r"\b(?:said|says|saying|told|tells|telling|added|tweeted|wrote|commented|explained|declared|testified|argued|claimed|denied"
    r"|acknowledged|confirmed|insisted|warned|stated|remarked)\b(?: [\w’'-]+){0,4}?"
    r" (?:late |early )?(?:on |late |early )?$",
    re.IGNORECASE,
)
SAID_LETTERS = 50
COUNTED_WITH = re.compile(
    r" (?:and|or) (?!dozens|hundreds|thousands|millions|scores|others|perhaps)[a-z]{3,}[a-rt-z]s"
    r"(?= (?:to|in|of|at|on|from|with|were|was|are|have|has|had|who|that|which|\w+ed)\b|[.,;:)]|$)"
)
EARLIER = re.compile(r"\b(?:previous(?:ly)?|formerly|originally|initially|once|used to)\b", re.IGNORECASE)

Place = tuple[int, int]

CALENDAR_STEMS = frozenset(stem_of(word) for word in CALENDAR_WORDS.split())


@dataclass(frozen=True)
class Clause:
    """What stands between the commas around a value: its stems but names and weak words, and what it says of it."""

    stems: frozenset[str] = frozenset()
    is_planned: bool = False
    names: frozenset[str] = frozenset()
    link: str = ""
    is_rate: bool = False
    is_poll: bool = False
    is_earlier: bool = False
    is_of_saying: bool = False  # 'police said on Friday'
    is_remainder: bool = False  # others beside one who is told of
    is_of_two: bool = False  # '50 states and territories'
    state: str = ""  # what has become of the people counted
    purpose: frozenset[str] = frozenset()  # '$40 for new ropes'
    scope: Scope = NO_SCOPE  # '1,200 jobs worldwide'


def names_among(words: Iterable[Word]) -> frozenset[str]:
    """Return the stems that stand in names; days and months are none."""
    return frozenset(w.stem for w in words if w.is_name and w.strength > 0 and w.stem not in CALENDAR_STEMS)


def find_clause(text: str, words: Sequence[Word], value: Place, others: Iterable[Place] = ()) -> Clause:
    """Return the clause of the value, given the words of its sentence and the places of the other values in it.

    A value that stands alone between commas, as in 'On Monday, the …', belongs to what follows it, at the end of a
    sentence to what stands before. An 'and' between two values parts them: 'one fell and three rose'.
    """
    if not words:
        return Clause()
    first, last = words[0].start, words[-1].end
    linked: set[int] = set()
    edges = {first, last, *(b.end() for b in CLAUSE_BORDER.finditer(text, first, last) if _is_outside(b, value))}
    for link in CLAUSE_LINK.finditer(text, first, last):
        if any(min(o[1], value[1]) <= link.start() and link.end() <= max(o[0], value[0]) for o in others):
            linked.add(link.end())
    borders = sorted(edges | linked)
    parts = list(pairwise(borders))
    own = next((i for i, part in enumerate(parts) if part[1] >= value[1]), len(parts) - 1)
    # 'repairs cost 5 million and take two months': what stands before the 'and' has the subject of both
    order = [own, own - 1] if own and parts[own][0] in linked else [own]
    order += [i for i in (*range(own + 1, len(parts)), *reversed(range(own))) if i not in order]
    is_distance = TIME_AFTER.fullmatch(text, value[0], value[1]) is not None  # 'one day after' is itself the value
    for start, end in (parts[i] for i in order):
        inside = [w for w in words if start <= w.start < end and not value[0] <= w.start < value[1]]
        stems = frozenset(w.stem for w in inside if _tells(w))
        if stems and (is_distance or not TIME_AFTER.match(text, start)):
            return Clause(
                stems=stems,
                is_planned=PLANNED.search(text, max(start, value[0] - NEAR_LETTERS), min(end, value[1])) is not None,
                names=names_among(inside),
                is_rate=RATE.search(text, value[1], min(end, value[1] + NEAR_LETTERS)) is not None,
                link=_link(text, value),
                is_poll=POLL.search(text, first, last) is not None,
                purpose=_purpose(text, inside, value),
                is_earlier=EARLIER.search(text, first, value[0]) is not None,
                is_of_saying=SAID.search(text[max(start, value[0] - SAID_LETTERS) : value[0]]) is not None,
                is_remainder=_is_remainder(text, value),
                is_of_two=COUNTED_WITH.match(text, value[1]) is not None,
                state=_state(words, (start, end), value),
                scope=find_scope(text, value, (first, last), others),
            )
    return Clause()


def _purpose(text: str, words: Sequence[Word], value: Place) -> frozenset[str]:
    after = [word for word in words if word.start >= value[1]][:PURPOSE_WORDS] if PURPOSE.match(text, value[1]) else []
    return frozenset(word.stem for word in after if _tells(word))


@cache
def person_states() -> Mapping[str, str]:
    """Return what each stem says of people who are counted."""
    lines = (line.split(":") for line in lexicon_lines("person_states.txt"))
    return {stem_of(word): state for state, words in lines for word in words.split()}


def _state(words: Sequence[Word], clause: Place, value: Place) -> str:
    """Return what the nearest word of the clause that says so has made of the people counted; '' where none does."""
    states = person_states()
    told = [w for w in words if clause[0] <= w.start < clause[1] and w.stem in states]
    nearest = min(told, key=lambda w: (max(w.start - value[1], value[0] - w.end), w.start), default=None)
    return states[nearest.stem] if nearest else ""


def _is_remainder(text: str, value: Place) -> bool:
    """True for others who share what is told of one named before; not in 'three died and two others were hurt'."""
    if not REMAINDER.match(text, value[0]):
        return False
    company = COMPANY.search(text[max(0, value[0] - COMPANY_LETTERS) : value[0]])
    return company is not None and (company["and"] is None or PREDICATE.fullmatch(company["last"]) is None)


def _link(text: str, value: Place) -> str:
    """Return the word that makes of a time a start, an end or a distance: 'since', 'until', 'ago'; '' for none."""
    before = LINK_BEFORE.search(text[max(0, value[0] - LINK_LETTERS) : value[0]])
    after = LINK_AFTER.match(text, value[1])
    return (before or after or [""])[0].strip().lower()


def _tells(word: Word) -> bool:
    return not word.is_name and word.strength > WEAK_SHARE and not word.stem[0].isdigit()


def _is_outside(border: re.Match[str], value: Place) -> bool:
    return border.end() <= value[0] or border.start() >= value[1]
