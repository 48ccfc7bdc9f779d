"""Forms of lines around a title: questions, paths of sections, scores, greetings.

In: a unit, for scores with the units beside it. Out: yes or no. Method: shapes; where a line stands is for the caller.
"""

import re

from flows.clean.lines import Unit
from flows.clean.name_lines import CAPITALISED
from flows.clean.page import Page

MOST_QUESTION_WORDS = 14  # a first line that asks is a title up to here
DATED = re.compile(r"\b\d{1,2}:\d{2}\b|\d\w* ago\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b\d{1,2}, \d{4}")
PATH_SIGN = re.compile(r"\s[>›»]\s")
MOST_SECTION_WORDS = 3
SIDE, MOST_SIDE_WORDS = re.compile(rf"{CAPITALISED}(?:\s{CAPITALISED}){{0,3}}\s\d{{1,3}}\Z"), 5
FEWEST_NUMBERS, LEAST_NUMBERS = 2, 0.4  # of the words of a line that says who scored
GREETING = re.compile(
    r"(?:Good (?:morning|afternoon|evening|day)|Happy \w+day|Hello|Hi|Welcome back)\b[^.!?]{0,40}[.!,]"
)
MOST_GREETING_WORDS = 30


def is_question_title(unit: Unit) -> bool:
    """True where the unit is one short question or exclamation, as titles and headings are, and no quotation."""
    text = unit.text
    return (
        text.endswith(("?", "!"))
        and text[0] not in "“\"'‘«„"
        and unit.word_count <= MOST_QUESTION_WORDS
        and ". " not in text
    )


def is_section_path(text: str) -> bool:
    """Return whether a text is a path of sections, 'Home > Regions > Tallow Bay', that ends in no title."""
    sections = PATH_SIGN.split(text)
    return len(sections) > 1 and all(len(section.split()) <= MOST_SECTION_WORDS for section in sections)


def is_score(page: Page, index: int) -> bool:
    """True for a side and its goals with those of the other side above or below: 'Tallow Bay 2', 'Elton Town 1'."""
    beside = (i for i in (index - 1, index + 1) if 0 <= i < len(page.units))
    return is_side(page.units[index]) and any(is_side(page.units[i]) for i in beside)


def is_of_scores(unit: Unit) -> bool:
    """True where names come with numbers, two in five of the words or more: 'Moreno 12, Fen 71 (pen)'."""
    numbers = sum(word[:1].isdigit() for word in unit.words) if unit.has_digit and unit.text[:1].isupper() else 0
    are_many = numbers >= FEWEST_NUMBERS and numbers >= LEAST_NUMBERS * unit.printed_count
    return are_many and not any(word[0].islower() for word in unit.words)


def is_side(unit: Unit) -> bool:
    """True where the unit has the form of a side and its score."""
    return unit.has_digit and unit.printed_count <= MOST_SIDE_WORDS and SIDE.match(unit.text) is not None


def is_greeting_line(unit: Unit) -> bool:
    """True where a short unit greets the reader: 'Good morning. It will be hot.'"""
    return unit.word_count <= MOST_GREETING_WORDS and GREETING.match(unit.text) is not None
