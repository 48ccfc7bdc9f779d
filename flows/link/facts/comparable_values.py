"""Which expressions of an article have a value that another report's can equal or contradict.

In: an article and an expression of it. Out: yes or no. No value have vague expressions but magnitudes ("dozens",
"hundreds of millions"), a whole that only stresses a word, a date that only says which race for an office or which law
is meant, numbers of what everybody knows to be two ("the two sides") or of speakers without a name ("one official
said"), and the date under somebody's post. By reading pairs of values of real reports: of 51 dates that named a thing,
39 named an election.
"""

import re
from functools import cache

from flows.link.corpus import Article, LinkedExpression
from flows.link.facts.printed_dates import bare_clock
from flows.link.facts.subjects import lexicon_lines

SLOT_KIND_OF_EXPRESSION = {
    "date": "date",
    "time": "date",
    "duration": "duration",
    "money": "money",
    "percent": "percent",
    "count": "count",
    "age": "age",
    "vote": "vote",
}
MAGNITUDE_KINDS, LEAST_MAGNITUDE = frozenset({"count", "money"}), 20
MOST_VALUE_WORDS = 15  # of the contract
YEARLESS = re.compile(r"^XXXX-(\d\d)(?:-(\d\d))?")  # a month, or a day of a month, of a year that is not known
# '100 percent certain', 'a hundred percent behind it', but not 'rose 100 percent', '100 percent of the seats'
WHOLE = 100.0
STRESSED = re.compile(
    r"[\"”’]? (?:certain|sure|confident|convinced|right|wrong|true|false|correct|accurate|committed|behind|honest|"
    r"clear|safe|ready|opposed|responsible|support\w*|agree\w*|still|will|would|believe\w*|not|innocent|guilty|"
    r"positive|serious)\b|[\"”’]",
    re.IGNORECASE,
)
YEAR = re.compile(r"\d{4}")
FUNCTION_WORDS = "in|on|of|at|for|from|by|to|with|and|or|a|an|the|that|who|which|said|says|was|were|is|had|has"
# 'in 2016 election officials said'
TOLD_IN = re.compile(r"\b(?:in|since|by|until|before|after|from)(?: early| late| mid)? $", re.IGNORECASE)
CLASS_OF = re.compile(r"\bclass of $", re.IGNORECASE)
LAW = re.compile(
    r" (?:[A-Z][\w.'’-]* (?:for |of |on |and )?){0,4}(?:Act|Law|Treaty|Accords?|Agreement|Authorization|Convention)\b"
)
PREFIXED = re.compile(r"\b(?:post|pre)[-‐‑]$", re.IGNORECASE)
SUFFIXED = re.compile(r"[-‐‑](?:style|era)\b", re.IGNORECASE)
POST_SIGNATURE = re.compile(r"\(@\w+\) $")
DEFINITE = re.compile(r"\b(?:the|these|those|both|all|our|their) $", re.IGNORECASE)
LETTERS_BEFORE = 40
FEW = 3  # more are worth telling: 'the six countries', '1,100 former officials called on him'


def is_comparable(article: Article, expression: LinkedExpression) -> bool:
    """Return whether the expression has a value that another one can equal or contradict."""
    text = article.text
    if expression.kind not in SLOT_KIND_OF_EXPRESSION or not expression.value_text:
        return False
    if len(text[expression.start : expression.end].split()) > MOST_VALUE_WORDS:
        return False
    if SLOT_KIND_OF_EXPRESSION[expression.kind] == "date":
        return _is_dated(text, expression) and not _names_a_thing(text, expression) and not _signs(text, expression)
    if (expression.hedge == "vague" and not _is_magnitude(expression)) or _is_emphatic(text, expression):
        return False
    if expression.kind == "count" and (_is_known(text, expression) or _counts_speakers(article, expression)):
        return False
    return expression.value_low is not None or expression.value_high is not None or expression.kind == "vote"


def _is_dated(text: str, expression: LinkedExpression) -> bool:
    value = expression.value_text or ""
    if expression.low_on is not None or YEARLESS.match(value) is not None:
        return True
    return bare_clock(text[expression.start : expression.end], value) is not None


@cache
def _race_pattern() -> re.Pattern[str]:
    nouns = "|".join(lexicon_lines("race_words.txt"))
    return re.compile(rf" (?:(?!(?:{FUNCTION_WORDS})\b)[\w.'’-]+ ){{0,3}}(?:{nouns})\b", re.IGNORECASE)


def _names_a_thing(text: str, expression: LinkedExpression) -> bool:
    """True for the date in 'the 2016 presidential election', 'the 1964 Rights Act', 'a 1960s-style march'."""
    if PREFIXED.search(text, max(0, expression.start - LETTERS_BEFORE), expression.start):
        return True
    return SUFFIXED.match(text, expression.end) is not None or _is_year_of_name(text, expression)


def _is_year_of_name(text: str, expression: LinkedExpression) -> bool:
    if not YEAR.fullmatch(text, expression.start, expression.end):
        return False
    first = max(0, expression.start - LETTERS_BEFORE)
    if CLASS_OF.search(text, first, expression.start):
        return True
    is_before_name = LAW.match(text, expression.end) or _race_pattern().match(text, expression.end)
    return is_before_name is not None and not TOLD_IN.search(text, first, expression.start)


def _signs(text: str, expression: LinkedExpression) -> bool:
    """True for the date under a post, of which one day has many: '… — Ada Quill (@adaquill) May 3, 2021'."""
    return POST_SIGNATURE.search(text, max(0, expression.start - LETTERS_BEFORE), expression.start) is not None


def _is_magnitude(expression: LinkedExpression) -> bool:
    """True for 'dozens of people' and 'hundreds of millions of dollars', but not for 'a couple of days'."""
    low = expression.value_low
    return expression.kind in MAGNITUDE_KINDS and low is not None and low >= LEAST_MAGNITUDE


def _is_emphatic(text: str, expression: LinkedExpression) -> bool:
    """True for a whole that only stresses a word: '100 percent certain', but not '100 percent of the seats'."""
    is_whole = expression.kind == "percent" and expression.value_low == expression.value_high == WHOLE
    return is_whole and STRESSED.match(text, expression.end) is not None


@cache
def _known_groups() -> frozenset[str]:
    return frozenset(lexicon_lines("known_groups.txt"))


def _is_known(text: str, expression: LinkedExpression) -> bool:
    """True for 'the two sides' and 'both countries': everybody knows how many they are."""
    _, *counted = text[expression.start : expression.end].lower().split()
    first = max(0, expression.start - LETTERS_BEFORE)
    is_group = len(counted) == 1 and counted[0] in _known_groups()
    return is_group and _is_few(expression) and DEFINITE.search(text, first, expression.start) is not None


def _counts_speakers(article: Article, expression: LinkedExpression) -> bool:
    """True for the number of speakers without a name: 'one official said', 'according to two people at the table'."""
    return _is_few(expression) and any(
        q.speaker.start <= expression.start < q.speaker.end
        for q in article.quotations
        if q.speaker is not None and q.speaker_entity_id is None
    )


def _is_few(expression: LinkedExpression) -> bool:
    return expression.value_high is not None and expression.value_high <= FEW
