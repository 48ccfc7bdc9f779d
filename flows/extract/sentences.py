"""Sentences of the kept blocks.

In: a document's text and its blocks. Out: sentences in text order, none across a block border and none in a
removed block. Method: a boundary is closing punctuation, then white space, then what can open a sentence, unless
the word before the full stop is an abbreviation, an initial or the number of a list item. After an abbreviation
that may end a sentence ("the U.S.", "p.m.", "Inc.") the next word decides: a boundary stands only before words that
open sentences far more often than they follow such a form. A title and a heading are one sentence
each, for their full stops and question marks part no statements. Abbreviations are English ones; scripts without
capitals and the full-width stops of Chinese and Japanese are split too.
It does not split at semicolons, nor inside a sentence that quotes several.
"""

import re
from collections.abc import Iterator, Sequence

from flows.clean.blocks import Block
from flows.extract.annotations import Sentence

SINGLE_SENTENCE_KINDS = frozenset({"title", "heading"})

# Never at the end of a sentence: a name or a number follows.
LEADING_ABBREVIATIONS = frozenset(
    "mr mrs ms mx dr prof sen rep gov gen lt col sgt cpl capt cmdr adm maj pvt rev fr hon pres sec amb supt insp "
    "det messrs mmes mt ft st vs cf approx fig figs ca".split()
)
# May end a sentence or not: the word that follows decides.
OPEN_ABBREVIATIONS = frozenset(
    "jr sr etc inc corp co cos ltd plc llc bros jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu "
    "fri sat sun dept univ assn est al a.m p.m e.g i.e ph.d m.d no nos vol pp ave blvd rd tel ext min max hr hrs "
    "ft lb lbs oz sq calif mass conn fla pa va ore wash wis minn mich tenn ariz ala ark del ind kan ky la md mo "
    "mont neb nev okla vt wyo tex ill ga n.j n.y n.c s.c d.c".split()
)
# Abbreviations that are words as well: a number after makes them one ("no. 5"), or a capital ("Mass." but not "mass.").
NUMBER_ABBREVIATIONS = frozenset({"no", "nos", "vol", "pp", "ext", "min", "max"})
STATES_AND_DAYS = frozenset(
    "mon tue wed thu fri sat sun mar may calif mass conn fla pa va ore wash wis minn mich tenn ariz ala ark del "
    "ind kan ky la md mo mont neb nev okla vt wyo tex ill ga".split()
)
# Words that seldom follow "the U.S." inside a sentence with a capital, and often open the next one.
OPENERS = frozenset(
    "a after all also although among an and another any as at because before both but by despite during each "
    "earlier even every few finally first for from given had has have he her here his how however i if in indeed "
    "instead is it its last later like many meanwhile more moreover most my neither no nor not nothing now of "
    "officials on once one only or other others our over people perhaps rather several she since so some still "
    "such that the their then there these they this those though through thus to today two under unlike until we "
    "what when where whether which while who why with without yes yet you your".split()
)

# Characters: ten times a long sentence. What looks for names and values costs more than one pass over a sentence, and a
# text without full stops must not make one of a megabyte.
LONGEST_SENTENCE = 4000
# The lookbehind and the possessive runs see to it that a line of dots is gone through once, not once for each dot.
BOUNDARY = re.compile(
    r"[.!?…。！？](?:"  # first and alone, so that the search leaps from mark to mark
    r"(?<![。！？])(?<![.!?…][.!?…])[.!?…]*+[”\"’')\]]*+(?=\s+[“\"‘'«(\[—–-]*\s?(?P<next>[^\W_]+|[$€£¥]))"
    r"|(?<=[a-z]{2}[.!?])[”\"’)]?(?=(?P<glued>[A-Z][a-z]*)\s)"  # a lost blank: "was over.The crowd"
    r"|(?<=[。！？])[。！？]*+[」』”）]*)"
)
LAST_WORD = re.compile(r"([\w.]+)\.$")
FOLLOWING_WORD = re.compile(r"[^\w$€£¥]*(\w*)")
INITIALISM = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\.")


def find_sentences(text: str, blocks: Sequence[Block]) -> list[Sentence]:
    """Return the sentences of all blocks that are not removed, in text order."""
    found = []
    for index, block in enumerate(blocks):
        if block.zone == "removed":
            continue
        start, end = block.content_span(text)
        if block.kind in SINGLE_SENTENCE_KINDS:
            spans: Iterator[tuple[int, int]] = iter([(start, end)] if end > start else [])
        else:
            spans = split_sentences(text, start, end)
        found += [Sentence(s, e, block.zone, index) for span in spans for s, e in _bounded(text, *span)]
    return found


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences in `text[start:end]`, without blank space around them."""
    opened = _skip_blank(text, start, end)
    for cut in _boundaries(text, start, end):
        if cut > opened and not _is_no_end(text, opened, cut, end):
            yield opened, cut
            opened = _skip_blank(text, cut, end)
    rest = text[opened:end].rstrip()
    if rest:
        yield opened, opened + len(rest)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span, in pieces that end at a blank where it is too long to be one sentence."""
    while end - start > LONGEST_SENTENCE:
        cut = max(text.rfind(" ", start, start + LONGEST_SENTENCE), text.rfind("\n", start, start + LONGEST_SENTENCE))
        if cut <= start:
            cut = start + LONGEST_SENTENCE
        yield start, start + len(text[start:cut].rstrip())
        start = _skip_blank(text, cut, end)
    if start < end:
        yield start, end


def _boundaries(text: str, start: int, end: int) -> list[int]:
    return [found.end() for found in BOUNDARY.finditer(text, start, end) if _can_open(found["next"], found["glued"])]


def _can_open(word: str | None, glued: str | None) -> bool:
    return glued.lower() in OPENERS if glued else word is None or not word[0].islower()


def _is_no_end(text: str, opened: int, cut: int, end: int) -> bool:
    """True where the full stop at `cut` belongs to an abbreviation, an initial or the number of a list item."""
    if text[cut - 1] != "." or text[cut - 2 : cut - 1] == ".":
        return False
    last = LAST_WORD.search(text, max(opened, cut - 24), cut)
    if not last:
        return False
    if LIST_NUMBER.fullmatch(text, opened, cut):
        return True
    word = last.group(1)
    plain = word.lower()
    if plain in LEADING_ABBREVIATIONS:
        return True
    following = FOLLOWING_WORD.match(text, cut, end)
    after = following.group(1) if following else ""
    if plain in NUMBER_ABBREVIATIONS:
        return after[:1].isdigit()
    if plain in STATES_AND_DAYS and not word[0].isupper():
        return False
    if plain in OPEN_ABBREVIATIONS or INITIALISM.fullmatch(word):
        return after.lower() not in OPENERS or _is_name_initial(text, opened, cut, word, after)
    return False


def _is_name_initial(text: str, opened: int, cut: int, word: str, after: str) -> bool:
    """True for the initial before a surname that looks like an opener: 'Grace A. So', not 'vitamin A. The'."""
    before = text[opened : cut - len(word) - 1].split()
    return len(word) == 1 and after in ("So", "An", "My", "Many", "Few") and bool(before) and before[-1][0].isupper()


def _skip_blank(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
