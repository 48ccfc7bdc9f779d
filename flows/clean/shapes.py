"""Furniture that is known by its shape: durations, dates, copyright signs, addresses, cookie notices.

In: a unit of the text. Out: its block kind and the code of the rule that knew it, or None. Method: regular expressions
over the unit as printed, and for dates a list of the words that may stand in a line that is nothing but a date.
"""

import re
from collections.abc import Sequence

from flows.clean.lexicon import read_words
from flows.clean.lines import Finding, Unit

BACK_TO_TOP_SIGN = re.compile(r"[\^↑▲⇧⬆︿⌃]+\ufe0f?\Z")
MEDIA_DURATION = re.compile(
    r"(?:(?:listen|watch|play|video|audio|duration|now playing|length|dauer)\W*(?:(?:now|live)\W*)?)?"
    r"\(?\d{1,2}:\d{2}(?::\d{2})?\)?(?:(?:\s*[/|]\s*|\s+)\d{1,2}:\d{2}(?::\d{2})?)*\s*(?:min(?:utes?|\.)?|mins)?\Z",
    re.IGNORECASE,
)
READING_TIME = re.compile(
    r"(?:(?:audio\W*)?listen to (?:this|the)? ?(?:article|story|report)\W*"
    r"|(?:reading|read) time\W*|lesezeit\W*|lecture\W*|tiempo de lectura\W*)?\d{1,3}\s*[- ]?"
    r"(?:min(?:ute|uten|utes|utos|s)?\.?\)?)"
    r"(?:\s*(?:read|lesezeit|de lecture|de lectura|lesen|okuma))?\Z|(?:reading time|lesezeit)\W*\d+.{0,12}\Z",
    re.IGNORECASE,
)
MOST_READING_TIME_WORDS = 9
COPYRIGHT_SIGN = re.compile(
    r"(?:copyright\s*)?(?:©|\(c\)\s*(?:\d{4}|copyright))|copyright\s+(?:19|20)\d\d\b", re.IGNORECASE
)
LONGEST_COPYRIGHT_LINE = 60
# The sign and a name, with neither a year nor a claim: whose picture it is.
PICTURE_OWNER = re.compile(r"©\s*[^\d]{3,70}\Z")
LONGEST_OWNER = 8
CLAIM_WORDS = frozenset(
    "rights reserved rechte vorbehalten droits réservés derechos reservados inc ltd gmbh llc".split()
)
# "Add Coastal News on Google", "Powered by LoanFinder": calls of the site, which no sentence of an article looks like.
PLATFORM = "(?:Google|Facebook|WhatsApp|X|Telegram|Instagram|TikTok|YouTube|Twitter|Threads|Bluesky|LinkedIn)"
FOLLOW_PROMPT = re.compile(
    rf"(?:Add|Prefer|Follow|Find|Join|Like|Make) .{{2,50}} on {PLATFORM}(?:,? (?:and )?{PLATFORM}){{0,5}}\.?\Z"
)
POWERED_BY = re.compile(r"Powered by [A-Z]\S*(?: [A-Z]\S*){0,2}\Z")
VIDEO_TITLE = re.compile(r"(?:Video|VIDEO|Watch|WATCH|Listen|LISTEN)\s?[:|].{3,120}\s\(?\d{1,2}:[0-5]\d\)?\Z")
STORIES_HEADING = re.compile(
    r"(?:TOP|MORE|LATEST|MOST READ|MOST SHARED)(?: [A-Z&]+){1,2} (?:STORIES|HEADLINES|NEWS|VIDEOS)\Z"
)
MOST_PROMPT_WORDS = 16
# "BC-EU--Tallow Gas,2nd Ld-Writethru", "Eds: UPDATES with quote": what an agency tells its customers.
WIRE_SLUG = re.compile(
    r"(?:BC|AM|PM)-[A-Z]\w{1,4}--\S.{0,60}\Z"
    r"|\S.{0,80},\s?(?:\d+(?:st|nd|rd|th)\s)?Ld(?:-Writethru)?\Z|Eds?: ?[A-Z]{3,}\b"
)
MOST_SLUG_WORDS = 40
BRACKETED_NAME = re.compile(r"[—–-]?\s*\((?:[A-ZÀ-Þ][\w.&'’-]*\s?){1,4}\)\Z")  # who sent the report: "(Coastal Wire)"
NUMERIC_DATE = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b|\b\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{4}年\d{1,2}月"
)
ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?")
LONGEST_ISO_DATE = 40
DIGIT = re.compile(r"\d")
DATE_TOKEN = re.compile(r"\d+(?:st|nd|rd|th|h|am|pm|z)?\Z|(?:posted|published|updated)\d{1,2}\Z|\w\Z")
LONGEST_DATE_LINE = 22
COMMENT_COUNT = re.compile(
    r"\W*(?:\d[\d,.]*|no)\s+(?:comments?|replies|kommentare?|commentaires?|comentarios|yorum|коммент\w*)\W*\Z"
    r"|(?:comments?|replies|kommentare?|commentaires?|comentarios|yorumlar|комментарии)\s*(?:[:(\[]\s*)?\d[\d,.]*\W*\Z",
    re.IGNORECASE,
)
# With a date or an age: "The minister said:" opens a quotation in many an article.
COMMENTER = re.compile(
    r".{2,60}\d.{0,30}\b(?:says|said|writes|wrote|schrieb|sagt|a écrit|dice|dijo)\s*:\s*\Z"
    r"|.{2,40}\s\d+\s(?:minutes?|hours?|days?|weeks?|months?|years?)\sago\Z",
    re.IGNORECASE,
)
DOMAIN_NAME = re.compile(r"(?:https?://)?(?:www\.)?[a-z0-9-]{2,}(?:\.[a-z0-9-]{2,})*\.[a-z]{2,12}/?\Z", re.IGNORECASE)
BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z|\S+@\S+\.\w+\Z|@\w+\Z", re.IGNORECASE)
HASHTAGS = re.compile(r"(?:#\w+[\s,]*)+\Z")
# A paragraph of a cookie notice: it speaks of cookies, and of the reader, the site or the law.
COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
COOKIE_NOTICE = re.compile(
    r"\b(?:(?:our|this|the|these) (?:web)?sites?|your (?:browser|preferences|consent|device|experience)|"
    r"browser|opt[- ]out|gdpr|consent|analytics|targeting|necessary cookies|website|"
    r"webseite|navigateur|navegador|set by)\b",
    re.IGNORECASE,
)
# A style sheet that the page shows as text: "body { margin: 0 } #top { height: 20px }". Code of other languages has
# braces too, but none of these properties behind them. Of 1,878 pages two, whose article it headed, have such a line.
STYLE_SHEET = re.compile(
    r"[#.@*\w][^{}]{0,80}\{\s*(?:background|border|color|display|float|font|height|left|line-height|list-style|margin"
    r"|overflow|padding|position|right|text-align|top|visibility|width|z-index)(?:-[a-z-]+)?\s*:[^{}]+\}",
    re.IGNORECASE,
)
LONGEST_COOKIE_NOTICE = 170
LEAST_COOKIE_DENSITY = 0.012  # of its words; articles on the law of cookies stay below in all but a line or two


