"""Who is who inside a document: names of the same thing get the same entity.

In: typed names. Out: one entity per person, organisation and place, and the entity of each name. Method: the full names
of people first ("Ana Lima"), then single words that are the surname or the given name of exactly one of them, or of
the one named last before, unless relatives share it (`relatives.py`); aliases from the gazetteer; acronyms of
organisations, from initials; short forms without the legal ending; bodies of a country by its demonym
(`national_bodies.py`); places in the capitals of a dateline. It does not link across documents.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from flows.contracts.ids import entity_id_of
from flows.extract.annotations import Entity
from flows.extract.names.dateline_names import opens_dateline
from flows.extract.names.gazetteer import Gazetteer, Words, load_gazetteer
from flows.extract.names.name_types import TypedName
from flows.extract.names.names import Candidate
from flows.extract.names.national_bodies import NationalBody, find_national_bodies, is_mistaken
from flows.extract.names.person_forms import without_nickname
from flows.extract.names.relatives import Family, find_families, find_juniors, office_before
from flows.extract.names.runs import PARTICLES

SMALL_WORDS = frozenset("of the and for on de la du des & in".split())
LEGAL_FORMS = frozenset("Inc Corp Co Ltd AG SA PLC plc NV".split())
SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})


class NameInLine(NamedTuple):
    """A name (or a pronoun) in a line: its tokens, `last` exclusive, and its entity."""

    first: int
    last: int
    entity: Entity
    method: str = "rules"


def resolve_names(names: Sequence[TypedName], gazetteer: Gazetteer) -> list[Entity]:
    """Return the entity of each name, in the order of `names`."""
    capitals = _capitals(names)
    persons = [name.candidate for name in names if name.entity_type == "person"]
    people = _merge_people([person.words for person in persons], find_juniors(persons, gazetteer))
    national = find_national_bodies(names, gazetteer)
    bodies = {body.words: (body, names[at].candidate.words) for at, body in national.items()}
    organisations = _merge_organisations(
        [name.candidate.words for name in names if name.entity_type == "organisation"],
        list(bodies),
    )
    full_names = list(dict.fromkeys(people.values()))
    families = find_families(persons, gazetteer)
    bearers: dict[tuple[str, str | None], list[Words]] = {}
    latest: dict[str, Words] = {}
    entities = []
    for at, name in enumerate(names):
        words = name.candidate.words
        body = national.get(at)
        known = name.candidate.known or gazetteer.names.get(words)
        if name.entity_type == "place" and len(words) == 1:
            known = known or gazetteer.states.get(words[0])
        if name.entity_type == "person":
            full = people.get(words) or _younger(name.candidate, full_names)
            if full is None:
                key = (words[-1], office_before(name.candidate, gazetteer))
                if key not in bearers:
                    family = families.get(words[-1])
                    bearers[key] = _bearers(words[-1], family, people, key[1]) if family else full_names
                full = _full_name(words[-1], bearers[key], latest)
            for part in (full[-1], full[0]):
                latest[part] = full
            entities.append(_entity("person", _join(without_nickname(full))))
        elif body and is_mistaken(known):
            entities.append(_entity("organisation", _join(body.words), body.country_code))
        elif known and known.entity_type == name.entity_type:
            entities.append(_entity(known.entity_type, known.name, known.country_code))
        elif name.entity_type == "organisation":
            entities.append(_organisation(organisations.get(words, words), bodies, gazetteer))
        else:
            entities.append(_entity(name.entity_type, _join(capitals.get(words, words))))
    return entities


def _capitals(names: Sequence[TypedName]) -> dict[Words, Words]:
    """Return for the places in capitals of datelines how they are written elsewhere: 'ORRE CITY', 'Orre City'."""
    shouted = {n.candidate.words for n in names if n.entity_type == "place" and opens_dateline(n.candidate)}
    return {words: tuple(map(str.title, words)) for words in shouted}


def _organisation(words: Words, bodies: Mapping[Words, tuple[NationalBody, Words]], gazetteer: Gazetteer) -> Entity:
    """Return the entity of an organisation's full name; `bodies` have a demonym before it."""
    body, plain = bodies.get(words, (None, words))
    known = gazetteer.names.get(plain)
    if body and is_mistaken(known):
        return _entity("organisation", _join(words), body.country_code)
    return _entity("organisation", known.name if known else _join(plain), known.country_code if known else None)


@cache
def known_countries() -> dict[str, Entity]:
    """Return the entity of each country by its code."""
    return {code: _entity("place", name, code) for code, name in load_gazetteer().country_names.items()}


@lru_cache(maxsize=10_000)
def _entity(entity_type: str, name: str, country_code: str | None = None) -> Entity:
    return Entity(entity_id_of(entity_type, name), entity_type, name, country_code)


@lru_cache(maxsize=10_000)
def _join(words: Words) -> str:
    """Return the words as one reads them, without blanks around hyphens and before possessives."""
    text = " ".join(words)
    for mark in "-–‐‑":
        text = text.replace(f" {mark} ", mark)
    return text.replace(" ,", ",").replace(" . ", ".").replace(" 's", "'s").replace(" ’s", "’s")


def _core(words: Words) -> Words:
    """Return a person's name without nickname, initials in the middle and 'Jr.'."""
    kept = [word for word in without_nickname(words) if word not in SUFFIXES]
    if len(kept) > 2:
        kept = [kept[0], *[word for word in kept[1:-1] if len(word.strip(".")) > 1], kept[-1]]
    return tuple(kept)


