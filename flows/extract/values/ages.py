"""Ages: "45-year-old", "Smith, 45,", "Mia, six,", "she was 45", "turned 45", "aged 25 to 64", "in her 40s".

In: places that fit a shape. Out: expressions of kind age, such as "45 year". A number between commas after a name is
an age where it is whole and at most 110; "then" or "now" may stand before it. A number in words is one only after a
given name: of others ("Suarez, two") it tells goals or seats. "In her 40s" is the range 40-49. What is older than a
person can be ("two centuries old", "a 300-year-old oak") is a duration.
"""

from collections.abc import Sequence
from functools import cache
from itertools import dropwhile, takewhile

from flows.extract.annotations import Expression
from flows.extract.values.counted_nouns import DETERMINERS
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.durations import YEARS, duration_expression
from flows.extract.values.labels import is_ageing_thing
from flows.extract.values.money import quantity, read_extent
from flows.extract.values.numbers import AMOUNT, RANGE, SMALL, Extent, parse_number
from flows.extract.values.shapes import Found, Shape
from flows.extract.values.word_classes import class_values
from flows.extract.wordlists import load_words

OLDEST = 110
UNITS = {"W": "week", "M": "month", "D": "day", "H": "hour"}
TURNING = frozenset({"turned", "turns", "turning"})
THEN = frozenset({"then", "now"})  # "Ana Ruiz, then 45, said"
ENDS_TOLD = frozenset({".", ",", ";", "", "when", "and", "at"})  # after "she was 45"
PLACING = frozenset({"in", "at", "near", "around"})  # "in Paris, two, and in Rome, three"
SCORED = frozenset(
    "goal goals point points run runs wicket wickets try tries seat seats vote votes medal medals title titles win "
    "wins assist assists touchdown touchdowns scored each apiece chapter chapters".split()
)  # in a sentence with one of these a number behind a name may be what the person scored
AVERAGES = frozenset({"average", "mean", "median"})
AVERAGE_LEXEMES = 7  # "the median age was also low, at 21.9 years"
BEFORE_AVERAGE = frozenset("is was of at to from reached about around nearly almost roughly just only under".split())
ENDS_SPELT = frozenset({".", ",", ")", ";", "", "and"})
ENDS_APPOSITION = frozenset({",", ".", ")", ";", ":", "", "and", "of", "who", "was", "from", "is", "—", "–"})
ENDS_LIST = frozenset({",", ".", ")", ";", ":", "", "and", "respectively", "who"})
LIST_LEXEMES = 20  # from a number of a list back to "aged"


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
    if found.previous() in THEN:
        is_end = found.following() == ")" if found.previous(2) == "(" else found.following() in ENDS_TOLD
        return found.previous(2) in (",", "(") and is_end and _is_name(found, found.first - 3)
    if found.previous() == "(":
        return found.following() == ")" and _is_name(found, found.first - 2)
    if found.following() == "of" and _is_whole(found.lexemes.words[found.last + 1]):
        return False  # "told the Orre Bell, 15 of the 23"
    ends = found.following() in ENDS_APPOSITION and not found.lexemes.is_joined(found.first)
    is_junior = found.previous(2) == "." and found.previous(3) in ("jr", "sr")
    return ends and _is_name(found, found.first - 2 - is_junior)


def _is_whole(word: str) -> bool:
    return word in DETERMINERS or word in ("them", "whom", "which") or parse_number([word]) is not None


def is_listed_age(found: Found) -> bool:
    """Return whether a number goes on from an age: "ages 19 and 22", "aged 5, 7 and 9"; "and" ends the list."""
    words = found.lexemes.words
    if found.following() not in ENDS_LIST or found.lexemes.is_joined(found.first):
        return False
    before = words[max(0, found.first - LIST_LEXEMES) : found.first][::-1]
    members = list(takewhile(lambda w: w in ("and", ",") or parse_number([w]) is not None, before))
    if class_values("AGED").keys().isdisjoint(before[len(members) : len(members) + 1]):
        return False
    is_long = sum(member[:1].isalnum() and member != "and" for member in members) > 1
    return "and" not in members[1:] and (is_long or members[:2] != ["and", ","])


def is_average_age(found: Found) -> bool:
    """Return whether a length is what an average is put at: "the median age is 21.9 years"."""
    low, _ = found.lexemes.sentence_bounds(found.first)
    if found.previous() not in BEFORE_AVERAGE:
        return False  # "the average age rose by 2 years"
    before = found.lexemes.words[max(low, found.first - AVERAGE_LEXEMES) : found.first]
    ages = (i for i in range(len(before) - 1) if before[i] in AVERAGES and before[i + 1] == "age")
    return any(not _is_of_thing(before[i + 2 :]) for i in ages)


def _is_of_thing(words: Sequence[str]) -> bool:
    """Whether the words after "age" tell that it is one of things: "of the fleet is"."""
    if words[:1] != ["of"]:
        return False
    undetermined = dropwhile(DETERMINERS.__contains__, words[1:])
    phrase = list(takewhile(lambda w: w not in load_words("counted_stops.txt"), undetermined))
    return bool(phrase) and is_ageing_thing(phrase[-1])


def is_spelt_apposition(found: Found) -> bool:
    """Return whether a number in words follows a given name: "Alfie, two, and Mia, six", "Ruby Ortega (four)"."""
    low, high = found.lexemes.sentence_bounds(found.first)
    first = found.first - 2
    is_end = found.following() == ")" if found.previous() == "(" else found.following() in ENDS_SPELT
    if first < low or not is_end or not SCORED.isdisjoint(found.lexemes.words[low:high]):
        return False
    if first > low and found.lexemes.is_capitalised(first - 1):
        first -= 1
    is_place = not PLACING.isdisjoint(found.lexemes.words[max(low, first - 1) : found.first])
    return not is_place and any(_is_given(found, at) for at in (first, found.first - 2))


def is_told_age(found: Found) -> bool:
    """Return whether a bare number is told as an age: "who is 45", "she was 45.", "turned 40 on Monday"."""
    if found.previous() in ("is", "was") and found.previous(2) in ("he", "she"):
        return found.following() in ENDS_TOLD
    is_person = found.previous() in ("is", "was") and found.previous(2) == "who"
    ends = ENDS_APPOSITION | class_values("ON").keys() | {"in", "this", "last", "next"}
    return (is_person or found.previous() in TURNING) and found.following() in ends


def _is_given(found: Found, at: int) -> bool:
    return _is_name(found, at) and found.lexemes.words[at] in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(" ".join(load_words("given_names.txt")).lower().split())


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
    Shape("listed", "(?: (?<= COMMA ) | (?<= AND ) ) (?P<amount> DAY | TWO_DIGITS )", age, is_listed_age),
    Shape("average_age", "(?P<amount> NUMBER ) (?P<unit> UNITS )", age, is_average_age),
    Shape("apposition_then", "(?P<amount> TWO_DIGITS )", age, lambda f: f.previous() in THEN and is_apposition(f)),
    Shape(
        "apposition_spelt",
        f"(?: (?<= COMMA ) | (?<= OPEN ) ) (?P<amount> {SMALL} )",
        age,
        is_spelt_apposition,
    ),
    Shape("told_age", "(?P<amount> TWO_DIGITS )", age, is_told_age),
    Shape(
        "decade_of_life",
        "(?: EARLY | MID | LATE )? HYPHEN? (?P<decade> DECADE | DECADE_WORD )",
        decade_of_life,
        is_decade_of_life,
    ),
)
