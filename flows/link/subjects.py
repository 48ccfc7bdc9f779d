"""What a value is about: the words around it, each with a weight.

In: an article's text, one of its sentences and the place of a value in it. Out: a context, stem → weight between 0
and 1. Method: light stemming, one stem for words that news reports exchange for one another
(lexicons/same_words.txt), weight falling with the distance in words, a border of a clause counting as several words.
How rare a stem is in the story decides how much a shared one proves; that is `word_rarity`. No parser, English only.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from math import log

from flows.extract.annotations import Sentence
from flows.link.corpus import Article

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[’'][^\W\d_]+)?|\d[\d,.]*\d|\d")
NAME_LINKS = frozenset({"of", "and", "for", "the"})
BORDER = re.compile(r"[,;:()\[\]“”\"—–]|\s-\s|\n")
CLAUSE_BORDER = re.compile(r"[,;:()\[\]—–]|\s-\s|\n")
CLAUSE_LINK = re.compile(r"\b(?:and|but|while|whereas)\b", re.IGNORECASE)
# 'one day after the vote': what follows a date so is another event than the date's
TIME_AFTER = re.compile(
    r"\W*(?:just |only )?(?:an? |the )?(?:[\w-]+ ){0,2}\b(?:after|before|following)\b", re.IGNORECASE
)
LINK_LETTERS = 12
LINK_BEFORE = re.compile(
    r"\b(?:since|until|till|by|before|after|from|once|every|per|within)\s+(?:the\s+)?$", re.IGNORECASE
)
PURPOSE = re.compile(r"\s+(?:for|on)\b")
RATE = re.compile(r"\b(?:each|per|an? (?:day|week|month|year|head|minute|hour)|monthly|annual\w*|yearly|daily)\b", re.I)
CALENDAR_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
LINK_AFTER = re.compile(r"\s*\b(?:ago|earlier|later|before|after|old|apart)\b", re.IGNORECASE)
OPENING_LETTERS = 20  # 'On the evening of June 5'
PLANNED = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were) to|to be|due|expect\w*|plan\w*|hop(?:es?|ed|ing)|intend\w*|aim\w*|"
    r"set to|scheduled|going to|next)\b",
    re.IGNORECASE,
)
VOWEL = re.compile(r"[aeiouy]")

# Chosen by hand on the facts dev set; not checked on a set of their own.
BORDER_WORDS = 4  # a comma, dash or quotation mark keeps words apart like this many words
BESIDE_WORDS = 4  # 'a trial in July', 'fined them $5', 'his 12-day tour': what a value belongs to stands this near
REACH_WORDS = 30  # at this distance a word of the sentence has the least weight
LEAST_WEIGHT = 0.2
NEIGHBOUR_WEIGHT = 0.15  # words of the sentence before, in the same paragraph: pronouns refer to them
WEAK_SHARE = 0.3  # what a word of the class [weak] counts, against 1 for a full one
SHORT_NUMBER_DIGITS = 2  # '20' of '20 years' and of '20 percent' are not the same thing
NAME_STRENGTH = 1.5  # what all words of a name count together: who is told says little about what is told
LEAST_RARITY = 0.08

KEPT_SENTENCES, KEPT_WORDS = 2048, 65536  # what is read once for all pairs of a story; bounds memory, not results

Context = Mapping[str, float]
Place = tuple[int, int]


@dataclass(frozen=True)
class Word:
    """A word of a sentence with its place and its stem; `strength` is 0 for a function word, 1 for a full one."""

    start: int
    end: int
    stem: str
    strength: float
    is_name: bool = False


@cache
def _word_classes() -> Mapping[str, float]:
    strengths: dict[str, float] = {}
    strength = 0.0
    for line in _lexicon_lines("common_words.txt"):
        if line.startswith("["):
            strength = 0.0 if line == "[empty]" else WEAK_SHARE
            continue
        for word in line.split():
            strengths.setdefault(word, strength)
    return strengths


@cache
def _same_words() -> Mapping[str, str]:
    named = {}
    for line in _lexicon_lines("same_words.txt"):
        words = line.split()
        for word in words:
            named[strip_ending(word)] = strip_ending(words[0])
    return named


def _lexicon_lines(name: str) -> list[str]:
    text = resources.files("flows.link").joinpath("lexicons", name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def strip_ending(word: str) -> str:
    """Return the word in lower case without its inflection: 'ruled', 'ruling' and 'rules' become one.

    >>> strip_ending("Ruling"), strip_ending("countries"), strip_ending("stopped")
    ('rul', 'country', 'stop')
    """
    word = word.lower().replace("’", "'")
    word = word[:-2] if word.endswith("'s") else word.replace("'", "")
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "ches", "shes", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) >= 3 and VOWEL.search(root):
            word = root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


@lru_cache(maxsize=KEPT_WORDS)
def stem_of(word: str) -> str:
    """Return the stem of a word, the same for words that reports exchange for one another."""
    stripped = strip_ending(word)
    return _same_words().get(stripped, stripped)


CALENDAR_STEMS = frozenset(stem_of(word) for word in CALENDAR_WORDS.split())


@lru_cache(maxsize=KEPT_SENTENCES)
def find_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words of `text[start:end]` in order; all words of a name count little more than one."""
    matches = list(WORD.finditer(text, start, end))
    words = [_read_word(match[0], match.start(), match.end()) for match in matches]
    run: list[int] = []
    for position, match in enumerate([*matches, None]):
        if match is not None and match[0][0].isupper():
            run.append(position)
            continue
        if match is not None and run and match[0] in NAME_LINKS:
            continue
        share = min(1.0, NAME_STRENGTH / len(run)) if run else 1.0
        for place in run:
            is_name = place > 0 or len(run) > 1  # a sentence opens with a capital
            words[place] = replace(words[place], strength=words[place].strength * share, is_name=is_name)
        run = []
    return tuple(words)


