"""Lines between a title and its article that name an author, or date the article, in less usual forms.

In: a unit of that region. Out: yes or no. Method: shapes: a name and a trade without a mark between them ("Ada Moreno
Coast correspondent"), names with the places they report from ("Ada Moreno in Tallow Bay and Li Fen"), a label such as
"Reporter:", and a date with the name of the house behind a slash or a bar. All but the labelled ones look like headings
elsewhere: the caller asks only of lines below a title, and for names with a place only beside a dated line.
"""

import re

from flows.clean.lines import Unit, normalise
from flows.clean.name_lines import CAPITALISED, LONGEST_BYLINE, NAME
from flows.clean.shapes import READING_TIME, is_date_text

_PLACE = rf"(?:the\s+)?{CAPITALISED}(?:\s+{CAPITALISED}){{0,2}}"
_PLACED = rf"{NAME}(?:\s+in\s+{_PLACE})?"
PLACED_NAMES = re.compile(rf"{_PLACED}(?:(?:\s*,\s*|\s+and\s+)(?:{_PLACED}|agenc(?:y|ies)|wires))*\Z")
TRADE = "correspondent|reporter|editor|columnist|writer|commentator|critic"
NAME_AND_TRADE = re.compile(
    rf"(?!(?:An?|The|Our|Its|His|Her)\s){NAME}(?:\s+[\w&'’-]+){{0,5}}\s+(?:{TRADE}|{TRADE.title()})\Z"
)
LABELLED_NAME = re.compile(
    rf"(?:Words|Story|Text|[Rr]eporter|[Jj]ournalist|[Cc]orrespondent|[Ww]riter|REPORTER|Redakteur|Redakteurin|Reporterin|Journaliste"
    rf"|Periodista|Giornalista)s?\s*:\s+{NAME}"
)
PART_MARK = re.compile(r"\s+[/|·•–—-]\s+|\s*\|\s*|\s+(?=(?:Lesezeit|Lesedauer|Reading time|Read time)\b)")
LONE_DATELINE = re.compile(rf"{CAPITALISED}[\w.,'’/& -]{{0,60}}\([A-Z][\w .&/-]{{1,30}}\)\s?[-–—]{{1,2}}\Z")
MOST_PARTS, MOST_HOUSE_WORDS = 4, 4
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def is_author_line(unit: Unit) -> bool:
    """True where the unit is a name with a trade, or a label and a name."""
    if unit.is_long or unit.printed_count > LONGEST_BYLINE or unit.has_digit:
        return False
    return LABELLED_NAME.match(unit.text) is not None or NAME_AND_TRADE.match(unit.text) is not None


def is_placed_names(unit: Unit) -> bool:
    """True where the unit is nothing but names, at least one of them with the place reported from."""
    if unit.is_long or unit.printed_count > LONGEST_BYLINE or unit.has_digit or " in " not in unit.text:
        return False
    return PLACED_NAMES.match(unit.text) is not None


def is_lone_dateline(unit: Unit) -> bool:
    """True where the unit is the place and the agency that open a report: 'Tallow Bay, May 4, 2031 (Coastal) -'."""
    is_short = not unit.is_long and unit.printed_count <= LONGEST_BYLINE
    return is_short and unit.text[-1] in "-–—" and LONE_DATELINE.match(unit.text) is not None


def is_dated_line(unit: Unit) -> bool:
    """True where the unit is a date and, behind a mark, a time or the name of a house.

    >>> is_dated_line(Unit(0, 0, "Updated on: May 4, 2031 / 9:40 AM EST / Coastal News"))
    True
    """
    if unit.is_long or unit.printed_count > LONGEST_BYLINE or not unit.has_digit or not YEAR.search(unit.text):
        return False
    parts = [part.strip() for part in PART_MARK.split(unit.text)]
    others = [
        part for part in parts if not is_date_text(part, normalise(part).split()) and not READING_TIME.match(part)
    ]
    return 1 < len(parts) <= MOST_PARTS and len(others) < len(parts) and all(map(_may_be_house, others))


def _may_be_house(part: str) -> bool:
    words = part.split()
    return 0 < len(words) <= MOST_HOUSE_WORDS and all(word[0].isupper() or word[0].isdigit() for word in words)
