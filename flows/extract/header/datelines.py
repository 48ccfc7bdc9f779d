"""What is printed around an article's body: dated lines, datelines, bylines and the name of the site.

In: a document's text and its blocks. Out: field values with the places where they stand. Method: a date of
publication stands in a short line outside the body: with a word such as "Published" beside it anywhere, without one
between title and body; or in the dateline that opens the lede ("LISBON, June 5, 2025 (Agency) —"). A dateline
without a year gives a value such as XXXX-06-05, which is kept but never taken for the date.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.clean.blocks import BODY_ZONES, Block
from flows.clean.name_lines import NUMBERED_NAME
from flows.extract.annotations import FieldValue
from flows.extract.header.bylines import DATED_BY, has_given_name, split_authors
from flows.extract.header.outlets import clean_outlet_name
from flows.extract.header.place_lines import LONGEST_DATELINE, match_place
from flows.extract.header.publication import Moment, find_moments, parse_moment
from flows.extract.news_agencies import is_agency
from flows.extract.wordlists import load_words

DIGIT = re.compile(r"\d")
LONGEST_LINE = 160
LONGEST_BODY_BYLINE = 80  # of a byline that the cleaning left in the body
SUREST_BARE = 2
CLOSING_BLOCKS = 6  # that may say who reported
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
BYLINE = re.compile(
    r"(?:(?:written|reported|story|words|text|review|news|commentary|opinion|analysis|interview|published|posted)\s+by|"
    r"by|von|par|por|(?:autor(?:in)?|author|reporter|journalist|correspondent|writer|redakteur(?:in)?|reporterin"
    r"|journaliste|periodista|giornalista)s?\s*:)(?=[:\s]|$)",
    re.IGNORECASE,
)
WRITTEN_BY = re.compile(
    r"(?=[aegrstvwé])(?:"  # one letter tells it from most lines
    r"(?:(?:this|the)\s(?:article|post|story)\s(?:was|is)\s)?"
    r"(?:written|words|text|story|guest post|article)\s(?:by|von)\s"
    r"|(?:text|geschrieben|verfasst|ein (?:gast)?beitrag)\svon\s"
    r"|(?:écrit|rédigé|texte)\spar\s|(?:escrito|texto)\s(?:por|de)\s)",
    re.IGNORECASE,
)
LONE_BY = re.compile(
    r"(?:(?:written|commentary|opinion|analysis|posted)\s+)?"
    r"(?:by|von|par|por|door|autor(?:in)?|author(?: of the article)?)\s*[:—–-]?",
    re.IGNORECASE,
)
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
        is_deep = block.zone in BODY_ZONES and index >= first_body + 3
        if block.kind in FOREIGN_KINDS or is_deep or not DIGIT.search(text, block.start, block.end):
            continue
        start, end = block.content_span(text)
        if end - start > LONGEST_LINE:
            continue
        line = text[start:end]
        is_head = title < index < first_body or block.kind in ("byline", "dateline")
        if block.zone in BODY_ZONES and not parse_moment(line, day_first=day_first):
            continue
        found += _read_line(line, start, is_head=is_head, is_early=index < first_body, day_first=day_first)
    if first_body < len(blocks):
        found += _read_dateline(text, *blocks[first_body].content_span(text))
    head = blocks[title].end if title >= 0 else blocks[first_body].start if first_body < len(blocks) else 0
    return sorted(found, key=lambda line: (line.rank, abs(line.start - head)))


def find_day_of_year(text: str, blocks: Sequence[Block]) -> FieldValue | None:
    """Return the day that a dateline without a year names, as XXXX-MM-DD."""
    lede = next((block for block in blocks if block.zone in BODY_ZONES), None)
    dateline = DATELINE.match(text[lede.start : lede.end].lstrip()[:LONGEST_DATELINE]) if lede else None
    match = DAY_OF_YEAR.search(dateline["date"].strip()) if dateline else None
    if not lede or not dateline or not match:
        return None
    month = MONTHS.index((match["month"] or match["month2"]).lower()) + 1
    start = lede.content_span(text)[0] + dateline.start("date")
    value = f"XXXX-{month:02}-{int(match['day'] or match['day2']):02}"
    return FieldValue("published", value, "dateline", start, start + len(dateline["date"]))


def read_dateline(text: str, blocks: Sequence[Block]) -> list[FieldValue]:
    """Return the place that the dateline opening the lede names, and the news agency in brackets, as an author.

    "LISBON, June 5 (Reuters) —" gives the place LISBON and the agency Reuters.
    """
    lede = next((block for block in blocks if block.zone in BODY_ZONES), None)
    if lede is None:
        return []
    start, end = lede.content_span(text)
    match = match_place(text, start, end)
    if not match:
        return []
    found = [FieldValue("place", match["place"], "dateline", *match.span("place"))]
    agency = (match["agency"] or "").strip()
    if is_agency(agency):
        found.append(FieldValue("author", agency, "dateline", *match.span("agency")))
    return found


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
    ranked: dict[int, list[FieldValue]] = {}
    for index, block in enumerate(blocks):
        if index in near or block.kind == "byline" or WRITTEN_BY.match(text, block.start):
            rank, names = _read_byline(text, blocks, index, own_names, is_near=index in near)
            if names and (rank <= SUREST_BARE or not needs_by):
                ranked.setdefault(rank, []).extend(names)
    if ranked:
        return ranked[min(ranked)]
    found: list[FieldValue] = []
    last = blocks[-CLOSING_BLOCKS:]
    if not last or "reporting by " not in text[last[0].start :].lower():  # a tenth of the time of the pattern
        return found
    for block in last:
        match = REPORTING.search(text, *block.content_span(text))
        group = match.lastindex if match else None
        if match and group:
            found += _name_values(text, *match.span(group), own_names)
    return found


def find_site_names(text: str, blocks: Sequence[Block]) -> list[FieldValue]:
    """Return the names in the blocks that the cleaning took for the name of the site; sections of menus are none."""
    found = []
    for block in blocks:
        if block.kind == "site_name":
            start, end = block.content_span(text)
            name = clean_outlet_name(text[start:end])
            if name and not set(name.lower().split()) <= load_words("section_words.txt"):
                found.append(FieldValue("outlet", name, "site_name", start, end))
    return found


def _read_line(line: str, offset: int, *, is_head: bool, is_early: bool, day_first: bool | None) -> Iterator[DatedLine]:
    previous = 0
    for printed in find_moments(line, day_first=day_first):
        before = line[previous : printed.start]
        previous = printed.end
        if UPDATED.search(before) or (not before.strip(" |,") and _is_updated_behind(line[printed.end :])):
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


def _is_updated_behind(text: str) -> bool:
    """True where the word for an update stands behind its date, and not before an age or a time of its own."""
    update = UPDATED.search(text)
    return update is not None and not DIGIT.search(text, update.end())


def _read_dateline(text: str, start: int, end: int) -> Iterator[DatedLine]:
    match = DATELINE.match(text, start, min(end, start + LONGEST_DATELINE))
    if match:
        for printed in find_moments(match["date"]):
            at = match.start("date")
            yield DatedLine("published", "dateline", printed.moment, at + printed.start, at + printed.end, 1)


def _read_byline(
    text: str, blocks: Sequence[Block], index: int, own_names: Sequence[str], *, is_near: bool
) -> tuple[int, list[FieldValue]]:
    """Return the authors that a line names, and how sure that is.

    0: "by" near the title; 1: "by" farther off; 2: a known given name near the title, alone or beside a date, or any
    name, a mark and a date in numbers; 3: another name near the title; 4: a known given name farther off.
    """
    block = blocks[index]
    start, end = block.content_span(text)
    if end - start > LONGEST_LINE or (block.zone in BODY_ZONES and end - start > LONGEST_BODY_BYLINE):
        return 0, []
    if LONE_BY.fullmatch(text, start, end) and index + 1 < len(blocks):
        after = blocks[index + 1].content_span(text)
        return 0, _name_values(text, *after, own_names) if after[1] - after[0] <= LONGEST_LINE else []
    if BYLINE.match(text, start, end) or WRITTEN_BY.match(text, start, end) or DATED_BY.match(text[start:end]):
        is_foreign = block.kind in FOREIGN_KINDS or text[end - 1] in ".!?"
        names = [] if is_foreign and block.kind != "byline" else _name_values(text, start, end, own_names)
        return (0 if is_near else 1), names
    if block.zone in BODY_ZONES:
        return 0, []
    spans = _date_spans(text[start:end])
    is_dated = bool(spans) or any(
        _date_spans(text[slice(*blocks[i].content_span(text))]) for i in (index - 1, index + 1) if 0 <= i < len(blocks)
    )
    if block.kind != "byline" and not (is_dated and BARE_NAME.fullmatch(_without(text[start:end], spans))):
        return 0, []
    names = _name_values(text, start, end, own_names)
    is_numbered = block.kind == "byline" and is_near and NUMBERED_NAME.match(text, start, end) is not None
    is_known = bool(names) and (is_numbered or all(map(_has_given_name, names)))
    if not is_known and (block.kind != "byline" or not is_near or text[start:end].isupper()):
        return 0, []
    return (2 if is_known else 3) if is_near else 4, names


@lru_cache(maxsize=NEAR_BLOCKS)  # a line is asked for beside either neighbour, and for itself
def _date_spans(line: str) -> list[tuple[int, int]]:
    if len(line) > LONGEST_LINE or not DIGIT.search(line):
        return []
    return [(printed.start, printed.end) for printed in find_moments(line)]


def _without(line: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        line = line[:start] + "\n" + line[end:]
    return line.strip(" \n|/·•*,–-")


def _has_given_name(value: FieldValue) -> bool:
    return has_given_name(value.value_text)


def _name_values(text: str, start: int, end: int, own_names: Sequence[str]) -> list[FieldValue]:
    values = []
    line = text[start:end]
    for name in split_authors(line if DATED_BY.match(line) else _without(line, _date_spans(line)), own_names):
        at = text.find(name, start, end)
        values.append(FieldValue("author", name, "byline", *((at, at + len(name)) if at >= 0 else (None, None))))
    return values
