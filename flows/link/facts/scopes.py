"""What a number is told of: all the world or one place, with a thing or without it, one day or another.

In: the text of a sentence and the place of a value. Out: a `Scope`, and whether two of them part what would else be one
fact: "1,200 jobs in Sarland" and "3,500 jobs worldwide", "£3.2bn including debt" and "£2.8bn excluding debt", "fell 3%
on Thursday" and "fell 5% on Friday". A date is of the number right before it: "1.2% in 2030" and "1.6% in 2031" are
two forecasts. A partial count is no final one, a count "by midnight" none of the next day, "turnout in Osterau" no
turnout without a place. But for these only what stands right beside the value is read; a value that says nothing of its
scope can be told of any.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

FEW_WORDS = r"(?: [a-z-]+){0,2}?"
WIDE = re.compile(
    rf"{FEW_WORDS} (?:worldwide|globally|nationwide|abroad|elsewhere|(?:around|across) the (?:world|globe|country))\b"
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
PLACE = re.compile(rf"{FEW_WORDS} (?:in|at) (?:the |its )?(?!(?:{MONTHS}|{DAYS})\b)[A-Z]\w+")
PART = re.compile(
    rf"{FEW_WORDS},? \(?(?P<sign>including|excluding|with|without|before|after) (?:its |the |any )?(?P<part>[a-z]+)"
)
DAY = re.compile(rf"{FEW_WORDS} on ({DAYS})\b")
PARTIAL = re.compile(
    r"\b(?:preliminary|provisional|partial|early|unofficial|interim) (?:\w+ )?"
    r"(?:results?|counts?|figures?|returns?|tally|tallies|data|estimates?|tolls?)\b"
    r"|\bwith [\d.]+ ?(?:%|percent|per cent) of (?:the )?(?:votes?|ballots|precincts|polling stations)"
    r" (?:counted|tallied|reporting|in)\b"
    r"|\bexit polls?\b",
    re.IGNORECASE,
)
BY_THEN = re.compile(
    rf"\bby (?:midnight|noon|midday|dawn|dusk|nightfall|daybreak|\d{{1,2}}(?:[.:]\d\d)? ?[ap]\.?m\b"
    rf"|(?:(?:late|early|mid) )?(?:{DAYS})(?: (?:morning|afternoon|evening|night))?)",
    re.IGNORECASE,
)
# 'Turnout in Osterau, the capital, was 66 percent', 'The mill at Eastholm will close by June'
SUBJECT_PLACE = re.compile(
    r"\b[A-Za-z]{3,} (?P<sign>in|at) (?:the )?(?P<place>[A-Z][\w’'-]+)(?:,[^,.;:]{1,30},)?(?P<verb>(?: [a-z]+){1,6}) $",
)
SUBJECT_LETTERS = 90
STATED = re.compile(r"(?:was|were|is|are|at|reached|hit|averaged)\b")
DATED, NO_DIGITS = re.compile(r"(?: [\w%/]+)? in "), re.compile(r"[^\d.]")
MOST_LETTERS = 30  # between a number and its date
OPPOSITES = {"including": "excluding", "with": "without", "before": "after"}


class Scope(NamedTuple):
    """How far a number reaches, what it holds or leaves out, and the weekday it is of; '' where nothing is said."""

    reach: str = ""
    sign: str = ""
    part: str = ""
    day: str = ""
    figure: str = ""  # the digits of the number that a date is of
    is_partial: bool = False  # preliminary results
    by_then: str = ""  # 'by midnight'
    site: str = ""  # 'the mill at Eastholm': the place of what the value is told of
    rate_place: str = ""  # 'turnout in Osterau was'


NO_SCOPE = Scope()


def find_scope(
    text: str, value: tuple[int, int], sentence: tuple[int, int], others: Iterable[tuple[int, int]] = ()
) -> Scope:
    """Return the scope of a value in a sentence that has other values at the places `others`."""
    start, (first, end) = value[1], sentence
    part, day = PART.match(text, start, end), DAY.match(text, start, end)
    reach = "wide" if WIDE.match(text, start, end) else "place" if PLACE.match(text, start, end) else ""
    before = (other for other in others if other[1] <= value[0] <= other[1] + MOST_LETTERS)
    dated = next((other for other in before if DATED.fullmatch(text, other[1], value[0])), (0, 0))
    by_then = BY_THEN.search(text, first, end)
    told_of = SUBJECT_PLACE.search(text, max(first, value[0] - SUBJECT_LETTERS), value[0])
    is_stated = told_of is not None and STATED.match(told_of["verb"].split()[-1]) is not None
    return Scope(
        is_partial=PARTIAL.search(text, first, end) is not None,
        by_then=by_then[0].lower() if by_then else "",
        site=told_of["place"] if told_of and told_of["sign"] == "at" else "",
        rate_place=told_of["place"] if told_of and is_stated else "",
        reach=reach,
        sign=part["sign"] if part else "",
        part=part["part"] if part else "",
        day=day[1] if day else "",
        figure=NO_DIGITS.sub("", text[slice(*dated)]),
    )


def are_of_other_scopes(a: Scope, b: Scope) -> bool:
    """Return whether two numbers are told of other scopes.

    >>> are_of_other_scopes(Scope(reach="wide"), Scope(reach="place"))
    True
    """
    is_other_part = a.part == b.part != "" and (OPPOSITES.get(a.sign) == b.sign or OPPOSITES.get(b.sign) == a.sign)
    is_less = {a.sign, b.sign} == {"excluding", ""}
    is_other_day = "" not in (a.day, b.day) and a.day != b.day
    is_other_figure = "" not in (a.figure, b.figure) and a.figure != b.figure
    is_other_site = "" not in (a.site, b.site) and a.site != b.site
    return (
        {a.reach, b.reach} == {"wide", "place"}
        or is_other_part
        or is_less
        or is_other_day
        or is_other_figure
        or is_other_site
        or a.is_partial != b.is_partial
    )
