"""Lines that name somebody or something: bylines, bare names of people, names of outlets.

In: a unit, and for outlets what else the text says. Out: yes or no. Method: shapes (a preposition and capitalised
words, two to four capitalised words alone, an acronym, an internet domain) and words that open or close the names of
outlets. A bare name is one only where it stands beside a title or at the end: the caller knows the place.
"""

import re

from flows.clean.lexicon import read_words
from flows.clean.lines import Unit

CAPITALISED = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁΑ-Ω][\w.'’-]*"
PARTICLE = r"(?:de|del|della|der|den|di|da|dos|du|van|von|la|le|el|al|bin|ben|ter|ten|zu|y|e)"
NAME = rf"{CAPITALISED}(?:\s+(?:{CAPITALISED}|(?:{PARTICLE}\s+){{1,2}}{CAPITALISED})){{1,3}}"
BEFORE_BY = "written|words|story|text|reported|report|posted|published|analysis|opinion"
BY = "by|von|par|por|di|door|av|af|autor|autorin|author|автор|autore|auteur|yazan|oleh"
BYLINE = re.compile(rf"(?:[*•+]\s+)?(?:(?:{BEFORE_BY}) by|{BY})\s*+(?::\s++|(?<=\s))(?=[A-ZÀ-ÞА-ЯİŞÇ])", re.IGNORECASE)
BYLINE_WORDS = frozenset(f"{BEFORE_BY}|{BY}".split("|"))  # one of which comes first
LATE_BYLINE = re.compile(
    rf"(?:{NAME})\s*[,|/·•–—-]\s*(?:.{{0,40}}(?:correspondent|reporter|editor|staff|writer|columnist|bureau|contributor)\b.{{0,30}})\Z",
    re.IGNORECASE,
)
DATED_NAME = re.compile(
    rf"{NAME}\s*(?:[,|·•–—-]\s*)?"
    r"(?:Published|Updated|Posted|Last updated|Veröffentlicht|Aktualisiert|Publié|Publicado)\b.*\d"
    rf"|[^\d\n]*+\d.*\b(?:by|von|par|por) {NAME}\Z"
)
# "Ada Moreno | 05.04.2025"; after a comma, or without a mark, a place stands before a date as often as a name does
NUMBERED_NAME = re.compile(rf"(?:{NAME})\s*[|/·•–—-]\s*\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b")
HOUSED_NAME = re.compile(rf"(?:{NAME})\s*[|/·•]\s*(?P<house>{CAPITALISED}(?:\s{CAPITALISED}){{0,3}})\Z")
BARE_NAME = re.compile(rf"{NAME}\Z")
BETWEEN_NAMES, AND = ",;&", frozenset("and und et y e".split())
BARE_NAMES = re.compile(rf"(?:{NAME})(?:(?:\s*[{BETWEEN_NAMES}]\s*|\s+(?:{'|'.join(sorted(AND))})\s+)(?:{NAME}))+\Z")
ACRONYM = re.compile(r"[A-Z]{2,6}\d?\Z")
LONGEST_BYLINE = 16
LONGEST_NAME = 5


def is_byline(unit: Unit) -> bool:
    """True where the unit says by whom the article is: 'By Ada Moreno and Li Fen | 4 May'."""
    if unit.is_long:
        return False
    if unit.printed_count > LONGEST_BYLINE:
        return False
    if unit.has_digit and DATED_NAME.match(unit.text):
        return True
    if unit.text.endswith((".", "?", "!")) or BYLINE_WORDS.isdisjoint(unit.plain_words[:1]):
        return False
    match = BYLINE.match(unit.text)
    # The lookahead is blind under IGNORECASE: check the case of what follows by hand.
    return bool(match and unit.text[match.end()].isupper())


def is_numbered_name(unit: Unit) -> bool:
    """True where the unit opens with a name, a mark and a date in numbers. No column of the block model, as yet."""
    is_short = not unit.is_long and unit.printed_count <= LONGEST_BYLINE
    return is_short and NUMBERED_NAME.match(unit.text) is not None and not has_outlet_word(unit)


def is_name_line(unit: Unit) -> bool:
    """True where the unit may be the bare name of a person, or several names."""
    if unit.is_long or not 2 <= unit.printed_count <= 3 * LONGEST_NAME or not unit.text[:1].isupper():
        return False
    if unit.has_digit:
        return False
    if unit.printed_count <= LONGEST_NAME and BARE_NAME.match(unit.text):
        return not has_outlet_word(unit)
    may_be_several = any(map(unit.text.__contains__, BETWEEN_NAMES)) or not AND.isdisjoint(unit.plain_words)
    return may_be_several and bool(BARE_NAMES.match(unit.text)) and not has_outlet_word(unit)


def is_credited_name(unit: Unit) -> bool:
    """True where the unit is a name with the trade of its bearer: 'Ada Moreno, Staff Writer'."""
    return not unit.is_long and unit.printed_count <= LONGEST_BYLINE and LATE_BYLINE.match(unit.text) is not None


def is_housed_name(unit: Unit) -> bool:
    """True where the unit is a name, a mark and an outlet's: 'Ada Moreno · CBW News'. No column of the model."""
    match = HOUSED_NAME.match(unit.text) if not unit.is_long and unit.printed_count <= LONGEST_BYLINE else None
    if match is None or unit.has_digit:
        return False
    house = {word.casefold() for word in match["house"].split()}
    return not read_words("outlet_words").isdisjoint(house)


def has_outlet_word(unit: Unit) -> bool:
    """True where one of the unit's words opens or closes names of outlets: 'Herald', 'News'."""
    return not read_words("outlet_words").isdisjoint(unit.plain_words)


def is_outlet_name(unit: Unit, given_outlet: str) -> bool:
    """True where the unit may name an outlet: the one given, an acronym, or a name such as 'Riverton Herald'."""
    if given_outlet and unit.plain == given_outlet:
        return True
    if unit.printed_count == 1:
        return ACRONYM.match(unit.text) is not None and BYLINE_WORDS.isdisjoint(unit.plain_words)
    return (
        2 <= unit.printed_count <= LONGEST_NAME
        and has_outlet_word(unit)
        and all(w[:1].isupper() or w in {"of", "the", "and", "&"} for w in unit.words)
    )
