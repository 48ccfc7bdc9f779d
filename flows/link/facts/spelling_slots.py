"""How a person's name is spelled, by each report: "Ada Quillon" in one, "Ada Quilon" in another.

In: a story's articles and the names of its persons (`persons`, which joins such names). Out: one group of candidates of
kind name for each person whose name two reports spell otherwise; the value is the name as printed, its place the first
full name of each report. Whether a spelling is wrong is not told: it may be another transcription.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from flows.link.corpus import Article
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.name_slots import name_candidate
from flows.link.facts.persons import PersonKey, are_spelled_alike, name_words

SPELLING = ": spelling"  # end of the subjects
FULL = 2  # words of a name


def find_spelling_groups(
    articles: Sequence[Article], person_names: Mapping[PersonKey, str]
) -> list[tuple[str, list[Candidate]]]:
    """Return (subject, candidates) for each person whose name two articles spell otherwise."""
    told: dict[str, list[Candidate]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: a.document_id):
        for name, candidate in _first_full_names(article, person_names).items():
            told[name].append(candidate)
    groups = ((f"{name}{SPELLING}", group) for name, group in sorted(told.items()))
    return [
        (subject, group)
        for subject, group in groups
        if any(are_spelled_otherwise(*names) for names in combinations(sorted({told.value_text for told in group}), 2))
    ]


def _ends(name: str) -> tuple[str, str]:
    words = name_words(name)
    return words[0], words[-1]


def are_spelled_otherwise(a: str, b: str) -> bool:
    """Return whether two names of one person differ by a slip or a transcription; 'Ada B. Quill' is 'Ada Quill'."""
    return are_spelled_alike(_ends(a), _ends(b))


def _first_full_names(article: Article, person_names: Mapping[PersonKey, str]) -> dict[str, Candidate]:
    """Return the first place with first and last name of each person, by the person's name in the story."""
    found: dict[str, Candidate] = {}
    for mention in sorted(article.mentions, key=lambda m: m.start):
        name = person_names.get((article.document_id, mention.entity_id))
        printed = article.text[mention.start : mention.end]
        if name is None or name in found or len(name_words(printed)) < FULL:
            continue
        candidate = name_candidate(article, mention, " ".join(printed.split()))
        if candidate is not None:
            found[name] = candidate
    return found
