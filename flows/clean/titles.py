"""The title of a page, and where its article opens.

In: a page and the units that are held to be its article. Out: the unit that is the title, if the text holds it, the
units that repeat it, and the first paragraph. Method: a given title is looked for first; otherwise the lines above the
first paragraph are scored by form, nearness, markup and the words they share with the article, and in texts without
markup by the byline or date right below them: what stands below it too, key points or a caption, is less likely to be
the title. A first paragraph that closes like a sentence is never a title unless it is the given one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flows.clean.letters import BARS
from flows.clean.lexicon import read_entries
from flows.clean.lines import Unit, normalise
from flows.clean.name_lines import is_byline, is_name_line, is_outlet_name
from flows.clean.page import Page
from flows.clean.prose import ends_sentence
from flows.clean.title_forms import (
    DATED,
    MOST_QUESTION_WORDS,
    is_greeting_line,
    is_of_scores,
    is_question_title,
    is_score,
    is_section_path,
)

# Chosen by reading the pages of NEWS5 (development half) on which a title was missed or made up.
FEWEST_TITLE_WORDS, MOST_TITLE_WORDS = 3, 35
FARTHEST = 40  # lines of three words or more between a title and the first paragraph, furniture aside
DISTANCE_COST = 0.06
SHARED_WEIGHT, LONG_BONUS, REPEAT_BONUS, FIRST_UNIT_BONUS, TOP_HEADING_BONUS, HEADING_BONUS = (
    3.0,
    0.7,
    1.0,
    2.0,
    4.0,
    1.0,
)
# Of the texts of the clean development pages (760 with a title as gold) 527 have theirs without, 543 with it.
BYLINE_BONUS, BYLINE_REACH = 0.8, 4
WORDY_COST, WORDY_FROM = 0.5, 16
OUTLET_COST = 3.0  # what a line loses that has the form of an outlet's name: more than being first gives
LEAST_SCORE = 1.2
STANDFIRST_MARGIN, HEADER_MARGIN, STANDFIRST_REACH = 0.9, 1.8, 6
HEADER_REACH = 12  # the same below a byline: pictures, share buttons and key points stand between
FEWEST_HEADLINE_WORDS = 7
LEAST_SHARED, LEAST_SHARED_HEADED = 0.34, 0.28
SPACED_BAR = re.compile(rf"\s[{''.join(sorted(BARS))}]\s")
SITE_BEHIND = re.compile(r"\s+[-–—|]\s+(\w[^|–—]{0,60})")
MOST_SITE_WORDS = 5
FEWEST_MENU_BARS = 3  # a row of sections; titles have their site behind one bar or two
WORDS_COMPARED = 500
LONE_BY = frozenset({"by", "von", "par", "por", "autor", "author"})
FEWEST_OPENING_WORDS, UNPUNCTUATED_OPENING_WORDS = 5, 30
GIVEN_SHARE = 0.6  # of a given title's length that a line must reach to be its beginning


@dataclass(frozen=True)
class Opening:
    """Where the article opens. `title` is None where the text holds none; `repeats` are other units with its words."""

    title: int | None
    title_rule: str
    repeats: frozenset[int]
    lede: int


def find_opening(page: Page, kept: Sequence[int]) -> Opening | None:
    """Return the title and the first paragraph, or None where nothing is kept."""
    if not kept:
        return None
    given = _find_given_title(page, kept)
    body = [
        index for index in kept if given is None or (index > given and page.plains[index] != page.plains[given])
    ] or list(kept)
    lede = next((index for index in body if _opens_article(page, index, body)), body[0])
    if given is not None and given not in body:
        return _with_repeats(page, given, "given_title", lede)
    title = _find_title(page, lede, body)
    return _with_repeats(page, title, "title_line", lede) if title is not None else Opening(None, "", frozenset(), lede)


def _with_repeats(page: Page, title: int, rule_code: str, lede: int) -> Opening:
    words = page.plains[title]
    repeats = frozenset(
        i
        for i, plain in enumerate(page.plains)
        if i not in (title, lede) and (plain == words or _is_with_site(page, i, title))
    )
    return Opening(title, rule_code, repeats, lede)


def _is_with_site(page: Page, index: int, title: int) -> bool:
    """True where the unit is the title with the name of the site behind it: 'Title - The Coastal Ledger'."""
    text, words = page.units[index].text, page.units[title].text
    if not text.startswith(words) or page.markup[index] is not None:
        return False
    site = SITE_BEHIND.fullmatch(text, len(words))
    return site is not None and len(site[1].split()) <= MOST_SITE_WORDS


def _find_given_title(page: Page, kept: Sequence[int]) -> int | None:
    given = page.given_title
    if not given:
        return None
    for index in range(min(len(page.units), kept[0] + 4)):
        plain = page.plains[index]
        if plain == given or (len(plain) > GIVEN_SHARE * len(given) and given.startswith(plain)):
            return index
    return None


def _opens_article(page: Page, index: int, body: Sequence[int]) -> bool:
    """True where the unit is a paragraph and not a title, a label or a heading above the first one."""
    unit = page.units[index]
    count = unit.word_count
    if page.tag(index) in ("h1", "h2", "h3", "h4"):
        return False
    if len(body) > 1 and (is_greeting(page, index) or _is_asking_title(page, index) or _is_sentence_title(page, index)):
        return False
    return count >= (FEWEST_OPENING_WORDS if ends_sentence(unit.text) else UNPUNCTUATED_OPENING_WORDS)


def is_greeting(page: Page, index: int) -> bool:
    """True for a greeting at the top of a newsletter, with its title right below: 'Good morning. It will be hot.'"""
    if index + 2 >= len(page.units) or page.markup[index] is not None:
        return False
    unit, below = page.units[index], page.units[index + 1]
    return is_greeting_line(unit) and _may_be_title(page, index + 1) and not ends_sentence(below.text)


def _is_asking_title(page: Page, index: int) -> bool:
    """True for a question that is the first line of its text, or has a byline or a date below it."""
    return is_question_title(page.units[index]) and (index == 0 or _heads_byline(page, index))


def _find_title(page: Page, lede: int, body: Sequence[int]) -> int | None:
    vocabulary = _vocabulary(page, [index for index in body if index >= lede])
    scored: list[tuple[int, float]] = []
    distance = 0
    for index in range(lede - 1, -1, -1):
        if distance > FARTHEST:
            break
        if _may_be_title(page, index):
            scored.append((index, _score_title(page, index, vocabulary) - DISTANCE_COST * distance))
        distance += page.findings[index] is None and page.units[index].word_count >= FEWEST_TITLE_WORDS
    best = max((score for _, score in scored), default=0.0)
    if best < LEAST_SCORE:
        above = range(max(0, lede - HEADER_REACH), lede)
        return next((index for index in above if _is_sentence_title(page, index)), None)
    nearest = next(index for index, score in scored if score == best)
    # A standfirst shares more words with the article than its title does: of near equals the upper one is the title.
    near = [i for i, score in scored if score >= best - _margin(page, i, nearest) and i <= nearest]
    upper = min(i for i in near if i == nearest or _shared(page, i, vocabulary) >= _least_shared(page, i))
    upper = _without_breadcrumb(page, upper, [index for index, _ in scored])
    # The first of several equal lines is the title, the others repeat it, with the name of the site or without.
    return min(
        index for index, _ in scored if page.plains[index] == page.plains[upper] or _is_with_site(page, upper, index)
    )


def _is_sentence_title(page: Page, index: int) -> bool:
    """True for a short line with a stop that a name and a date follow: 'The sea was not to blame. We were.'"""
    if index + 2 >= len(page.units) or page.markup[index] is not None or page.findings[index] is not None:
        return False
    unit, below = page.units[index], (index + 1, index + 2)
    is_short = FEWEST_TITLE_WORDS < unit.word_count <= MOST_QUESTION_WORDS and ends_sentence(unit.text)
    return is_short and any(is_date(page, i) and _names(page.units[sum(below) - i]) for i in below)


def is_date(page: Page, index: int) -> bool:
    """True where the unit is nothing but a date."""
    finding = page.findings[index]
    return finding is not None and finding.kind == "dateline"


def _names(unit: Unit) -> bool:
    return is_byline(unit) or is_name_line(unit)


def _least_shared(page: Page, index: int) -> float:
    return LEAST_SHARED_HEADED if _is_headed(page, index) else LEAST_SHARED


def _is_headed(page: Page, index: int) -> bool:
    """True for a line as long as a headline with a byline or a date below it."""
    return page.units[index].word_count >= FEWEST_HEADLINE_WORDS and _heads_byline(page, index)


def _margin(page: Page, index: int, nearest: int) -> float:
    """Return by how much a line may score less than the best one below it, and be the title all the same.

    More than usual where the header says so: a byline or a date right below it, and the other one either adjoins it,
    as a standfirst does, or stands below the byline too, as key points and captions do.
    """
    distance = nearest - index
    usual = STANDFIRST_MARGIN if distance <= STANDFIRST_REACH else 0.0
    if not distance or distance > HEADER_REACH or not _is_headed(page, index):
        return usual
    return HEADER_MARGIN if distance == 1 or not _heads_byline(page, nearest) else usual


def _vocabulary(page: Page, body: Sequence[int]) -> frozenset[str]:
    words: list[str] = []
    for index in body:
        words += page.units[index].plain_words
        if len(words) > WORDS_COMPARED:
            break
    return frozenset(words)


def _may_be_title(page: Page, index: int) -> bool:
    unit, finding = page.units[index], page.findings[index]
    if finding is not None and finding.rule_code != "repeated_line" and not _is_labelled_title(page, index):
        return False
    if page.tag(index) == "h1":
        return True
    return (
        FEWEST_TITLE_WORDS <= unit.word_count <= MOST_TITLE_WORDS
        and not unit.has_list_marker
        and not unit.text.endswith((":", ",", ";", "…", "—", "–"))
        and (not unit.text.endswith(".") or page.times[page.plains[index]] > 1)
        and not unit.is_long
        and "©" not in unit.text
        and not (unit.has_bar and len(SPACED_BAR.findall(unit.text)) >= FEWEST_MENU_BARS)
        and not (unit.has_digit and DATED.search(unit.text))
        and not is_section_path(unit.text)
        and not _names(unit)
        and not is_score(page, index)
        and not is_of_scores(unit)
    )


def _is_labelled_title(page: Page, index: int) -> bool:
    """True for a line that opens with the label of a gallery or a video, as links to others do, and heads a byline."""
    finding = page.findings[index]
    if finding is None or finding.rule_code != "related_opening":
        return False
    label, colon, _ = page.units[index].text.partition(":")
    return bool(colon) and normalise(label) in _title_labels() and _heads_byline(page, index)


@cache
def _title_labels() -> frozenset[str]:
    return frozenset(map(normalise, read_entries("title_labels")))


def _without_breadcrumb(page: Page, index: int, candidates: Sequence[int]) -> int:
    """Return the candidate that the unit ends with, where a path of sections stands before the title; else the unit."""
    shorter = [i for i in candidates if page.plains[index].endswith(" " + page.plains[i])]
    return min(shorter, key=lambda i: (-len(page.plains[i]), i), default=index)


def _shared(page: Page, index: int, vocabulary: frozenset[str]) -> float:
    """Return the share of the unit's longer words that the article holds."""
    words = page.units[index].long_words
    return sum(word in vocabulary for word in words) / len(words) if words else 0.0


