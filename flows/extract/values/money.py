"""Money and percentages: "$1.2 billion", "€3m", "12 million Canadian dollars", "Rs 40 crore", "5.5 %", "2 points".

In: places that fit a shape. Out: expressions of kind money (value and ISO 4217 code: "1200000000 USD") and percent
("5.5 percent", also percentage points and basis points). A bare "$" is read as US dollars and a bare "pound" as
sterling, unless it can be a weight; whose pesos or rupees they are, currencies.py tells. Amounts are not converted.
"From $5 to $7" is two amounts, "$5 to $7", "from $5-$7" and "ranges from $5 to $7" are a range.
"""

from flows.extract.annotations import Expression
from flows.extract.values.counted_nouns import measure_at
from flows.extract.values.currencies import Currency, find_currency
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.figure_verbs import is_move
from flows.extract.values.lexemes import LETTER_SIGNS
from flows.extract.values.numbers import (
    AMOUNT,
    RANGE,
    SUM,
    WRITTEN_MAGNITUDES,
    Extent,
    format_extent,
    parse_number,
    share_magnitude,
    tidy,
)
from flows.extract.values.shapes import Found, Shape
from flows.extract.values.word_classes import class_values

NAMED = "(?P<currency> CURRENCY_ADJECTIVE{0,2} CURRENCY_WORD | CURRENCY_CODE )"
SIGN = "(?P<sign> CURRENCY )"
PERCENT = "(?P<unit> PERCENT | PER CENT | PERCENTAGE POINT | BASIS POINT )"
OTHER_WORDS = frozenset({"won", "rand", "sterling", "crown", "crowns"})  # few of them are no money
# Words that make "from 5 to 7" a range where they stand shortly before it: "ranging in price from $5 to $7".
RANGING = frozenset("range ranges ranged ranging anywhere vary varies varied varying".split())
RANGING_LEXEMES = 3
MOVE_FACTOR, MOVED_TO = 15, 10_000  # behind a verb that moves a figure few ranges are so wide and so high
SURELY_MONEY = 10_000  # "20 pounds" can be a weight and "12 won" a score; such sums are not


def quantity(found: Found, kind: str, extent: Extent, unit: str) -> Expression:
    """Return the expression of an amount with its unit."""
    hedge = "range" if extent.is_range else "exact"
    value = f"{format_extent(extent)} {unit}"
    return Expression(
        found.first,
        found.last,
        kind,
        value,
        value_low=extent.low,
        value_high=extent.high,
        unit_code=unit,
        hedge=hedge,
    )


def read_extent(found: Found) -> Extent | None:
    """Return the number of a place, or its range; None where the ends of a range do not rise."""
    if found.has("amount"):
        value = parse_number(found.words("amount"))
        return None if value is None else Extent(value, value)
    ends = ("low", "high") if found.has("low") else ("from", "till")
    low, high = share_magnitude(found.words(ends[0]), found.words(ends[1]))
    return Extent(low, high) if low < high else None


def is_move_to(found: Found) -> bool:
    """Return whether two numbers are by how much a figure moved and where to: "fell 14,000 to 1.2 million"."""
    words, extent = found.lexemes.words, read_extent(found)
    if extent is None or extent.low is None or extent.high is None or not is_move(found.previous()):
        return False
    if found.has("unit") or measure_at(words, found.last):
        return False
    is_wide = extent.high >= max(MOVED_TO, MOVE_FACTOR * extent.low)
    return is_wide and "to" in words[found.first : found.last]


def is_parted(found: Found) -> bool:
    """Return whether two numbers are two values: where something moved from and to ("rose from $5 to $7")."""
    if not found.has("low"):
        return False
    if is_move_to(found) or found.previous() != "from":
        return is_move_to(found)
    words = found.lexemes.words
    low, _ = found.lexemes.sentence_bounds(found.first)
    is_ranging = not RANGING.isdisjoint(words[max(low, found.first - 1 - RANGING_LEXEMES) : found.first - 1])
    between = words[found.span("low")[1] : found.span("high")[0]]
    return not is_ranging and class_values("HYPHEN").keys().isdisjoint(between)


def money(found: Found, _timeline: Timeline) -> Expression | None:
    """Return an amount of money."""
    extent = read_extent(found)
    currency = read_currency(found)
    if extent is None or currency is None or extent.low is None or extent.high is None:
        return None
    code, per_unit = currency
    scaled = Extent(tidy(extent.low * per_unit), tidy(extent.high * per_unit))
    return quantity(found, "money", scaled, code)


def read_currency(found: Found) -> Currency | None:
    """Return the currency of a place."""
    words = found.words("sign") or found.words("currency")
    return find_currency(" ".join(words).removesuffix("."), found.lexemes.text)


