"""Named rules for furniture: lines of a page that are no part of its article, whatever stands around them.

In: a unit of the text. Out: its block kind and the code of the rule that knew it, or None. Method: shapes (a media
duration, a copyright sign, a line that is nothing but a date) and phrases of the lexicons, matched on the words of the
line in lower case; a phrase counts only in lines as short as furniture of its kind is. What only position betrays
(teasers, other stories) is not decided here but in `article_window.py` and `inset_lines.py`.
"""

import re
from functools import cache
from itertools import chain

from flows.clean.letters import BARS, WIDE_LETTERS
from flows.clean.lexicon import read_phrases
from flows.clean.lines import SAME_LETTERS, Finding, Unit, kept_by_text, normalise
from flows.clean.shapes import find_shape

# Longest line, in words, in which an opening phrase, or one anywhere, counts. Read off the pages of NEWS5 (development
# half): the 98th percentile of such lines that do not stand in the article, where prose of the article is still longer.
LIMITS = {
    "advertisement": (25, 25),
    "back_to_top": (4, 4),
    "cookie_banner": (40, 90),
    "copyright": (60, 90),
    "share": (14, 14),
    "subscribe": (40, 45),
    "comment_prompt": (45, 45),
    "widget_heading": (9, 9),
    "related": (30, 30),
    "credit": (25, 40),
    "author_bio": (45, 60),
    "disclosure": (120, 60),
    "comment": (8, 8),
    "navigation": (14, 14),
}
MOST_WORDS = max(limit for pair in LIMITS.values() for limit in pair)
AGENCY_IN_BRACKETS = re.compile(
    r"\((?:AP|AFP|Reuters|REUTERS|EPA|PA|dpa|Foto|Photo|Image|Bild|Credit|Picture|Pic|Quelle)[ :/][^()]+\)"
)
PICTURE_AGENCY = re.compile(
    rf"(?:{AGENCY_IN_BRACKETS.pattern}"
    r"|\((?:[A-Z][\w.&'-]*\s?){1,3}/\s?(?:[A-Z][\w.&'-]*\s?){1,3}\)"
    r"|\b(?:REUTERS|AFP|AP|EPA|PA|Getty|Reuters|Bloomberg|dpa|EFE|ANSA|Xinhua|TASS)\s?/\s?(?:[A-Z][\w.'-]*[ /]*){1,5}"
    r"|[A-Z][\w.-]+\s?/\s?(?:REUTERS|AFP|AP|EPA|PA|Getty(?: Images)?|Reuters|Bloomberg|dpa|EFE|ANSA|Xinhua|AA)\b"
    r"[ A-Z]*)"
    r"\W*(?:Purchase Licensing.*|Photograph:.*)?\Z"
)
LONGEST_CREDITED_LINE = 60
# After a caption, on the same line: "The pier in a storm. Photo: Ada Moreno".
CREDIT_AT_END = re.compile(
    r"\S(?:[.!?…)\]”\"]\s+\(?|\s[|/–—-]\s+|\s\()"
    r"(?:(?:Photo|Image|Picture) credit|Crédit photo|(?:Photo|Foto|Picture|Image)s?|Photograph|Bild|Pic|Imagen|Фото"
    r"|Fotoğraf|Zdjęcie)\s?(?:by|von|:|©|/)\s*(?:[^.!?:]|(?<=\b[^\W\d_])\.){2,60}\Z"
    r"|[.!?]\s+©\s?[^.!?:\d]{2,50}\Z|\s[—–-]\s?(?:file |contributed )?photos? (?:from|by|courtesy of)\s[^.!?:]{2,60}\Z",
    re.IGNORECASE,
)
# The same without a word for it: "[Ada Moreno/Coastal Wire]", "| Ada Moreno/Coastal Wire", "© Coastal/Ada Moreno".
OWNER_AT_END = re.compile(
    r"\s(?:\[[^\[\]/]{2,50}/[^\[\]/]{2,50}\]|\|\s[A-Z][\w.'’ -]{2,40}/[A-Z][\w .'’&-]{2,40}"
    r"|©\s?[A-Z][\w'’.&-]*(?:[ /][\w'’.&-]+){0,5})\Z"
    r"|[.!?”\"]\s\((?:Submitted|Supplied|Provided|Contributed)\b[^()]{0,60}\)\Z"
)
FEWEST_OWNED_WORDS, LEAST_OWNED_LOWER = 6, 0.4
NO_CREDIT_ENDS = ".!?:"  # none of its lines ends so, and nearly all paragraphs do
CREDIT_STEM = re.compile("photo|©|image|pic|foto|bild|фото|zdjęcie")  # of which it holds one
LONGEST_MENU, MENU_KINDS = 200, frozenset({"navigation", "cookie_banner", "share", "subscribe"})
# By eye: captions and deks with bars have longer parts, none of them a word of menus.
FEWEST_MENU_ENTRIES, LONGEST_MENU_ENTRY, LEAST_KNOWN_ENTRIES = 3, 2, 0.6
MENU_BREAK = re.compile(rf"\s+[{''.join(sorted(BARS))}]\s+")
FEWEST_SHARE_WORDS, MOST_SHARE_WORDS = 3, 12
LABEL_END = re.compile(r"\s*[:：|/–—]|\s+-\s")