def _score_title(page: Page, index: int, vocabulary: frozenset[str]) -> float:
    tag, count, shared = page.tag(index), page.units[index].word_count, _shared(page, index, vocabulary)
    return (
        SHARED_WEIGHT * shared
        + LONG_BONUS * (count > 4)
        - WORDY_COST * (count > WORDY_FROM)
        - OUTLET_COST * (tag != "h1" and is_outlet_name(page.units[index], page.given_outlet))
        + REPEAT_BONUS * (page.times[page.plains[index]] > 1)
        + FIRST_UNIT_BONUS * (index == 0 and (shared >= LEAST_SHARED or (shared > 0 and _is_above_byline(page, 0))))
        + TOP_HEADING_BONUS * (tag == "h1")
        + HEADING_BONUS * (tag in ("h2", "h3"))
        + BYLINE_BONUS * (count > 4 and shared > 0 and _heads_byline(page, index))
    )


def _is_above_byline(page: Page, index: int) -> bool:
    below = index + 1
    return below < len(page.units) and page.markup[index] is None and is_byline(page.units[below])


def _heads_byline(page: Page, index: int) -> bool:
    """True where a byline or a date follows the unit, past furniture and a standfirst; told of texts without markup."""
    passed = 0
    for below in range(index + 1, min(len(page.units), index + 1 + BYLINE_REACH)):
        unit, finding = page.units[below], page.findings[below]
        if is_byline(unit) or unit.plain in LONE_BY or (finding is not None and finding.kind == "dateline"):
            return page.markup[index] is None
        if finding is None and is_name_line(unit):
            continue
        passed += finding is None
        if passed > 1 or (finding is None and unit.word_count < FEWEST_OPENING_WORDS):
            return False
    return False