def is_money(found: Found) -> bool:
    """Return whether the words are an amount of money; some names of currencies are other words too."""
    extent = read_extent(found)
    if extent is None or extent.low is None:
        return False
    if is_parted(found):
        return False
    name = found.words("currency")
    if found.lexemes.surface(found.first, found.first + 1) in LETTER_SIGNS:
        return found.lexemes.is_joined(found.first + 1) and read_currency(found) is not None
    if name and name[-1] in ("pound", "pounds") and "£" not in found.lexemes.text:
        return extent.low >= SURELY_MONEY and found.following() != "of"
    return not (name and name[-1] in OTHER_WORDS) or extent.low >= 100


def vague_money(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "hundreds of millions of dollars": a sum without a number, at least two of the magnitude."""
    currency = read_currency(found)
    low = read_magnitudes(found)
    if currency is None:
        return None
    words = " ".join(found.words("magnitudes"))
    return Expression(
        found.first,
        found.last,
        "money",
        f"{words} {currency[0]}",
        value_low=low * currency[1],
        unit_code=currency[0],
        hedge="vague",
    )


def read_magnitudes(found: Found) -> float:
    """Return the least that "dozens" or "tens of thousands" can be: two of it."""
    low = 2.0
    for written in found.words("magnitudes"):
        word = WRITTEN_MAGNITUDES.get(written, written)
        low *= float(class_values("MAGNITUDES").get(word, class_values("MAGNITUDE").get(word, 1)))
    return low


def percent(found: Found, _timeline: Timeline) -> Expression | None:
    """Return a percentage, or a number of percentage or basis points."""
    extent = read_extent(found)
    if extent is None:
        return None
    words = found.words("unit")
    unit = "percent" if words[-1] not in class_values("POINT") else f"{words[0]}_point"
    return quantity(found, "percent", extent, unit)


def one_point(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "a percentage point" as one; "a basis point" too."""
    return quantity(found, "percent", Extent(1.0, 1.0), f"{found.word('unit')}_point")


def part_of_point(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "three-tenths of a percentage point", "half a percent"."""
    size = (parse_number(found.words("parts")) or 1.0) / int(found.value("whole", "PART_WORD") or 1)
    size = round(size, 4)
    unit = "percent" if found.words("unit")[-1] not in class_values("POINT") else f"{found.word('unit')}_point"
    return quantity(found, "percent", Extent(size, size), unit)


def is_percent(found: Found) -> bool:
    """Return whether a range of percentages is one: "from 5% to 7%" are two values."""
    return not is_parted(found) and read_extent(found) is not None


SHAPES = (
    Shape("money_sign", f"{SIGN} HYPHEN? (?P<amount> {SUM} | HALF A MAGNITUDE )", money, is_money),
    Shape(
        "money_sign_range",
        f"{SIGN} (?P<low> {SUM} ) (?: HYPHEN | TO | OR ) CURRENCY? (?P<high> {SUM} )",
        money,
        is_money,
    ),
    Shape(
        "money_between",
        f"BETWEEN {SIGN} (?P<from> {SUM} ) AND CURRENCY? (?P<till> {SUM} )",
        money,
        is_money,
    ),
    Shape("money_named", f"(?P<amount> {AMOUNT} | A ) HYPHEN? {NAMED}", money, is_money),
    Shape("money_named_range", f"{RANGE} HYPHEN? {NAMED}", money, is_money),
    Shape(
        "money_vague",
        "(?P<magnitudes> MAGNITUDES (?: OF MAGNITUDES )* ) OF (?P<currency> CURRENCY_ADJECTIVE* CURRENCY_WORD )",
        vague_money,
    ),
    Shape("percent", f"(?P<amount> {AMOUNT} ) HYPHEN? {PERCENT}", percent),
    Shape("one_point", "(?P<amount> A ) (?P<unit> (?: PERCENTAGE | BASIS ) POINT )", one_point),
    Shape(
        "part_of_point",
        "(?: (?P<parts> A | ONES ) HYPHEN? )? (?P<whole> PART_WORD ) (?: OF? A | OF ONES ) "
        "(?P<unit> (?: PERCENTAGE | BASIS ) POINT | PERCENT | PER CENT )",
        part_of_point,
    ),
    Shape(
        "half_percent",
        "(?P<parts> A ) (?P<whole> PART_WORD ) (?P<unit> PERCENT | PER CENT )",
        part_of_point,
        lambda found: found.word("whole") in ("half", "quarter"),
    ),
    Shape("percent_range", f"{RANGE} HYPHEN? {PERCENT}", percent, is_percent),
    Shape(
        "percent_to_percent",
        f"(?P<low> {AMOUNT} ) PERCENT (?: HYPHEN | TO ) (?P<high> {AMOUNT} ) (?P<unit> PERCENT )",
        percent,
        is_percent,
    ),
    Shape(
        "percent_between",
        f"BETWEEN (?P<from> {AMOUNT} ) PERCENT AND (?P<till> {AMOUNT} ) (?P<unit> PERCENT )",
        percent,
        is_percent,
    ),
)