def _read_word(word: str, start: int, end: int) -> Word:
    return Word(start, end, stem_of(word), _strength_of(word))


@lru_cache(maxsize=KEPT_WORDS)
def _strength_of(word: str) -> float:
    lower = word.lower().replace("’", "'")
    strength = _word_classes().get(lower)
    if strength is None:
        is_short_number = lower.isdigit() and len(lower) <= SHORT_NUMBER_DIGITS
        strength = _word_classes().get(lower.removesuffix("'s"), WEAK_SHARE if is_short_number else 1.0)
    return strength


def find_context(text: str, words: Sequence[Word], start: int, end: int) -> dict[str, float]:
    """Return the context of the value at `text[start:end]`, given the words of its sentence."""
    context: dict[str, float] = {}
    before = [word for word in reversed(words) if word.end <= start]
    after = [word for word in words if word.start >= end]
    for side, edge in ((before, start), (after, end)):
        distance, reached = 0, edge
        for word in side:
            gap = text[word.end : reached] if word.end <= reached else text[reached : word.start]
            distance += 1 + BORDER_WORDS * len(BORDER.findall(gap))
            reached = word.start if word.end <= reached else word.end
            weight = word.strength * max(LEAST_WEIGHT, 1 - (distance - 1) / REACH_WORDS)
            if weight > context.get(word.stem, 0.0):
                context[word.stem] = weight
    return context


@dataclass(frozen=True)
class Clause:
    """What stands between the commas around a value: its stems but names and weak words, and those next to it."""

    stems: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    is_planned: bool = False
    opens_sentence: bool = False
    names: frozenset[str] = frozenset()
    link: str = ""
    is_rate: bool = False
    purpose: frozenset[str] = frozenset()  # of an amount: 'for new ropes'


def names_among(words: Iterable[Word]) -> frozenset[str]:
    """Return the stems that stand in names; days and months are none."""
    return frozenset(w.stem for w in words if w.is_name and w.strength > 0 and w.stem not in CALENDAR_STEMS)


def find_clause(
    text: str, words: Sequence[Word], value: Place, others: Iterable[Place] = (), *, with_names: bool = False
) -> Clause:
    """Return the clause of the value, given the words of its sentence and the places of the other values in it.

    `with_names`: names tell what the value is about, as who pays whom. A value that stands alone between commas, as
    in 'On Monday, the …', belongs to what follows it, at the end of a sentence to what stands before. An 'and'
    between two values parts them: 'one fell and three rose'.
    """
    if not words:
        return Clause()
    first, last = words[0].start, words[-1].end
    linked: set[int] = set()
    edges = {first, last, *(b.end() for b in CLAUSE_BORDER.finditer(text, first, last) if _is_outside(b, value))}
    for link in CLAUSE_LINK.finditer(text, first, last):
        if any(min(o[1], value[1]) <= link.start() and link.end() <= max(o[0], value[0]) for o in others):
            linked.add(link.end())
    borders = sorted(edges | linked)
    parts = list(pairwise(borders))
    own = next((i for i, part in enumerate(parts) if part[1] >= value[1]), len(parts) - 1)
    # 'repairs cost 5 million and take two months': what stands before the 'and' has the subject of both
    order = [own, own - 1] if own and parts[own][0] in linked else [own]
    order += [i for i in (*range(own + 1, len(parts)), *reversed(range(own))) if i not in order]
    for start, end in (parts[i] for i in order):
        inside = [w for w in words if start <= w.start < end and not value[0] <= w.start < value[1]]
        stems = frozenset(w.stem for w in inside if _tells(w, with_names=with_names))
        if stems and not TIME_AFTER.match(text, start):
            return Clause(
                stems=stems,
                beside=_beside(inside, stems, value),
                is_planned=PLANNED.search(text, start, end) is not None,
                opens_sentence=value[0] - first <= OPENING_LETTERS,
                names=names_among(inside),
                is_rate=RATE.search(text, value[1], end) is not None,
                purpose=_purpose(text, inside, stems, value),
                link=_link(text, value),
            )
    return Clause()


