"""Quoted passages: which quotation marks belong together.

In: a text and the spans of its paragraphs. Out: quoted spans in text order, marks included, never nested.
Method: one pass over the marks of a paragraph; the white space around a mark says whether it can open or close.
Double marks (straight, curly, low, guillemets, two apostrophes of either form) come first; single marks count only
outside them and only where they cannot be apostrophes. A quotation that its paragraph does not close runs on when the
next paragraph opens with a mark again, as typesetters do; otherwise it is unbalanced and ends with its sentence, so
that one lost mark never swallows a paragraph. A closing mark without an opening one is passed over.
Does not tell speech from titles and terms: that is for the reader of the clause around it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

CLOSERS = "”\"''’’"
OPENERS = {
    "“": CLOSERS,
    "„": '“”"',
    "«": "»",
    '"': '"”',
    "''": CLOSERS,
    "``": CLOSERS + "``",
    "‘‘": CLOSERS,
    "‟": '”"',
    "‹": "›",
}
DOUBLE_MARK = re.compile(r"''|``|‘‘|’’|[\"“”„‟«»‹›]")
SINGLE_OPENER = re.compile(r"['‘](?<![\w'’\"”.,!?].)(?=[\w$£€\[(…])")
SINGLE_CLOSER = re.compile(r"(?<=[^\s(\[‘'])['’](?![\w'’])")
ELISION = re.compile(r"['‘](?:\d\ds?\b|(?:em|til|tis|twas|cause|bout|n|round|cos)\b)", re.IGNORECASE)
BEFORE_CUE = re.compile(r"[,?!](?=\s(?:(?:s?he|they|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)\s)?(?:said|says|added)\b)")
SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
BEFORE_OPENING = frozenset(" \t\n\r\u00a0\u2009\u202f([{—–-―/…‘'|>")
AFTER_CLOSING = frozenset(" \t\n\r\u00a0\u2009\u202f)]}—–-―/….,;:!?’'|<")
# The limits below are set by judgement; none was tuned on a development set.
LONGEST_SINGLE = 600  # characters: a span between single marks beyond this is two apostrophes, not one quotation


class QuotedSpan(NamedTuple):
    """A passage in quotation marks, `[start, end)` with its marks. `runs_on`: the next paragraph reopens it."""

    start: int
    end: int
    opening: int  # characters of the opening mark
    closing: int  # characters of the closing mark, 0 where it is missing
    runs_on: bool = False
    glyph: str = '"'  # the opening mark

    @property
    def inner_start(self) -> int:
        """First character after the opening mark."""
        return self.start + self.opening

    @property
    def is_single(self) -> bool:
        """True between single marks, which also set off titles, terms and headings."""
        return self.opening == 1 and self.glyph in "'‘"

    @property
    def inner_end(self) -> int:
        """Place of the closing mark."""
        return self.end - self.closing


def find_quoted(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[QuotedSpan]:
    """Return the quoted passages of the paragraphs, in text order.

    >>> [(q.start, q.end) for q in find_quoted('He said "no" twice.', [(0, 19)])]
    [(8, 12)]
    """
    found: list[QuotedSpan] = []
    for index, (start, end) in enumerate(paragraphs):
        following = text[(after := paragraphs[index + 1][0]) : after + 2] if index + 1 < len(paragraphs) else ""
        doubles = _pair_doubles(text, start, end, following)
        found += _with_singles(text, start, end, doubles)
    return found


def _pair_doubles(text: str, start: int, end: int, following: str) -> list[QuotedSpan]:
    found: list[QuotedSpan] = []
    opened: re.Match[str] | None = None
    for mark in DOUBLE_MARK.finditer(text, start, end):
        opens, closes = _directions(text, mark, start, end)
        is_turned = opened is not None and mark.group() == opened.group() and not opens
        if opened and closes and (is_turned or mark.group() in OPENERS[opened.group()]):
            found.append(_quoted(opened, mark.end(), closing=len(mark.group())))
            opened = None
        elif opens and mark.group() in OPENERS:
            if opened:
                found.append(_unbalanced(text, opened, mark.start()))
            opened = mark
    if opened:
        reopened = following.startswith(opened.group()) and (len(found) == 0 or opened.start() > found[-1].end)
        found.append(_quoted(opened, end, runs_on=True) if reopened else _unbalanced(text, opened, end))
    return [quoted for quoted in found if quoted.inner_end > quoted.inner_start]


def _directions(text: str, mark: re.Match[str], start: int, end: int) -> tuple[bool, bool]:
    """Return whether the mark can open and whether it can close a quotation."""
    glyph = mark.group()
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    if glyph == "“" and before not in BEFORE_OPENING and after in AFTER_CLOSING:
        return False, True  # set the wrong way round: 'It is over,“ she said'
    if glyph in "“„‟«‹``‘‘":
        return True, glyph == "“"  # German closes with it
    if glyph in "”»›’’":
        return False, True
    if before.isspace() and after.isspace():  # set off on both sides: whichever is due
        return True, True
    opens = before in BEFORE_OPENING and not after.isspace()
    closes = not before.isspace() and (after in AFTER_CLOSING or not opens)
    return opens or not closes, closes


def _quoted(opened: re.Match[str], end: int, *, closing: int = 0, runs_on: bool = False) -> QuotedSpan:
    return QuotedSpan(opened.start(), end, len(opened.group()), closing, runs_on, opened.group())


def _unbalanced(text: str, opened: re.Match[str], limit: int) -> QuotedSpan:
    stop = BEFORE_CUE.search(text, opened.end(), limit)  # the cue shows where the lost mark stood
    sentence_end = SENTENCE_END.search(text, opened.end(), limit)
    if stop is None or (sentence_end and sentence_end.start() < stop.start()):
        stop = sentence_end
    end = stop.end() if stop else limit
    return _quoted(opened, opened.end() + len(text[opened.end() : end].rstrip()))


def _with_singles(text: str, start: int, end: int, doubles: list[QuotedSpan]) -> list[QuotedSpan]:
    """Add the passages in single marks that stand in the gaps between those in double marks."""
    found: list[QuotedSpan] = []
    gap_start = start
    for quoted in [*doubles, None]:
        gap_end = quoted.start if quoted else end
        found += _pair_singles(text, gap_start, gap_end)
        if quoted:
            found.append(quoted)
            gap_start = quoted.end
    return found


def _pair_singles(text: str, start: int, end: int) -> list[QuotedSpan]:
    found: list[QuotedSpan] = []
    place = start
    while opener := SINGLE_OPENER.search(text, place, end):
        place = opener.end()
        if ELISION.match(text, opener.start()):
            continue
        closers = SINGLE_CLOSER.finditer(text, place, min(end, place + LONGEST_SINGLE))
        possible = [closer.end() for closer in closers]
        # "the voters' choice": after s the mark may be a possessive, so a closer after anything else comes first
        sure = [p for p in possible if text[p - 2] not in "sS" or p >= end or text[p] in ".,;:!?)"]
        if possible:
            close = (sure or possible)[0]
            found.append(QuotedSpan(opener.start(), close, 1, 1, glyph=opener.group()))
            place = close
    return found
