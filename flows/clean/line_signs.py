"""What a line shows by itself: its length, its punctuation, the people it speaks of, what furniture it looks like.

In: the text of units. Out: a row of numbers for each, named by SIGNS, which the block model reads beside those of the
unit's neighbourhood. Method: counts and patterns; no line around it is looked at. Lines come again on page after page
of an outlet, so their rows are kept.
"""

import math
import re
import string
import struct
from collections.abc import Sequence
from functools import cache
from itertools import chain, compress

import numpy as np
import numpy.typing as npt

from flows.clean.letters import DIGITS, QUOTATION_MARKS, UPPER, WESTERN, count_where
from flows.clean.lexicon import read_words
from flows.clean.lines import LIST_MARKER, MOST_LINE_LETTERS, Unit, kept_by_text
from flows.clean.name_lines import is_byline, is_name_line, is_outlet_name
from flows.clean.prose import COMMAS, ends_sentence

OPENING_QUOTES = "\"“‘'«„「"
SENTENCE_BREAK = re.compile(r"[.!?][”\"’')]*\s+[“\"‘(«„]?[A-ZÀ-ÞА-ЯΑ-Ω]")
ADDRESS = re.compile(r"https?:|www\.|@\w|#\w|\w\.(?:com|org|net)\b", re.IGNORECASE)
# A digit comes first: it is looked for faster than the edge of a word.
YEAR = re.compile(r"(?:19|20)(?<!\w..)\d\d\b")
CLOCK_TIME = re.compile(r"\d(?<!\w.)\d?[:.]\d{2}\b")
SEPARATORS = "|·•»›→/"
DASH = re.compile(r"\s[–-]\s")
# What the patterns above need: most lines hold none of it, and to look for it takes a tenth of the pattern's time.
ADDRESS_PARTS = ("http", "www.", "@", "#", ".com", ".org", ".net")
ADDRESS_MARKS, SENTENCE_STOPS = frozenset(":.@#"), frozenset(".!?")
# What is left without them are the marks: in half of all lines, none.
NO_LETTERS = dict.fromkeys(map(ord, string.ascii_letters + " "))
ASCII_LETTERS = bytes(NO_LETTERS)
FEWEST_OPEN_WORDS = 12
PERSONS = ("first_person", "reader_words", "third_person", "speech_words")
NO_PERSONS = (0.0,) * len(PERSONS)
SIGNS = (
    "prose", "words", "letters", "ends_sentence", "ends_colon", "ends_ellipsis", "ends_question", "is_open", "commas",
    "is_quoted", "digit_share", "lower_share", "upper_share", "marker", "starts_lower", "starts_quoted", "word_letters",
    "sentence_breaks", "has_address", "has_year", "has_clock_time", "separators", "brackets", "has_dash", *PERSONS,
    "is_byline", "is_name", "is_outlet",
)  # fmt: skip
PACKED = struct.Struct(f"{len(SIGNS)}f")
NEIGHBOUR_SIGNS = ("words", "prose", "ends_sentence", "marker")


def find_line_signs(
    units: Sequence[Unit], scores: Sequence[float], asked: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float32]:
    """Return a row of SIGNS for each unit, all finite; `scores` are those of the units as prose.

    Of a unit that is not asked for, the row holds NEIGHBOUR_SIGNS only, which the units beside it read; most lines of a
    page are furniture that a rule knows, and half of the time goes into the rest.
    """
    rows = np.zeros((len(units), len(SIGNS)), dtype=np.float32)
    packed = b"".join(map(_find_signs, compress(units, asked)))
    rows[asked] = np.frombuffer(packed, dtype=np.float32).reshape(-1, len(SIGNS))
    others = list(compress(units, ~asked))
    rows[~asked, SIGNS.index("words")] = [_size(unit) for unit in others]
    rows[~asked, SIGNS.index("ends_sentence")] = [ends_sentence(unit.text) for unit in others]
    rows[~asked, SIGNS.index("marker")] = [_kind_of_marker(unit) for unit in others]
    rows[:, SIGNS.index("prose")] = scores
    return rows


def _size(unit: Unit) -> float:
    return math.log1p(min(unit.word_count, 300))


def _kind_of_marker(unit: Unit) -> int:
    first = unit.text[:1]
    return 0 if not unit.has_list_marker else 1 if first in "*•" else 3 if first.isdigit() else 2


@kept_by_text
def _find_signs(unit: Unit) -> bytes:
    """Return the signs, packed: a sixth of the memory that the kept rows would take as numbers."""
    text = unit.text[:MOST_LINE_LETTERS]
    last, count, length = text[-1:], unit.word_count, len(text)
    marks, capitals, digits = _count_letters(unit, text)
    is_closed = ends_sentence(unit.text)
    marker = LIST_MARKER.match(text) if unit.has_list_marker else None
    opening = text[marker.end() : marker.end() + 1] if marker else text[:1]
    return PACKED.pack(
        0,  # its score as prose, which is known by then
        _size(unit),
        math.log1p(length),
        is_closed,
        last == ":",
        last == "…" or text.endswith("..."),
        last == "?" or last == "!",
        not is_closed and count >= FEWEST_OPEN_WORDS,
        sum(map(marks.count, COMMAS)) / max(1, count) if marks else 0.0,
        not QUOTATION_MARKS.isdisjoint(marks),
        digits / length if length else 0.0,
        unit.lower_share,
        capitals / length if length else 0.0,
        _kind_of_marker(unit),
        opening.islower(),
        opening != "" and opening in OPENING_QUOTES,
        length / max(1, unit.printed_count),
        0 if SENTENCE_STOPS.isdisjoint(marks) else len(SENTENCE_BREAK.findall(text)),
        not ADDRESS_MARKS.isdisjoint(marks) and _has_address(text),
        digits > 3 and YEAR.search(text) is not None,
        digits > 2 and CLOCK_TIME.search(text) is not None,
        sum(map(marks.count, SEPARATORS)) / max(1, count) if marks else 0.0,
        marks.count("("),
        "—" in marks or (("-" in marks or "–" in marks) and DASH.search(text) is not None),
        *_person_shares(unit.plain_words),
        is_byline(unit),
        is_name_line(unit),
        is_outlet_name(unit, ""),
    )


def _count_letters(unit: Unit, text: str) -> tuple[str, int, int]:
    """Return the marks of a unit's text, and how many capitals and digits it has."""
    if unit.western is None or unit.kinds is None:
        marks = text.translate(NO_LETTERS)
        return marks, count_where(str.isupper, text, UPPER), count_where(str.isdigit, marks, DIGITS)
    kinds, left = unit.kinds[: MOST_LINE_LETTERS + 1], unit.western[:MOST_LINE_LETTERS].translate(None, ASCII_LETTERS)
    return left.decode("ascii" if left.isascii() else WESTERN), kinds.count(b"A"), kinds.count(b"0")


def _has_address(text: str) -> bool:
    return any(map(text.lower().__contains__, ADDRESS_PARTS)) and ADDRESS.search(text) is not None


def _person_shares(words: list[str]) -> tuple[float, ...]:
    """Return the shares of words that speak of the writer, the reader, somebody else, and of speaking."""
    groups = _groups_of_words()
    hits = [*chain.from_iterable(filter(None, map(groups.get, words)))]
    if not hits:
        return NO_PERSONS
    return tuple([hits.count(group) / len(words) for group in range(len(PERSONS))])


@cache
def _groups_of_words() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for group, name in enumerate(PERSONS):
        for word in read_words(name):
            found[word] = (*found.get(word, ()), group)
    return found
