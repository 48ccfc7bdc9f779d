"""The lines between a title and the first paragraph: standfirst, byline, date, name of the outlet, caption of the
picture.

In: a page and its opening. Out: labels for the units of that region. Method: each line by its own form, the standfirst
as the first line of running text that is none of the others and no key point below a heading such as "Summary". A
sentence that closes like a paragraph counts as
standfirst only where the title comes again or a byline follows before the article goes on.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from flows.clean.author_lines import is_author_line, is_dated_line, is_lone_dateline, is_placed_names
from flows.clean.furniture import is_share_row
from flows.clean.lexicon import read_entries, read_words
from flows.clean.lines import Unit, normalise
from flows.clean.name_lines import (
    is_byline,
    is_credited_name,
    is_housed_name,
    is_name_line,
    is_numbered_name,
    is_outlet_name,
)
from flows.clean.open_captions import is_open_caption
from flows.clean.page import Label, Page
from flows.clean.prose import ends_sentence
from flows.clean.title_forms import DATED
from flows.clean.titles import Opening, is_date, is_greeting

FINDING_ZONES = {"caption": "caption", "dek": "dek"}  # of what markup tells; all other findings are removed
MOST_DEK_WORDS = 60
FEWEST_DEK_WORDS = 5
MOST_NAMING_WORDS = 8  # of a line of capitalised words with a mark between them, "TBW - Tallow Bay Wire": no standfirst
DATE_REACH = 2
ABOVE_REACH = 3  # units above a title that may be its byline and date
# From here on a unit that was chosen as article is no standfirst. On NEWS5 (development half) the gold texts hold five
# of six of such units.
LIKELY_ARTICLE = 0.7
MOST_KEY_POINTS, FEWEST_KEY_POINT_WORDS = 8, 3
MOST_CAPTION_WORDS = 45
MOST_NUMBERS, MOST_DATED_WORDS = 0.25, 16  # of the words of a standfirst; in a line that is dated
CREDIT_IN_BRACKETS = re.compile(r"[.!?”\"]\s\([A-Z][\w.’'-]*(?:[ :/]{1,2}[A-Z][\w.’'-]*){0,5}\)\Z")
LEAST_CREDITED_CAPTION_WORDS = 8  # a credit line this long describes its picture
VERB_WITHIN = 14  # words from the start of a caption to its verb
LONGEST_BRACKET = 80
HEADER_REACH = 14  # units below a title that may belong to it
MOST_LOWER_BEFORE_VERB = 3
NAME_PARTS = frozenset("and of the with for de van von".split())
NO_SUBJECT = frozenset("to will would could can may must should not it that who he she i we they you what as".split())
AFTER_PICTURE_VERB = frozenset(
    "a after ahead along among around as at before beside between by during for from her his hands in inside into near "
    "next on out outside over past the their through to toward towards under up while with".split()
)
NAME_MARK = re.compile(r"\s[-–—/|·]\s")
SENTENCE_BREAK = re.compile(r"[.!?][”\"’']?\s+[A-ZÀ-Þ]")
POINTING = re.compile(
    r"\((?:left|right|centre|center|from left|l|r|c)\)|"
    r"\b(?:pictured|seen here|from left|file photo|in this (?:file )?(?:photo|image|picture))\b",
    re.IGNORECASE,
)


def label_header(page: Page, opening: Opening, kept: Sequence[int]) -> tuple[dict[int, Label], int]:
    """Return labels for the units from the title down to the first paragraph, and the index of that paragraph.

    The first paragraph is a later one than the opening's where what stood first is a standfirst or a caption.
    """
    labels: dict[int, Label] = {i: Label("removed", "repeated_title", "repeated_title", 0.0) for i in opening.repeats}
    lede = opening.lede
    if opening.title is None:
        start = lede
        while start > 0 and lede - start < HEADER_REACH and _label_line(page, start - 1) is not None:
            start -= 1
    else:
        labels[opening.title] = Label("title", "title", opening.title_rule, 0.0)
        labels |= _label_above_title(page, opening.title)
        lede = _pass_standfirst(page, opening, kept)
        start = max(opening.title + 1, lede - HEADER_REACH)
    has_dek, in_box = False, False
    for index in range(start, lede):
        if index in labels:
            continue
        label = _label_line(page, index)
        in_box = label.kind == "widget_heading" if label else in_box
        if label is None and _is_below_picture_owner(page, index, labels):
            label = Label("caption", "caption", "open_caption", 0.2)
        is_passed = index == opening.lede and page.markup[index] is None
        is_article = index in kept and page.likely[index] >= LIKELY_ARTICLE and not page.is_bare and not is_passed
        if is_article and label is None:
            has_dek = True  # what stands below a line of the article is no standfirst
            continue
        if label is None and is_key_point(page, index):
            label = Label("body", "heading", "key_point", page.likely[index])
        if label is None and opening.title is not None and not (has_dek or in_box) and _may_be_dek(page, index):
            label, has_dek = Label("dek", "dek", "below_title", 0.1), True
        if label is not None:
            labels[index] = label
    return labels, lede


def _is_below_picture_owner(page: Page, index: int, labels: Mapping[int, Label]) -> bool:
    """True for a line without a stop below a house or a name that share buttons part from the byline."""
    owner, buttons = labels.get(index - 1), page.findings[index - 2] if index > 1 else None
    is_owner = owner is not None and owner.rule_code in ("outlet_name", "bare_name_below_title")
    is_open = page.markup[index] is None and not ends_sentence(page.units[index].text)
    return is_owner and is_open and buttons is not None and buttons.kind == "share"


def _label_above_title(page: Page, title: int) -> dict[int, Label]:
    """Return labels for bylines right above the title of a text without markup, dates between them aside."""
    found = {}
    for index in range(title - 1, max(-1, title - 1 - ABOVE_REACH), -1):
        unit, finding = page.units[index], page.findings[index]
        if finding is None and page.markup[index] is None and (is_byline(unit) or is_credited_name(unit)):
            found[index] = Label("byline", "byline", "byline_shape", 0.0)
        elif finding is not None and finding.kind == "dateline":
            found[index] = Label("byline", "dateline", finding.rule_code, 0.0)
        elif not is_greeting(page, index):
            break
    return found


def is_key_point(page: Page, index: int) -> bool:
    """True where the unit stands in the list of points that a heading such as "Summary" opens above the article."""
    if page.markup[index] is not None:
        return False
    for above in range(index - 1, max(-1, index - 1 - MOST_KEY_POINTS), -1):
        if page.plains[above] in key_point_headings():
            return page.units[index].word_count >= FEWEST_KEY_POINT_WORDS
        if page.findings[above] is not None or ends_sentence(page.units[above].text):
            return False
    return False


@cache
def key_point_headings() -> frozenset[str]:
    """Return the headings of such lists in normal form."""
    return frozenset(map(normalise, read_entries("key_points")))


def _pass_standfirst(page: Page, opening: Opening, kept: Sequence[int]) -> int:
    """Return the first paragraph proper: past a caption, and past a standfirst with a repeated title or a byline below
    it."""
    following = [index for index in kept if index > opening.lede and index not in opening.repeats]
    if page.is_bare:  # where all lines are kept, names and labels too
        following = [index for index in following if page.scores[index] > 0 or ends_sentence(page.units[index].text)]
    if not following:
        return opening.lede
    unit, nearest = page.units[opening.lede], following[0]
    if is_caption(unit):
        return nearest
    between = range(opening.lede + 1, nearest)
    is_closed_off = any(i in opening.repeats or is_byline(page.units[i]) for i in between)
    is_closed_off = is_closed_off or _is_signed(page, opening, between)
    return nearest if is_closed_off and unit.word_count <= MOST_DEK_WORDS else opening.lede


def _is_signed(page: Page, opening: Opening, between: Sequence[int]) -> bool:
    """True where a date, and a name or a line with both, stand between two paragraphs of a text without markup, and
    nothing of the kind above them."""
    above = range(0 if opening.title is None else opening.title + 1, opening.lede)
    if len(between) > HEADER_REACH or any(is_date(page, i) or is_byline(page.units[i]) for i in above):
        return False
    are_dates = [is_date(page, i) or is_dated_line(page.units[i]) for i in between if page.markup[i] is None]
    names = [i for i in between if is_name_line(page.units[i]) or is_credited_name(page.units[i])]
    return any(are_dates) and bool(names)


def _label_line(page: Page, index: int) -> Label | None:
    """Return what a line above the first paragraph is by its form, or None."""
    unit, finding = page.units[index], page.findings[index]
    if finding is not None:
        if finding.kind == "dateline":
            return Label("byline", "dateline", finding.rule_code, 0.0)
        if finding.kind == "credit" and unit.word_count >= LEAST_CREDITED_CAPTION_WORDS:
            return Label("caption", "caption", "credited_caption", 0.0)
        return Label(FINDING_ZONES.get(finding.kind, "removed"), finding.kind, finding.rule_code, 0.0)
    is_placed = is_placed_names(unit) and _is_beside_date(page, index)
    is_placed = is_placed or is_housed_name(unit)
    if is_byline(unit) or is_credited_name(unit) or is_numbered_name(unit) or is_author_line(unit) or is_placed:
        return Label("byline", "byline", "byline_shape", 0.0)
    if is_share_row(unit):
        return Label("removed", "share", "share_row", 0.0)
    if is_lone_dateline(unit):
        return Label("body", "paragraph", "lone_dateline", page.likely[index])
    if page.markup[index] is None and is_dated_line(unit):
        return Label("byline", "dateline", "dated_line", 0.0)
    if is_outlet_name(unit, page.given_outlet):
        return Label("removed", "site_name", "outlet_name", 0.0)
    if is_name_line(unit):
        return Label("byline", "byline", "bare_name_below_title", 0.1)
    if page.markup[index] is None and CREDIT_IN_BRACKETS.search(unit.text[-LONGEST_BRACKET:]):
        return Label("caption", "caption", "credit_at_end", 0.1)
    if is_open_caption(page, index):
        return Label("caption", "caption", "open_caption", 0.2)
    return Label("caption", "caption", "picture_verb", 0.1) if is_caption(unit) else None


def _is_beside_date(page: Page, index: int) -> bool:
    """True where one of the two units above or below is nothing but a date."""
    findings = page.findings[max(0, index - DATE_REACH) : index + DATE_REACH + 1]
    return any(finding is not None and finding.kind == "dateline" for finding in findings)


def is_caption(unit: Unit) -> bool:
    """True where the unit tells what a picture shows: one sentence of a name and a verb such as 'poses' or 'shake
    hands'."""
    if unit.is_long or unit.word_count > MOST_CAPTION_WORDS or SENTENCE_BREAK.search(unit.text):
        return False
    return POINTING.search(unit.text) is not None or _has_picture_verb(unit)


