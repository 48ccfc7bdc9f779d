"""How many were killed, hurt or are missing, by each report's opening: the toll of the event that a story is about.

In: a story's articles and the comparable values of each. Out: groups of counts, one state of people each ("killed"), of
people at large or of one kind of them ("officers"), over two articles or more. Method: a report's toll is the first
count of people of a state in its opening that nothing there makes a part, a rate, a plan or a thing of another year; a
report that goes on to a higher one has none, a lower one is of some of them. Reports tell one toll in few and far
different words ("four dead", "Five people, among them …, were killed"), so that likeness of words, which aligns other
counts, says little of it; a report's opening tells the story's event.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from flows.link.corpus import Article
from flows.link.facts.clauses import person_states
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.holders import are_comparable
from flows.link.facts.scopes import are_of_other_scopes
from flows.link.facts.standings import VAGUE
from flows.link.facts.subject_points import PEOPLE_UNITS
from flows.link.facts.subjects import body_sentences, find_words, stem_of

LEADING_SENTENCES = (
    14  # of the three tolls that the roundups tell otherwise one is seen with 4, two with 8, all with 14
)
STATE_WORDS = {"dead": "killed", "hurt": "injured", "missing": "missing"}
STATE_STEMS = {
    stem_of(word): state
    for state, words in (
        ("dead", "dead killed death fatality"),
        ("hurt", "injured wounded hurt"),
        ("missing", "missing"),
    )
    for word in words.split()
}
ANYBODY = "person"
# 'Five people, including a bus driver, were killed'
INSERTED = re.compile(
    r",? (?:including|among them|most of them|all of them)\b[^.;\n]{0,150}?, (?=(?:were|was|have|had|are|died)\b)"
)
PREDICATE_LETTERS = 40
SOME = re.compile(
    r"\b(?:(?:more|fewer|less)(?! than\b)|others?|another|further|additional|bod(?:y|ies))\b", re.IGNORECASE
)
SOME_BEFORE = re.compile(r"\b(?:first|last|next|other|another|further)\s$", re.IGNORECASE)
SOME_LETTERS = 12
# not 'Islamic State'
DISTRICT = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]{1,40}) "
    r"(?:[Pp]rovince|[Cc]ounty|[Pp]refecture|[Pp]arish|district|region|state|municipality)\b"
)

Key = tuple[str, str]  # state, kind of people


def find_toll_groups(
    articles: Sequence[Article], read: Mapping[str, Sequence[Candidate]]
) -> list[tuple[str, list[Candidate]]]:
    """Return (subject, candidates) for each toll that two articles or more open with, each article's once.

    `read`: the comparable values of each article, by document id.
    """
    told: dict[Key, list[Candidate]] = defaultdict(list)
    texts = {article.document_id: article.text for article in articles}
    for article in sorted(articles, key=lambda a: a.document_id):
        for key, candidate in _tolls(article, read[article.document_id]).items():
            told[key].append(candidate)
    groups = []
    for (state, kind), found in sorted(told.items()):
        for group in _parted(texts, found):
            people = _printed_kind(texts, group[0]) if kind != ANYBODY else "people"
            groups.append((f"{people} {STATE_WORDS[state]}: count", group))
    return groups


def _parted(texts: Mapping[str, str], tolls: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return the groups of two tolls or more of which each may be of one thing with every other one."""
    groups: list[list[Candidate]] = []
    for toll in tolls:
        fitting = next((group for group in groups if all(_may_be_one(texts, other, toll) for other in group)), None)
        if fitting is None:
            groups.append([toll])
        else:
            fitting.append(toll)
    return [group for group in groups if len(group) > 1]


def _printed_kind(texts: Mapping[str, str], toll: Candidate) -> str:
    return texts[toll.document_id][toll.start : toll.end].split()[-1].lower()


def _may_be_one(texts: Mapping[str, str], a: Candidate, b: Candidate) -> bool:
    return (
        not are_of_other_scopes(a.clause.scope, b.clause.scope)
        and a.clause.scope.by_then == b.clause.scope.by_then
        and are_comparable(a.holder, b.holder)
        and _districts(texts, a) == _districts(texts, b)
    )


def _districts(texts: Mapping[str, str], toll: Candidate) -> set[str]:
    """Return the provinces and the like that the toll's sentence names: a toll there is not the whole."""
    found = DISTRICT.finditer(texts[toll.document_id], toll.sentence_start, toll.sentence_end)
    return {district["name"] for district in found}


def _tolls(article: Article, candidates: Sequence[Candidate]) -> dict[Key, Candidate]:
    """Return the article's first toll of each state and kind of people; none where a higher one follows."""
    opening = body_sentences(article)[:LEADING_SENTENCES]
    end = opening[-1].end if opening else 0
    found: dict[Key, Candidate] = {}
    doubtful: set[Key] = set()
    for candidate in candidates:
        key = _key(article.text, candidate) if candidate.end <= end else None
        if key is None:
            continue
        first = found.setdefault(key, candidate)
        if (candidate.value_low or 0.0) > (first.value_low or 0.0):
            doubtful.add(key)
    return {key: candidate for key, candidate in found.items() if key not in doubtful}


def _key(text: str, candidate: Candidate) -> Key | None:
    """Return what the candidate is a toll of; None where it is none."""
    if candidate.slot_kind != "count" or candidate.qualifiers or candidate.hedge == VAGUE:
        return None  # 'dozens were hurt' goes before the number that the report gives further down
    clause, unit = candidate.clause, candidate.unit_stem
    state = STATE_STEMS.get(unit or "") or clause.state or _state_behind(text, candidate)
    if state not in STATE_WORDS or clause.is_rate or clause.is_planned or clause.is_earlier or clause.is_remainder:
        return None
    if candidate.holder.is_part or candidate.holder.is_base or _is_some(text, candidate):
        return None
    is_anybody = unit is None or unit in PEOPLE_UNITS or unit in STATE_STEMS
    return state, ANYBODY if is_anybody else unit or ANYBODY


def _is_some(text: str, candidate: Candidate) -> bool:
    """True for some of all who were counted: 'five more people', 'the last three', 'three bodies' that were found."""
    words = text[candidate.start : candidate.end]
    return (
        SOME.search(words) is not None
        or SOME_BEFORE.search(text[max(0, candidate.start - SOME_LETTERS) : candidate.start]) is not None
    )


def _state_behind(text: str, candidate: Candidate) -> str:
    """Return the state that is told behind what is inserted after the people; '' where there is none."""
    inserted = INSERTED.match(text, candidate.end, candidate.sentence_end)
    if not inserted:
        return ""
    words = find_words(text, inserted.end(), min(candidate.sentence_end, inserted.end() + PREDICATE_LETTERS))
    return next((state for word in words if (state := person_states().get(word.stem))), "")
