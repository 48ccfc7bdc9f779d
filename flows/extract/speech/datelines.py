"""Datelines at the head of a sentence: 'OSLO, June 4 (NP) — The dam …', which nobody said.

In: a text and a place where a sentence begins. Out: the place behind the dateline, or the same. Method: a name in
capitals, or one with a news agency in brackets behind it, then a dash that no second dash answers; or a name with a day
and an agency or a colon behind it.
"""

import re

from flows.extract.news_agencies import is_agency

CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’/-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’/-]*){0,4}"
REGION = r"(?:, ?[A-Z0-9][\w.]*(?: [A-Z0-9][\w.]*){0,3}){0,3}"  # ', Norway', ', Oct. 11, 2025'
DASH = r"\s{0,3}(?:—|–|--|-)\s+"
DATELINE = re.compile(CAPITALS + REGION + r"(?: ?\([^()\n]{1,40}\))?,?" + DASH)
DAY = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}"
OPEN_LINE = re.compile(  # without a dash: 'Orre (UP), Jan 29 (NP) The dam', 'ORRE, Mar 9: The dam'
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){0,3}(?: \([A-Z]{2,4}\))?,? " + DAY + r" ?(?:\([A-Z]{2,6}\):?|:)\s+"
)
TIGHT_LINE = re.compile(CAPITALS + REGION + r"—(?=[A-Z“\"])")
AGENCY_LINE = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){0,4}" + REGION + r" ?\(([^()\n]{1,40})\)" + DASH)
ANSWER = re.compile(r"\s(?:—|–|--|-)(?=\s)|—")
LONGEST = 120  # characters, of a dateline with its dash


def behind_dateline(text: str, start: int, end: int) -> int:
    """Return where a sentence goes on behind its dateline: `start` where it has none.

    >>> behind_dateline("OSLO (NP) — The dam will hold.", 0, 30)
    12
    >>> behind_dateline("NASA — the space agency — said no.", 0, 34)
    0
    """
    if not text[start : start + 1].isupper():
        return start
    limit = min(end, start + LONGEST)
    found = DATELINE.match(text, start, limit) if text[start + 1 : start + 2].isupper() else None
    if found is None:
        found = OPEN_LINE.match(text, start, limit) or TIGHT_LINE.match(text, start, limit)
    if found is None and text.find(") ", start, limit) >= 0:
        found = AGENCY_LINE.match(text, start, limit)
        if found and not is_agency(found.group(1)):
            return start
    if found is None or found.end() >= end or ANSWER.search(text, found.end(), end):
        return start
    return found.end()
