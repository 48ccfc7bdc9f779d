"""Durations and sets: "90-minute", "about an hour and a half", "the past three years", "every Thursday", "daily".

In: places that fit a shape. Out: expressions of kind duration with a TIMEX3 value and their length in seconds, and
of kind set. Method: each length has one value however it is said: time up to days in the largest unit that leaves a
whole number (PT90M, PT2H, P2D), months and years likewise (P18M, P2Y; P69.9Y where the months are not whole), weeks as
weeks; so "90-minute" and "an hour and a half" are equal, and "a quarter of an hour" is PT15M. Months and
years count 30.44 and 365.24 days in seconds. "A few days" is PXD without bounds.
"""

from flows.extract.annotations import Expression
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.numbers import (
    AMOUNT,
    RANGE,
    WRITTEN_MAGNITUDES,
    Extent,
    format_number,
    parse_number,
    share_magnitude,
)
from flows.extract.values.shapes import Found, Shape
from flows.extract.values.word_classes import class_values
from flows.extract.wordlists import load_words

SECONDS = {"S": 1, "MIN": 60, "H": 3600, "D": 86400, "W": 604800, "M": 2629746, "Q": 7889238, "Y": 31556952}
YEARS = {"10Y": 10, "100Y": 100, "1000Y": 1000}
PRECISIONS = {
    "S": "second", "MIN": "minute", "H": "hour", "D": "day", "W": "week", "2W": "week", "M": "month", "Q": "quarter",
    "Y": "year", "10Y": "decade", "100Y": "century", "1000Y": "century",
}  # fmt: skip
# Words before "a year" that make it a rate, or no length at all ("what a day").
RATED = frozenset(
    "once twice thrice percent cent share half such what quite person dollar euro pound yen on as is".split()
)
SHORT_UNITS = frozenset({"day", "night", "hour", "minute", "second"})
SPANNING = frozenset({"in", "over", "during", "for", "within", "of"})
SINGULAR_VERBS = frozenset("was has does gets takes lasts spends serves costs adds faces needs wants means".split())
LEAD = (
    "(?: THE ADDITIONAL? (?: LAST | NEXT | FIRST | LATEST )? | A ADDITIONAL | LAST | NEXT | FIRST | EACH OF THE LAST )"
)
SOME = "(?P<vague> A? FEW OF? | A COUPLE OF )"
BETWEEN = "(?: ADDITIONAL | MORE )*"
ONE_UNIT = "(?P<unit> UNIT | UNITS | UNIT_SHORT )"


def duration_value(amount: float, unit: str) -> str:
    """Return the TIMEX3 value of a length: one value however the length is said.

    >>> duration_value(1.5, "H"), duration_value(90, "MIN"), duration_value(24, "M")
    ('PT90M', 'PT90M', 'P2Y')
    """
    if unit == "2W":
        amount, unit = amount * 2, "W"
    if unit in YEARS:
        amount, unit = amount * YEARS[unit], "Y"
    if unit == "Q":
        amount, unit = amount * 3, "M"
    if unit in ("S", "MIN", "H", "D"):
        return _largest(amount * SECONDS[unit], (("P{}D", 86400), ("PT{}H", 3600), ("PT{}M", 60), ("PT{}S", 1)))
    if unit == "Y" and round(amount * 12, 6) % 1:
        return f"P{format_number(amount)}Y"
    if unit in ("M", "Y"):
        return _largest(amount * (12 if unit == "Y" else 1), (("P{}Y", 12), ("P{}M", 1)))
    return f"P{format_number(amount)}W"


def _largest(amount: float, forms: tuple[tuple[str, int], ...]) -> str:
    amount = round(amount, 6)
    for form, size in forms:
        if amount >= size and amount % size == 0:
            return form.format(format_number(amount / size))
    return forms[-1][0].format(format_number(amount / forms[-1][1]))


