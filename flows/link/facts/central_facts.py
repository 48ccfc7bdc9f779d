"""Which facts of a story are worth telling that a report lacks them.

In: a fact, the articles that carry it, and how rare each stem is in the story. Out: the reports that tell of it the
same. Method: two reports of two outlets have to give an equal value, or values that cannot both be true. A number has
to be of a like subject, 'one' and 'two' in like words; a date in words that are the more alike the vaguer it is
printed; a place in like words; of a person in a public office both have to tell the same. What both have in their last
thirds only counts in like words. What it does not do: tell how much readers would miss it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import combinations
from math import inf

from flows.contracts.ids import without_marks
from flows.link.corpus import Article
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.facts import FactSlot
from flows.link.facts.likeness import likeness
from flows.link.facts.persons import name_words
from flows.link.facts.place_slots import is_one_scene
from flows.link.facts.subject_points import profile_candidates, score_pair
from flows.link.facts.subjects import WEAK_SHARE, body_sentences, find_words, lexicon_lines

# Chosen by eye on 1,499 articles of editors' roundups, so that of ten facts nine are one thing told by both reports.
LATE_SHARE = 0.67  # of a text: behind it stands background
LATE_LIKENESS = 0.5
LEAST_POINTS = 2.0  # of two equal numbers
SMALL_NUMBER = 2.0
SMALL_LIKENESS, SMALL_DURATION_LIKENESS = 0.8, 0.3
DAY_LIKENESS = 0.1
YEAR_LIKENESS = 0.4
WEEKDAY_LIKENESS = 0.7
TOLD_RARITY = 1.3  # of the words that two sentences about a person share
TOLD_STEMS = 2
POST = re.compile(r"\(@\w+\)\s*$")  # 'Ada Quill (@quill) May 5, 2031'
POST_LETTERS = 40
SIDES_OF_ROLE = re.compile(r",| and ")
BEHIND_OFFICE = re.compile(r"(?<!chief) (?:of|for|to|at|in|on|from|with)\b.*")
DURATION = re.compile(r"P(?:T?)(?P<number>\d+)(?P<unit>[A-Z])$")


Told = Sequence[frozenset[str]]  # the stems of each sentence about somebody


def agreeing_reports(slot: FactSlot, articles: Mapping[str, Article], rarity: Mapping[str, float]) -> list[str]:
    """Return the documents that tell the same of the fact as another one."""
    disputed = {
        frozenset((pair.fact_value_id_a, pair.fact_value_id_b))
        for pair in slot.relations
        if pair.relation in ("contradiction", "update")
    }
    found: set[str] = set()
    told_of = cache(lambda name, document_id: _told_of(name, articles[document_id]))
    for one, other in combinations(slot.values, 2):
        a, b = one.candidate, other.candidate
        sides = articles[a.document_id], articles[b.document_id]
        if sides[0].outlet_id == sides[1].outlet_id or found >= {a.document_id, b.document_id}:
            continue  # one desk, though it wrote two reports, or both found already
        is_disputed = frozenset((one.fact_value_id, other.fact_value_id)) in disputed
        if is_disputed or (_is_central(a, b, sides, rarity) and _tell_the_same(a, b, slot, told_of, rarity)):
            found |= {a.document_id, b.document_id}
    return sorted(found)


def _is_central(a: Candidate, b: Candidate, sides: tuple[Article, Article], rarity: Mapping[str, float]) -> bool:
    """True for what one of two reports has before its last third, or both in like words; not for the day of a post."""
    if any(
        POST.search(side.text, max(0, c.start - POST_LETTERS), c.start) for c, side in zip((a, b), sides, strict=True)
    ):
        return False
    is_late = all(c.start > LATE_SHARE * len(side.text) for c, side in zip((a, b), sides, strict=True))
    return not is_late or likeness(a.frame, b.frame, rarity) >= LATE_LIKENESS


def _tell_the_same(
    a: Candidate, b: Candidate, slot: FactSlot, told_of: Callable[[str, str], Told], rarity: Mapping[str, float]
) -> bool:
    """True for two equal values of like subjects. `told_of`: name, document id → what the report tells of the name."""
    if a.slot_kind == "other":
        return True  # joined by its words
    if a.value_text != b.value_text:
        return False
    if a.slot_kind == "place":
        return is_one_scene(a, b, rarity)
    if a.slot_kind == "name":
        if len(name_words(a.value_text)) == 1:
            return False
        role = slot.subject_text.removesuffix(f" {a.value_text}: name")
        if not holds_public_office(role):
            return True
        return _share_enough(told_of(a.value_text, a.document_id), told_of(a.value_text, b.document_id), rarity)
    like = likeness(a.frame, b.frame, rarity)
    if a.slot_kind == "date":
        return like >= _least_of_date(a, b)
    if like < _least_of_small(a):
        return False
    return score_pair(*profile_candidates((a, b), rarity)) >= LEAST_POINTS


def _least_of_date(a: Candidate, b: Candidate) -> float:
    """Return how alike the words around two equal dates have to be: the vaguer what is printed, the more.

    A bare weekday of what both reports are about is left out by none, only told otherwise.
    """
    printed = [candidate.printed for candidate in (a, b)]
    if all(p is not None and p.months and p.days for p in printed):
        return DAY_LIKENESS
    if a.is_event_date and b.is_event_date:
        return inf
    is_dated = all(p is not None and (p.years or p.months) for p in printed)
    return YEAR_LIKENESS if is_dated else WEEKDAY_LIKENESS


def _least_of_small(value: Candidate) -> float:
    """Return how alike the words around two equal numbers have to be: 'two leaders', 'a day' stand beside anything."""
    if value.slot_kind == "duration":
        duration = DURATION.match(value.value_text)
        return SMALL_DURATION_LIKENESS if duration and int(duration["number"]) <= SMALL_NUMBER else 0.0
    is_small = value.slot_kind == "count" and value.value_low is not None and abs(value.value_low) <= SMALL_NUMBER
    return SMALL_LIKENESS if is_small else 0.0


@cache
def _public_offices() -> re.Pattern[str]:
    """Return a pattern of the words that end the role of a public office."""
    lines = lexicon_lines("public_offices.txt")
    others = "".join(rf"(?<!\b{re.escape(line.removeprefix('- '))})" for line in lines if line.startswith("- "))
    offices = "|".join(re.escape(line) for line in lines if not line.startswith("- "))
    return re.compile(rf"\b(?:{offices}){others}$")


def holds_public_office(role: str) -> bool:
    """Return whether a role is an office that reports name the holder of in passing.

    >>> holds_public_office("Brenn Mayor"), holds_public_office("Secretary of the Harbour")
    (True, True)
    >>> holds_public_office("Mayor’s Driver"), holds_public_office("Driver of the Mayor")
    (False, False)
    """
    heads = (BEHIND_OFFICE.sub("", side.strip()) for side in SIDES_OF_ROLE.split(role.lower()))
    return any(_public_offices().search(head) for head in heads)


def tell_the_same_of(name: str, articles: Sequence[Article], rarity: Mapping[str, float]) -> bool:
    """Return whether two of the articles have a sentence about the person or body that tells the same."""
    told = [_told_of(name, article) for article in articles]
    return any(_share_enough(one, other, rarity) for one, other in combinations(told, 2))


def _share_enough(one: Told, other: Told, rarity: Mapping[str, float]) -> bool:
    for shared in (a & b for a in one for b in other):
        if len(shared) >= TOLD_STEMS and sum(rarity.get(stem, 1.0) for stem in sorted(shared)) >= TOLD_RARITY:
            return True
    return False


def _told_of(name: str, article: Article) -> Told:
    """Return the stems of each sentence that has the last word of the name, without names and weak words."""
    words = name_words(name)
    if not words:
        return []
    last_name = re.compile(rf"(?<!\w){re.escape(words[-1])}(?!\w)", re.IGNORECASE)
    return [
        frozenset(
            word.stem
            for word in find_words(article.text, sentence.start, sentence.end)
            if word.strength > WEAK_SHARE and not word.is_name and not word.stem[0].isdigit()
        )
        for sentence in body_sentences(article)
        if last_name.search(without_marks(article.text[sentence.start : sentence.end]))
    ]
