"""The same person across the articles of a story.

In: articles with the persons each names. Out: for each article and entity the name the person goes by in the story.
Method: names agree when their first and last words do ('Ann B. Lee' and 'Ann Lee'); a last name alone belongs to the
one person of the story who bears it, and to nobody when two do. No knowledge from outside the story.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from flows.link.corpus import Article

NAME_ENDINGS = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})

PersonKey = tuple[str, str]  # document_id, entity_id


def match_persons(articles: Sequence[Article]) -> dict[PersonKey, str]:
    """Return the name in the story of each person of each article; persons with the same name are one."""
    named = {
        (article.document_id, entity.entity_id): entity.name
        for article in sorted(articles, key=lambda a: a.document_id)
        for entity in article.entities
        if entity.entity_type == "person"
    }
    full_names: dict[tuple[str, str], set[str]] = defaultdict(set)
    bearers: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in named.values():
        words = name_words(name)
        if len(words) > 1:
            ends = (words[0], words[-1])
            full_names[ends].add(name)
            bearers[words[-1]].add(ends)
    return {key: _story_name(name, full_names, bearers) for key, name in sorted(named.items())}


def name_words(name: str) -> list[str]:
    """Return the words of a name in lower case, without 'Jr.' and the like."""
    return [word for word in name.lower().replace(",", " ").split() if word not in NAME_ENDINGS]


def _story_name(
    name: str, full_names: Mapping[tuple[str, str], set[str]], bearers: Mapping[str, set[tuple[str, str]]]
) -> str:
    words = name_words(name)
    if len(words) > 1:
        return min(full_names[words[0], words[-1]], key=lambda n: (len(n), n))
    same_last_name = bearers.get(words[0] if words else "", set())
    if len(same_last_name) == 1:
        return min(full_names[next(iter(same_last_name))], key=lambda n: (len(n), n))
    return name
