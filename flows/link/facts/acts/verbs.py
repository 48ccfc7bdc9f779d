"""The verbs that tell an act, in all their forms, and which of them reports exchange for one another.

In: the printed words of a sentence in lower case. Out: the readings of the verb that begins at a place. Method: the
lines of lexicons/acts.txt, inflected by rule or by lexicons/irregular_verbs.txt; of two verbs that begin alike the
longer one is read.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from flows.link.facts.clauses import CALENDAR_WORDS
from flows.link.facts.subjects import lexicon_lines, stem_of

Form = Literal["base", "s", "ing", "past", "participle"]  # a past that is the participle too is 'past'

CALENDAR = frozenset(CALENDAR_WORDS.split())
VOWELS = "aeiou"
SIBILANTS = ("s", "sh", "ch", "x", "z", "o")  # they take -es


class Verb(NamedTuple):
    """A reading of the words at a place: `lines` of the lexicon that hold the verb, and which form of it this is."""

    base: str
    form: Form
    lines: frozenset[int]
    word_count: int
    is_participle: bool
    is_event: bool  # told without an object too: 'died'


@cache
def _lines() -> Sequence[tuple[Sequence[str], str]]:
    """Return the verbs of each line and the section it stands in."""
    found = []
    section = ""
    for line in lexicon_lines("acts.txt"):
        if line.startswith("["):
            section = line
        else:
            found.append(([verb.strip() for verb in line.split(",")], section))
    return found


@cache
def _readings() -> Mapping[str, Sequence[tuple[tuple[str, ...], Verb]]]:
    """Return by its first word what each form may be: the words behind it and the verb, the longest first."""
    lines_of: dict[str, set[int]] = defaultdict(set)
    events = set()
    for number, (verbs, section) in enumerate(_lines()):
        for verb in verbs:
            lines_of[verb] |= {number} if section != "[idioms]" else set()
            if section == "[events]":
                events.add(verb)
    found: dict[str, list[tuple[tuple[str, ...], Verb]]] = defaultdict(list)
    for verb, lines in sorted(lines_of.items()):
        first, *particles = verb.split()
        forms = _forms(first)
        pasts, participles = ({printed for name, printed in forms if name == of} for of in ("past", "participle"))
        for form, printed in forms:
            if form == "participle" and printed in pasts:
                continue
            reading = Verb(verb, form, frozenset(lines), 1 + len(particles), printed in participles, verb in events)
            found[printed].append((tuple(particles), reading))
    return {printed: sorted(readings, key=lambda r: -len(r[0])) for printed, readings in found.items()}


@cache
def lines_by_stem() -> Mapping[str, frozenset[int]]:
    """Return the lines of the verbs that a word of each stem may begin: a quick look before a sentence is read."""
    found: dict[str, set[int]] = defaultdict(set)
    for printed, readings in _readings().items():
        for _, verb in readings:
            found[stem_of(printed)] |= verb.lines
    return {stem: frozenset(lines) for stem, lines in found.items() if lines}


def verbs_at(printed: Sequence[str], at: int) -> list[Verb]:
    """Return the readings of the verb that begins at a place; where one takes more words, the shorter are none.

    An idiom, as 'stop short', hides the verb that it begins with.

    >>> [(verb.base, verb.form) for verb in verbs_at("talks were called off".split(), 2)]
    [('call off', 'past')]
    >>> [verb.form for verb in verbs_at("it shut".split(), 1)]
    ['base', 'past']
    """
    found: list[Verb] = []
    for particles, verb in _readings().get(printed[at], ()) if at < len(printed) else ():
        if found and verb.word_count < found[0].word_count:
            break
        behind = printed[at + verb.word_count : at + verb.word_count + 1]
        is_day = particles[-1:] in (("on",), ("in",)) and not CALENDAR.isdisjoint(behind)  # 'signed on Monday'
        if tuple(printed[at + 1 : at + verb.word_count]) == particles and not is_day:
            found.append(verb)
    return [verb for verb in found if verb.lines]


def label_of(lines: frozenset[int]) -> str:
    """Return the verb that names the first of these lines."""
    return _lines()[min(lines)][0][0]


def past_of(verb: str) -> str:
    """Return the past of a verb, its particle behind it.

    >>> past_of("step down"), past_of("veto"), past_of("strike down"), past_of("deny"), past_of("ban")
    ('stepped down', 'vetoed', 'struck down', 'denied', 'banned')
    """
    return _inflected(verb, "past")


def participle_of(verb: str) -> str:
    """Return the past participle of a verb, its particle behind it.

    >>> participle_of("throw out")
    'thrown out'
    """
    return _inflected(verb, "participle")


def ing_of(verb: str) -> str:
    """Return the form in -ing of a verb, its particle behind it.

    >>> ing_of("step down"), ing_of("close")
    ('stepping down', 'closing')
    """
    return _inflected(verb, "ing")


def _inflected(verb: str, form: Form) -> str:
    first, _, particles = verb.partition(" ")
    printed = next(printed for name, printed in _forms(first) if name == form)
    return f"{printed} {particles}".strip()


@cache
def _irregular() -> Mapping[str, Sequence[Sequence[str]]]:
    """Return past, participle and, where it is irregular too, the form in -ing of each way to inflect a verb."""
    found: dict[str, list[Sequence[str]]] = defaultdict(list)
    for line in lexicon_lines("irregular_verbs.txt"):
        base, *forms = line.split()
        found[base].append(forms)
    return found


@cache
def _forms(base: str) -> Sequence[tuple[Form, str]]:
    """Return the forms of a verb of one word as they are printed, each once."""
    ends_in_y = base.endswith("y") and base[-2] not in VOWELS
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) else base
    stem += stem[-1] if _doubles_last(base) else ""
    regular = f"{base[:-1]}ied" if ends_in_y else f"{base}d" if base.endswith("e") else f"{stem}ed"
    third = base[:-1] + "ies" if ends_in_y else base + ("es" if base.endswith(SIBILANTS) else "s")
    forms: list[tuple[Form, str]] = [("base", base), ("s", third)]
    for past, participle, *ing in _irregular().get(base, ((regular, regular),)):
        forms += [("ing", ing[0] if ing else f"{stem}ing"), ("past", past), ("participle", participle)]
    return tuple(dict.fromkeys(forms))


def _doubles_last(base: str) -> bool:
    vowels = [place for place, letter in enumerate(base) if letter in VOWELS]
    return len(vowels) == 1 and vowels[0] == len(base) - 2 and base[-1] not in "wxy"