def find_shape(unit: Unit) -> Finding | None:
    """Return what the unit is by its shape, or None."""
    text, count = unit.text, unit.printed_count
    if not unit.plain_words or (unit.plain_words[0][0] == "_" and not unit.plain.strip("_ ")):
        return (
            Finding("back_to_top", "back_to_top_sign")
            if BACK_TO_TOP_SIGN.match(text)
            else Finding("other", "symbols_only")
        )
    # The tests before the patterns say nothing new: most lines fail them, and they take a tenth of the time.
    has_digit = count <= LONGEST_DATE_LINE and unit.has_digit
    if has_digit and count <= 6 and ":" in text and MEDIA_DURATION.match(text):
        return Finding("media_duration", "media_duration_shape")
    if has_digit and count <= MOST_READING_TIME_WORDS and READING_TIME.match(text):
        return Finding("media_duration", "reading_time_shape")
    if count <= LONGEST_OWNER and text[0] == "©" and PICTURE_OWNER.match(text) and _is_picture_owner(unit):
        return Finding("credit", "picture_owner")
    if count <= 5 and text[-1] == ")" and BRACKETED_NAME.match(text) and (count == 1 or not text.isupper()):
        return Finding("credit", "agency_in_brackets")
    if count <= LONGEST_COPYRIGHT_LINE and text[0] in "cC©(" and COPYRIGHT_SIGN.match(text):
        return Finding("copyright", "copyright_sign")
    if count <= MOST_PROMPT_WORDS and (finding := _find_prompt(text)):
        return finding
    if has_digit and count <= LONGEST_DATE_LINE and text[-1].isdigit() and VIDEO_TITLE.match(text):
        return Finding("related", "video_title")
    if has_digit and is_date_line(unit):
        return Finding("dateline", "date_only")
    if count <= 6 and (has_digit or "no " in unit.plain) and COMMENT_COUNT.match(text):
        return Finding("comment_prompt", "comment_count")
    if has_digit and count <= 14 and text[-1] in ":oO" and COMMENTER.match(text):
        return Finding("comment", "commenter_line")
    if count == 1 and (DOMAIN_NAME.match(text) or BARE_ADDRESS.match(text)):
        is_name = DOMAIN_NAME.match(text) and "/" not in text.rstrip("/").split("://")[-1]
        return Finding("site_name", "domain_name") if is_name else Finding("other", "bare_address")
    if "ookie" in text and count <= LONGEST_COOKIE_NOTICE and _is_cookie_notice(text, count):
        return Finding("cookie_banner", "cookie_notice")
    if text[-1] == "}" and STYLE_SHEET.match(text):
        return Finding("other", "style_sheet")
    if count <= MOST_SLUG_WORDS and ("-" in text or text.startswith("Ed")) and WIRE_SLUG.match(text):
        return Finding("other", "wire_slug")
    if text[0] == "#" and HASHTAGS.match(text):
        return Finding("navigation", "hashtags")
    return None


