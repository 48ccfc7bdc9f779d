"""The form of an article: running text, a live blog, a video page or a gallery of pictures.

In: a document, its blocks, what its page says of itself, and its address. Out: every form found, the chosen one first
named; a document of which nothing says otherwise is an article, without a value. Method, the most trusted first: the
type of the page's own JSON-LD node (LiveBlogPosting, VideoObject, ImageGallery) and `og:type`; a path segment of the
address such as /live-blog/ or /gallery/; a headline such as "Live updates: …"; and the text's own shape: many lines
that open with the time of day, in order, or many that count pictures ("3 of 12"). Running text as long as an article's
is no video page, whatever the address.
"""

import itertools
import re
from collections.abc import Sequence

from flows.clean.blocks import BODY_ZONES, Block
from flows.extract.annotations import FieldValue
from flows.extract.header.html_metadata import PageMetadata
from flows.read.documents import Document

PLAIN_FORM = "article"
TYPE_FORMS = {
    "liveblogposting": "live_blog",
    "videoobject": "video",
    "imagegallery": "gallery",
    "mediagallery": "gallery",
}
PATH_FORMS = (
    (re.compile(r"/(?:[\w-]*-)?(?:live-?blog|live-?ticker|live-?updates?|minute-by-minute)(?=[/.-]|$)"), "live_blog"),
    (re.compile(r"/(?:videos?|watch|mediathek)(?=/|$)"), "video"),
    (re.compile(r"/(?:galler(?:y|ie)|galerie|(?:bilder|foto)(?:strecke|galerie)n?|slideshow)s?(?=/|$)"), "gallery"),
)  # fmt: skip
CLOCK_LINE = re.compile(
    r"\W{0,3}([01]?\d|2[0-3])(?::([0-5]\d)(?!\d)|[.h]([0-5]\d)(?=\s?(?:[ap]\.?m\b|uhr|[A-Z]{3,4}\b)))\s?([ap]\.?m\b)?",
    re.IGNORECASE,
)
COUNTED_PICTURE = re.compile(
    r"(?:(?:photo|picture|image|slide|bild|foto)\s)?(\d{1,3})\s?(?:/|of|von|sur|de)\s?(\d{1,3})\b", re.IGNORECASE
)
# "Live: music returns" is no live blog, nor "The band – live": the word needs another one beside it.
LIVE_TITLE = re.compile(
    r"(?:live\s?(?:updates?|blog|ticker)|news\s?(?:blog|ticker))\s?[:|–—-]"
    r"|.{0,200}?\s[–—-]\s(?:live updates|as it happened)\Z"
    r"|.{0,200}?\bin the (?:live\s?)?(?:blog|ticker)\Z|.{0,200}?\bim (?:live|news)-?(?:blog|ticker)\Z",
    re.IGNORECASE,
)
EARLY_DIGIT = re.compile(r"\s*\D{0,8}\d")  # of both patterns
# Chosen by reading the development pages that reach them: recipes, timetables and lists of headlines hold times too,
# but no prose between them, or round ones ("8:30 Breakfast").
FEWEST_ENTRIES = 5
FEWEST_ENTRY_WORDS = 20
MOST_ROUND_SHARE = 0.6  # of the minutes of entries written as things happen, one in five is a multiple of five
FEWEST_PICTURES = 4
LEAST_ORDERED_SHARE = 0.9
LONGEST_COUNT_LINE = 200
MOST_VIDEO_WORDS = 250  # a page with more running text is an article with a video on top


def find_forms(document: Document, blocks: Sequence[Block], page: PageMetadata, url: str | None) -> list[FieldValue]:
    """Return the forms that something says the article has, the most trusted chosen; none for a plain article."""
    found = [
        FieldValue("form", form, value.method)
        for value in page.types
        if (form := TYPE_FORMS.get(value.text.lower()) or ("video" if value.text.startswith("video") else None))
    ]
    path = re.sub(r"^\w+://[^/]*|[?#].*$", "", (url or "").lower())
    found += [FieldValue("form", form, "url") for pattern, form in PATH_FORMS if pattern.search(path)]
    found += _forms_of_title(document, blocks)
    found += _forms_of_text(document.text, blocks)
    words = sum(len(document.text[b.start : b.end].split()) for b in blocks if b.zone in BODY_ZONES) if found else 0
    found = [value for value in found if value.value_text != "video" or words <= MOST_VIDEO_WORDS]
    return [FieldValue(v.field_code, v.value_text, v.method_code, is_chosen=v is found[0]) for v in found]


def _forms_of_title(document: Document, blocks: Sequence[Block]) -> list[FieldValue]:
    span = next((block.content_span(document.text) for block in blocks if block.zone == "title"), (0, 0))
    title = document.given.title or document.text[slice(*span)]
    return [FieldValue("form", "live_blog", "text")] if LIVE_TITLE.match(title[:LONGEST_COUNT_LINE]) else []


def _forms_of_text(text: str, blocks: Sequence[Block]) -> list[FieldValue]:
    body = [index for index, block in enumerate(blocks) if block.zone in BODY_ZONES]
    if not body:
        return []
    minutes: list[int] = []
    pictures: list[tuple[int, int]] = []
    words = 0
    for block in blocks[max(0, body[0] - 1) : body[-1] + 1]:
        if not minutes and not EARLY_DIGIT.match(text, block.start, block.end):
            continue
        start, end = block.content_span(text)
        words += len(text[start:end].split()) if minutes else 0
        if clock := CLOCK_LINE.match(text, start, end):
            half = 12 * 60 if (clock[4] or "").lower().startswith("p") and int(clock[1]) < 12 else 0
            minutes.append(int(clock[1]) * 60 + int(clock[2] or clock[3]) + half)
        elif end - start <= LONGEST_COUNT_LINE and (count := COUNTED_PICTURE.match(text, start, end)):
            pictures.append((int(count[1]), int(count[2])))
    forms = []
    is_prose = words >= FEWEST_ENTRY_WORDS * len(minutes)
    is_round = sum(minute % 5 == 0 for minute in minutes) > MOST_ROUND_SHARE * len(minutes)
    if len(minutes) >= FEWEST_ENTRIES and is_prose and not is_round and _is_ordered(minutes):
        forms.append(FieldValue("form", "live_blog", "text"))
    totals = {total for _, total in pictures}
    if (
        FEWEST_PICTURES <= len(pictures) <= max(totals, default=0)
        and len(totals) == 1
        and _is_ordered([n for n, _ in pictures])
    ):
        forms.append(FieldValue("form", "gallery", "text"))
    return forms


def _is_ordered(values: Sequence[int]) -> bool:
    """True where nearly all steps lead the same way; a live blog may pass midnight and begin with what came last."""
    steps = [later - earlier for earlier, later in itertools.pairwise(values) if later != earlier]
    ups = sum(step > 0 for step in steps)
    return bool(steps) and max(ups, len(steps) - ups) >= LEAST_ORDERED_SHARE * len(steps)
