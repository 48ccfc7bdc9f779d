"""When an article was published: which of the dates given, declared and printed is taken.

In: a document, its blocks, its page's metadata, its address and domain. Out: the moment taken and every one found.
Method: the given one; then JSON-LD, meta elements and `<time>`; then the address; then dated lines and datelines of
the text; for pages that show none of these, htmldate; for texts, the day of an update that has its time beside it. A
page that declares its time in UTC prints its own day: where the address or a dated line of the page shows the day
before or after, that one is the day of publication.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from htmldate import find_date

from flows.clean.blocks import BODY_ZONES, Block
from flows.extract.annotations import FieldValue
from flows.extract.header.datelines import find_dated_lines, find_day_of_year
from flows.extract.header.html_metadata import PageMetadata, PageValue
from flows.extract.header.language import language_of_tag
from flows.extract.header.outlets import country_ending
from flows.extract.header.publication import Moment, find_url_date, parse_moment
from flows.read.documents import Document

ONE_DAY = timedelta(days=1)
LARGEST_OFFSET_SECONDS = 14 * 3600
MONTH_FIRST_REGIONS = frozenset({"us", "ph"})
LATEST_DAY = "2100-12-31"  # htmldate's own default is the day it runs on, and a run must not depend on that


@dataclass(frozen=True)
class Publication:
    """The moment of publication, None where it is not known, and all dates found."""

    moment: Moment | None
    found: tuple[FieldValue, ...]


@dataclass(frozen=True)
class _Candidate:
    value: FieldValue
    moment: Moment


def choose_publication(
    document: Document, blocks: Sequence[Block], page: PageMetadata, *, url: str | None, domain: str | None
) -> Publication:
    """Return when the article was published, as the most trusted of its dates says."""
    day_first = _is_day_first(document, page, domain)
    found, unread = _given_dates(document, day_first)
    found += _declared_dates("published", page.published, day_first)
    url_date = find_url_date(url) if url else None
    if url_date:
        in_url = Moment(url_date, "day", value_text=url_date.isoformat())
        found.append(_Candidate(FieldValue("published", in_url.value_text, "url"), in_url))
    printed = [
        _Candidate(FieldValue(line.field_code, line.moment.value_text, line.method, line.start, line.end), line.moment)
        for line in find_dated_lines(document.text, blocks, day_first=day_first)
    ]
    found += [candidate for candidate in printed if candidate.value.field_code == "published"]
    if not found:
        found += _searched_date(document) if document.html else _day_of_update(printed, blocks)
    moment = _to_own_reckoning(found) if found else None
    updated = _declared_dates("updated", page.updated, day_first)
    updated += [candidate for candidate in printed if candidate.value.field_code == "updated"]
    unread += [value for value in [find_day_of_year(document.text, blocks)] if value]
    chosen = [replace(found[0].value, is_chosen=True)] if found else []
    values = chosen + [candidate.value for candidate in found[1:] + updated] + unread
    return Publication(moment, tuple(values))


def _given_dates(document: Document, day_first: bool | None) -> tuple[list[_Candidate], list[FieldValue]]:
    text = " ".join((document.given.published_at or "").split())
    if not text:
        return [], []
    method = document.given.method_of("published_at")
    moment = parse_moment(text, day_first=day_first)
    if moment is None:
        return [], [FieldValue("published", text, method)]
    return [_Candidate(FieldValue("published", moment.value_text, method), moment)], []


def _declared_dates(field: str, values: Sequence[PageValue], day_first: bool | None) -> list[_Candidate]:
    moments = ((value, parse_moment(value.text, day_first=day_first)) for value in values)
    return [
        _Candidate(FieldValue(field, moment.value_text, value.method), moment) for value, moment in moments if moment
    ]


def _searched_date(document: Document) -> list[_Candidate]:
    text = find_date(document.html, original_date=True, extensive_search=False, max_date=LATEST_DAY)
    moment = parse_moment(text) if text else None
    return [_Candidate(FieldValue("published", moment.value_text, "markup"), moment)] if moment else []


def _day_of_update(printed: Sequence[_Candidate], blocks: Sequence[Block]) -> list[_Candidate]:
    """Return the day of an update with its time that stands between the title and the article.

    Agencies print the last update only, and of the development texts that do so with a time, 11 of 12 were published on
    its day. Guides print the day of theirs without a time, months or years later.
    """
    first = next((block.start for block in blocks if block.zone in BODY_ZONES), 0)
    title = next((block.end for block in blocks if block.zone == "title" and block.start < first), first)
    for value, moment in ((candidate.value, candidate.moment) for candidate in printed):
        if "T" in moment.value_text and value.start is not None and title <= value.start < first:
            day = Moment(moment.on, "day", value_text=moment.on.isoformat())
            return [_Candidate(replace(value, field_code="published", value_text=day.value_text), day)]
    return []


def _to_own_reckoning(found: Sequence[_Candidate]) -> Moment:
    taken = found[0].moment
    if not taken.is_utc:
        return taken
    # the same instant on the outlet's clocks says more than a day without a time, and the nearer time is the likelier
    forms = sorted((other.moment for other in found[1:]), key=lambda moment: _seconds_apart(moment, taken))
    near = [moment.on for moment in forms if _is_local_form(moment, taken) and abs(moment.on - taken.on) <= ONE_DAY]
    return replace(taken, on=near[0]) if near else taken


def _is_local_form(other: Moment, taken: Moment) -> bool:
    """True for the same instant in the outlet's own zone, and for a day printed without a time."""
    if other.at is not None:
        return other.at == taken.at and not other.is_utc
    if "T" not in other.value_text:
        return other.precision == "day"
    # a time without a zone that is whole quarters of an hour away: the same instant on the outlet's clocks
    seconds = _seconds_apart(other, taken)
    return seconds <= LARGEST_OFFSET_SECONDS and (seconds // 60) % 15 in (0, 14)


def _seconds_apart(other: Moment, taken: Moment) -> float:
    """Return how far the clock time of `other` is from that of `taken` in UTC; infinite for a day without a time."""
    assert taken.at is not None
    if "T" not in other.value_text:
        return math.inf
    if other.at is not None:
        return abs((other.at - taken.at).total_seconds())
    return abs((datetime.fromisoformat(other.value_text) - taken.at.replace(tzinfo=None)).total_seconds())


def _is_day_first(document: Document, page: PageMetadata, domain: str | None) -> bool | None:
    """Return how the outlet writes 04/05/2025, as far as its country or language says, else None."""
    if domain and country_ending(domain) not in (None, "ca", *MONTH_FIRST_REGIONS):  # Canada writes both
        return True
    tags = [document.given.language or "", *(value.text for value in page.language_tags)]
    regions = [tag.replace("_", "-").split("-")[1].lower() for tag in tags if len(tag.replace("_", "-").split("-")) > 1]
    if regions:
        return regions[0] not in MONTH_FIRST_REGIONS
    languages = [code for code in map(language_of_tag, tags) if code]
    return True if languages and languages[0] != "en" else None
