"""What all finders of dates share: making the expression of a period, and reading a year.

In: places that fit a shape, and periods of the calendar. Out: expressions of kind date and time.
"""

from flows.extract.annotations import Expression
from flows.extract.values.calendar_periods import Period
from flows.extract.values.lexemes import Lexemes
from flows.extract.values.numbers import parse_number
from flows.extract.values.shapes import Found
from flows.extract.values.word_classes import class_values

SHORT_WORD = 3  # letters of words that headlines write small
SPOKEN = "CENTURY_NUMBER (?: TEENS | TENS (?: HYPHEN? ONES )? ) (?! HYPHEN? (?: UNIT | UNITS ) )"


def date_expression(found: Found, period: Period, method: str, *, is_inferred: bool = False) -> Expression:
    """Return the expression of a date at a place."""
    return Expression(
        found.first,
        found.last,
        "date",
        period.value,
        low_on=period.low_on,
        high_on=period.high_on,
        precision=period.precision,
        anchor_method=method,
        is_inferred=is_inferred,
    )


def part_of_day(expression: Expression, part: str | None) -> Expression:
    """Return the expression narrowed to a part of its day: 'MO', 'AF', 'EV' or 'NI'."""
    if part is None:
        return expression
    value = f"{expression.value_text}T{part}"
    return replace_time(expression, value, "part_of_day")


def replace_time(expression: Expression, value: str, precision: str) -> Expression:
    """Return the expression of a day as that of a time on that day."""
    return expression._replace(kind="time", value_text=value, precision=precision)


def is_no_name(found: Found) -> bool:
    """Return whether "Today" is a time; with a capital right after a word it is part of a name ("Harbour Today")."""
    lexemes, first = found.lexemes, found.first
    low, _ = lexemes.sentence_bounds(first)
    if first == low or not lexemes.is_capitalised(first):
        return True
    before = lexemes.words[first - 1]
    if not before.isalpha() or before == "the" or not lexemes.is_capitalised(first - 1):
        return not before.isalpha()
    return is_in_capitals(lexemes, first)


def is_in_capitals(lexemes: Lexemes, place: int) -> bool:
    """Return whether most words of the sentence are written as the one at a place is, as a headline writes them."""
    low, high = lexemes.sentence_bounds(place)
    is_upper = lexemes.surface(place, place + 1).isupper()
    places = [i for i in range(low + 1, high) if i != place and len(lexemes.words[i]) > SHORT_WORD]
    alike = [i for i in places if (lexemes.surface(i, i + 1).isupper() if is_upper else lexemes.is_capitalised(i))]
    return 2 * len(alike) > len(places)


def read_ordinal(found: Found, group: str, class_name: str) -> int:
    """Return the number of a group in digits or in words, "third" or "twenty-third", of a class of ordinals; else 0."""
    words = found.words(group)
    if not words or words[0][:1].isdigit():
        return found.number(group) or 0
    tens, ones = int(class_values("TENS").get(words[0], 0)), int(class_values(class_name).get(words[-1], 0))
    return tens + ones if ones < 10 or not tens else 0


def read_year(found: Found, group: str = "year") -> int | None:
    """Return the year of a group in digits or spoken words ("nineteen ninety-seven")."""
    words = found.words(group)
    if not words:
        return None
    if words[0].isdigit():
        return int(words[0])
    if words[0] not in class_values("CENTURY_NUMBER"):
        return int(parse_number(words) or 0)
    tens = sum(int(class_values(c).get(w, 0)) for w in words[1:] for c in ("TENS", "TEENS", "ONES"))
    return 100 * int(class_values("CENTURY_NUMBER")[words[0]]) + tens