@kept_by_text
def find_furniture(unit: Unit) -> Finding | None:
    """Return what kind of furniture the unit is, or None where no rule knows it.

    >>> find_furniture(Unit(0, 5, "06:19"))
    Finding(kind='media_duration', rule_code='media_duration_shape')
    """
    return None if unit.is_long else find_shape(unit) or _find_phrase(unit)


def _find_phrase(unit: Unit) -> Finding | None:
    count = unit.word_count
    kind = _whole_lines().get(unit.plain) if len(unit.plain_words) <= _longest_whole_line() else None
    if kind:
        return Finding(kind, f"{kind}_phrase")
    if unit.has_bar and _is_menu(unit.text):
        return Finding("navigation", "menu_in_a_line")
    if count > MOST_WORDS:
        return None
    for kind, phrase, is_label in _openings().get(unit.plain_words[0], ()):
        if (
            count <= LIMITS[kind][0]
            and f"{unit.plain} ".startswith(phrase + " ")
            and not (is_label and not _ends_label(unit, phrase))
        ):
            return Finding(kind, f"{kind}_opening")
    kind = _kind_of_phrase_inside(unit)
    if kind:
        return Finding(kind, f"{kind}_phrase_inside")
    if count <= LONGEST_CREDITED_LINE:
        if (
            unit.text[-1] not in NO_CREDIT_ENDS
            and CREDIT_STEM.search(unit.text.casefold())
            and CREDIT_AT_END.search(unit.text)
        ):
            return Finding("caption", "credit_at_end")
        if _ends_in_owner(unit):
            return Finding("caption", "credit_at_end")
        if ("/" in unit.text or AGENCY_IN_BRACKETS.search(unit.text)) and PICTURE_AGENCY.search(unit.text):
            return Finding("credit", "picture_agency")
    return None


def _ends_in_owner(unit: Unit) -> bool:
    """True where a line of running words ends in whose picture it describes."""
    is_running = unit.word_count >= FEWEST_OWNED_WORDS and unit.lower_share >= LEAST_OWNED_LOWER
    may_end = is_running and (unit.text[-1] in "])" or "|" in unit.text or "©" in unit.text)
    return may_end and OWNER_AT_END.search(unit.text) is not None


def _is_menu(text: str) -> bool:
    """True where the line is entries of menus or footers: 'Contact · Imprint', 'Home | Farm | Weather'."""
    if len(text) > LONGEST_MENU:
        return False
    entries = [normalise(entry) for entry in MENU_BREAK.split(text)]
    known = sum(_whole_lines().get(entry) in MENU_KINDS for entry in entries)
    if len(entries) >= FEWEST_MENU_ENTRIES and all(0 < len(entry.split()) <= LONGEST_MENU_ENTRY for entry in entries):
        return known >= LEAST_KNOWN_ENTRIES * len(entries)  # a site's own sections stand among the usual ones
    return len(entries) > 1 and known == len(entries)


