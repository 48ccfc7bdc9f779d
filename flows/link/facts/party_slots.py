"""The party and state of politicians of the United States, side by side: 'Sen. Ada Quill (R-Neb.)'.

In: a story's articles and the names of its persons. Out: one group of candidates of kind role for each person whose
party and state two articles or more print beside the name, as a tag or as 'a Nebraska Republican'; the value is
'Republican, Nebraska'. Two that differ contradict each other: the tag is a matter of form, and each outlet checks it.
What it does not do: parties of other countries, or a party that is named elsewhere than beside the name.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from flows.extract.annotations import Mention
from flows.link.corpus import Article
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.persons import PersonKey
from flows.link.facts.subjects import lexicon_lines

PARTIES = {"r": "Republican", "d": "Democrat", "i": "independent"}
TAG = re.compile(r"\s?(?:\(|, ?)(?P<tag>(?P<party>[RDI])\s?[-–—‐]\s?(?P<state>(?:[A-Z]\. ?)+|[A-Z][A-Za-z]+\.?))")
WORDED = re.compile(
    r", (?:an? |the )?(?P<tag>(?P<state>[A-Z]\w+(?: [A-Z]\w+)?) (?P<party>Republican|Democrat|independent))\b"
)
SUBJECT = "party and state"


@cache
def _states() -> Mapping[str, str]:
    """Return the name of each state by each of its forms, in lower case without points."""
    rows = [[part.strip() for part in line.split("|")] for line in lexicon_lines("us_states.txt")]
    return {_plain(form): row[-1] for row in rows for form in row}


def _plain(state: str) -> str:
    return state.replace(".", "").replace(" ", "").lower()


def find_party_groups(
    articles: Sequence[Article], person_names: Mapping[PersonKey, str]
) -> list[tuple[str, list[Candidate]]]:
    """Return (subject, candidates) for each person whose party and state two articles or more give; one an article."""
    by_person: dict[str, dict[str, Candidate]] = defaultdict(dict)
    for article in articles:
        for mention in article.mentions:
            name = person_names.get((article.document_id, mention.entity_id))
            candidate = _read_party(article, mention) if name and mention.kind == "name" else None
            if name and candidate:
                by_person[name].setdefault(article.document_id, candidate)
    return [
        (f"{name}: {SUBJECT}", [found[document_id] for document_id in sorted(found)])
        for name, found in sorted(by_person.items())
        if len(found) > 1
    ]


def are_other_parties(a: Candidate, b: Candidate) -> bool:
    """Return whether the two are values of this module: of one person, so that they cannot both be true."""
    values = {value.partition(", ")[::2] for value in (a.value_text, b.value_text)}
    return all(party in PARTIES.values() and state in _states().values() for party, state in values)


def _read_party(article: Article, mention: Mention) -> Candidate | None:
    match = TAG.match(article.text, mention.end) or WORDED.match(article.text, mention.end)
    state = _states().get(_plain(match["state"])) if match else None
    sentence = next((s for s in article.sentences if s.start <= mention.start < s.end), None)
    if match is None or state is None or sentence is None or match.end("tag") > sentence.end:
        return None
    return Candidate(
        document_id=article.document_id,
        start=match.start("tag"),
        end=match.end("tag"),
        slot_kind="role",
        value_text=f"{PARTIES[match['party'][0].lower()]}, {state}",
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        context={},
    )
