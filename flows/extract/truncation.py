"""Whether the text of an article breaks off: a paywall, a teaser, a cut by whoever collected it.

In: a document, its blocks, and what its page says of itself. Out: true where the body is not whole. Method: an article
declared not to be free (JSON-LD `isAccessibleForFree`) of which the page holds a teaser, or much less than the words it
declares; a mark of a cut at its end ("[+1234 chars]", an ellipsis in brackets, one that closes a short body); words of
a paywall just after a short body (`lexicons/paywall_phrases.txt`); or, in a plain text, a last paragraph that stops
inside a sentence while the others do not.

An article that ends early at the end of a sentence and says nothing of it cannot be told.
"""

import re
from collections.abc import Sequence
from functools import cache

from flows.clean.blocks import BODY_ZONES, Block
from flows.clean.lexicon import read_words
from flows.extract.header.html_metadata import PageMetadata
from flows.extract.wordlists import load_words
from flows.read.documents import Document

CUT_MARK = re.compile(
    r"\[\s?(?:\+\s?\d+\s+(?:chars?|characters|more)|…|\.{3})\s?\]\s*$|\(\s?(?:more|cont(?:inued|'d)?\.?)\s?\)\s*$",
    re.IGNORECASE,
)
ELLIPSIS = re.compile(
    r"(?:…|\.{3,})[\s\W]*(?:(?:read|show|see|view) (?:more|on)|more|continue(?: reading)?)?\W*$", re.IGNORECASE
)
READ_ON = re.compile(r"\W*(?:read|show|see|view) (?:more|on|full (?:story|article))\W*$", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…:;。！？।؟۔]['\"”’“»)\]*]*\s*$|[)\]”“\"»]\s*$")
# a credit, a name or an address also ends without a full stop: only a word in small letters, a comma or a dash is a cut
SENTENCE_INSIDE = re.compile(r"[.!?][\"”’)]*\s+[\"“‘(]?[A-ZÀ-Þ]")
OPEN_END = re.compile(r"(?:(?<=\s)(?!https?:|www\.)[^\W\d_A-ZÀ-Þ][^\W\d_]*|[,–—-])\s*$")
# Teasers of the development pages run to two or three paragraphs; whole articles are longer than these.
LONGEST_TEASER_WORDS = 350
LONGEST_ELLIPSIS_WORDS = 200
NEXT_BLOCKS = 5  # how far after the body the words of a paywall stand
FEWEST_SENTENCE_WORDS = 8  # fewer may be a heading, a signature or an entry of a list
FEWEST_CUT_WORDS = 15
# Of an article that JSON-LD declares not to be free: most such pages hold the whole text all the same.
LONGEST_CLOSED_TEASER_WORDS = 120
LEAST_WHOLE_SHARE = 0.6  # of the words that the page says the article has
NO_PAGE = PageMetadata()
FEWEST_CLOSED_PARAGRAPHS, LEAST_CLOSED_SHARE = 2, 0.75


def is_truncated(document: Document, blocks: Sequence[Block], page: PageMetadata = NO_PAGE) -> bool:
    """Return whether the body of the article breaks off before its end; false for a document without a body."""
    body = [index for index, block in enumerate(blocks) if block.zone in BODY_ZONES]
    if not body:
        return False
    text = document.text
    contents = [text[slice(*blocks[index].content_span(text))] for index in body]
    words = sum(len(content.split()) for content in contents)
    if page.is_closed and words <= _most_closed_words(page):
        return True
    last = contents[-1]
    if CUT_MARK.search(last) or (words <= LONGEST_ELLIPSIS_WORDS and ELLIPSIS.search(last)):
        return True
    if words <= LONGEST_TEASER_WORDS:
        following = blocks[body[-1] + 1 : body[-1] + 1 + NEXT_BLOCKS]
        after = [text[slice(*block.content_span(text))] for block in following if block.zone == "removed"]
        if any(_paywall().search(content) for content in [*after, last[-200:]]):
            return True
        if words <= LONGEST_ELLIPSIS_WORDS and after and READ_ON.fullmatch(after[0]):
            return True
    # a page that ends without a stop ends in a credit or a link: of twelve on the development sets eleven did
    return document.html is None and blocks[body[-1]].kind == "paragraph" and _stops_inside_sentence(contents)


def _most_closed_words(page: PageMetadata) -> float:
    """Return how many words of an article that is not free show that the rest is missing: many such pages are whole."""
    return LEAST_WHOLE_SHARE * page.declared_words if page.declared_words else LONGEST_CLOSED_TEASER_WORDS


def _stops_inside_sentence(paragraphs: Sequence[str]) -> bool:
    """True where the last paragraph has no closing punctuation and those before it have."""
    if len(paragraphs[-1].split()) < FEWEST_CUT_WORDS or not OPEN_END.search(paragraphs[-1]):
        return False
    if len(SENTENCE_INSIDE.findall(paragraphs[-1])) >= FEWEST_CLOSED_PARAGRAPHS and len(paragraphs) == 1:
        return True
    others = [paragraph for paragraph in paragraphs[:-1] if len(paragraph.split()) >= FEWEST_SENTENCE_WORDS]
    closed = sum(SENTENCE_END.search(paragraph) is not None for paragraph in others)
    is_open = paragraphs[-1].split()[-1] in read_words("open_words")  # "with the": no credit and no name ends so
    return closed >= (1 if is_open else FEWEST_CLOSED_PARAGRAPHS) and closed >= LEAST_CLOSED_SHARE * len(others)


@cache
def _paywall() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:" + "|".join(map(re.escape, sorted(load_words("paywall_phrases.txt")))) + r")\b", re.IGNORECASE
    )
