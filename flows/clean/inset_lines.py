"""What stands inside or around an article and is no part of it: advertisements, captions, teasers, names at its end.

In: a page, the units kept as its article, and the labels of its header. Out: a label for every unit. Method: furniture
by its own rule; kept units by their form (paragraph, heading, list item); the rest by where it stands: above, inside or
below.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from flows.clean.furniture import is_share_row
from flows.clean.header_lines import FINDING_ZONES, LEAST_CREDITED_CAPTION_WORDS
from flows.clean.line_signs import OPENING_QUOTES
from flows.clean.lines import Unit
from flows.clean.name_lines import is_byline, is_credited_name, is_name_line, is_outlet_name
from flows.clean.open_captions import is_open_caption, names_owner
from flows.clean.page import Label, Page
from flows.clean.prose import ends_sentence
from flows.clean.title_forms import is_question_title

MOST_HEADING_WORDS = 16
MARKUP_KINDS = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "list_item", "dt": "list_item", "dd": "list_item", "blockquote": "quote_block",
    "td": "table", "th": "table", "tr": "table",
}  # fmt: skip
MOST_LABEL_WORDS = 3
TAIL_NAME_REACH = 3  # units below the last paragraph in which a bare name is its author
FEWEST_PROSE_WORDS = 12
BIOGRAPHY_REACH, MOST_BIOGRAPHY_WORDS = 3, 90
BIOGRAPHY = re.compile(
    r"(?P<name>\w[\w']*(?: \w[\w'.]*){0,3}?) "
    r"(?:is|was|has been|covers|writes|reports|works|joined|leads|ist|schreibt)\b"
)
HONORIFICS = frozenset("mr ms mrs miss dr prof sir dame".split())
# The same without a byline to know the name by: what its bearer is has to be a profession of the press, and the article
# must not speak of that person elsewhere. Of 10 such units among the last three that the model kept (all development
# sets), 9 are no part of the article; F1 of NEWS5 as text .9295 to .9299.
PROFESSION = (
    r"(?:reporter|writer|editor|journalist|correspondent|columnist|blogger|freelancer"
    r"|Redakteur(?:in)?|Journalist(?:in)?|Autor(?:in)?|Korrespondent(?:in)?|Volontär(?:in)?|Reporter(?:in)?"
    r"|periodista|redactora?|corresponsal|journaliste|rédact(?:eur|rice)|giornalista|redattore|redattrice|jornalista"
    r"|redatora?|dziennikar(?:z|ka))\b"
)
PRESS_BIOGRAPHY = re.compile(
    r"(?P<name>(?:[A-ZÀ-Þ][\w.'’-]+\s+){1,4})"
    r"(?:is|works as|has (?:been|worked|written|covered)|ist|arbeitet|schreibt|es|est|è|é)\b"
    rf"[^.!?]{{0,90}}?\b{PROFESSION}"
    rf"|An?\s(?:[^\s.!?]+\s){{0,6}}?{PROFESSION}[^.!?]{{0,40}}\bhas (?:covered|worked|written|reported)\b"
)

# "Ada Moreno, left, shakes hands …", "FILE - Boats lie …", "(L-R): …": who stands where is said of pictures only. Of 9
# such units that the model kept in the five news sets, none is text of the article; F1 as text .9300 to .9303.
PLACED_IN_PICTURE = re.compile(
    r"^(?:FILE|File|PHOTO|Photo|FOTO|Foto)(?: (?:PHOTO|[Pp]hoto|[Ii]mage))?\s?[-–—:]\s"
    r"|\((?:L-R|L to R|l-r|from left|from L)\)"
    r"|[A-ZÀ-Þ][\w.'’-]+, (?:(?:top|upper|lower|far|second|third) )?(?:left|right|cent(?:er|re)), "
    r"|\bclockwise from (?:top |upper |bottom )?left\b"
)
# One of these is in all but those that open so.
PLACES_IN_PICTURE = ("left, ", "right, ", "center, ", "centre, ", "(L-R", "(l-r", "(L to", "(from", "clockwise")
MOST_PLACED_WORDS = 60


def label_body(page: Page, kept: Sequence[int], lede: int, rules: Mapping[int, str]) -> dict[int, Label]:
    """Return labels for the kept units; `lede` is the first paragraph, and what stands above it may be a heading.

    `rules` holds the code of the rule that chose each unit.
    """
    labels = {}
    for index in kept:
        if index != lede and is_placed_in_picture(page.units[index]):
            labels[index] = Label("caption", "caption", "placed_in_picture", 0.1)
            continue
        if index not in (lede, kept[-1]) and (is_open_caption(page, index) or names_owner(page, index)):
            labels[index] = Label("caption", "caption", "open_caption", 0.2)
            continue
        zone = "lede" if index == lede else "body"
        labels[index] = Label(zone, _body_kind(page, index, kept[-1]), rules[index], page.likely[index])
    return labels


def is_placed_in_picture(unit: Unit) -> bool:
    """True where the unit says of somebody or something where it stands in a picture, or that this is a picture."""
    text = unit.text
    if unit.word_count > MOST_PLACED_WORDS or unit.has_list_marker or text[0] in OPENING_QUOTES:
        return False
    may_be = text[0] in "FP" or any(map(text.__contains__, PLACES_IN_PICTURE))
    return may_be and PLACED_IN_PICTURE.search(text) is not None


def _body_kind(page: Page, index: int, last: int) -> str:
    unit, tag = page.units[index], page.tag(index)
    if tag in MARKUP_KINDS:
        return MARKUP_KINDS[tag]
    if unit.has_list_marker:
        return "list_item"
    is_short = unit.word_count <= MOST_HEADING_WORDS and unit.line_count == 1
    is_open = not ends_sentence(unit.text) or is_question_title(unit)
    return "heading" if is_short and is_open and index < last else "paragraph"


def find_biography(page: Page, kept: Sequence[int], names: Sequence[str]) -> list[int]:
    """Return the units at the end of the article that tell who its author is.

    `names` are the bylines in normal form. A biography is one of the last units, and opens with a name of the byline
    and a verb of what its bearer is or does, or with any name and a profession of the press, or stands right below a
    heading such as "About the author".
    """
    written = {word for name in names for word in name.split() if len(word) > 2}
    found = []
    for index in kept[-BIOGRAPHY_REACH:]:
        match = BIOGRAPHY.match(page.units[index].plain)
        is_presented = match is not None and not written.isdisjoint(match["name"].split())
        is_short = page.units[index].word_count <= MOST_BIOGRAPHY_WORDS
        if is_short and (
            is_presented or _presents_journalist(page, kept, index) or _is_below_author_heading(page, index)
        ):
            found.append(index)
    return found


def find_top_biography(page: Page, kept: Sequence[int], names: Sequence[str]) -> list[int]:
    """Return the first unit of a text without markup where it tells who the author above it is and more follows."""
    if len(kept) <= BIOGRAPHY_REACH or page.is_marked:
        return []
    unit = page.units[kept[0]]
    match = BIOGRAPHY.match(unit.plain) if unit.word_count <= MOST_BIOGRAPHY_WORDS else None
    written = {word for name in names for word in name.split()}
    named = set(match["name"].split()) - HONORIFICS if match else set()
    return [kept[0]] if named and named <= written else []


def _presents_journalist(page: Page, kept: Sequence[int], index: int) -> bool:
    """True where a unit says that somebody whom no other kept unit names is of the press."""
    match = PRESS_BIOGRAPHY.match(page.units[index].text)
    name = page.units[index].plain_words[: len((match["name"] or "").split())] if match else []
    others = (page.units[other].plain_words for other in kept if other != index)
    return match is not None and not any(name[-1] in words for words in others if name)


def _is_below_author_heading(page: Page, index: int) -> bool:
    above = page.findings[index - 1] if index else None
    return above is not None and above.kind == "author_bio"


def label_rest(page: Page, labelled: AbstractSet[int], first: int, last: int) -> dict[int, Label]:
    """Return labels for all other units: above `first`, between it and `last`, and below."""
    labels = {}
    context = ""
    for index in range(len(page.units)):
        finding = page.findings[index]
        if finding is not None and finding.kind in ("widget_heading", "comment_prompt", "related", "comment"):
            context = finding.kind
        if index not in labelled:
            labels[index] = (
                _label_outside(page, index, last, context)
                if index > last
                else _label_inside(page, index, index > first)
            )
        elif index <= last:
            context = ""
    return labels


def _label_inside(page: Page, index: int, is_inside: bool) -> Label:
    unit, finding = page.units[index], page.findings[index]
    if finding is not None:
        if finding.kind == "credit" and unit.word_count >= LEAST_CREDITED_CAPTION_WORDS:
            return Label("caption", "caption", "credited_caption", 0.0)
        return Label(FINDING_ZONES.get(finding.kind, "removed"), finding.kind, finding.rule_code, 0.0)
    if is_share_row(unit):
        return Label("removed", "share", "share_row", 0.0)
    if is_inside:
        return _removed(page, index, "related" if page.scores[index] < 0 else "other_story", "inset")
    if is_outlet_name(unit, page.given_outlet):
        return Label("removed", "site_name", "outlet_name", 0.0)
    return _removed(page, index, "navigation" if unit.has_list_marker else "other", "above_article")


def _label_outside(page: Page, index: int, last: int, context: str) -> Label:
    """Return the label of a unit below the article."""
    unit, finding = page.units[index], page.findings[index]
    if finding is not None:
        return Label(FINDING_ZONES.get(finding.kind, "removed"), finding.kind, finding.rule_code, 0.0)
    if is_share_row(unit):
        return Label("removed", "share", "share_row", 0.0)
    if index - last <= TAIL_NAME_REACH and not context and not _is_below_label(page, index, last):
        if is_byline(unit) or is_credited_name(unit) or is_name_line(unit):
            return Label("byline", "byline", "name_below_article", 0.1)
        if is_outlet_name(unit, page.given_outlet):
            return Label("removed", "site_name", "outlet_name", 0.0)
    is_prose = unit.word_count >= FEWEST_PROSE_WORDS and page.scores[index] > 0
    if is_prose and _is_below_author_heading(page, index):
        return _removed(page, index, "author_bio", "below_author_heading")
    if context in ("comment_prompt", "comment"):
        return _removed(page, index, "comment", "below_comment_prompt")
    if is_prose:
        return _removed(page, index, "other_story", "below_article")
    return _removed(
        page, index, "related" if context else "navigation" if unit.has_list_marker else "other", "below_article"
    )


def _is_below_label(page: Page, index: int, last: int) -> bool:
    """True where a short line with a colon stands between the article and the unit: 'In:', 'Suggested topics:'."""
    return any(unit.text.endswith(":") and unit.word_count <= MOST_LABEL_WORDS for unit in page.units[last + 1 : index])


def _removed(page: Page, index: int, kind: str, rule_code: str) -> Label:
    return Label("removed", kind, rule_code, min(0.5, page.likely[index]))
