"""Lines of a text and the units they make up: what the rules of this room decide on.

In: a document's text. Out: lines that tile it, and units (a paragraph, a heading, a menu entry) that tile it too.
Method: a text breaks at line feeds, carriage returns, form feeds, vertical tabs and Unicode's line and paragraph
separators. A unit is one line that shows something, with the blank lines after it; where the text is wrapped at a
fixed width (see `wraps.py`), the lines of a paragraph are one unit. Blank lines at the start go to the first unit.
"""

import itertools
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar

from flows.clean.lazy import lazy
from flows.clean.letters import (
    BARS,
    CASELESS_SHARE,
    LETTERS_A_WORD,
    LOWER,
    PUNCTUATION,
    QUOTATION_MARKS,
    UPPER,
    WESTERN,
    WESTERN_LETTERS,
    WIDE_LETTERS,
    count_where,
    encode_western,
    western_table,
)

T = TypeVar("T")

LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]*(?:\r\n|[\n\r\f\v\u2028\u2029]|\Z)")
NO_LINE_BREAKS = "\x1c\x1d\x1e\x85"  # at which `str.splitlines`, which is twice as fast, breaks too
# Above the length of the longest cookie notice that a rule takes (170 words). It also bounds what the patterns of this
# room cost on a line of a megabyte.
MOST_LINE_LETTERS = 2500
# Lines come again on page after page of an outlet: what is known of so many of the shorter ones is kept.
KEPT_LINES, LONGEST_KEPT = 50_000, 200
LIST_MARKER = re.compile(r"(?:[*+•·▪◦‣●–—-]|\d{1,3}[.)])\s+(?=\S)")
# The vowel signs of Indic scripts and of Thai are no \w, yet belong to their words; the danda between them does not.
NOT_WORDS = re.compile(r"[^\w'&\u0900-\u0963\u0966-\u0dff\u0e31-\u0e3a\u0e47-\u0e4e\u200c\u200d]+")
# Vowel points, and the dot that is left of a Turkish İ in lower case, are set or left out as outlets like.
UNWRITTEN = "\u0307\u0640\u0670\u200c\u200d" + "".join(map(chr, [*range(0x64B, 0x660), *range(0x591, 0x5C8)]))
SAME_LETTERS = str.maketrans("’ʼ", "''", UNWRITTEN)
SAME_LETTER_SET = frozenset(map(chr, SAME_LETTERS))


def _in_word(letter: str) -> str:
    """Return what the patterns above make of one letter of windows-1252; the letter where that makes no such letter."""
    folded = letter.casefold().translate(SAME_LETTERS)
    return " " if NOT_WORDS.match(folded) else folded if folded in WESTERN_LETTERS else letter


def _kind(letter: str) -> str:
    """Return the kind of a letter: a quotation mark, another mark that may stand at the edge of a word, a bar, blank
    space, in lower case, a capital, a digit, or another."""
    if letter in PUNCTUATION:
        return '"' if letter in QUOTATION_MARKS else "."
    if letter in BARS:
        return "|"
    tests = {" ": str.isspace, "a": str.islower, "A": str.isupper, "0": str.isdigit}
    return next((kind for kind, is_such in tests.items() if is_such(letter)), "-")


WESTERN_WORDS, WESTERN_KINDS = western_table(_in_word), western_table(_kind)
WORDS_OF_KINDS = western_table(lambda kind: " " if kind == " " else "-")
FOLDED_LETTERS = (("ß", "ss"), ("µ", "μ"))  # which the table of words leaves


