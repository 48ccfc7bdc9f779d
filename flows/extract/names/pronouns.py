"""Pronouns that stand for a person: 'he', 'she' and their forms, where it is quite sure who is meant.

In: the lines with the people named in them. Out: pronoun mentions. Method: the person is looked for in the same
sentence before the pronoun, then in up to three sentences back; there the first one that can be a subject (not after
a preposition, not a possessor) and whose gender fits is taken. What stands inside quotation marks is left out on both
sides: a speaker's 'he' is another's. Where three or more people fit, nothing is claimed. 'They' is not resolved.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from flows.extract.annotations import Entity
from flows.extract.names.coreference import NameInLine
from flows.extract.names.gazetteer import Gazetteer
from flows.extract.names.name_evidence import SAY
from flows.extract.names.runs import POSSESSIVES
from flows.extract.names.tokens import Line

MALE = frozenset("he him his himself He Him His Himself".split())
FEMALE = frozenset("she her hers herself She Her Hers Herself".split())
PRONOUNS = MALE | FEMALE
SENTENCES_BACK = 3
MOST_RIVALS = 2  # more people than these in one sentence: who is meant is anybody's guess
NO_SUBJECT_AFTER = frozenset(
    "of with between to for by from against about on at over under and or than like including while".split()
)
MALE_TITLES = frozenset(
    "Mr Mr. Sir Lord King Prince Emperor Sheikh Pope Cardinal Father Congressman Chairman Spokesman chairman "
    "spokesman actor".split()
)
FEMALE_TITLES = frozenset(
    "Mrs Mrs. Ms Ms. Miss Madame Lady Dame Queen Princess Sister Mother Congresswoman Chairwoman Spokeswoman "
    "chairwoman spokeswoman actress".split()
)
QUOTES = {'"': 0, "“": 1, "”": -1}
QUOTE_MARKS = frozenset(QUOTES)


class Scope(NamedTuple):
    """The people of a sentence that a pronoun can stand for, those that can be subjects first, and its paragraph."""

    people: tuple[Entity, ...]
    paragraph: int


def find_pronouns(
    lines: Sequence[Line], by_line: Mapping[int, Sequence[NameInLine]], gazetteer: Gazetteer
) -> Iterator[tuple[Line, NameInLine]]:
    """Yield each pronoun with the person it stands for, in text order."""
    genders = find_genders(lines, by_line, gazetteer)
    back: list[Scope] = []
    is_quoted, paragraph = False, -1
    for line in lines:
        if line.sentence.paragraph != paragraph:
            is_quoted, paragraph = False, line.sentence.paragraph
        inside, is_quoted = _quoted(line, opened=is_quoted)
        people = [
            name
            for name in by_line.get(line.number, ())
            if name.entity.entity_type == "person" and not inside[name.first]
        ]
        found = [] if PRONOUNS.isdisjoint(line.words) else list(_in_line(line, people, inside, back, genders))
        yield from ((line, name) for name in found)
        named = _ranked(line, sorted([*people, *found], key=lambda name: name.first)) if people or found else ()
        if named:
            back = [*back, Scope(named, paragraph)][-SENTENCES_BACK:]
        elif back and paragraph - back[-1].paragraph > 1:
            back = []


def find_genders(
    lines: Sequence[Line], by_line: Mapping[int, Sequence[NameInLine]], gazetteer: Gazetteer
) -> dict[str, str]:
    """Return 'f' or 'm' for the people whose titles or given names tell it, by entity id."""
    genders: dict[str, str] = {}
    for line in lines:
        for name in by_line.get(line.number, ()):
            if name.entity.entity_type != "person":
                continue
            title = line.words[name.first - 1] if name.first else ""
            if title in MALE_TITLES or title in FEMALE_TITLES:
                genders[name.entity.entity_id] = "m" if title in MALE_TITLES else "f"
            elif name.entity.entity_id not in genders:
                code = gazetteer.given.get(name.entity.name.split()[0], "e")
                if code != "e" and " " in name.entity.name:
                    genders[name.entity.entity_id] = code
    return genders


def _in_line(
    line: Line, people: Sequence[NameInLine], inside: Sequence[bool], back: Sequence[Scope], genders: dict[str, str]
) -> Iterator[NameInLine]:
    found: list[NameInLine] = []
    for at, word in enumerate(line.words):
        if word not in PRONOUNS or inside[at]:
            continue
        gender = "m" if word in MALE else "f"
        before = _ranked(line, [name for name in [*found, *people] if name.last <= at])
        saying = [name.entity for name in people if at - 3 <= name.last < at and line.words[name.last] in SAY]
        before = (*saying, *before)
        person = _choose([Scope(before, 0), *reversed(back)], gender, genders)
        if person:
            genders.setdefault(person.entity_id, gender)
            found.append(NameInLine(at, at + 1, person))
            yield found[-1]


def _choose(scopes: Sequence[Scope], gender: str, genders: Mapping[str, str]) -> Entity | None:
    for scope in scopes:
        fitting = list(dict.fromkeys(p for p in scope.people if genders.get(p.entity_id, gender) == gender))
        if len(fitting) > MOST_RIVALS:
            return None
        if fitting:
            return fitting[0]
    return None


def _ranked(line: Line, people: Sequence[NameInLine]) -> tuple[Entity, ...]:
    """Return the people once each, those that can be the subject before possessors and those after prepositions."""
    in_order = sorted(people, key=lambda name: (not _can_be_subject(line, name), name.first))
    return tuple(dict.fromkeys(name.entity for name in in_order))


def _can_be_subject(line: Line, name: NameInLine) -> bool:
    before = line.words[name.first - 1] if name.first else ""
    after = line.words[name.last] if name.last < len(line.words) else ""
    return (
        before not in NO_SUBJECT_AFTER
        and after not in POSSESSIVES
        and line.words[name.first] not in ("his", "her", "him", "His", "Her")
    )


def _quoted(line: Line, *, opened: bool) -> tuple[list[bool], bool]:
    """Return for each token whether it stands inside quotation marks, and whether a quotation is open at the end."""
    if QUOTE_MARKS.isdisjoint(line.words):
        return [opened] * len(line.words), opened
    inside = []
    for word in line.words:
        turn = QUOTES.get(word)
        if turn is not None:
            opened = turn == 1 or (turn == 0 and not opened)
        inside.append(opened)
    return inside, opened
