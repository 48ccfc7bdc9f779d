"""What reports tell alike beyond numbers, dates and names: the same statement, in the same or in other words.

In: a story's articles, what each counts as in support, and how rare each stem is. Out: groups of candidates of kind
`other`, one place a report, over at least two origins. Method: of two sentences that share rare words, the stretches
that hold what they share are compared: by how much is shared, rare words first, times the share that this is of both.
Best first, what overlaps in one group. Left out are sentences that another slot compares already, stretches of names
only or within quotation marks, which quotation groups hold, short ones without a verb, which name a thing and say
nothing of it ('the harbour's insurance company'), those of which one is denied and the other is not, and sentences that
are the same word for word: copies. What will be and what must be are told alike, but not equal. What it does not do:
find words of one meaning but those of lexicons/same_words.txt, or tell claims that contradict each other. Stretches
with other numbers ("the first woman", "the second woman"), with another subject ("A fire / caused …") or another name
right behind do not tell the same.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from flows.extract.annotations import Sentence
from flows.link.corpus import Article
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.predicates import holds_predicate, modals_in
from flows.link.facts.slot_conflicts import may_be_told_apart
from flows.link.facts.standings import compare_standing
from flows.link.facts.subjects import BORDER, Word, body_sentences, find_words, stem_of

MOST_WORDS = 12  # of a stretch
WORD_COST = 0.02  # of two stretches that share as much, the shorter one
NAME_SHARE = 0.5  # who is told says less about what is told
# Chosen by eye on editors' roundups: at 1.5 nearly all pairs tell the same, below it some share only their topic.
LEAST_LIKENESS = 1.5
LEAST_SHARED = 1.5  # rarity of the shared words, before anything else is looked at
LEAST_WORDS, LEAST_STEMS = 2, 3  # that are no names; altogether
LONG_STEMS = 5  # by judgement; so many tell the same without a verb: 'rusty boilers of old river ferries'
VERY_LIKE, BOTH = 2.5, 2  # by judgement: 'it will get a third slate roof', 'a third slate roof by spring'
EQUAL_SHARE = 0.7  # of the words of both: nothing is left that only one of them tells
INDEXED_RARITY = 0.3
MOST_PLACES = 25  # a stem in more sentences of the story is no reason to compare them
MOST_CLAIMS = 30  # of a story, the surest ones
DENIAL = re.compile(r"\b(?:not|no|never|nobody|none|without|den(?:y|ies|ied)|refus\w+)\b|n['’]t\b", re.IGNORECASE)

NUMBER_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty first second third fourth fifth sixth seventh eighth ninth tenth"
)
WORDS_BEFORE = 4  # 'the first woman to lead'
NUMBER_STEMS = frozenset(map(stem_of, NUMBER_WORDS.split()))
GAP_WORDS = 1  # 'three of the patients had symptoms'
COMPARED_KINDS = frozenset("count money percent duration vote age date".split())

Place = tuple[str, int]  # a report and the number of its sentence


@dataclass(frozen=True)
class _Stretch:
    """Words of a sentence of a report, with what each tells."""

    article: Article
    sentence: Sentence
    words: tuple[Word, ...]
    rarity: Mapping[str, float]

    @cached_property
    def weights(self) -> dict[str, float]:
        """Return how much each stem tells; names less, weak words and numbers nothing."""
        rarity = self.rarity
        return {
            stem: (NAME_SHARE if is_name else 1.0) * rarity.get(stem, 1.0)
            for _, _, stem, strength, is_name in self.words
            if (strength >= 1 or (is_name and strength)) and not stem[0].isdigit()
        }

    @property
    def report(self) -> str:
        return self.article.document_id

    @property
    def key(self) -> tuple[str, int]:
        """The place of the sentence."""
        return self.report, self.sentence.start

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def is_denied(self) -> bool:
        return DENIAL.search(self.article.text, self.sentence.start, self.end) is not None

    @cached_property
    def is_statement(self) -> bool:
        """Whether it says something and does not only name it: 'closed the pier', not 'the closed pier'."""
        return holds_predicate(self.article.text, self._all_words, self.start, self.end)

    @cached_property
    def modals(self) -> frozenset[str]:
        """The words in it that tell of what will, must or may be."""
        return modals_in(self.article.text, self._all_words, self.start, self.end)

    @property
    def is_quoted(self) -> bool:
        return any(
            part.start < self.end and self.start < part.end
            for quotation in self.article.quotations
            if quotation.kind != "indirect"
            for part in quotation.content
        )

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers in it and a few words before, as words or digits."""
        first = self._all_words.index(self.words[0])
        words = (*self._all_words[max(0, first - WORDS_BEFORE) : first], *self.words)
        return frozenset(w.stem for w in words if w.stem[0].isdigit() or w.stem in NUMBER_STEMS)

    @property
    def _all_words(self) -> Sequence[Word]:
        return find_words(self.article.text, self.sentence.start, self.sentence.end)

    @property
    def opens_with_participle(self) -> bool:
        """Whether it begins with what somebody or something did, 'caused the ferry to sink', and not with who."""
        return self.article.text[self.start : self.words[0].end].endswith("ed")

    def beside(self, step: int) -> Word | None:
        """Return the word of the sentence right before (-1) or behind (1) it; None at a border."""
        words, edge = self._all_words, self.words[0] if step < 0 else self.words[-1]
        place = words.index(edge) + step
        if not 0 <= place < len(words):
            return None
        word = words[place]
        gap = slice(word.end, edge.start) if step < 0 else slice(edge.end, word.start)
        return None if BORDER.search(self.article.text[gap]) else word

    def reaches(self, value: Candidate) -> bool:
        """Return whether the stretch holds the value, or stands next to it."""
        text = self.article.text
        gap = text[value.end : self.start] if value.end <= self.start else text[self.end : value.start]
        return len(gap.split()) <= GAP_WORDS and BORDER.search(gap) is None

    def around(self, stems: set[str]) -> "_Stretch | None":
        """Return the stretch that holds most of these stems; None where it has none."""
        places = [place for place, word in enumerate(self.words) if word.stem in stems and word.stem in self.weights]
        best, chosen = 0.0, None
        for turn, first in enumerate(places):
            seen: dict[str, float] = {}
            for last in places[turn:]:
                if last - first >= MOST_WORDS:
                    break
                seen[self.words[last].stem] = self.weights[self.words[last].stem]
                told = sum(seen.values()) - WORD_COST * (last - first)
                if told > best + 1e-9:
                    best, chosen = told, (first, last + 1)
        return _Stretch(self.article, self.sentence, self.words[slice(*chosen)], self.rarity) if chosen else None


