"""What a value is about: the words around it, each with a weight.

In: an article's text, one of its sentences and the place of a value in it. Out: a context, stem → weight between 0
and 1. Method: light stemming, one stem for words and names that news reports exchange for one another
(lexicons/same_words.txt, same_names.txt), weight falling with the distance in words, a border of a clause counting as
several words. How rare a stem is in the story decides how much a shared one proves; that is `word_rarity`. No parser,
English only.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import repeat
from math import log
from typing import NamedTuple

from flows.extract.annotations import Sentence
from flows.extract.scanning import scan
from flows.link.corpus import Article

NAME_LINKS = frozenset({"of", "and", "for", "the"})
BORDER = re.compile(r"[,;:()\[\]“”\"—–]|\s-\s|\n")
POSSESSIVE = re.compile(r"[’']s?$")
VOWEL = re.compile(r"[aeiouy]")

# Chosen by hand on the facts dev set; not checked on a set of their own.
BORDER_WORDS = 4  # a comma, dash or quotation mark keeps words apart like this many words
REACH_WORDS = 30  # at this distance a word of the sentence has the least weight
LEAST_WEIGHT = 0.2
NEIGHBOUR_WEIGHT = 0.15  # words of the sentence before, in the same paragraph: pronouns refer to them
WEAK_SHARE = 0.3  # what a word of the class [weak] counts, against 1 for a full one
SHORT_NUMBER_DIGITS = 2  # '20' of '20 years' and of '20 percent' are not the same thing
NAME_STRENGTH = 1.5  # what all words of a name count together: who is told says little about what is told
LEAST_RARITY = 0.08

KEPT_SENTENCES, KEPT_WORDS = 2048, 65536  # what is read once for all pairs of a story; bounds memory, not results

Context = Mapping[str, float]


class Word(NamedTuple):
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
    for line in lexicon_lines("common_words.txt"):
        if line.startswith("["):
            strength = 0.0 if line == "[empty]" else WEAK_SHARE
            continue
        for word in line.split():
            strengths.setdefault(word, strength)
    return strengths


@cache
def _same_words() -> Mapping[str, str]:
    named = {}
    for line in lexicon_lines("same_words.txt"):
        words = line.split()
        for word in words:
            named[strip_ending(word)] = strip_ending(words[0])
    return named


def lexicon_lines(name: str) -> list[str]:
    """Return the lines of a list of this room that are neither blank nor comments."""
    text = resources.files("flows.link").joinpath("lexicons", name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def _same_names() -> Mapping[str, str]:
    lines = (line.split("|") for line in lexicon_lines("same_names.txt"))
    return {name: names[0] for names in lines for name in names}


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
    """Return the stem of a word, the same for words that reports exchange for one another.

    >>> stem_of("US"), stem_of("United States’"), stem_of("us")
    ('u.s.', 'u.s.', 'us')
    """
    stripped = strip_ending(_full_name(word))
    return _same_words().get(stripped, stripped)


def _full_name(word: str) -> str:
    """Return the name that stands for this one, another word as it is."""
    return _same_names().get(POSSESSIVE.sub("", word), word)


# The names of several words are one word here.
LONG_NAMES = "|".join(re.escape(name) for name in _same_names() if " " in name)
WORD = re.compile(
    rf"(?=\w)([a-z]+(?=[ ,])|(?:[A-Z]\.){{2,}}|(?:{LONG_NAMES})\b(?:[’']s\b)?|"
    rf"[^\W\d_]+(?:[’'][^\W\d_]+)?|\d[\d,.]*\d|\d)"
)
NUMBER_WORDS = "one two three four five six seven eight nine ten dozen hundred thousand million billion trillion"
NUMBER_STEMS = frozenset(map(strip_ending, NUMBER_WORDS.split()))  # they do not say what is counted


@lru_cache(maxsize=KEPT_SENTENCES)
def find_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words of `text[start:end]` in order; all words of a name count little more than one."""
    printed, starts, ends = scan(WORD, text, start, end)
    columns = zip(starts, ends, map(stem_of, printed), map(_strength_of, printed), repeat(False))
    words = list(map(tuple.__new__, repeat(Word), columns))  # a third of the time of as many calls of the class
    for run in _name_runs(printed):
        share = min(1.0, NAME_STRENGTH / len(run))
        for place in run:
            is_name = place > 0 or len(run) > 1  # a sentence opens with a capital
            word = words[place]
            words[place] = Word(word.start, word.end, word.stem, word.strength * share, is_name)
    return tuple(words)


def _name_runs(printed: Sequence[str]) -> list[list[int]]:
    """Return the places of the words with capitals, those in one list that only links of names stand between."""
    runs: list[list[int]] = []
    for place in [place for place, word in enumerate(printed) if word[0].isupper()]:
        if runs and NAME_LINKS.issuperset(printed[runs[-1][-1] + 1 : place]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


@lru_cache(maxsize=KEPT_WORDS)
def read_phrase(phrase: str) -> tuple[Word, ...]:
    """Return the words of a short phrase, as a name or a unit, that stands in many places."""
    return find_words.__wrapped__(phrase, 0, len(phrase))


@lru_cache(maxsize=KEPT_WORDS)
def _strength_of(word: str) -> float:
    lower = _full_name(word).lower().replace("’", "'")
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
            distance += 1 + (BORDER_WORDS * len(BORDER.findall(gap)) if gap != " " else 0)
            reached = word.start if word.end <= reached else word.end
            weight = word.strength * max(LEAST_WEIGHT, 1 - (distance - 1) / REACH_WORDS)
            if weight > context.get(word.stem, 0.0):
                context[word.stem] = weight
    return context


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