def is_share_row(unit: Unit) -> bool:
    """True where the unit is a row of share buttons: 'Facebook WhatsApp Email'. No column of the block model."""
    if not FEWEST_SHARE_WORDS <= unit.word_count <= MOST_SHARE_WORDS:
        return False
    return all(_whole_lines().get(word) == "share" for word in unit.plain_words)


@cache
def _whole_lines() -> dict[str, str]:
    """Return the block kind of each phrase that is a whole line; kinds named first in LIMITS win."""
    kinds: dict[str, str] = {}
    for kind in LIMITS:
        for phrase in sorted(read_phrases(kind).whole):
            kinds.setdefault(phrase, kind)
    return kinds


@cache
def _longest_whole_line() -> int:
    """Return the number of words of the longest of them: the words of longer lines need not be joined."""
    return max(len(phrase.split()) for phrase in _whole_lines())


@cache
def _openings() -> dict[str, list[tuple[str, str, bool]]]:
    """Return (kind, phrase, is a label) of the phrases that open lines, by their first word."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for kind in LIMITS:
        phrases = read_phrases(kind)
        for phrase in sorted(phrases.openings | phrases.labels):
            found.setdefault(phrase.split(" ", 1)[0], []).append((kind, phrase, phrase not in phrases.openings))
    return found


@cache
def _phrases_inside() -> dict[str, list[tuple[str, str]]]:
    """Return (kind, phrase between blanks) of the phrases that count anywhere in a line, by their first word; kinds
    named first in LIMITS come first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in LIMITS:
        for phrase in sorted(read_phrases(kind).anywhere):
            found.setdefault(phrase.split(" ", 1)[0], []).append((kind, f" {phrase} "))
    return found


@cache
def _telling_words() -> frozenset[str]:
    """Return the longest word of each of these phrases: most lines hold none of them."""
    phrases = chain.from_iterable(_phrases_inside().values())
    return frozenset(max(phrase.split(), key=len) for _, phrase in phrases)


@cache
def _unspaced_phrases() -> re.Pattern[str]:
    """Return the same for phrases of scripts written without blanks, in which no blank tells where a word ends."""
    groups = []
    for kind in LIMITS:
        phrases = read_phrases(kind)
        openings = [rf"\A{phrase}" for phrase in sorted(phrases.openings) if WIDE_LETTERS.search(phrase)]
        anywhere = [phrase for phrase in sorted(phrases.anywhere) if WIDE_LETTERS.search(phrase)]
        if openings or anywhere:
            groups.append(f"(?P<{kind}>{'|'.join(openings + anywhere)})")
    return re.compile("|".join(groups))


def _kind_of_phrase_inside(unit: Unit) -> str | None:
    count = unit.word_count
    if not _telling_words().isdisjoint(unit.plain_words):
        padded, phrases = f" {unit.plain} ", _phrases_inside()
        for word in [word for word in unit.plain_words if word in phrases]:
            for kind, phrase in phrases[word]:
                if phrase in padded and count <= LIMITS[kind][1]:
                    return kind
    if unit.western is None and WIDE_LETTERS.search(unit.plain):
        kinds = [match.lastgroup for match in _unspaced_phrases().finditer(unit.plain)]
        return next((kind for kind in kinds if kind and count <= LIMITS[kind][1]), None)
    return None


def _ends_label(unit: Unit, phrase: str) -> bool:
    """True where a colon, a dash or a bar follows the phrase at the beginning of the unit: 'Photo:', 'Read more |'."""
    text = unit.text.casefold().translate(SAME_LETTERS)
    label = re.match(r"\W*" + r"[^\w'&]+".join(map(re.escape, phrase.split())), text)
    return label is not None and LABEL_END.match(text, label.end()) is not None
