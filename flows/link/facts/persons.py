"""The same person across the articles of a story.

In: articles with the persons each names. Out: for each article and entity the name the person goes by in the story.
Method: names agree when their first and last words do ('Ann B. Lee' and 'Ann Lee'), accents aside, and where the last
word agrees, the first begins alike and no report has both ('Larry Lee' and 'Lawrence Lee'); a last name alone belongs
to the one person of the story who bears it, and to nobody when two do. No knowledge from outside the story.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from flows.contracts.ids import without_marks
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
    first_names: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))  # last → first → documents
    for (document_id, _), name in named.items():
        words = name_words(name)
        if len(words) > 1:
            first_names[words[-1]][words[0]].add(document_id)
    same_first = {last: _same_first_names(firsts) for last, firsts in first_names.items()}
    full_names: dict[tuple[str, str], set[str]] = defaultdict(set)
    bearers: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in named.values():
        words = name_words(name)
        if len(words) > 1:
            ends = (same_first[words[-1]][words[0]], words[-1])
            full_names[ends].add(name)
            bearers[words[-1]].add(ends)
    return {key: _story_name(name, full_names, bearers, same_first) for key, name in sorted(named.items())}


def _same_first_names(documents: Mapping[str, set[str]]) -> dict[str, str]:
    """Return for each first name of one last name the one it stands for; the two of a pair that begins alike, once."""
    chosen = {first: first for first in documents}
    alike: dict[str, list[str]] = defaultdict(list)
    for first in sorted(documents):
        alike[first[0]].append(first)
    for names in alike.values():
        if len(names) == 2 and documents[names[0]].isdisjoint(documents[names[1]]):
            chosen[names[1]] = names[0]
    return chosen


def name_words(name: str) -> list[str]:
    """Return the words of a name in lower case, without 'Jr.' and the like."""
    return [word for word in without_marks(name).lower().replace(",", " ").split() if word not in NAME_ENDINGS]


def _story_name(
    name: str,
    full_names: Mapping[tuple[str, str], set[str]],
    bearers: Mapping[str, set[tuple[str, str]]],
    same_first: Mapping[str, Mapping[str, str]],
) -> str:
    words = name_words(name)
    if len(words) > 1:
        return min(full_names[same_first[words[-1]][words[0]], words[-1]], key=lambda n: (len(n), n))
    same_last_name = bearers.get(words[0] if words else "", set())
    if len(same_last_name) == 1:
        return min(full_names[next(iter(same_last_name))], key=lambda n: (len(n), n))
    return name