def seconds(amount: float, unit: str) -> float:
    """Return the length of so many units in seconds."""
    if unit in YEARS:
        return amount * YEARS[unit] * SECONDS["Y"]
    return amount * 2 * SECONDS["W"] if unit == "2W" else amount * SECONDS[unit]


def duration_expression(found: Found, extent: Extent, unit: str) -> Expression:
    """Return the expression of a length at a place."""
    assert extent.low is not None
    assert extent.high is not None
    value = duration_value(extent.low, unit)
    if extent.is_range:
        value = f"{value}/{duration_value(extent.high, unit)}"
    return Expression(
        found.first,
        found.last,
        "duration",
        value,
        value_low=seconds(extent.low, unit),
        value_high=seconds(extent.high, unit),
        unit_code="s",
        precision=PRECISIONS[unit],
        hedge="range" if extent.is_range else "exact",
    )


def _vague(found: Found, unit: str) -> Expression:
    letter = {"MIN": "M", "10Y": "E", "100Y": "C", "1000Y": "L", "2W": "W"}.get(unit, unit)
    value = f"P{'T' if unit in ('S', 'MIN', 'H') else ''}X{letter}"
    return Expression(
        found.first, found.last, "duration", value, unit_code="s", precision=PRECISIONS[unit], hedge="vague"
    )


def _unit(found: Found, group: str = "unit") -> str:
    return found.value(group, "UNIT", "UNITS", "UNIT_SHORT") or "D"


