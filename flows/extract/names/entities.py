"""Entities of a document: people, organisations and places, where each is named, and the roles beside the names.

In: the text, its sentences and the article's own fields. Out: a `Naming`. Method: tokens → candidates (`names.py`) →
types (`name_types.py`) → one entity per thing (`coreference.py`) → roles (`roles.py`), people named by their office
alone (`role_mentions.py`) and pronouns (`pronouns.py`). An author who signs the article is no person of the story.
Demonyms ("French") are no mentions, ships (`ships.py`) neither. A pipeline of spaCy can add its names (`taggers.py`).
For English texts.
"""

from collections.abc import Iterator, Mapping, Sequence

from flows.extract.annotations import Entity, Fields, Mention, Naming, Role, Sentence
from flows.extract.names.coreference import NameInLine, resolve_names
from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.names.glued import part_glued
from flows.extract.names.name_types import type_names
from flows.extract.names.names import Candidate, find_candidates
from flows.extract.names.national_teams import mark_national_teams
from flows.extract.names.pronouns import find_pronouns
from flows.extract.names.role_mentions import find_role_mentions
from flows.extract.names.roles import FoundRole, complete_roles, find_roles
from flows.extract.names.runs import DASHES
from flows.extract.names.ships import find_ships
from flows.extract.names.tagged_names import join_tagged
from flows.extract.names.taggers import TaggedName, Tagger, tag_names
from flows.extract.names.tokens import Line, make_line

STORY_ZONES = frozenset({"title", "dek", "caption", "lede", "body"})

NamesByLine = Mapping[int, Sequence[NameInLine]]


def find_entities(text: str, sentences: Sequence[Sentence], fields: Fields, tagger: Tagger | None = None) -> Naming:
    """Return the entities of the document with their mentions and roles, all in text order.

    `tagger`: a pipeline of spaCy whose names join those of the rules.
    """
    gazetteer = load_gazetteer()
    told = [(at, sentence) for at, sentence in enumerate(sentences) if sentence.zone in STORY_ZONES]
    made = [make_line(text, sentence, at, gazetteer.headline_words) for at, sentence in told]
    lines = part_glued(text, made, gazetteer)
    names = _find_names(lines, fields, tag_names(text, lines, tagger) if tagger else {})
    roles = complete_roles([role for line in lines for role in find_roles(line, names.get(line.number, ()), gazetteer)])
    offices = list(find_role_mentions(lines, names, roles, gazetteer))
    named = {name.entity for found in names.values() for name in found}
    held = [*roles, *(office for office in offices if office.person not in named)]
    return Naming(
        tuple(_entities(lines, names, held)),
        tuple(sorted(_mentions(lines, names, offices), key=lambda mention: (mention.start, mention.end))),
        tuple(_role(role) for role in sorted(held, key=lambda role: (role.start, role.end))),
    )


def _find_names(
    lines: Sequence[Line], fields: Fields, tagged: Mapping[int, Sequence[TaggedName]]
) -> dict[int, list[NameInLine]]:
    """Return the names of people, organisations and places by the index of their line."""
    gazetteer, apart = load_gazetteer(), _words_apart(lines)
    ships = find_ships(lines)
    candidates = [
        found
        for line in lines
        for found in find_candidates(line, gazetteer, apart)
        if not any(found.first < last and first < found.last for first, last in ships.get(line.number, ()))
    ]
    if tagged:
        candidates = join_tagged(candidates, tagged, lines, gazetteer)
    typed = mark_national_teams(type_names(candidates, gazetteer), lines)
    names = [name for name in typed if not _is_byline(name.candidate, fields)]
    by_line: dict[int, list[NameInLine]] = {}
    for name, entity in zip(names, resolve_names(names, gazetteer), strict=True):
        candidate = name.candidate
        by_line.setdefault(candidate.line.number, []).append(
            NameInLine(candidate.first, candidate.last, entity, candidate.method)
        )
    return by_line


def _words_apart(lines: Sequence[Line]) -> frozenset[str]:
    """Return the capitalised words that stand somewhere inside a sentence without a hyphen beside them."""
    found = set()
    for line in lines:
        words = line.words
        for at in line.capitals:
            if at and words[at - 1] not in DASHES and (at + 1 == len(words) or words[at + 1] not in DASHES):
                found.add(words[at])
    return frozenset(found)


def _is_byline(candidate: Candidate, fields: Fields) -> bool:
    """True for an author's name that is alone in its line, or alone with 'by'."""
    if " ".join(candidate.words) not in fields.authors:
        return False
    return sum(word[0].isalnum() for word in candidate.line.words) <= len(candidate.words) + 1


def _entities(lines: Sequence[Line], names: NamesByLine, roles: Sequence[FoundRole]) -> list[Entity]:
    found = [name.entity for line in lines for name in names.get(line.number, ())]
    found += [role.person for role in roles]
    found += [role.affiliation for role in roles if role.affiliation]
    return list(dict.fromkeys(found))


def _mentions(lines: Sequence[Line], names: NamesByLine, offices: Sequence[FoundRole]) -> Iterator[Mention]:
    for line in lines:
        for name in names.get(line.number, ()):
            yield _mention(line, name.first, name.last, "name", name.entity, name.method)
    for office in offices:
        yield _mention(office.line, office.first, office.last, "role", office.person)
    for line, pronoun in find_pronouns(lines, names, load_gazetteer()):
        yield _mention(line, pronoun.first, pronoun.last, "pronoun", pronoun.entity)


def _mention(line: Line, first: int, last: int, kind: str, entity: Entity, method: str = "rules") -> Mention:
    start, end = line.starts[first], line.ends[last - 1]
    return Mention(start, end, kind, entity.entity_id, entity.entity_type, line.sentence.zone, method)


def _role(found: FoundRole) -> Role:
    affiliation_id = found.affiliation.entity_id if found.affiliation else None
    return Role(found.start, found.end, found.person.entity_id, found.role.name, found.role.status, affiliation_id)