@dataclass(frozen=True)
class _Pair:
    """Two stretches that tell the same, with how surely, and the share of their words that both have."""

    likeness: float
    share: float
    one: _Stretch
    other: _Stretch

    @property
    def says_something(self) -> bool:
        """Whether both hold a verb, or one where they are very like, or so much else that they do without."""
        names = {word.stem for word in (*self.one.words, *self.other.words) if word.is_name}
        shared = self.one.weights.keys() & self.other.weights.keys()
        statements = self.one.is_statement + self.other.is_statement
        return (
            len(shared - names) >= LONG_STEMS or statements == BOTH or (statements == 1 and self.likeness >= VERY_LIKE)
        )

    @property
    def rank(self) -> tuple[float, str, int, str, int]:
        """What orders pairs: the surest first."""
        return (-round(self.likeness, 6), self.one.report, self.one.start, self.other.report, self.other.start)


def find_claim_groups(
    articles: Sequence[Article],
    independents: Mapping[str, str | None],
    rarity: Mapping[str, float],
    told: Sequence[Sequence[Candidate]],
    candidates: Sequence[Candidate] = (),
) -> list[list[Candidate]]:
    """Return groups of stretches that tell the same, by their places. `told`: the groups of other slots.

    Where two tell the same of values that cannot both be true, the group holds these values, two to a group.
    """
    values_in: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
    for value in candidates:
        values_in[value.document_id, value.sentence_start].append(value)
    slots_of: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, group in enumerate(told):
        for value in group:
            slots_of[value.document_id, value.sentence_start].add(number)
    sentences = {
        (article.document_id, number): _Stretch(article, sentence, words, rarity)
        for article in articles
        for number, sentence in enumerate(body_sentences(article))
        if (words := find_words(article.text, sentence.start, sentence.end))
    }
    compared = (_compare(sentences[a], sentences[b]) for a, b in _places_that_share(sentences, independents))
    new = (pair for pair in compared if pair and slots_of[pair.one.key].isdisjoint(slots_of[pair.other.key]))
    found, conflicts = [], []
    for pair in sorted(new, key=lambda pair: pair.rank):
        differing = _differing_values(pair, values_in)
        if differing:
            conflicts += differing
        elif pair.says_something and not _are_of_other_things(pair.one, pair.other):
            found.append(pair)
    claims = [_candidates(pairs) for pairs in _group(found)[:MOST_CLAIMS]]
    return sorted((*claims, *_distinct(conflicts)), key=lambda group: [c.key for c in group])


