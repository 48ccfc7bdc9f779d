"""Ages: "45-year-old", "Smith, 45,", "Ben, two,", "who is 45", "She was 45.", "turned 45", "aged 25 to 64".

In: places that fit a shape. Out: expressions of kind age, such as "45 year". A number between commas after a name is
an age where it is whole and at most 110; a number in words only after a given name that stands alone. "In her 40s" is
the range 40-49. What is older than a person can be ("two centuries old", "a 300-year-old oak") is a duration.
"""

from flows.extract.annotations import Expression
from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.durations import YEARS, duration_expression
from flows.extract.values.money import quantity, read_extent
from flows.extract.values.numbers import AMOUNT, RANGE, SMALL, Extent
from flows.extract.values.shapes import Found, Shape
from flows.extract.values.word_classes import class_values

OLDEST = 110
UNITS = {"W": "week", "M": "month", "D": "day", "H": "hour"}
TURNING = frozenset({"turned", "turns", "turning"})
ENDS_CLAUSE = frozenset({".", ",", ";", "!", ""})
ENDS_APPOSITION = frozenset({",", ".", ")", ";", ":", "", "and", "of", "who", "was", "from", "is", "—", "–"})


def age(found: Found, _timeline: Timeline) -> Expression | None:
    """Return an age or a range of ages."""
    extent = read_extent(found)
    code = found.value("unit", "UNIT", "UNITS") or "Y"
    if extent is None or extent.high is None:
        return None
    if code in YEARS or (code == "Y" and extent.high > OLDEST):
        return duration_expression(found, extent, code)
    return quantity(found, "age", extent, UNITS.get(code, "year"))


def decade_of_life(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "in her 40s" as the range 40-49."""
    word = found.word("decade")
    low = float("".join(filter(str.isdigit, word)) or 10 * int(class_values("DECADE_WORD")[word]))
    return quantity(found, "age", Extent(low, low + 9), "year")._replace(hedge="range")


def is_decade_of_life(found: Found) -> bool:
    """Return whether "40s" is said of a person."""
    return found.previous() in ("his", "her", "their", "my", "your", "our") and (
        len(found.word("decade")) <= 4 or found.word("decade") in class_values("DECADE_WORD")
    )


def is_apposition(found: Found) -> bool:
    """Return whether a number between commas follows a person's name: "Ana Ruiz, 45, said"."""
    extent = read_extent(found)
    if extent is None or extent.low is None or not 1 <= extent.low <= OLDEST or found.first < 2:
        return False
    if found.previous() == "(":
        return found.following() == ")" and _is_name(found, found.first - 2)
    ends = found.following() in ENDS_APPOSITION and not found.lexemes.is_joined(found.first)
    return ends and _is_name(found, found.first - 2)


def is_told_age(found: Found) -> bool:
    """Return whether a bare number is told as an age: "who is 45", "turned 40 on Monday"."""
    is_person = found.previous() in ("is", "was") and found.previous(2) == "who"
    if found.previous() in ("is", "was") and found.previous(2) in ("he", "she"):
        return found.following() in ENDS_CLAUSE
    if found.previous() == "then" and found.previous(2) == ",":
        return found.following() == "," and _is_name(found, found.first - 3)
    ends = ENDS_APPOSITION | class_values("ON").keys() | {"in", "this", "last", "next"}
    return (is_person or found.previous() in TURNING) and found.following() in ends


def is_child(found: Found) -> bool:
    """Return whether a number in words follows a given name without a surname: "their children Ben, two, and Mia"."""
    at = found.first - 2
    if at < 0 or found.following() not in (",", ".", "and") or not _is_name(found, at):
        return False
    is_alone = at == 0 or not found.lexemes.is_capitalised(at - 1) or found.lexemes.words[at - 1] in ("and", ",")
    return is_alone and found.lexemes.words[at].capitalize() in load_gazetteer().given


def _is_name(found: Found, index: int) -> bool:
    word = found.lexemes.words[index].removesuffix(".")
    is_month = word in class_values("MONTH_FULL") or word in class_values("MONTH_SHORT")
    return word[:1].isalpha() and len(word) > 1 and found.lexemes.is_capitalised(index) and not is_month


SHAPES = (
    Shape("year_old", f"(?P<amount> {AMOUNT} ) HYPHEN? (?P<unit> UNIT | UNITS ) HYPHEN? (?: OLD | OLDS )", age),
    Shape("years_old_range", f"{RANGE} HYPHEN? (?P<unit> UNIT | UNITS ) HYPHEN? (?: OLD | OLDS )", age),
    Shape("years_of_age", f"(?P<amount> {AMOUNT} ) (?P<unit> UNITS ) OF AGED", age),
    Shape(
        "aged",
        f"AGED (?P<amount> {SMALL} | DAY | TWO_DIGITS )",
        age,
        lambda f: f.following() not in ("-", "–", "to", "through"),
    ),
    Shape("aged_range", f"AGED {RANGE}", age),
    Shape("between_ages", f"BETWEEN THE? AGES OF? (?P<from> {AMOUNT} ) AND (?P<till> {AMOUNT} )", age),
    Shape("apposition", "(?: (?<= COMMA ) | (?<= OPEN ) ) (?P<amount> DAY | TWO_DIGITS )", age, is_apposition),
    Shape("child", "(?<= COMMA ) (?P<amount> TEENS | ONES )", age, is_child),
    Shape("told_age", "(?P<amount> TWO_DIGITS )", age, is_told_age),
    Shape(
        "decade_of_life",
        "(?: EARLY | MID | LATE )? HYPHEN? (?P<decade> DECADE | DECADE_WORD )",
        decade_of_life,
        is_decade_of_life,
    ),
)
