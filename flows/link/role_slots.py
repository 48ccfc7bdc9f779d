"""Roles of the persons of a story, side by side.

In: a story's articles with the roles beside persons' names. Out: one group of candidates for each person who has a
role in at least two articles: one value an article, the one that most other articles give too. A former office held
against a present one is a contradiction only where both stand in the opening of their reports, so that they are told
as of the same event, and no report has it both ways; 'then' before a role, another wording or another office make a
refinement.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from flows.extract.annotations import Role, Sentence
from flows.link.corpus import Article
from flows.link.fact_candidates import Candidate, quotation_around
from flows.link.persons import PersonKey

OPENING_SENTENCES = 2
ENDED_STATUSES = frozenset({"former"})
HELD_STATUSES = frozenset({"current"})
THEN = re.compile(r"\bthen[\s-]*$", re.IGNORECASE)
SAME_EVENT_DAYS = 30  # an office can change hands between reports that lie further apart
OFFICE_WORD = re.compile(r"[^\W_]+")


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
    is_then = THEN.search(text[max(0, role.start - 6) : role.start])
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
    if not former.value_text.startswith("former ") or held.value_text.startswith(("former ", "then ", "acting ")):
        return False
    office = former.value_text.removeprefix("former ")
    if not _is_same_office(office, held.value_text):
        return False
    if not all(_is_in_opening(articles[c.document_id], c) for c in (a, b)):
        return False
    return _told_within(articles[a.document_id].published_on, articles[b.document_id].published_on)


def _is_same_office(a: str, b: str) -> bool:
    words_a, words_b = (set(OFFICE_WORD.findall(office.lower())) for office in (a, b))
    return bool(words_a) and (words_a <= words_b or words_b <= words_a)


def _is_in_opening(article: Article, candidate: Candidate) -> bool:
    opening = [s for s in article.sentences if s.zone in ("lede", "body")][:OPENING_SENTENCES]
    return any(s.start <= candidate.start < s.end for s in opening)


def _told_within(a: date | None, b: date | None) -> bool:
    return a is None or b is None or abs(a - b) <= timedelta(days=SAME_EVENT_DAYS)