def _are_of_other_things(one: _Stretch, other: _Stretch) -> bool:
    """True where the two give other numbers, another subject right before or another name right behind."""
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return True
    before, behind = (tuple(stretch.beside(step) for stretch in (one, other)) for step in (-1, 1))
    is_predicate = one.opens_with_participle and other.opens_with_participle
    return (is_predicate and _are_other_words(*before)) or (
        _are_other_words(*behind) and all(word is not None and word.is_name for word in behind)
    )


def _are_other_words(one: Word | None, other: Word | None) -> bool:
    return (
        one is not None
        and other is not None
        and one.stem != other.stem
        and all(word.strength >= 1 or (word.is_name and word.strength > 0) for word in (one, other))
    )


def _differing_values(pair: _Pair, values_in: Mapping[tuple[str, int], Sequence[Candidate]]) -> list[list[Candidate]]:
    """Return the values of one kind that cannot both be true, where each of two stretches has one of the kind."""
    one, other = (
        [value for value in values_in.get(stretch.key, ()) if stretch.reaches(value)]
        for stretch in (pair.one, pair.other)
    )
    found = []
    for a in one:
        of_kind = [b for b in other if b.slot_kind == a.slot_kind]
        if len(of_kind) != 1 or sum(value.slot_kind == a.slot_kind for value in one) != 1:
            continue
        if a.slot_kind in COMPARED_KINDS and compare_standing(a, of_kind[0]) == "conflict":
            found.append([a, of_kind[0]])
    return found


def _distinct(groups: Sequence[list[Candidate]]) -> list[list[Candidate]]:
    """Return the groups, the surest first, that hold no value of an earlier one."""
    taken: set[tuple[str, int, int, str]] = set()
    found = []
    for group in groups:
        keys = {value.key for value in group}
        if taken.isdisjoint(keys) and not may_be_told_apart(*group):
            found.append(group)
        taken |= keys
    return found


def _places_that_share(
    sentences: Mapping[Place, _Stretch], independents: Mapping[str, str | None]
) -> list[tuple[Place, Place]]:
    """Return the pairs of sentences of two origins that share rare words enough to be compared."""
    holders: dict[str, list[tuple[Place, str | None, float]]] = defaultdict(list)
    for place, sentence in sorted(sentences.items()):
        origin = independents.get(place[0])
        for stem, weight in sentence.weights.items():
            if weight >= INDEXED_RARITY:
                holders[stem].append((place, origin, weight))
    shared: dict[tuple[Place, Place], float] = defaultdict(float)
    for _, places in sorted(holders.items()):
        if len(places) > MOST_PLACES:
            continue
        for i, (b, origin_b, _) in enumerate(places):
            for a, origin_a, weight in places[:i]:
                if a[0] != b[0] and (origin_a is None or origin_a != origin_b):
                    shared[a, b] += weight
    return sorted(pair for pair, weight in shared.items() if weight >= LEAST_SHARED)


