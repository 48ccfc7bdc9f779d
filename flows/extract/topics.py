"""What an article is about: IPTC Media Topics, each with the words of the text that show it.

In: a document's text, its sentences and the names found in it. Out: topics, the surest first, with their evidence.
Method: a lexicon of weighted words and phrases (`lexicons/topic_terms.csv`) for each topic of `lexicons/topics.csv`.
The longest entry at a place counts, so that "price war" hides "war"; entries without a topic do nothing but hide. An
entry weighs by where it stands (title, standfirst, first paragraph, body), and each repetition less than the one
before. What shows a topic shows the broader topic too. The sum is held against what a text of that length gives by
chance; two different entries are needed, one of them unmistakable, and a topic far weaker than the article's strongest
is left out. Words inside names of persons and places ("Church Street") show nothing.

Not here: topics that only countries, organisations or people would tell; human interest, which has no words of its own;
football, whose words other team sports share; languages other than English.
"""

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from flows.extract.annotations import Naming, Sentence, Span, Topic
from flows.extract.wordlists import load_table

WORD = re.compile(r"[a-z]+")
ZONES = {"title": 3.0, "dek": 2.0, "lede": 2.0, "body": 1.0}
# The figures below were chosen on the development texts of benchmarks/own_topics.py and read against real articles.
LEAST_SUM = 7.0  # of a text of SHORT_WORDS words or fewer; it grows with the square root of the length
SHORT_WORDS = 100
CHARS_PER_WORD = 6
STRONG = 3.0  # the weight of an unmistakable entry
LEAST_SHARE = 0.3  # of the strongest topic's sum
LETTERS = bytes(byte if chr(byte).isalpha() and byte < 128 else 32 for byte in range(256))


class _Lexicon(NamedTuple):
    topics: Mapping[str, tuple[str, float]]  # by code: name and least score
    weights: Sequence[Mapping[str, float]]  # by number of the entry: the topics it shows; none where it only hides
    numbers: Mapping[str, int]  # by form; all forms of an entry have one number
    longest: Mapping[str, int]  # by first word: words of the longest form


def find_topics(text: str, sentences: Sequence[Sentence], naming: Naming) -> tuple[Topic, ...]:
    """Return the topics of an article, the surest first, with the places that show them."""
    read = [sentence for sentence in sentences if sentence.zone in ZONES]
    lexicon = _lexicon()
    places = _places(text, read, naming, lexicon)
    sums: dict[str, float] = defaultdict(float)
    shown_by: dict[str, list[int]] = defaultdict(list)
    for number, found in places.items():
        repeated = 1 + math.log(sum([weight for _, _, weight in found]))
        for code, weight in lexicon.weights[number].items():
            sums[code] += weight * repeated
            shown_by[code].append(number)
    words = sum([sentence.end - sentence.start for sentence in read]) / CHARS_PER_WORD
    least_sum = LEAST_SUM * math.sqrt(max(words, SHORT_WORDS) / SHORT_WORDS)
    least_share = LEAST_SHARE * max(sums.values(), default=0.0)
    topics = []
    for code, numbers in shown_by.items():
        name, least_score = lexicon.topics[code]
        score = round(sums[code] / (sums[code] + least_sum), 4)
        is_likely = score >= least_score and sums[code] >= least_share and len(numbers) > 1
        if is_likely and max([lexicon.weights[number][code] for number in numbers]) >= STRONG:
            spans = sorted((start, end) for number in numbers for start, end, _ in places[number])
            topics.append(Topic(code, name, score, tuple(Span(*span) for span in spans)))
    return tuple(sorted(topics, key=lambda topic: (-topic.score, topic.code)))


def _places(
    text: str, read: Sequence[Sentence], naming: Naming, lexicon: _Lexicon
) -> dict[int, list[tuple[int, int, float]]]:
    """Return where entries stand in the sentences, by number: start, end, weight of the zone."""
    names = sorted((m.start, m.end) for m in naming.mentions if m.kind == "name" and m.entity_type != "organisation")
    name_starts, sentence_ends = [start for start, _ in names], [sentence.end for sentence in read]
    places: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    free_from = 0
    for start, end, number in _matches(text, lexicon):
        index = bisect_right(sentence_ends, start)
        if start < free_from or index == len(read) or start < read[index].start or end > read[index].end:
            continue
        name = bisect_right(name_starts, start) - 1
        if name >= 0 and end <= names[name][1]:
            continue
        free_from = end
        if lexicon.weights[number]:
            places[number].append((start, end, ZONES[read[index].zone]))
    return places


def _matches(text: str, lexicon: _Lexicon) -> Iterator[tuple[int, int, int]]:
    """Yield the longest entry at each word where one begins: start, end, number."""
    words = _letters(text).split(" ")  # two signs between words leave an empty one, which no form holds
    letters_before = list(accumulate(map(len, words), initial=0))
    longest, numbers = lexicon.longest, lexicon.numbers
    for index in [index for index, word in enumerate(words) if word in longest]:
        for size in range(longest[words[index]], 0, -1):
            form = " ".join(words[index : index + size]) if size > 1 else words[index]
            if form in numbers:
                start = letters_before[index] + index
                yield start, start + len(form), numbers[form]
                break


def _letters(text: str) -> str:
    """Return the text in small letters, sign by sign, with a blank for whatever is no English letter."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals become two letters
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return lowered.encode("ascii", "replace").translate(LETTERS).decode("ascii")


@cache
def _lexicon() -> _Lexicon:
    broader = {code: parent for code, parent, _, _ in load_table("topics.csv")}
    shown: dict[str, dict[str, float]] = defaultdict(dict)  # by the form in the lexicon
    for code, weight, terms in load_table("topic_terms.csv"):
        codes = [each for each in (code, broader.get(code)) if each]
        for term in terms.split("|"):
            entry = shown[" ".join(WORD.findall(term))]
            entry |= {each: max(float(weight), entry.get(each, 0.0)) for each in codes}
    numbers = {plural(term): number for number, term in enumerate(shown)}
    numbers |= {term: number for number, term in enumerate(shown)}  # what is listed is no mere plural of another
    longest: dict[str, int] = defaultdict(int)
    for form in numbers:
        words = form.split()
        longest[words[0]] = max(longest[words[0]], len(words))
    topics = {code: (name, float(least_score)) for code, _, least_score, name in load_table("topics.csv")}
    return _Lexicon(topics, list(shown.values()), numbers, dict(longest))


def plural(term: str) -> str:
    """Return the plural by the usual endings.

    >>> plural("ballot"), plural("polling station"), plural("embassy"), plural("box")
    ('ballots', 'polling stations', 'embassies', 'boxes')
    """
    if term.endswith("y") and term[-2:-1] not in "aeiou":
        return term[:-1] + "ies"
    return term + ("es" if term.endswith(("s", "x", "ch", "sh")) else "s")
