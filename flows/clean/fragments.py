"""Paragraphs of texts in which every link or emphasis broke a line.

In: a text and the spans of its lines. Out: spans of its paragraphs. Method: some extractors write each piece of markup
on a line of its own, so that sentences run over several lines. A line that begins in lower case or with a comma goes on
from an open line above it, and so does any line below one that ends with an article, a preposition or a comma. Lines
are joined only where the text does this again and again.
"""

import itertools
import re
from collections.abc import Sequence

from flows.clean.lexicon import read_words
from flows.clean.lines import LIST_MARKER
from flows.clean.prose import ends_sentence
from flows.clean.wraps import LONE_BYLINE

CONTINUATION = re.compile(r"[a-zß-öø-ÿа-яё]|[,.;:)\]’”%]|['’]s\b")
HEADER_LINES = 8  # among which "by Ada Moreno" goes on from nothing
FEWEST_OPEN_WORDS = 4  # words of a line whose last word says that it goes on
# Joins for each line of six words or more, from which on a text is held to be broken so. Chosen on NEWS5 (development
# half): text nodes F1 .840 without joining, .896 with it; block lines .918 either way.
LEAST_JOIN_SHARE = 0.1
FEWEST_JOINS = 3
LONG_LINE_WORDS = 6


def join_fragments(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans of the paragraphs, each of one line or more; they tile the text as `spans` do."""
    shown = [text[start:end].strip() for start, end in spans]
    is_joined = [False, *(_goes_on(above, below) for above, below in itertools.pairwise(shown))]
    for index in range(min(HEADER_LINES, len(shown))):
        is_joined[index] = is_joined[index] and not LONE_BYLINE.match(shown[index])
    if sum(is_joined) < FEWEST_JOINS or sum(is_joined) < LEAST_JOIN_SHARE * _count_long(shown):
        return list(spans)
    joined: list[tuple[int, int]] = []
    for (start, end), is_continued in zip(spans, is_joined, strict=False):
        if is_continued:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _count_long(lines: Sequence[str]) -> int:
    return sum(len(line.split()) >= LONG_LINE_WORDS for line in lines)


def _goes_on(above: str, below: str) -> bool:
    """True where the line below is the same sentence."""
    if not above or not below:
        return False
    is_continued = CONTINUATION.match(below) and not ends_sentence(above)
    return bool(is_continued or _is_open(above)) and not LIST_MARKER.match(below)


def _is_open(line: str) -> bool:
    """True where the last word of the line says that it goes on."""
    is_open = line.endswith(",") or line.rsplit(maxsplit=1)[-1] in read_words("open_words")
    return is_open and len(line.split()) >= FEWEST_OPEN_WORDS
