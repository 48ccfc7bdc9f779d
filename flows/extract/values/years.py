"""Years, decades, centuries: "1998", "2019-20", "fiscal 2023", "nineteen ninety-seven", "the 1990s".

In: places that fit a shape. Out: expressions of kind date. Method: a number of four digits is a year by its size and
by the words around it; amounts, addresses and references look the same. A fiscal year keeps its days open, since the
text does not say when it begins. A decade without its century ("the '80s") is taken from 1930 to 2029.
"""

from datetime import date

from flows.extract.annotations import Expression
from flows.extract.values import calendar_periods as calendar
from flows.extract.values.calendar_periods import Period
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.dated_expressions import SPOKEN, date_expression, read_ordinal, read_year
from flows.extract.values.labels import is_block, is_dimension
from flows.extract.values.numbers import WRITTEN_MAGNITUDES
from flows.extract.values.shapes import Found, Shape
from flows.extract.values.word_classes import class_values

NOT_BEFORE_YEARS = frozenset(
    "$ € £ ¥ ₹ # no. no nos. section route highway extension about nearly over some than @ / chapter".split()
)
WRITTEN_CENTURIES = range(1000, 1900, 100)  # "the 1900s" and "the 2000s" are said of ten years as well
AFTER_AMOUNTS = frozenset(
    "people men women children troops soldiers dollars euros pounds yen miles km feet meters metres points percent % "
    "tons tonnes kg acres hours days weeks months years minutes votes homes houses deaths cases jobs employees workers "
    "students shares million billion".split()
)


def year(found: Found, _timeline: Timeline) -> Expression | None:
    """Return a year, or the years from one to another."""
    first = read_year(found)
    assert first is not None
    if found.has("fiscal"):
        return date_expression(found, Period(f"{first:04d}", "year"), "explicit")  # it may begin in another year
    if not found.has("until"):
        return date_expression(found, calendar.year_period(first), "explicit")
    last = found.number("until") or 0
    last = last if last > 100 else first // 100 * 100 + last
    period = Period(f"{first:04d}/{last:04d}", "year", date(first, 1, 1), date(max(first, last), 12, 31))
    return date_expression(found, period, "explicit")._replace(hedge="range")


def is_year(found: Found) -> bool:
    """Return whether a number of four digits is a year and not an amount, an address or a reference."""
    value = found.number("year") or 0
    if found.previous() in NOT_BEFORE_YEARS or (found.lexemes.is_joined(found.first) and found.previous() in ".,:+"):
        return False
    if (
        found.lexemes.is_joined(found.last)
        and found.following()[:1] in ("%", "+", "/", ".", ",")
        and (found.lexemes.is_joined(found.last + 1) and found.lexemes.words[found.last + 1][:1].isdigit())
    ):
        return False
    leading = found.previous() in class_values("LEAD") or found.previous() == "the"
    if found.following() in AFTER_AMOUNTS or is_dimension(found) or is_block(found):
        return False
    return (1700 <= value < 2100 and (leading or value >= 1900)) or (leading and value >= 1000)


def decade(found: Found, _timeline: Timeline) -> Expression | None:
    """Return a decade: "the 1980s", "the '80s", "the nineties"; "the 1700s" are a century."""
    digits = found.number("digits") if found.has("digits") else None
    if found.has("digits") and digits is None:
        digits = int("".join(filter(str.isdigit, found.word("digits"))))
    if digits is None:
        digits = 10 * int(found.value("word", "DECADE_WORD") or 0)
    if digits in WRITTEN_CENTURIES:
        period = Period(f"{digits // 100}", "century", date(digits, 1, 1), date(digits + 99, 12, 31))
        return date_expression(found, period, "explicit")
    first = digits if digits > 100 else 1900 + digits if digits >= 30 else 2000 + digits
    return date_expression(found, calendar.decade_period(first), "explicit", is_inferred=digits < 100)


def is_decade(found: Found) -> bool:
    """Return whether "80s" or "1,980s" is a decade and not an age ("in his 80s") or a temperature."""
    if found.following() == "of" and found.lexemes.words[found.first] in WRITTEN_MAGNITUDES:
        return False
    if not found.has("digits") or found.word("digits")[:1] not in "0123456789" or len(found.word("digits")) > 4:
        return True
    return found.lexemes.words[found.first] == "the" and "low" not in found.words("mood")


def century(found: Found, _timeline: Timeline) -> Expression | None:
    """Return a century by its ordinal; none where it is part of a name ("Twentieth Century Arts")."""
    if _is_in_name(found):
        return None
    number = read_ordinal(found, "ordinal", "ORDINAL")
    return date_expression(found, calendar.century_period(number), "explicit") if 1 <= number <= 30 else None


def _is_in_name(found: Found) -> bool:
    lexemes, last = found.lexemes, found.last
    is_before_name = found.following().isalpha() and lexemes.is_capitalised(last)
    return is_before_name and lexemes.words[found.first] != "the" and lexemes.is_capitalised(last - 1)


SHAPES = (
    Shape("year", "(?P<year> YEAR ) (?: HYPHEN (?P<until> YEAR | TWO_DIGITS ) (?! HYPHEN ) )?", year, is_year),
    Shape("fiscal_year", "(?P<fiscal> FISCAL ) YEAR_WORD? (?P<year> YEAR )", year),
    Shape("the_year", f"THE YEAR_WORD (?P<year> YEAR | {SPOKEN} | ONES MAGNITUDE (?: AND? ONES )? )", year),
    Shape("spoken_year", f"(?P<year> {SPOKEN} )", year),
    Shape(
        "decade",
        "THE? (?P<mood> (?: EARLY | LATE | MID | MIDDLE ) HYPHEN? )? (?P<digits> DECADE )"
        "| THE (?: EARLY | LATE | MID | MIDDLE )? HYPHEN? (?P<word> DECADE_WORD )",
        decade,
        is_decade,
    ),
    Shape(
        "century",
        "THE? (?: EARLY | LATE | MID )? HYPHEN? "
        "(?P<ordinal> (?: TENS HYPHEN? )? ORDINAL | ORDINAL_DIGITS ) HYPHEN? CENTURY",
        century,
    ),
)
