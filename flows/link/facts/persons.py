"""The same person across the articles of a story.

In: articles with the persons each names. Out: for each article and entity the name the person goes by in the story.
Method: names agree when their first and last words do ('Ann B. Lee' and 'Ann Lee'), accents aside, and where the last
word agrees, the first begins alike and no report has both ('Larry Lee' and 'Lawrence Lee'); where one of the two words
agrees and the other is spelled with a letter more, less or exchanged ('Ann Harlow' and 'Ann Harlowe'), again unless a
report has both, or both are given names. 'Ann Lee Jr.' is another than 'Ann Lee' where a report names both. A last name
alone belongs to the one person of the story who bears it, and to nobody when two do. Which words are given names is all
that is known from outside the story.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from rapidfuzz.distance import OSA

from flows.contracts.ids import without_marks
from flows.extract.names.gazetteer import load_gazetteer
from flows.link.corpus import Article

NAME_ENDINGS = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
JUNIOR = " jr"  # behind the last name of one who is told apart
JUNIOR_ENDINGS = NAME_ENDINGS - {"sr", "sr."}
# By judgement, looked at on 72 names of persons, places and bodies in 1,499 articles that differ so: shorter words with
# a letter changed are other names ('Lee', 'Leo'), and with another letter those of six still are ('Hansen', 'Hanson').
LEAST_LETTERS, LEAST_FOR_ANOTHER = 5, 7
LONG_WORD, LONG_SLIPS = 8, 2  # a long name may have two letters otherwise

PersonKey = tuple[str, str]  # document_id, entity_id
Ends = tuple[str, str]  # first and last word of a name


def match_persons(articles: Sequence[Article]) -> dict[PersonKey, str]:
    """Return the name in the story of each person of each article; persons with the same name are one."""
    named = {
        (article.document_id, entity.entity_id): entity.name
        for article in sorted(articles, key=lambda a: a.document_id)
        for entity in article.entities
        if entity.entity_type == "person"
    }
    juniors = _last_names_of_juniors(named)
    words_of = {key: _told_apart(name, juniors) for key, name in named.items()}
    full = {key: words for key, words in words_of.items() if len(words) > 1}
    first_names: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))  # last → first → documents
    for (document_id, _), words in full.items():
        first_names[words[-1]][words[0]].add(document_id)
    same_first = {last: _same_first_names(firsts) for last, firsts in first_names.items()}
    ends = {key: (same_first[words[-1]][words[0]], words[-1]) for key, words in full.items()}
    documents: dict[Ends, set[str]] = defaultdict(set)
    for key, own in ends.items():
        documents[own].add(key[0])
    spelled = _spelled_alike(documents)
    names: dict[Ends, set[str]] = defaultdict(set)
    bearers: dict[str, set[Ends]] = defaultdict(set)
    for key, own in ends.items():
        bearers[own[1]].add(spelled[own])
        bearers[own[1].removesuffix(JUNIOR)].add(spelled[own])
        if spelled[own] == own:
            names[own].add(named[key])
    found = {}
    for key, name in sorted(named.items()):
        one_word = "".join(words_of[key][:1])
        persons = {spelled[ends[key]]} if key in ends else bearers.get(one_word, set())
        found[key] = min(names[next(iter(persons))], key=lambda n: (len(n), n)) if len(persons) == 1 else name
    return found


def _last_names_of_juniors(named: Mapping[PersonKey, str]) -> frozenset[str]:
    """Return the last names of juniors beside whom a report names who bears the same name."""
    plain: dict[str, set[Ends]] = defaultdict(set)  # by report
    juniors: dict[str, set[Ends]] = defaultdict(set)
    for (document_id, _), name in named.items():
        if words := name_words(name):
            (juniors if _is_junior(name) else plain)[document_id].add((words[0], words[-1]))
    return frozenset(
        last
        for document_id, found in juniors.items()
        for first, last in found
        if (first, last) in plain[document_id] or (first == last and any(p[1] == last for p in plain[document_id]))
    )


def _told_apart(name: str, juniors: AbstractSet[str]) -> list[str]:
    """Return the words of a name, the last one a junior's where that tells two people apart."""
    words = name_words(name)
    if words and words[-1] in juniors and _is_junior(name):
        words[-1] += JUNIOR
    return words


def _is_junior(name: str) -> bool:
    return not JUNIOR_ENDINGS.isdisjoint(name.lower().replace(",", " ").split())


def _spelled_alike(documents: Mapping[Ends, AbstractSet[str]]) -> dict[Ends, Ends]:
    """Return for each name the one it is spelled for: that of more reports. `documents`: where each name stands."""
    stands_for: dict[Ends, Ends] = {}
    kept: dict[str, list[Ends]] = defaultdict(list)  # by either word
    holders: dict[Ends, set[str]] = {}  # where a person stands under any spelling
    for ends in sorted(documents, key=lambda ends: (-len(documents[ends]), ends)):
        alike = (
            other
            for other in (*kept[ends[0]], *kept[ends[1]])
            if holders[other].isdisjoint(documents[ends]) and are_spelled_alike(ends, other)
        )
        stands_for[ends] = next(alike, ends)
        holders.setdefault(stands_for[ends], set()).update(documents[ends])
        if stands_for[ends] == ends:
            for word in set(ends):
                kept[word].append(ends)
    return stands_for


def are_spelled_alike(a: Ends, b: Ends) -> bool:
    """Return whether two names, each its first and last word, differ in one, by a slip of the pen or of transcription.

    >>> are_spelled_alike(("ann", "harlow"), ("ann", "harlowe")), are_spelled_alike(("ann", "lee"), ("ann", "leo"))
    (True, False)
    """
    changed = [(one, other) for one, other in zip(a, b, strict=True) if one != other]
    if len(changed) != 1:
        return False
    shorter, longer = sorted(changed[0], key=lambda word: (len(word), word))
    if a[-1] == b[-1] and (longer.startswith(shorter) or _are_given_names(shorter, longer)):
        return False  # 'Steve' and 'Steven', 'Maria' and 'Mario'
    if len(shorter) < LEAST_LETTERS or longer in (shorter + "s", shorter + "'s", shorter + "’s"):
        return False
    if len(shorter) < LEAST_FOR_ANOTHER and len(shorter) == len(longer) and sorted(shorter) != sorted(longer):
        return False  # another letter, not an exchanged one: 'Walker' and 'Walter'
    return OSA.distance(shorter, longer) <= (LONG_SLIPS if len(shorter) >= LONG_WORD else 1)


def _are_given_names(a: str, b: str) -> bool:
    return {a.title(), b.title()} <= load_gazetteer().given.keys()


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
