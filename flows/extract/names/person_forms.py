"""Forms that only the names of people take: syllables with a hyphen, a nickname in marks, initials, letters behind.

In: the tokens of a sentence and a place in them. Out: how many tokens belong to the name, or whether a form is there.
"""

import re

from flows.extract.names.gazetteer import Gazetteer, Words
from flows.extract.names.tokens import Line

SMALL_GIVEN_PART = 8  # longest second part of a given name such as 'Suk-yeol'
# What a romanised Chinese or Korean syllable looks like; it leaves out most English words, but not all.
SYLLABLE = re.compile(
    r"(?:[bcdfghjklmnprstvwxyz]|ch|sh|zh|kw|gw|ts|tz|hs|[bghkmnpr]y)?[aeiouü]{1,3}(?:ng|[nmkptlrh])?", re.I
)
COMPOUND_ENDS = frozenset(
    "based born led style area wide bound backed owned run only like made era type linked listed affiliated aligned "
    "controlled held educated trained bred raised ruled class inspired funded sponsored occupied dominated friendly "
    "op operative speaking themed branded oriented focused centric wing level size free old year time".split()
)
LONGEST_TAIL = 4  # words of a person's name behind that of an office
LINKS = frozenset("of for on and &".split())
OPENING_MARKS, CLOSING_MARKS = frozenset("\"“‘'"), frozenset("\"”’'")
INITIAL_BEFORE_NAME = re.compile(r"(?:[A-Z]\.)+")
POSTNOMINALS = frozenset(
    "FRS FRSC FRSE OBE MBE CBE KBE DBE GBE OAM KC QC SC SAN BL TD PhD Ph.D MD M.D DPhil LLB LLM CPA CFA "
    "Esq Esq.".split()
)
# Surnames that are also words which end a run; behind a given name and with a capital they are the surname.
SURNAMES_LIKE_LINKS = frozenset({"To", "Or", "He"})


def is_given_name_part(line: Line, at: int, end: int, gazetteer: Gazetteer) -> bool:
    """True for the small second part of a given name behind a surname: 'Yoon Suk-yeol', 'Lam Wai-man'.

    `end` is the place of the hyphen in a run that opens at `at`.
    """
    after = line.words[end + 1]
    if end - at < 2 or line.joins(end - 1) or not after.isalpha() or len(after) > SMALL_GIVEN_PART:
        return False
    if line.words[end - 2] in gazetteer.first_surnames:
        return after not in COMPOUND_ENDS
    is_syllabic = all(map(SYLLABLE.fullmatch, line.words[end - 2 : end])) and SYLLABLE.fullmatch(after)
    return bool(is_syllabic) and after not in COMPOUND_ENDS and after not in gazetteer.common


def step_over_nickname(line: Line, at: int, end: int, gazetteer: Gazetteer) -> int:
    """Return the length of a nickname in marks and the name behind it: 4 in 'Ana “Bo” Lima', 0 for none."""
    words = line.words
    if words[end] not in OPENING_MARKS or end + 3 >= len(words) or end - at > 2:
        return 0
    is_marked = words[end + 1][0].isupper() and words[end + 2] in CLOSING_MARKS and words[end + 3][0].isupper()
    if not is_marked or line.joins(end + 3) or any(_is_no_name(word, gazetteer) for word in words[at:end]):
        return 0
    return 4


def without_nickname(words: Words) -> Words:
    """Return the name without a nickname in marks.

    >>> without_nickname(("Ana", "“", "Bo", "”", "Lima"))
    ('Ana', 'Lima')
    """
    at = next((at for at, word in enumerate(words) if word in OPENING_MARKS), None)
    return words if at is None else words[:at] + words[at + 3 :]


def _is_no_name(word: str, gazetteer: Gazetteer) -> bool:
    return word.lower() in gazetteer.common or word in gazetteer.demonyms or bool(gazetteer.match_title((word,), 0))


def opens_surname_first(words: Words, gazetteer: Gazetteer) -> bool:
    """True for a surname that stands first with a given name behind it, though it is a common word: 'Sun Weilin'."""
    if (
        len(words) not in (2, 4)
        or words[0] not in gazetteer.first_surnames
        or words[0] in ("So", "An", "Do", "He", "She", "You", "To")
    ):
        return False
    given = words[1]
    if len(words) == 4:
        return words[2] == "-"
    return (
        given.isalpha()
        and not _is_no_name(given, gazetteer)
        and (given,) not in gazetteer.names
        and bool(re.fullmatch(f"(?:{SYLLABLE.pattern}){{1,2}}", given, re.I))
    )


def ends_as_surname(words: Words, gazetteer: Gazetteer) -> bool:
    """True for a given name and a surname that is the head of other names as well: 'Ann Law', 'Ben Hall'."""
    is_surname = words[-1] in gazetteer.last_surnames or words[-1] in gazetteer.first_surnames
    return len(words) == 2 and is_surname and words[0] in gazetteer.given and words not in gazetteer.names


def opens_person_behind(words: Words, at: int, gazetteer: Gazetteer) -> bool:
    """True where a person's name follows the name of an office or a body: 'Refugee Council | Ann Low'."""
    before, rest = words[at - 1], words[at:]
    if not at or rest[0] not in gazetteer.given or words[0] in gazetteer.given or not 2 <= len(rest) <= LONGEST_TAIL:
        return False
    heads = gazetteer.heads
    if any(word in LINKS or _is_head(word, gazetteer) for word in rest) and not ends_as_surname(rest, gazetteer):
        return False
    return before in heads["head"] or before in heads["content"] or before in gazetteer.portfolios_of


def _is_head(word: str, gazetteer: Gazetteer) -> bool:
    return any(word in gazetteer.heads[kind] for kind in ("head", "place", "other", "content"))