def _has_picture_verb(unit: Unit) -> bool:
    """True where a verb of the lexicon follows on the name or the noun that the unit opens with."""
    words, verbs = unit.words[:VERB_WITHIN], read_words("caption_verbs")
    if not unit.text[0].isupper() or not (ends_sentence(unit.text) or " • " in unit.text):
        return False
    lower_before = 0
    for word, following in zip(words[1:], unit.words[2:], strict=False):
        if word in verbs:
            return following.strip(",.").casefold() in AFTER_PICTURE_VERB
        lower_before += word[:1].islower() and word not in NAME_PARTS
        if lower_before > MOST_LOWER_BEFORE_VERB or word in NO_SUBJECT:
            return False
    return False


def _is_of_numbers(unit: Unit) -> bool:
    """True for a line without a stop that holds a date or a time, or of which more than a quarter is numbers."""
    if not unit.has_digit or ends_sentence(unit.text):
        return False
    numbers = sum(word[:1].isdigit() for word in unit.plain_words)
    return numbers > MOST_NUMBERS * unit.word_count or (
        unit.word_count <= MOST_DATED_WORDS and DATED.search(unit.text) is not None
    )


def _may_be_dek(page: Page, index: int) -> bool:
    unit = page.units[index]
    is_short = unit.word_count <= MOST_NAMING_WORDS and unit.lower_share == 0
    is_naming = (is_short and NAME_MARK.search(unit.text) is not None) or (
        page.markup[index] is None and _is_of_numbers(unit)
    )
    return FEWEST_DEK_WORDS <= unit.word_count <= MOST_DEK_WORDS and not unit.has_list_marker and not is_naming
