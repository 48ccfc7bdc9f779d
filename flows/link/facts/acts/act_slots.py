"""Acts that several reports tell of: 'signed the pact', 'the pact was approved', 'is due to sign the pact'.

In: a story's articles. Out: groups of candidates of kind outcome, one an article, over two articles or more; the value
is what the act came to: 'signed', 'to sign' where it is planned, 'may sign' where it is possible. Method: tellings
whose verbs reports exchange for one another are scored pair by pair (`points`) and joined, the surest first, where all
of a group go together. What is told as done here and as planned there is an update. What the reports contradict each
other in is told by `outcome_slots`.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from flows.link.corpus import Article
from flows.link.facts.acts.points import Weighted, may_be_one, score_pair, weigh
from flows.link.facts.acts.statuses import Status
from flows.link.facts.acts.tellings import Telling, find_tellings, find_verbs
from flows.link.facts.acts.verbs import label_of, past_of
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.persons import PersonKey

JOIN_POINTS = 3.0
LINK_POINTS = 2.0  # of each two tellings of a group
MOST_TELLINGS = 4  # of one kind of act in one report: what is compared grows with their square
# how the values of what is not done begin, the surest first
OPENINGS: Mapping[Status, str] = {"planned": "will", "possible": "may", "proposed": "would", "intended": "to"}
STATUS_ORDER: Sequence[Status] = ("done", *OPENINGS)
UPDATED = (f"{OPENINGS['planned']} ", f"{OPENINGS['possible']} ")

Pair = tuple[int, int]


def find_act_groups(
    articles: Sequence[Article], person_names: Mapping[PersonKey, str], rarity: Mapping[str, float]
) -> list[tuple[str, list[Candidate]]]:
    """Return (subject, candidates) for each act that two articles or more tell of."""
    verbs = {article.document_id: find_verbs(article) for article in articles}
    counts = Counter(line for found in verbs.values() for line in frozenset().union(*(verb.lines for verb in found)))
    tellings = []
    for article in sorted(articles, key=lambda article: article.document_id):
        told = [verb for verb in verbs[article.document_id] if any(counts[line] > 1 for line in verb.lines)]
        tellings += [weigh(telling, rarity) for telling in find_tellings(article, told, person_names)]
    groups = _join(_score_pairs(tellings), tellings)
    found = []
    for group in groups:
        chosen = _one_each([tellings[place].telling for place in group])
        verb = _common_verb(chosen)
        found.append((f"{_describe(chosen)}: outcome", [_candidate(telling, verb) for telling in chosen]))
    return found


def is_open(candidate: Candidate) -> bool:
    """Return whether an outcome is told as what is not done."""
    return candidate.value_text.removeprefix("not ").partition(" ")[0] in OPENINGS.values()


def is_expected(candidate: Candidate) -> bool:
    """Return whether an outcome is told as what will or may come."""
    return candidate.value_text.startswith(UPDATED)


def _score_pairs(tellings: Sequence[Weighted]) -> dict[Pair, float]:
    """Return the points of each two tellings of two reports that share a verb and anything else."""
    by_line: dict[int, list[int]] = defaultdict(list)
    counts: dict[tuple[int, str], int] = defaultdict(int)
    for place, weighted in enumerate(tellings):
        for line in sorted(weighted.telling.verb.lines):
            counts[line, weighted.telling.document_id] += 1
            if counts[line, weighted.telling.document_id] <= MOST_TELLINGS:
                by_line[line].append(place)
    points: dict[Pair, float] = {}
    for places in by_line.values():
        for pair in combinations(places, 2):
            a, b = tellings[pair[0]], tellings[pair[1]]
            is_new = pair not in points and a.telling.document_id != b.telling.document_id
            if is_new and may_be_one(a, b):
                points[pair] = score_pair(a, b)
    return points


def _join(points: Mapping[Pair, float], tellings: Sequence[Weighted]) -> list[list[int]]:
    """Return groups of places, joined the surest pair first, where each two of two reports have points enough."""
    group_of: dict[int, list[int]] = {}
    for a, b in sorted((p for p in points if points[p] >= JOIN_POINTS), key=lambda p: (-round(points[p], 6), p)):
        one, other = group_of.setdefault(a, [a]), group_of.setdefault(b, [b])
        if one is not other and _go_together(one, other, points, tellings):
            one += other
            group_of |= dict.fromkeys(other, one)
    return [sorted(group) for place, group in sorted(group_of.items()) if place == min(group) and len(group) > 1]


def _go_together(
    one: Sequence[int], other: Sequence[int], points: Mapping[Pair, float], tellings: Sequence[Weighted]
) -> bool:
    told = [tellings[place].telling for place in (*one, *other)]
    if not frozenset.intersection(*(telling.verb.lines for telling in told)):
        return False
    return all(
        points.get((min(a, b), max(a, b)), 0.0) >= LINK_POINTS
        for a in one
        for b in other
        if tellings[a].telling.document_id != tellings[b].telling.document_id
    )


def _one_each(group: Sequence[Telling]) -> list[Telling]:
    """Return one telling of each report: of what was done before what is planned, the first of these."""
    chosen: dict[str, Telling] = {}
    for telling in sorted(group, key=lambda t: (STATUS_ORDER.index(t.status), t.start)):
        chosen.setdefault(telling.document_id, telling)
    return [chosen[document_id] for document_id in sorted(chosen)]


def _common_verb(group: Sequence[Telling]) -> str:
    """Return the verb that all reports have, or the one that names a line of the verbs they have."""
    verbs = {telling.verb.base for telling in group}
    lines = frozenset.intersection(*(telling.verb.lines for telling in group))
    return verbs.pop() if len(verbs) == 1 else label_of(lines)


def _describe(group: Sequence[Telling]) -> str:
    """Return who does it and what it is done to, in the words of the report that tells both in fewest letters."""
    told = []
    for telling in group:
        parties = [party.words for party in (telling.agent, telling.patient) if party is not None]
        words = " … ".join(filter(None, (*parties, telling.object_words)))
        told.append((telling.agent is None, len(words), words))
    return min(told)[2]


def _candidate(telling: Telling, verb: str) -> Candidate:
    return Candidate(
        document_id=telling.document_id,
        start=telling.start,
        end=telling.end,
        slot_kind="outcome",
        value_text=_value(telling, verb),
        sentence_start=telling.sentence.start,
        sentence_end=telling.sentence.end,
        context=dict(sorted(telling.stems.items())),
    )


def _value(telling: Telling, verb: str) -> str:
    """Return what an act came to: 'signed', 'did not sign', 'will sign', 'not to sign'."""
    if telling.status == "done":
        return f"did not {verb}" if telling.is_denied else past_of(verb)
    opening = OPENINGS[telling.status]
    if not telling.is_denied:
        return f"{opening} {verb}"
    return f"not to {verb}" if telling.status == "intended" else f"{opening} not {verb}"