def length(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "three years", "90-minute", "a few days", "two and a half hours", "20+ years", "20-plus years"."""
    unit = _unit(found)
    if found.has("vague"):
        if "couple" not in found.words("vague"):
            return _vague(found, unit)
        return duration_expression(found, Extent(2.0, 2.0), unit)._replace(hedge="about")
    amount = parse_number(found.words("amount")) or 1.0
    amount += 0.5 if found.has("half") else 0.0
    expression = duration_expression(found, Extent(amount, amount), unit)
    return expression._replace(hedge="at_least") if found.has("open") else expression


def length_range(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "two to three weeks", "between five and seven years"."""
    return duration_expression(found, _ends(found), _unit(found))


def _ends(found: Found) -> Extent:
    names = ("low", "high") if found.has("low") else ("from", "till")
    low, high = share_magnitude(found.words(names[0]), found.words(names[1]))
    return Extent(low or 1.0, high)  # "a year or two"


def is_range(found: Found) -> bool:
    """Return whether two numbers with a unit are a range; of "in 2031 to 41 years" only the second is a length."""
    ends = _ends(found)
    return (ends.low or 0.0) < (ends.high or 0.0) and is_length(found)


def sum_of_lengths(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "two hours and 30 minutes"."""
    unit, smaller = _unit(found), _unit(found, "smaller_unit")
    amount, rest = parse_number(found.words("amount")) or 1.0, parse_number(found.words("rest")) or 0.0
    ratio = seconds(1, smaller) / seconds(1, unit)
    return duration_expression(found, Extent(amount + rest * ratio, amount + rest * ratio), unit)


def is_sum(found: Found) -> bool:
    """Return whether the second length is less than one unit of the first, which is whole."""
    amount, rest = parse_number(found.words("amount")) or 1.0, parse_number(found.words("rest")) or 0.0
    return amount == int(amount) and rest * seconds(1, _unit(found, "smaller_unit")) < seconds(1, _unit(found))


def half_length(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "half an hour", "half-hour", "half a century"."""
    return duration_expression(found, Extent(0.5, 0.5), _unit(found))


def part_of_length(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "a quarter of an hour", "three-quarters of a century"."""
    parts = parse_number(found.words("parts")) or 1.0
    share = parts / int(found.value("whole", "PART_WORD") or 1)
    return duration_expression(found, Extent(share, share), _unit(found))


def long_word(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "yearlong", "weeklong"."""
    value = found.value("word", "UNIT_LONG") or "P1D"
    unit = value.lstrip("P1").removeprefix("0Y") or "10Y"
    return duration_expression(found, Extent(1.0, 1.0), unit)


def open_length(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "for years", "over months": a length nobody counted."""
    return _vague(found, _unit(found))


def is_open_length(found: Found) -> bool:
    """Return whether "the past hours" are a length; "the early hours" are a time of day."""
    return found.lexemes.words[found.first : found.last] != ["the", "early", "hours"]


def is_length(found: Found) -> bool:
    """Return whether a number with a unit is a length, not an age ("52 years old") or a rate ("$2 a year")."""
    words = found.lexemes.words[found.first : found.last]
    if found.has("open") and not found.lexemes.is_joined(found.span("open")[0]):
        return False  # "$5 plus hours of work"
    if found.following() == "old" or (found.following() == "of" and found.lexemes.words[found.last + 1] == "age"):
        return False
    if (words[-1] == "quarters" and "-" in words) or words in (["a", "quarter"], ["one", "quarter"]):
        return False  # a part of a whole
    if words in (["three", "quarters"], ["3", "quarters"]) and found.following() == "of":
        return False  # "three quarters of the votes"
    if words[0] == "a" and len(words) == 2 and words[-1] in class_values("UNITS"):
        return False  # "a months-long delay"
    if words[-1] == "second" and "a" in words:
        return False
    if words[-1] in class_values("UNIT_SHORT") and not any(word[0].isdigit() for word in words):
        return False
    if found.previous() in ("day", "no", "number"):
        return False
    is_bare = len(words) == 2 and words[0] in ("a", "an")
    return not is_bare or not (_is_rate(found) or _describes(found))


def _describes(found: Found) -> bool:
    """Whether "a night" belongs to a noun: "a night watchman", "a day trip"."""
    following = found.following()
    return (
        found.word("unit") in ("day", "night")
        and following.isalpha()
        and following not in ("ago", "longer", "without", "amid", "otherwise")
        and following not in load_words("stop_words.txt")
        and not following.endswith(("ing", "ly"))
    )


def _is_rate(found: Found) -> bool:
    """Whether "a year" says how often: "$3 a share", "four flights a week"."""
    previous = found.previous()
    if (
        previous in class_values("SPAN_LEAD")
        or previous in SINGULAR_VERBS
        or previous in load_words("finite_verbs.txt")
    ):
        return False
    return previous in RATED or previous.endswith(tuple("s%0123456789")) or previous in class_values("MAGNITUDE")


def is_last_unit(found: Found) -> bool:
    """Return whether "the last month" is a length; "the last day to sign up" and "the last minute" are points."""
    is_point = found.word("unit") in SHORT_UNITS and found.previous() not in SPANNING
    return found.following() != "of" and not is_point


def is_not_counted(found: Found) -> bool:
    """Return whether no number stands before "decades-long"."""
    return parse_number([found.previous()]) is None and found.previous() not in ("-", "–")


def is_after_preposition(found: Found) -> bool:
    """Return whether a bare plural of a unit follows "for", "over" and the like."""
    before = found.previous(2)
    return found.previous() in ("for", "over", "after", "in", "within", "took", "spent", "lasted", "of") and (
        before not in class_values("MAGNITUDES") and before not in WRITTEN_MAGNITUDES
    )


def repeated(found: Found, _timeline: Timeline) -> Expression | None:
    """Return a set: "every month", "each Thursday", "daily", "Mondays"."""
    weekday = found.value("weekday", "WEEKDAY", "WEEKDAYS")
    if weekday:
        part = found.value("part", "PART", "PARTS")
        value = f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
    elif found.has("month"):
        value = f"XXXX-{int(found.value('month', 'MONTH_FULL') or 0):02d}"
    elif found.has("adverb"):
        value = found.value("adverb", "DAILY") or ""
    else:
        unit, amount = _unit(found), parse_number(found.words("amount")) or 1.0
        value = "P1Q" if unit == "Q" else duration_value(amount, unit)
    return Expression(found.first, found.last, "set", value, hedge="exact", anchor_method="explicit")


def is_adverb(found: Found) -> bool:
    """Return whether "daily" and the like stand at the end of a clause; before a noun they name a kind of thing."""
    following = found.following()
    if found.previous() and found.lexemes.is_capitalised(found.first):
        return False  # the name of a paper or programme
    return following == "" or ((following in class_values("LEAD") or not following[0].isalnum()) and following != "-")


SHAPES = (
    Shape(
        "length",
        f"{LEAD}? (?: (?P<amount> {AMOUNT} | A ) (?P<open> HYPHEN? PLUS )? | {SOME} ) {BETWEEN} {ONE_UNIT} "
        "(?P<half> AND A HALF )?",
        length,
        is_length,
    ),
    Shape(
        "hyphened",
        f"(?: (?P<amount> {AMOUNT} ) | (?P<vague> FEW ) ) HYPHEN {BETWEEN} {ONE_UNIT} (?: HYPHEN LONG )?",
        length,
        is_length,
    ),
    Shape("half_after", f"(?P<amount> A | {AMOUNT} ) {ONE_UNIT} (?P<half> AND A HALF )", length),
    Shape("length_range", f"{LEAD}? {RANGE} HYPHEN? {BETWEEN} {ONE_UNIT} (?: HYPHEN LONG )?", length_range, is_range),
    Shape("one_or_two", "(?P<low> A ) (?P<unit> UNIT ) OR (?P<high> ONES ) (?! UNITS )", length_range, is_range),
    Shape(
        "sum_of_lengths",
        f"(?P<amount> {AMOUNT} | A ) {ONE_UNIT} (?: AND | COMMA )? "
        f"(?P<rest> {AMOUNT} ) (?P<smaller_unit> UNIT | UNITS | UNIT_SHORT )",
        sum_of_lengths,
        is_sum,
    ),
    Shape("half_length", "A? HALF (?: HYPHEN | A ) (?P<unit> UNIT )", half_length),
    Shape(
        "part_of_length", "(?P<parts> A | ONES ) HYPHEN? (?P<whole> PART_WORD ) OF A (?P<unit> UNIT )", part_of_length
    ),
    Shape("unit_long", "(?P<word> UNIT_LONG )", long_word),
    Shape("unit_hyphen_long", "(?P<unit> UNIT ) HYPHEN LONG", length),
    Shape("units_hyphen_long", "(?P<unit> UNITS ) HYPHEN LONG", open_length, is_not_counted),
    Shape("the_last_unit", "THE (?: LAST | PAST_WORD ) (?P<unit> UNIT )", length, is_last_unit),
    Shape("unit_and_half", "THE (?: LAST | PAST_WORD | NEXT ) (?P<unit> UNIT ) (?P<half> AND A HALF )", length),
    Shape("the_past_units", "THE (?: LAST | PAST_WORD | NEXT | FIRST ) (?P<unit> UNITS )", open_length, is_open_length),
    Shape(
        "the_unit_ended", "THE (?P<unit> YEAR_WORD | QUARTER )", length, lambda f: f.following() in ("ended", "ending")
    ),
    Shape("bare_units", "(?P<unit> UNITS )", open_length, is_after_preposition),
    Shape(
        "every",
        "EACH (?: OTHER_WORD | ORDINAL | ONES )? "
        "(?: (?P<unit> UNIT ) | (?P<weekday> WEEKDAY ) (?P<part> PART )? | (?P<month> MONTH_FULL ) )",
        repeated,
    ),
    Shape("every_few", f"EACH (?P<amount> {AMOUNT} ) (?P<unit> UNITS )", repeated),
    Shape("weekdays", "(?P<weekday> WEEKDAYS | WEEKDAY (?= PARTS ) ) (?P<part> PARTS )?", repeated),
    Shape("adverb", "(?P<adverb> DAILY )", repeated, is_adverb),
)
