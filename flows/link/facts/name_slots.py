"""Who is named for an office, a post or a part: persons whom most reports of a story name and some do not.

In: a story's articles and the names of its persons. Out: one group of candidates of kind name for each person with a
role in one report at least whom two articles or more name and one does not; the value is the name in the story, its
place the first full name of each article. They are not related to one another: see `wordings`. What it does not do:
hold two names for one office against each other, since many offices have several holders.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from flows.extract.annotations import Mention
from flows.link.corpus import Article
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.persons import PersonKey, name_words
from flows.link.facts.role_slots import role_value


def find_name_groups(
    articles: Sequence[Article], person_names: Mapping[PersonKey, str]
) -> list[tuple[str, list[Candidate]]]:
    """Return (role and name, candidates) for each person with a role whom some articles name and others do not."""
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    named: dict[str, dict[str, Candidate]] = defaultdict(dict)
    for article in articles:
        for role in article.roles:
            name = person_names.get((article.document_id, role.entity_id))
            if name is not None:
                roles[name][role_value(role, article.text)] += 1
        for name, candidate in _find_names(article, person_names):
            named[name].setdefault(article.document_id, candidate)
    return [
        (f"{_most_given(roles[name])} {name}: name", [found[document_id] for document_id in sorted(found)])
        for name, found in sorted(named.items())
        if name in roles and 1 < len(found) < len(articles)
    ]


def _most_given(roles: Counter[str]) -> str:
    return min(roles, key=lambda role: (-roles[role], len(role), role))


def _find_names(article: Article, person_names: Mapping[PersonKey, str]) -> list[tuple[str, Candidate]]:
    """Return the places that name persons, full names first, each group in text order."""
    found = []
    for mention in article.mentions:
        name = person_names.get((article.document_id, mention.entity_id))
        candidate = name_candidate(article, mention, name) if name is not None else None
        if name is None or candidate is None:
            continue
        is_full = len(name_words(article.text[mention.start : mention.end])) > 1
        found.append((not is_full, mention.start, name, candidate))
    return [(name, candidate) for _, _, name, candidate in sorted(found, key=lambda row: row[:3])]


def name_candidate(article: Article, mention: Mention, value_text: str) -> Candidate | None:
    """Return a value of kind name at the place of a mention; None where it prints no name in a sentence of the body."""
    if mention.kind != "name" or mention.zone not in ("lede", "body"):
        return None
    sentence = next((s for s in article.sentences if s.start <= mention.start and mention.end <= s.end), None)
    if sentence is None:
        return None
    return Candidate(
        document_id=article.document_id,
        start=mention.start,
        end=mention.end,
        slot_kind="name",
        value_text=value_text,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        context={},
    )
