"""Roles of the persons of a story, side by side.

In: a story's articles with the roles beside persons' names. Out: one group of candidates for each person who has a
role in at least two articles: one value an article, the one that most other articles give too. Two reports that call a
person by one office, in a short or a long form, or by two offices that one person can hold, are not related: all of
that can be true, and a title that both print tells nothing. A former office held
against a present one is a contradiction only where both are told as of the same event: in the opening of their
reports, or right before the full name in the outlet's own voice, in sentences that tell the same. 'Then' before a
role, a sentence about an earlier time, a report that has it both ways, another wording or office make a refinement.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from flows.extract.annotations import Role, Sentence
from flows.link.corpus import Article
from flows.link.facts.fact_candidates import Candidate, quotation_around
from flows.link.facts.persons import PersonKey
from flows.link.facts.subjects import WEAK_SHARE, find_words

OPENING_SENTENCES = 2
HELD_STATUSES = frozenset({"current", "deputy"})  # of these the role's name says all
NOT_YET_OR_NO_MORE = ("former ", "then ", "acting ", "interim ", "elect ", "designate ", "incoming ", "outgoing ")
LOWER_RANKS = frozenset("deputy vice assistant associate under shadow".split())
THEN = re.compile(r"(?:\bthen|[\s-](?:administration|era))[\s-]*$", re.IGNORECASE)
THEN_LETTERS = 20
SAME_EVENT_DAYS = 30  # an office can change hands between reports that lie further apart
HISTORIC = re.compile(
    r"\b(?:who (?:was|had been|served|held)|when (?:he|she|they) (?:was|were|held|served)|at the time|"
    r"years? (?:ago|earlier|before)|decades? ago|then)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FULL_NAME = re.compile(r",? (?:[A-Z][\w.’'-]*\s){1,3}?[A-Z][\w’'-]+")
# what of a present telling stands between a name and what its bearer does: ', Ada Quill, said', 'is to', 'will'
BEFORE_ACT = re.compile(r",?\s+(?:(?:is|are|has|have|will|to|be|also|now)\s+)*", re.IGNORECASE)
BEHIND_NAME = re.compile(r"(?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w’'-]+, (?:\d\d, )?(?:(?:the|a|an|its|[\w’'-]+[’']s) )?$")
SPEECH = r"(?:said|says|told|added|announced|warned|confirmed|insisted)"
SPEAKS = re.compile(rf"\b{SPEECH}\s+(?:[A-Z][\w.’'-]*\s){{0,3}}[A-Z][\w’'-]+, [^,]*$")
SPEAKS_NEXT = re.compile(rf",?\s+{SPEECH}\b")
SHARED_STEMS = 1  # of two sentences further down that tell one thing
OFFICE_WORD = re.compile(r"[^\W_]+")
# 'former Lindholt town treasurer', 'former advisers, including strategist …': the role alone would read as held
FORMER_BEFORE = re.compile(r"\b(?:former|ex|onetime|then)[\s-]+(?:[\w.’'-]+,?\s+){0,4}$", re.IGNORECASE)
SENTENCE_MARK = re.compile(r"[.;]")
FORMER = re.compile(r"\bformer\b", re.IGNORECASE)
LIST_OPENS = re.compile(r"\b(?:including|such as|among them)\b", re.IGNORECASE)


def find_role_groups(
    articles: Sequence[Article], person_names: Mapping[PersonKey, str]
) -> list[tuple[str, list[Candidate]]]:
    """Return (name of the person, candidates) for each person with a role in two articles or more."""
    by_person: dict[str, dict[str, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for article in sorted(articles, key=lambda a: a.document_id):
        for role in sorted(article.roles, key=lambda r: (r.start, r.end)):
            name = person_names.get((article.document_id, role.entity_id))
            sentence = _sentence_at(article, role.start)
            # What a person is called inside a quotation is a speaker's word, often of another time.
            quotation = quotation_around(article, role.start, role.end)
            is_quoted = quotation is not None and quotation.kind == "direct"
            if name is not None and sentence is not None and not is_quoted:
                by_person[name][article.document_id].append(_candidate(article, role, sentence))
    return [
        (name, _one_value_each(by_document)) for name, by_document in sorted(by_person.items()) if len(by_document) > 1
    ]


def role_value(role: Role, text: str) -> str:
    """Return the role normalised with its status: 'former US President', 'acting director', 'US President'."""
    is_then = THEN.search(text[max(0, role.start - THEN_LETTERS) : role.start])
    status = "then" if is_then else "" if role.status in HELD_STATUSES else role.status
    return f"{status} {role.role_name}".strip()


def _sentence_at(article: Article, place: int) -> Sentence | None:
    for sentence in article.sentences:
        if sentence.start <= place < sentence.end:
            return sentence
    return None


def _candidate(article: Article, role: Role, sentence: Sentence) -> Candidate:
    return Candidate(
        document_id=article.document_id,
        start=role.start,
        end=role.end,
        slot_kind="role",
        value_text=role_value(role, article.text),
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        context={},
    )


def _one_value_each(by_document: Mapping[str, Sequence[Candidate]]) -> list[Candidate]:
    """Keep of each article the value that most articles share; of equals the first in the text."""
    support = Counter(value for found in by_document.values() for value in sorted({c.value_text for c in found}))
    return [min(found, key=lambda c: (-support[c.value_text], c.start)) for _, found in sorted(by_document.items())]


def are_conflicting_offices(articles: Mapping[str, Article], a: Candidate, b: Candidate) -> bool:
    """Return whether one report has the person in an office and the other, of the same event, out of it."""
    former, held = (a, b) if a.value_text.startswith("former ") else (b, a)
    if not former.value_text.startswith("former ") or held.value_text.startswith(NOT_YET_OR_NO_MORE):
        return False
    office = former.value_text.removeprefix("former ")
    opening = articles[held.document_id].text[held.sentence_start : held.start]
    if not _is_same_office(office, held.value_text) or _is_told_as_former(opening):
        return False
    tellings = [(articles[candidate.document_id], candidate) for candidate in (a, b)]
    if any(_is_historic(article, c) or _has_both_ways(article, c, office) for article, c in tellings):
        return False
    in_openings = all(_is_in_opening(article, c) for article, c in tellings)
    as_actors = all(
        _stands_before_acting_name(article, c) or _stands_behind_speaker(article, c) for article, c in tellings
    )
    if not in_openings and not (as_actors and _tell_the_same(tellings)):
        return False
    return _told_within(articles[a.document_id].published_on, articles[b.document_id].published_on)


def differ_in_standing(a: Candidate, b: Candidate) -> bool:
    """Return whether the two give one office, one with a standing or a rank: 'acting director', 'deputy director'."""
    (standing_a, office_a), (standing_b, office_b) = (_split_standing(c.value_text) for c in (a, b))
    if standing_a == standing_b:
        return _differ_in_rank(office_a, office_b)
    return "" in (standing_a, standing_b) and _is_same_office(office_a, office_b)


def _split_standing(value: str) -> tuple[str, str]:
    """Return the standing in an office, '' where it is held, and the office."""
    standing = next((word for word in NOT_YET_OR_NO_MORE if value.lower().startswith(word)), "")
    return standing, value[len(standing) :]


def _is_told_as_former(opening: str) -> bool:
    """True for a role behind 'former town', and in a list that 'former advisers, including …' opens."""
    clause = SENTENCE_MARK.split(opening)[-1]
    former = FORMER.search(clause)
    is_in_list = former is not None and LIST_OPENS.search(clause, former.end()) is not None
    return is_in_list or FORMER_BEFORE.search(opening) is not None


def _is_historic(article: Article, candidate: Candidate) -> bool:
    """True when the sentence speaks of an earlier time: 'who was mayor', 'when she was mayor', 'in 2012'."""
    sentence = article.text[candidate.sentence_start : candidate.sentence_end]
    if HISTORIC.search(sentence):
        return True
    told_in = article.published_on.year if article.published_on else None
    return told_in is not None and any(int(year) < told_in for year in YEAR.findall(sentence))


def _has_both_ways(article: Article, candidate: Candidate, office: str) -> bool:
    """True when the report itself has the person in the office and out of it."""
    persons = {role.entity_id for role in article.roles if role.start == candidate.start}
    values = [role_value(role, article.text) for role in article.roles if role.entity_id in persons]
    statuses = {
        value.startswith("former ") for value in values if _is_same_office(value.removeprefix("former "), office)
    }
    return len(statuses) > 1


def _stands_before_acting_name(article: Article, candidate: Candidate) -> bool:
    """True for a title right before the full name of one who does something now, told by the outlet itself.

    'Former Mayor Ada Quill said', not '… defeated Mayor Ada Quill, who …'.
    """
    name = FULL_NAME.match(article.text, candidate.end)
    if name is None:
        return False
    before = BEFORE_ACT.match(article.text, name.end())
    after = find_words(article.text, before.end(), candidate.sentence_end)[:1] if before else []
    if before is None or not after or after[0].strength == 0 or after[0].start != before.end():
        return False
    return not any(
        part.start <= candidate.start < part.end for quotation in article.quotations for part in quotation.content
    )


def _stands_behind_speaker(article: Article, candidate: Candidate) -> bool:
    """True for a title behind the name of one who speaks: 'said Ada Quill, the former mayor'."""
    before = article.text[candidate.sentence_start : candidate.start]
    if BEHIND_NAME.search(before) is None:
        return False
    speaks_before = SPEAKS.search(before) is not None
    return speaks_before or SPEAKS_NEXT.match(article.text, candidate.end) is not None


def _tell_the_same(tellings: Sequence[tuple[Article, Candidate]]) -> bool:
    """True when the two sentences share words that are neither names nor weak ones: both tell one thing."""
    stems = [
        {
            word.stem
            for word in find_words(article.text, candidate.sentence_start, candidate.sentence_end)
            if word.strength > WEAK_SHARE and not word.is_name and not candidate.start <= word.start < candidate.end
        }
        for article, candidate in tellings
    ]
    return len(stems[0] & stems[1]) >= SHARED_STEMS


def _is_same_office(a: str, b: str) -> bool:
    (ranks_a, words_a), (ranks_b, words_b) = _read_office(a), _read_office(b)
    return ranks_a == ranks_b and _hold_each_other(words_a, words_b)


def _differ_in_rank(a: str, b: str) -> bool:
    (ranks_a, words_a), (ranks_b, words_b) = _read_office(a), _read_office(b)
    return (not ranks_a) != (not ranks_b) and _hold_each_other(words_a, words_b)


def _read_office(office: str) -> tuple[set[str], set[str]]:
    """Return the words of an office that tell its rank, and the others."""
    words = set(OFFICE_WORD.findall(office.lower()))
    return words & LOWER_RANKS, words - LOWER_RANKS


def _hold_each_other(a: set[str], b: set[str]) -> bool:
    return bool(a and b) and (a <= b or b <= a)


def _is_in_opening(article: Article, candidate: Candidate) -> bool:
    opening = [s for s in article.sentences if s.zone in ("lede", "body")][:OPENING_SENTENCES]
    return any(s.start <= candidate.start < s.end for s in opening)


def _told_within(a: date | None, b: date | None) -> bool:
    return a is None or b is None or abs(a - b) <= timedelta(days=SAME_EVENT_DAYS)
