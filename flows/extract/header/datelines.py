"""What is printed around an article's body: dated lines, datelines, bylines and the name of the site.

In: a document's text and its blocks. Out: field values with the places where they stand. Method: a date of
publication stands in a short line outside the body: with a word such as "Published" beside it anywhere, without one
between title and body; or in the dateline that opens the lede ("LISBON, June 5, 2025 (Agency) —"). A dateline
without a year gives a value such as XXXX-06-05, which is kept but never taken for the date.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.clean.blocks import BODY_ZONES, Block
from flows.extract.annotations import FieldValue
from flows.extract.header.bylines import DATED_BY, has_given_name, split_authors
from flows.extract.header.outlets import clean_outlet_name
from flows.extract.header.publication import Moment, find_moments, parse_moment

DIGIT = re.compile(r"\d")
LONGEST_LINE = 160
NEAR_BLOCKS = 6  # lines between a headline and its lede: standfirst, byline, date, place, share buttons
FOREIGN_KINDS = frozenset(
    {"comment", "related", "other_story", "widget_heading", "advertisement", "caption", "copyright", "author_bio"}
)
PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|issued|released|date|veröffentlicht|erstellt|publié|publicado|pubblicato|"
    r"gepubliceerd|publicerad|publisert)\b",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"\b(?:up-?dated|modified|last (?:edited|changed|update)|aktualisiert|stand|mis à jour|actualizado|aggiornato|"
    r"bijgewerkt|oppdatert|uppdaterad)\b",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"\(?[A-ZÀ-Þ][A-ZÀ-Þ .,'’/-]{2,40}(?:,\s[A-Z][\w.]+)?[,.]?\s+(?P<date>[^—–(]{4,24}?)\s*(?:\([^)]{2,40}\)\s*)?"
    r"(?:[—–]|\s-{1,2}\s|:)"
)
DAY_OF_YEAR = re.compile(
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s(?P<day>\d{1,2})$"
    r"|(?P<day2>\d{1,2})\s(?P<month2>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?$",
    re.IGNORECASE,
)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
BYLINE = re.compile(r"(?:(?:written|reported|story|words)\s+by|by|von|par|por)\b(?:[:\s]|$)", re.IGNORECASE)
LONE_BY = frozenset({"by", "von", "par", "por", "door", "written by", "author", "autor"})
DATE_CHARACTERS = re.compile(r"\S*\d\S*|(?<=\d\s)[^\W\d_]{3,10}\.?(?=\s\d)|\bUhr\b")
BARE_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?:\s[^\W\d_][\w.’'-]*){1,3}")
REPORTING = re.compile(
    r"\((?:additional )?reporting by ([^;)]+)|^reporting by ([^;.\n]+)", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True)
class DatedLine:
    """A date of publication or update printed in the text. `rank` 0 is the surest."""

    field_code: str
    method: str
    moment: Moment
    start: int
    end: int
    rank: int


def find_dated_lines(text: str, blocks: Sequence[Block], *, day_first: bool | None = None) -> list[DatedLine]:
    """Return the dates of publication and update that are printed around the body, the surest first."""
    first_body = next((i for i, block in enumerate(blocks) if block.zone in BODY_ZONES), len(blocks))
    title = next((i for i, block in enumerate(blocks[:first_body]) if block.zone == "title"), -1)
    found: list[DatedLine] = []
    for index, block in enumerate(blocks):
        if block.kind in FOREIGN_KINDS or not DIGIT.search(text, block.start, block.end):
            continue
        start, end = block.content_span(text)
        if end - start > LONGEST_LINE:
            continue
        line = text[start:end]
        is_head = title < index < first_body or block.kind in ("byline", "dateline")
        if block.zone in BODY_ZONES and not (index < first_body + 3 and parse_moment(line, day_first=day_first)):
            continue
        found += _read_line(line, start, is_head=is_head, is_early=index < first_body, day_first=day_first)
    if first_body < len(blocks):
        found += _read_dateline(text, *blocks[first_body].content_span(text))
    head = blocks[title].end if title >= 0 else blocks[first_body].start if first_body < len(blocks) else 0
    return sorted(found, key=lambda line: (line.rank, abs(line.start - head)))


def find_day_of_year(text: str, blocks: Sequence[Block]) -> FieldValue | None:
    """Return the day that a dateline without a year names, as XXXX-MM-DD."""
    lede = next((block for block in blocks if block.zone in BODY_ZONES), None)
    dateline = DATELINE.match(text[lede.start : lede.end].lstrip()) if lede else None
    match = DAY_OF_YEAR.search(dateline["date"].strip()) if dateline else None
    if not lede or not dateline or not match:
        return None
    month = MONTHS.index((match["month"] or match["month2"]).lower()) + 1
    start = lede.content_span(text)[0] + dateline.start("date")
    value = f"XXXX-{month:02}-{int(match['day'] or match['day2']):02}"
    return FieldValue("published", value, "dateline", start, start + len(dateline["date"]))


def find_printed_authors(
    text: str, blocks: Sequence[Block], own_names: Sequence[str], *, needs_by: bool = False
) -> list[FieldValue]:
    """Return the authors that bylines name, with their places; those of a closing "Reporting by" where there is none.

    A name alone on a line is a byline in a plain text. A page has many such lines: there it `needs_by` or a date beside
    it, or a given name that the lexicon knows where the cleaning took it for a byline.
    """
    first = next((i for i, block in enumerate(blocks) if block.zone in BODY_ZONES), len(blocks))
    title = next((i for i, block in enumerate(blocks) if block.zone == "title"), first)
    near = range(max(0, min(title, first) - 1), min(len(blocks), max(title, first) + NEAR_BLOCKS))
    lines = [(index, *block.content_span(text)) for index, block in enumerate(blocks) if block.kind == "byline"]
    found: list[FieldValue] = []
    for index, start, end in lines:
        names = _name_values(text, start, end, own_names)
        if not needs_by or _has_by(text, start, end) or (index in near and all(map(_has_given_name, names))):
            found += names
    for index in near:
        if found:
            return found
        if blocks[index].zone not in BODY_ZONES:
            found = _read_header_line(text, blocks, index, own_names)
    for block in blocks[-6:]:
        match = REPORTING.search(text, *block.content_span(text))
        group = match.lastindex if match else None
        if match and group:
            found += _name_values(text, *match.span(group), own_names)
    return found


def find_site_names(text: str, blocks: Sequence[Block]) -> list[FieldValue]:
    """Return the names in the blocks that the cleaning took for the name of the site."""
    found = []
    for block in blocks:
        if block.kind == "site_name":
            start, end = block.content_span(text)
            name = clean_outlet_name(text[start:end])
            found += [FieldValue("outlet", name, "site_name", start, end)] if name else []
    return found


def _read_line(line: str, offset: int, *, is_head: bool, is_early: bool, day_first: bool | None) -> Iterator[DatedLine]:
    previous = 0
    for printed in find_moments(line, day_first=day_first):
        before = line[previous : printed.start]
        previous = printed.end
        if UPDATED.search(before) or (UPDATED.search(line[printed.end :]) and not before.strip(" |,")):
            field, rank = "updated", 0
        elif PUBLISHED.search(before):
            field, rank = "published", 0
        elif is_head:
            field, rank = "published", 1
        elif is_early:
            field, rank = "published", 2
        else:
            continue
        start, end = offset + printed.start, offset + printed.end
        yield DatedLine(field, "text", printed.moment, start, end, rank)


def _read_dateline(text: str, start: int, end: int) -> Iterator[DatedLine]:
    match = DATELINE.match(text, start, min(end, start + 120))
    if match:
        for printed in find_moments(match["date"]):
            at = match.start("date")
            yield DatedLine("published", "dateline", printed.moment, at + printed.start, at + printed.end, 1)


def _read_header_line(text: str, blocks: Sequence[Block], index: int, own_names: Sequence[str]) -> list[FieldValue]:
    """Return the authors named by a line near the title that says "by" or has a date in it, before it or behind it."""
    start, end = blocks[index].content_span(text)
    if end - start > LONGEST_LINE:
        return []
    if text[start:end].lower().rstrip(":") in LONE_BY and index + 1 < len(blocks):
        start, end = blocks[index + 1].content_span(text)
        return _name_values(text, start, end, own_names) if end - start <= LONGEST_LINE else []
    if _has_by(text, start, end):
        return [] if blocks[index].kind in FOREIGN_KINDS else _name_values(text, start, end, own_names)
    beside = (blocks[i].content_span(text) for i in (index - 1, index, index + 1) if 0 <= i < len(blocks))
    if not any(_has_date(text[slice(*span)]) for span in beside):
        return []
    rest = DATE_CHARACTERS.sub("\n", text[start:end])
    names = _name_values(text, start, end, own_names) if BARE_NAME.fullmatch(rest.strip(" \n|·•,–-")) else []
    return names if all(map(_has_given_name, names)) else []


def _has_by(text: str, start: int, end: int) -> bool:
    return (BYLINE.match(text, start, end) or DATED_BY.match(text[start:end])) is not None


def _has_given_name(value: FieldValue) -> bool:
    return has_given_name(value.value_text)


def _has_date(line: str) -> bool:
    return len(line) <= LONGEST_LINE and DIGIT.search(line) is not None and any(find_moments(line))


def _name_values(text: str, start: int, end: int, own_names: Sequence[str]) -> list[FieldValue]:
    values = []
    for name in split_authors(text[start:end], own_names):
        at = text.find(name, start, end)
        values.append(FieldValue("author", name, "byline", *((at, at + len(name)) if at >= 0 else (None, None))))
    return values