def _compare(one: _Stretch, other: _Stretch) -> _Pair | None:
    """Return the two stretches that tell the same; None where they do not, not surely, or word for word."""
    if [word.stem for word in one.words] == [word.stem for word in other.words]:
        return None
    first = one.around(other.weights.keys() & one.weights.keys())
    second = other.around(set(first.weights)) if first else None
    first = first.around(set(second.weights)) if first and second else None
    if first is None or second is None:
        return None
    shared = sorted(first.weights.keys() & second.weights.keys())
    told = sum(first.weights[stem] for stem in shared)
    names = {word.stem for word in (*first.words, *second.words) if word.is_name}
    share = told / sqrt(sum(first.weights.values()) * sum(second.weights.values()))
    if told * share < LEAST_LIKENESS or len(shared) < LEAST_STEMS or len(set(shared) - names) < LEAST_WORDS:
        return None
    if first.is_denied != second.is_denied or first.is_quoted or second.is_quoted:
        return None
    is_other_mood = first.modals and second.modals and first.modals.isdisjoint(second.modals)  # 'will', 'must'
    return _Pair(told * share, 0.0 if is_other_mood else share, first, second)


def _group(found: Sequence[_Pair]) -> list[list[_Pair]]:
    """Return the pairs by claim, the surest first; stretches that overlap in one claim, each report once in it."""
    claims: list[list[_Pair]] = []
    taken: dict[str, list[tuple[_Stretch, int]]] = defaultdict(list)  # by report
    for pair in found:
        known = [_claim_at(taken, stretch) for stretch in (pair.one, pair.other)]
        if known == [None, None]:
            claim = len(claims)
            claims.append([])
        elif None in known:
            claim = known[0] if known[0] is not None else known[1]  # type: ignore[assignment]
            new = pair.other if known[1] is None else pair.one
            if any(number == claim for _, number in taken[new.report]):
                continue
        else:
            continue
        claims[claim].append(pair)
        for stretch, number in zip((pair.one, pair.other), known, strict=True):
            if number is None:
                taken[stretch.report].append((stretch, claim))
    return claims


def _claim_at(taken: Mapping[str, Sequence[tuple[_Stretch, int]]], stretch: _Stretch) -> int | None:
    """Return the claim of a stretch of the report that overlaps this one."""
    for other, claim in taken.get(stretch.report, ()):
        if other.start < stretch.end and stretch.start < other.end:
            return claim
    return None


def _candidates(pairs: Sequence[_Pair]) -> list[Candidate]:
    """Return one candidate a report; stretches that share nearly all their words have one value, the shortest's."""
    stretches: dict[str, _Stretch] = {}
    values: dict[str, str] = {}
    for pair in pairs:
        for stretch, other in ((pair.one, pair.other), (pair.other, pair.one)):
            report = stretch.report
            if report not in stretches:
                stretches[report] = stretch
                other_value = values.get(other.report)
                values[report] = other_value if other_value and pair.share >= EQUAL_SHARE else _printed(stretch)
    return sorted((_candidate(stretch, values[report]) for report, stretch in stretches.items()), key=lambda c: c.key)


def _printed(stretch: _Stretch) -> str:
    return " ".join(stretch.article.text[stretch.start : stretch.end].split()).casefold()


def _candidate(stretch: _Stretch, value: str) -> Candidate:
    names = frozenset(word.stem for word in stretch.words if word.is_name)
    return Candidate(
        document_id=stretch.report,
        start=stretch.start,
        end=stretch.end,
        slot_kind="other",
        value_text=value,
        sentence_start=stretch.sentence.start,
        sentence_end=stretch.sentence.end,
        context={stem: NAME_SHARE if stem in names else 1.0 for stem in sorted(stretch.weights)},
        names=names,
    )


def describe_claim(articles: Mapping[str, Article], group: Sequence[Candidate]) -> str:
    """Return the claim in the words of the report that tells it shortest."""
    told = [" ".join(articles[c.document_id].text[c.start : c.end].split()) for c in group]
    return f"{min(told, key=lambda text: (len(text), text))}: claim"