@dataclass(unsafe_hash=True)  # as good as frozen, which takes four times as long to make
class Unit:
    """A run of the text that is judged as one. `end` includes the blank space after it, `text` does not."""

    start: int
    end: int
    text: str
    line_count: int = 1
    gap: int = 0  # line breaks between the unit and the next one

    western: bytes | None = field(init=False, compare=False, repr=False)  # None where windows-1252 lacks a letter of it
    kinds: bytes | None = field(init=False, compare=False, repr=False)  # of these letters, behind a blank
    printed_count: int = field(init=False, compare=False, repr=False)  # of words as printed
    word_count: int = field(init=False, compare=False, repr=False)  # in scripts without blanks by the letters

    def __post_init__(self) -> None:
        """Set what is asked of every unit; the rest is worked out when it is first asked for."""
        self.western = encode_western(self.text)
        if self.western is None:
            self.kinds, self.printed_count = None, len(self.words)
            self.word_count = max(self.printed_count, int(len(WIDE_LETTERS.findall(self.text)) / LETTERS_A_WORD))
        else:
            self.kinds = b" " + self.western.translate(WESTERN_KINDS)
            self.printed_count = self.word_count = self.kinds.translate(WORDS_OF_KINDS).count(b" -")

    @lazy
    def plain(self) -> str:
        """Return the words in lower case, one blank apart, without punctuation: what lexicons are matched on."""
        return " ".join(self.plain_words)

    @lazy
    def plain_words(self) -> list[str]:
        """Return the words of the normal form."""
        return _plain_words(self.text, self.western)

    @lazy
    def long_words(self) -> list[str]:
        """Return those of more than three letters: what a unit speaks of."""
        return [word for word in self.plain_words if len(word) > 3]

    @lazy
    def words(self) -> list[str]:
        """Return the words as printed, split at blank space."""
        return self.text.split()

    @lazy
    def has_digit(self) -> bool:
        """Return whether the text holds a digit."""
        return any(map(str.isdigit, self.text)) if self.kinds is None else b"0" in self.kinds

    @lazy
    def is_quoting(self) -> bool:
        """Return whether the text holds quotation marks."""
        return not QUOTATION_MARKS.isdisjoint(self.text) if self.kinds is None else b'"' in self.kinds

    @lazy
    def has_bar(self) -> bool:
        """Return whether the text holds a bar, a dot or a slash as stand between the entries of a menu."""
        return not BARS.isdisjoint(self.text) if self.kinds is None else b"|" in self.kinds

    @lazy
    def lower_share(self) -> float:
        """Return the share of the words that begin in lower case, of those that begin with a letter that has case."""
        if self.kinds is not None:
            kinds = self.kinds.translate(None, b'".')
            lower, upper = kinds.count(b" a"), kinds.count(b" A")
            if lower or upper:
                return lower / (lower + upper)
        initials = "".join([word.lstrip(PUNCTUATION)[:1] for word in self.words])
        lower = count_where(str.islower, initials, LOWER)
        cased = lower + count_where(str.isupper, initials, UPPER)
        if cased:
            return lower / cased
        return CASELESS_SHARE if WIDE_LETTERS.search(self.text) or any(map(str.isalpha, initials)) else 0.0

    @lazy
    def names(self) -> list[str]:
        """Return the longer words in capitals that do not open the unit."""
        return names_among(self.words[1:])

    @property
    def is_long(self) -> bool:
        """True where the unit is longer than any line of furniture, any name and any caption."""
        return len(self.text) > MOST_LINE_LETTERS

    @lazy
    def has_list_marker(self) -> bool:
        """True where the unit opens with a bullet or a number of a list."""
        return not self.text[:1].isalpha() and LIST_MARKER.match(self.text) is not None


@dataclass(frozen=True)
class Finding:
    """What a rule says a unit is: a block kind of the contract, and the code of the rule."""

    kind: str
    rule_code: str


def kept_by_text(find: Callable[[Unit], T]) -> Callable[[Unit], T]:
    """Decorate what follows from a unit's text alone: of lines that come again, it is worked out once."""
    known: dict[str, T] = {}

    @wraps(find)
    def find_once(unit: Unit) -> T:
        text = unit.text
        if len(text) > LONGEST_KEPT:
            return find(unit)
        if text not in known:
            if len(known) >= KEPT_LINES:
                known.clear()
            known[text] = find(unit)
        return known[text]

    return find_once


def names_among(words: Sequence[str]) -> list[str]:
    """Return the words of more than three letters that are in capitals, without the marks around them."""
    candidates = [word.strip(PUNCTUATION) for word in words if not word[0].islower()]
    return [name for name in candidates if len(name) > 3 and name[0].isupper()]


def normalise(text: str) -> str:
    """Return `text` in lower case with words one blank apart and nothing but words.

    >>> normalise("Share  this – now!")
    'share this now'
    """
    return " ".join(_plain_words(text, encode_western(text)))


def _plain_words(text: str, western: bytes | None) -> list[str]:
    """Return the words of the normal form; `western` is the text in windows-1252 where it can be."""
    if western is not None:
        folded = western.translate(WESTERN_WORDS)
        if folded.isascii():
            return folded.decode().split()
        plain = folded.decode(WESTERN)
        for letter, letters in FOLDED_LETTERS:
            plain = plain.replace(letter, letters)
        return plain.split()
    plain = unicodedata.normalize("NFC", text.casefold())
    if not SAME_LETTER_SET.isdisjoint(plain):
        plain = plain.translate(SAME_LETTERS)
    return NOT_WORDS.sub(" ", plain).split()


def split_lines(text: str) -> list[tuple[int, int]]:
    """Return the spans of all lines, each with its line break; they tile the text."""
    if any(map(text.__contains__, NO_LINE_BREAKS)):
        return [match.span() for match in LINE.finditer(text) if match.end() > match.start()]
    ends = itertools.accumulate(map(len, text.splitlines(keepends=True)), initial=0)
    return list(itertools.pairwise(ends))


def make_units(text: str, spans: Sequence[tuple[int, int]]) -> list[Unit]:
    """Return one unit per span that shows something; blank spans go to the unit before them, or to the first one.

    `spans` tile the text. A text of blank space only gives one unit without words; a text of length zero gives none.
    """
    shown: list[tuple[int, int, str]] = []  # where the span begins, where its last word ends, what it shows
    for start, end in spans:
        line = text[start:end].rstrip()
        if line:
            shown.append((start, start + len(line), line.lstrip()))
    if not shown and text:
        shown = [(0, 0, "")]
    starts = [0, *(start for start, _, _ in shown[1:]), len(text)]
    return [
        Unit(start, end, line, 1 + line.count("\n"), text.count("\n", last, end))
        for (_, last, line), (start, end) in zip(shown, itertools.pairwise(starts), strict=False)
    ]
