"""Acts that several reports tell of: 'signed the pact', 'the pact was approved', 'is due to sign the pact'.

In: a story's articles. Out: groups of candidates of kind outcome, one an article, over two articles or more; the value
is the verb as it stands to the day of the report: 'signed', 'did not sign', 'will sign', 'to sign'. Method: acts whose
verbs reports exchange for one another are scored pair by pair (`points`) and joined, the surest first, where all of a
group go together; what stands in the same words of the same sentence is one act. What is told as done here and as
coming there is an update. What reports contradict each other in is told by `outcome_slots`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from flows.link.corpus import Article
from flows.link.facts.acts.points import Weighted, may_be_one, score_pair, weigh
from flows.link.facts.acts.report_acts import Act, find_acts, find_verbs
from flows.link.facts.acts.statuses import Status
from flows.link.facts.acts.verbs import ing_of, label_of, participle_of, past_of
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.persons import PersonKey

# Chosen with the points, see there.
JOIN_POINTS = 3.0
LINK_POINTS = 2.0  # of each two acts of a group
MOST_ACTS = 4  # of one kind in one report, the first ones: what is compared grows with their square
# how the values of what is not done begin, the surest first
OPENINGS: Mapping[Status, str] = {
    "ongoing": "is",
    "planned": "will",
    "possible": "may",
    "proposed": "would",
    "intended": "to",
}
STATUS_ORDER: Sequence[Status] = ("done", *OPENINGS)
EXPECTED = (f"{OPENINGS['planned']} ", f"{OPENINGS['possible']} ")

Pair = tuple[int, int]


@dataclass(frozen=True, eq=False)
class _Told:
    """An act as some words of a sentence tell it, in each report that has this sentence."""

    weighted: Weighted
    acts: Sequence[Act]

    @cached_property
    def documents(self) -> frozenset[str]:
        """The reports that have it."""
        return frozenset(act.document_id for act in self.acts)


def find_act_groups(
    articles: Sequence[Article], person_names: Mapping[PersonKey, str], rarity: Mapping[str, float]
) -> list[tuple[str, list[Candidate]]]:
    """Return (subject, candidates) for each act that two articles or more tell of."""
    told = _gather(sorted(articles, key=lambda article: article.document_id), person_names, rarity)
    found = []
    for group in _join(_score_pairs(told), told):
        chosen = _one_each(act for place in group for act in told[place].acts)
        verb, is_passive = _common_verb(chosen), all(act.is_passive for act in chosen)
        found.append((f"{_describe(chosen)}: outcome", [_candidate(act, verb, is_passive) for act in chosen]))
    return found


def _gather(
    articles: Sequence[Article], person_names: Mapping[PersonKey, str], rarity: Mapping[str, float]
) -> list[_Told]:
    """Return the acts of a story by the words that tell them; left out are verbs that only one report has."""
    verbs = {article.document_id: find_verbs(article) for article in articles}
    counts = Counter(line for found in verbs.values() for line in frozenset().union(*(verb.lines for verb in found)))
    by_words: dict[tuple[str, int, str], list[Act]] = defaultdict(list)
    for article in articles:
        shared = [verb for verb in verbs[article.document_id] if any(counts[line] > 1 for line in verb.lines)]
        for act in find_acts(article, shared, person_names):
            sentence = article.text[act.sentence.start : act.sentence.end]
            by_words[sentence, act.start - act.sentence.start, act.verb.base].append(act)
    return [_Told(weigh(acts[0], rarity), acts) for acts in by_words.values()]


def is_open(candidate: Candidate) -> bool:
    """Return whether an outcome is told as what is not done."""
    return candidate.value_text.removeprefix("not ").partition(" ")[0] in OPENINGS.values()


def is_expected(candidate: Candidate) -> bool:
    """Return whether an outcome is told as what will or may come."""
    return candidate.value_text.startswith(EXPECTED)


def _score_pairs(told: Sequence[_Told]) -> dict[Pair, float]:
    """Return the points of each two acts of two reports that share a verb and anything else."""
    by_line: dict[int, list[int]] = defaultdict(list)
    counts: dict[tuple[int, str], int] = defaultdict(int)
    for place, one in enumerate(told):
        act = one.acts[0]
        for line in sorted(act.verb.lines):
            counts[line, act.document_id] += 1
            if counts[line, act.document_id] <= MOST_ACTS:
                by_line[line].append(place)
    points: dict[Pair, float] = {}
    for places in by_line.values():
        for pair in combinations(places, 2):
            a, b = told[pair[0]], told[pair[1]]
            if pair not in points and _are_of_two_reports(a, b) and may_be_one(a.weighted, b.weighted):
                points[pair] = score_pair(a.weighted, b.weighted)
    return points


def _are_of_two_reports(a: _Told, b: _Told) -> bool:
    return len(a.documents | b.documents) > 1


def _join(points: Mapping[Pair, float], told: Sequence[_Told]) -> list[list[int]]:
    """Return groups of places, joined the surest pair first, where each two of two reports have points enough."""
    group_of = {place: [place] for place in range(len(told))}
    for a, b in sorted((p for p in points if points[p] >= JOIN_POINTS), key=lambda p: (-round(points[p], 6), p)):
        one, other = group_of[a], group_of[b]
        if one is not other and _go_together(one, other, points, told):
            one += other
            group_of |= dict.fromkeys(other, one)
    groups = [sorted(group) for place, group in group_of.items() if place == min(group)]
    return [group for group in groups if len(frozenset().union(*(told[place].documents for place in group))) > 1]


def _go_together(one: Sequence[int], other: Sequence[int], points: Mapping[Pair, float], told: Sequence[_Told]) -> bool:
    if not frozenset.intersection(*(told[place].acts[0].verb.lines for place in (*one, *other))):
        return False
    return all(
        points.get((min(a, b), max(a, b)), 0.0) >= LINK_POINTS
        for a in one
        for b in other
        if _are_of_two_reports(told[a], told[b])
    )


def _one_each(group: Iterable[Act]) -> list[Act]:
    """Return one act of each report: what was done before what is planned, the first of these."""
    chosen: dict[str, Act] = {}
    for act in sorted(group, key=lambda act: (STATUS_ORDER.index(act.status), act.start)):
        chosen.setdefault(act.document_id, act)
    return [chosen[document_id] for document_id in sorted(chosen)]


def _common_verb(group: Sequence[Act]) -> str:
    """Return the verb that all reports have, or the one that names a line of the verbs they have.

    Where one tells who killed and another who died, somebody killed.
    """
    verbs = {act.verb.base for act in group}
    if len(verbs) == 1:
        return verbs.pop()
    label = label_of(frozenset.intersection(*(act.verb.lines for act in group)))
    suffered = {act.verb.base for act in group if act.patient is not None and not act.is_passive}
    return min(verbs - suffered, default=label) if label in suffered else label


def _describe(group: Sequence[Act]) -> str:
    """Return who does it and what it is done to, in the words of the report that tells both in fewest letters."""
    told = []
    for act in group:
        parties = [party.words for party in (act.agent, act.patient) if party is not None]
        words = " … ".join(filter(None, (*parties, act.object_words)))
        told.append((act.agent is None, len(words), words))
    return min(told)[2]


def _candidate(act: Act, verb: str, is_passive: bool) -> Candidate:
    return Candidate(
        document_id=act.document_id,
        start=act.start,
        end=act.end,
        slot_kind="outcome",
        value_text=_value(act, verb, is_passive),
        sentence_start=act.sentence.start,
        sentence_end=act.sentence.end,
        context=dict(sorted(act.stems.items())),
    )


def _value(act: Act, verb: str, is_passive: bool) -> str:
    """Return what an act came to: 'signed', 'did not sign', 'will sign', 'not to be signed'."""
    base = f"be {participle_of(verb)}" if is_passive else verb
    if act.status == "done" and act.is_denied:
        return f"was not {participle_of(verb)}" if is_passive else f"did not {verb}"
    if act.status == "done":
        return participle_of(verb) if is_passive else past_of(verb)
    opening = OPENINGS[act.status]
    if act.status == "ongoing":
        base = f"being {participle_of(verb)}" if is_passive else ing_of(verb)
    if not act.is_denied:
        return f"{opening} {base}"
    return f"not to {base}" if act.status == "intended" else f"{opening} not {base}"