def _purpose(text: str, words: Sequence[Word], stems: frozenset[str], value: Place) -> frozenset[str]:
    if not PURPOSE.match(text, value[1]):
        return frozenset()
    after = [word for word in words if word.start >= value[1]][: BESIDE_WORDS + 1]
    return frozenset(word.stem for word in after if word.stem in stems)


def _link(text: str, value: Place) -> str:
    """Return the word that makes of a time a start, an end or a distance: 'since', 'until', 'ago'; '' for none."""
    before = LINK_BEFORE.search(text[max(0, value[0] - LINK_LETTERS) : value[0]])
    after = LINK_AFTER.match(text, value[1])
    return (before or after or [""])[0].strip().lower()


def _tells(word: Word, *, with_names: bool) -> bool:
    if word.is_name:
        return with_names and word.strength > 0
    return word.strength > WEAK_SHARE and not word.stem[0].isdigit()


def _is_outside(border: re.Match[str], value: Place) -> bool:
    return border.end() <= value[0] or border.start() >= value[1]


def _beside(words: Sequence[Word], stems: frozenset[str], value: Place) -> frozenset[str]:
    before = [word for word in words if word.end <= value[0]][-BESIDE_WORDS:]
    after = [word for word in words if word.start >= value[1]][:BESIDE_WORDS]
    nearest = (next((w.stem for w in side if w.stem in stems), None) for side in (reversed(before), after))
    return frozenset(stem for stem in nearest if stem is not None)


def add_counted(context: Mapping[str, float], words: Iterable[Word], start: int, end: int) -> dict[str, float]:
    """Return the context with the words inside the value: what a number counts is what it is about."""
    widened = dict(context)
    for word in words:
        if start <= word.start and word.end <= end and word.strength and not word.stem[0].isdigit():
            widened[word.stem] = max(word.strength, widened.get(word.stem, 0.0))
    return widened


def add_neighbours(context: Mapping[str, float], words: Iterable[Word]) -> dict[str, float]:
    """Return the context with the words of the sentence before, at little weight."""
    widened = dict(context)
    for word in words:
        if word.strength:
            widened.setdefault(word.stem, NEIGHBOUR_WEIGHT * word.strength)
    return widened


def word_rarity(articles: Sequence[Article]) -> dict[str, float]:
    """Return how much each stem tells the facts of these articles apart, 0 to 1.

    A stem that stands in one sentence of an article tells most, one in every sentence next to nothing. Counted within
    the articles that use it, so that a fact which many articles tell does not lose by it.
    """
    sentence_counts: dict[str, int] = defaultdict(int)
    article_counts: dict[str, int] = defaultdict(int)
    sentence_total = 0
    for article in articles:
        sentence_total += len(article.sentences)
        stems = [{word.stem for word in find_words(article.text, s.start, s.end)} for s in article.sentences]
        for sentence_stems in stems:
            for stem in sentence_stems:
                sentence_counts[stem] += 1
        for stem in set().union(*stems):
            article_counts[stem] += 1
    scale = log(1 + max(8.0, sentence_total / max(1, len(articles))))
    return {
        stem: max(LEAST_RARITY, 1 - log(count / article_counts[stem]) / scale)
        for stem, count in sorted(sentence_counts.items())
    }


def sentence_stems(article: Article) -> list[frozenset[str]]:
    """Return the stems of each sentence of the article's lede and body, in order."""
    return [
        frozenset(word.stem for word in find_words(article.text, sentence.start, sentence.end))
        for sentence in body_sentences(article)
    ]


def body_sentences(article: Article) -> list[Sentence]:
    """Return the sentences of the article's lede and body, in order."""
    return [sentence for sentence in article.sentences if sentence.zone in ("lede", "body")]
