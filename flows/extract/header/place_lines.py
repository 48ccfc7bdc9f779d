"""Places that open a lede: 'LISBON, June 5 (NP) —', 'ORRE: At least', 'Lake Vell, Peru – ', 'Orre (UP), Jan 29 (NP) '.

In: a document's text and the bounds of its lede. Out: the match of one of the forms, with the groups `place`, `date`
and `agency`. Method: capitals and a dash; capitals, a day and a colon; a name in small letters that its region, a dash,
or a day and an agency follow. A name with nothing but a colon behind it is a place only where the gazetteer knows it
for one, or where the text speaks of it again as one ('in Orre'), so that 'WATCH:' and 'Analysis:' are none.
"""

import re

from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.names.tokens import split_words

LONGEST_DATELINE = 120
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{1,40}[A-ZÀ-Þ]"
REGION = rf"(?:,\s(?!{MONTH})[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?"
DASH = r"(?:[—–]|\s?-{1,2}\s)"
NAME = r"[A-ZÀ-Þ][\w.'’-]{2,20}(?: [A-ZÀ-Þ][\w.'’-]{1,20}){0,2}"
BY_DASH = re.compile(
    rf"\(?(?P<place>{CAPITALS}{REGION})(?: and {CAPITALS}{REGION})?"
    rf"(?:,?\s+(?P<date>[^—–()]{{4,24}}?))?\s*(?:\((?P<agency>[^)]{{2,40}})\)\s*|/[^/\n]{{2,30}}/\s*)?{DASH}"
)
BY_DAY = re.compile(rf"(?P<place>{CAPITALS}),?\s(?P<date>{MONTH}[a-z]*\.? \d{{1,2}})\s?(?P<agency>(?!))?:\s")
BY_REGION = re.compile(
    rf"(?P<place>{NAME}, (?P<region>{NAME}))(?P<date>(?!))?\s?(?:\((?P<agency>[^)\n]{{2,40}})\)\s*)?(?:[—–]|-{{1,2}})\s"
)
BY_AGENCY = re.compile(
    rf"(?P<place>{NAME})(?: \([A-Z]{{2,4}}\)|, {NAME})?, (?P<date>{MONTH}[a-z]*\.? \d{{1,2}}) ?"
    r"\((?P<agency>[A-Z]{2,6})\):? "
)
BY_COLON = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]{3,25}(?: [A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]{2,25})?)(?P<date>(?!))?(?P<agency>(?!))?"
    r": (?=[A-Z“\"])"
)
AGAIN = "in at near".split()  # of people too, but seldom
POSSESSIVE = re.compile(r"['’]s\b|\w")
DIGIT = re.compile(r"\d")


def match_place(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the match of the dateline that opens a lede, with the groups `place`, `date` and `agency`."""
    limit = min(end, start + LONGEST_DATELINE)
    found = BY_DASH.match(text, start, limit)
    if found:
        return found if not found["date"] or DIGIT.search(found["date"]) else None
    for pattern in (BY_DAY, BY_AGENCY):
        if found := pattern.match(text, start, limit):
            return found
    if (found := BY_REGION.match(text, start, limit)) and _is_place(found["region"]):
        opening = found["place"].split(",")[0].lower()
        return None if opening in load_gazetteer().common else found  # 'However, China – which …'
    found = BY_COLON.match(text, start, limit)
    return found if found and (_is_place(found["place"].title()) or _is_told_again(text, found)) else None


def _is_place(name: str) -> bool:
    known = load_gazetteer().names.get(split_words(name))
    return known is not None and known.entity_type == "place"


def _is_told_again(text: str, found: re.Match[str]) -> bool:
    """Return whether the text speaks of the place again behind its dateline."""
    name = found["place"].title() if found["place"].isupper() else found["place"]
    places = (text.find(f" {word} {name}", found.end()) for word in AGAIN)
    return any(at >= 0 and not POSSESSIVE.match(text, text.find(name, at) + len(name)) for at in places)