def _find_prompt(text: str) -> Finding | None:
    """Return what a short line in the words of the site itself is."""
    if text[0] in "APFJLM" and " on " in text and FOLLOW_PROMPT.match(text):
        return Finding("subscribe", "follow_prompt")
    if text.startswith("Powered by ") and POWERED_BY.match(text):
        return Finding("advertisement", "powered_by")
    if text.isupper() and STORIES_HEADING.match(text):
        return Finding("widget_heading", "stories_heading")
    return None


def _is_picture_owner(unit: Unit) -> bool:
    """True where the line after the sign claims nothing, and names no outlet, or an agency and a photographer."""
    words = unit.plain_words
    return CLAIM_WORDS.isdisjoint(words) and ("/" in unit.text or read_words("outlet_words").isdisjoint(words))


def _is_cookie_notice(text: str, count: int) -> bool:
    mentions = len(COOKIES.findall(text))
    return mentions > 0 and mentions >= LEAST_COOKIE_DENSITY * count and COOKIE_NOTICE.search(text) is not None


def is_date_line(unit: Unit) -> bool:
    """True where the unit is nothing but a date, with or without a time and words such as 'Published'."""
    return is_date_text(unit.text, unit.plain_words)


def is_date_text(text: str, words: Sequence[str]) -> bool:
    """Return the same of a text; `words` are those of its normal form."""
    known = read_words("dates")
    if not words or len(words) > LONGEST_DATE_LINE or not DIGIT.search(text):
        return False
    if len(text) <= LONGEST_ISO_DATE and ISO_TIME.fullmatch(text):
        return True
    if not all(word in known or DATE_TOKEN.match(word) for word in words):
        return False
    return bool(NUMERIC_DATE.search(text)) or any(len(word) > 2 and word in known for word in words)
