"""How old somebody is, by each report: an age belongs to a person, wherever it stands.

In: a story's articles, the names of its persons, and the comparable values of each article. Out: groups of candidates
of kind age, one person each, over two articles or more. Method: an age is of the person named right before it ("Ada
Quill, 61,", "Ada Quill (61)", "Quill, aged 61") or behind it, with a word or the role between ("the 61-year-old
skipper Ada Quill"). What it does not do: "he is 61", "She turns 61", ages of those who are not named.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from flows.extract.annotations import Mention
from flows.link.corpus import Article
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.persons import PersonKey

BEFORE_AGE = re.compile(r",? \(?(?:who is |now |then |aged? |an? )?")
# 'the 61-year-old Brenn skipper Ada Quill', not 'a 61-year-old man sued Ada Quill'
BEFORE_NAME = re.compile(r" (?:(?:[A-Z][\w’'-]+ )?(?!man|woman|boy|girl)[a-z’'-]+ |[A-Z][\w’'-]+ )?")
LETTERS_BEFORE, LETTERS_BEHIND = 12, 60


def find_age_groups(
    articles: Sequence[Article], person_names: Mapping[PersonKey, str], read: Mapping[str, Sequence[Candidate]]
) -> list[tuple[str, list[Candidate]]]:
    """Return (subject, candidates) for each person whose age two articles or more give, each age of an article once."""
    told: dict[str, dict[tuple[str, str], Candidate]] = defaultdict(dict)
    for article in sorted(articles, key=lambda a: a.document_id):
        for candidate in read[article.document_id]:
            if candidate.slot_kind == "age":
                name = person_names.get((article.document_id, _bearer(article, candidate)))
                if name is not None:
                    told[name].setdefault((candidate.document_id, candidate.value_text), candidate)
    groups = ((f"{name}: age", list(found.values())) for name, found in sorted(told.items()))
    return [(subject, group) for subject, group in groups if len({c.document_id for c in group}) > 1]


def _bearer(article: Article, age: Candidate) -> str:
    """Return the entity id of the nearest person whose age it can be; '' where none is named beside it."""
    found = [
        (distance, mention.entity_id)
        for mention in article.mentions
        if mention.entity_type == "person"
        and mention.kind == "name"
        and (distance := _distance(article, age, mention)) is not None
    ]
    return min(found)[1] if found else ""


def _distance(article: Article, age: Candidate, mention: Mention) -> int | None:
    """Return the letters between a name and an age beside it; None where something else stands there."""
    text = article.text
    if age.start - LETTERS_BEFORE <= mention.end <= age.start:
        return age.start - mention.end if BEFORE_AGE.fullmatch(text, mention.end, age.start) else None
    if age.end <= mention.start <= age.end + LETTERS_BEHIND:
        is_beside = BEFORE_NAME.fullmatch(text, age.end, mention.start) or _is_role(article, age, mention)
        return mention.start - age.end if is_beside else None
    return None


def _is_role(article: Article, age: Candidate, mention: Mention) -> bool:
    """True where nothing but the person's role stands between an age and a name."""
    between = article.text[age.end : mention.start].strip(" ,")
    return any(
        role.entity_id == mention.entity_id and article.text[role.start : role.end] == between for role in article.roles
    )