def _merge_people(seen: Sequence[Words], juniors: frozenset[Words]) -> dict[Words, Words]:
    """Return the canonical full name of each name of more than one word; `juniors` are not who bears the plain name."""
    counts: dict[Words, int] = {}
    for words in seen:
        if len(words) > 1:
            counts[words] = counts.get(words, 0) + 1
    groups: dict[Words, list[Words]] = {}
    for words in counts:
        groups.setdefault(words if words in juniors else _core(words), []).append(words)
    merged: dict[Words, Words] = {}
    renamed: dict[Words, Words] = {}
    for core, members in groups.items():
        best = min(members, key=lambda words: (-counts[words], len(words), words))
        home = _longer_form(core, groups)
        target = min(groups[home], key=lambda words: (-counts[words], len(words), words)) if home else best
        if home and (home[0], home[-1]) == (core[0], core[-1]) and counts[best] >= counts[target]:
            renamed[target] = best  # the middle name is told no more often than not
        for words in members:
            merged[words] = target
    for words in counts:
        fuller = _full_name_of_junior(words, counts)
        if fuller is not None:
            merged[words] = merged[fuller]
    return {words: renamed.get(target, target) for words, target in merged.items()}


def _younger(name: Candidate, full_names: Sequence[Words]) -> Words | None:
    """Return the full name of 'the younger Mr. Lima', where of two bearers of the name one is a 'Jr.'."""
    before = [word.lower() for word in name.line.words[max(0, name.first - 3) : name.first]]
    if len(name.words) > 1 or (before[-2:] != ["the", "younger"] and before[:2] != ["the", "younger"]):
        return None
    bearers = [full for full in full_names if name.words[0] in full[1:]]
    juniors = [full for full in bearers if full[-1] in SUFFIXES]
    return juniors[0] if len(juniors) == 1 and len(bearers) <= 2 else None


def _full_name_of_junior(words: Words, seen: Iterable[Words]) -> Words | None:
    """Return the one name that 'Lima Jr.' shortens: 'Ana Lima Jr.'."""
    if len(words) != 2 or words[1] not in SUFFIXES:
        return None
    ending = words[1].strip(".")
    fuller = {other[:-1]: other for other in seen if len(other) > 2 and other[-1].strip(".") == ending}
    fitting = [other for plain, other in fuller.items() if words[0] in plain[1:]]
    return fitting[0] if len(fitting) == 1 else None


def _longer_form(core: Words, groups: dict[Words, list[Words]]) -> Words | None:
    """Return the longer name that this one shortens: 'Ana Lima' in 'Ana Lima Castro' or 'Ana Maria Lima'."""
    if core[0].lower() in PARTICLES:  # a surname with its particle: 'al-Amin', 'van Dorn'
        longer = [other for other in groups if len(other) > len(core) and other[-len(core) :] == core]
    else:
        longer = [
            other
            for other in groups
            if len(other) > len(core) and set(core) <= set(other) and core[0] == other[0] and other[-1] not in SUFFIXES
        ]
    return longer[0] if len(longer) == 1 else None


def _bearers(surname: str, family: Family, people: Mapping[Words, Words], office: str | None) -> list[Words]:
    """Return the full names that a surname can stand for, where what is told of a family tells more than the names."""
    full_names = list(dict.fromkeys(people.values()))
    holders = {people[words] for words in family.holders.get(office or "", ())}
    if holders:
        return [full for full in full_names if full in holders]
    relatives = {people[words] for words in family.relatives}
    others = [full for full in full_names if full not in relatives]
    return others if family.is_of_other or any(full[-1] == surname for full in others) else full_names


def _full_name(word: str, full_names: Sequence[Words], latest: dict[str, Words]) -> Words:
    for group in _fitting(word, full_names):
        if len(group) == 1 or (group and word in latest and latest[word] in group):
            return group[0] if len(group) == 1 else latest[word]
        if group:
            return group[0]
    return (word,)


def _fitting(word: str, full_names: Sequence[Words]) -> Iterator[list[Words]]:
    """Yield the full names whose last word it is, those whose first, and those that hold it."""
    yield [
        full for full in full_names if full[-1] == word or (len(full) > 2 and full[-1] in SUFFIXES and full[-2] == word)
    ]
    yield [full for full in full_names if full[0] == word]
    yield [full for full in full_names if word in full[1:-1]]


def _merge_organisations(seen: Sequence[Words], bodies: Sequence[Words]) -> dict[Words, Words]:
    """Return the longest form for acronyms and short forms of organisations that the document names in full."""
    full_names = sorted({words for words in (*seen, *bodies) if len(words) > 1}, key=lambda words: (-len(words), words))
    merged: dict[Words, Words] = {}
    for words in seen:
        longer = _expanded(words[0], full_names) if len(words) == 1 else _with_legal_form(words, full_names)
        if longer or len(words) == 1:
            merged[words] = longer or words
    return merged


def _expanded(word: str, full_names: Sequence[Words]) -> Words | None:
    letters = word.replace(".", "")
    if letters.isupper():
        for words in full_names:
            if _initials(words, with_small=False) == letters or _initials(words, with_small=True) == letters:
                return words
    elif sum(map(str.isupper, letters)) > 1:
        for words in full_names:  # 'BoE', 'DoJ'
            if "".join(word[0] for word in words if word[0].isalpha()) == letters:
                return words
    return _with_legal_form((word,), full_names)


def _with_legal_form(short: Words, full_names: Sequence[Words]) -> Words | None:
    """Return the name that has but a legal form, as 'Inc.', behind the short one."""
    return next((words for words in full_names if words[:-1] == short and words[-1].rstrip(".") in LEGAL_FORMS), None)


def _initials(words: Words, *, with_small: bool) -> str:
    return "".join(word[0].upper() for word in words if word[0].isalpha() and (with_small or word not in SMALL_WORDS))
