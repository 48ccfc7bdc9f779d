"""What an article is about: IPTC Media Topics, each with the words of the text that show it.

In: a document's text, its sentences and the names found in it. Out: topics, the surest first, with their evidence.
Method: a lexicon of weighted words and phrases (`lexicons/topic_terms.csv`) for each topic of `lexicons/topics.csv`.
The longest entry at a place counts, so that "price war" hides "war"; entries without a topic do nothing but hide. An
entry weighs by where it stands (title, standfirst, first paragraph, body), and each repetition less than the one before.
What shows a topic shows the broader topic too. The sum is held against what a text of that length gives by chance; two
different entries are needed, and a topic far weaker than the article's strongest is left out. Words inside names of
persons and places ("Church Street") show nothing.

Not here: topics that only countries, organisations or people would tell; human interest, which has no words of its own;
languages other than English.
"""

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from flows.extract.annotations import Naming, Sentence, Span, Topic
from flows.extract.wordlists import load_table

WORD = re.compile(r"[a-z]+")
ZONES = {"title": 3.0, "dek": 2.0, "lede": 2.0, "body": 1.0}
# Chosen on the development texts of benchmarks/topics.py and read against real articles of full length.
LEAST_SUM = 7.0  # of a text of SHORT_WORDS words or fewer; it grows with the square root of the length
SHORT_WORDS = 100
CHARS_PER_WORD = 6
STRONG = 3.0
LEAST_SHARE = 0.3  # of the strongest topic's sum
FOLDED = (("\n", " "), ("\u00a0", " "), ("’", "'"))  # a phrase may stand on two lines


@dataclass(frozen=True, eq=False)
class _Entry:
    """A word or phrase of the lexicon in all its forms: the topics it shows, each with its weight."""

    weights: Mapping[str, float]  # empty for a phrase that only hides what it holds


@dataclass(frozen=True)
class _Lexicon:
    topics: Mapping[str, tuple[str, float]]  # by code: name and least score
    phrases: Mapping[str, tuple[tuple[str, _Entry], ...]]  # by first word, the longest first


def find_topics(text: str, sentences: Sequence[Sentence], naming: Naming) -> tuple[Topic, ...]:
    """Return the topics of an article, the surest first, with the places that show them."""
    read = [sentence for sentence in sentences if sentence.zone in ZONES]
    zone_sums: dict[_Entry, float] = defaultdict(float)
    places: dict[_Entry, list[Span]] = defaultdict(list)
    for start, end, entry, zone_weight in _found_entries(text, read, _name_spans(naming)):
        zone_sums[entry] += zone_weight
        places[entry].append(Span(start, end))
    sums: dict[str, float] = defaultdict(float)
    shown_by: dict[str, list[_Entry]] = defaultdict(list)
    for entry, zone_sum in zone_sums.items():
        for code, weight in entry.weights.items():
            sums[code] += weight * (1 + math.log(zone_sum))
            shown_by[code].append(entry)
    strongest = max(sums.values(), default=0.0)
    words = sum(sentence.end - sentence.start for sentence in read) / CHARS_PER_WORD
    least_sum = LEAST_SUM * math.sqrt(max(words, SHORT_WORDS) / SHORT_WORDS)
    found = []
    for code, (name, least_score) in _lexicon().topics.items():
        score = round(sums[code] / (sums[code] + least_sum), 4)
        strong = max((entry.weights[code] for entry in shown_by[code]), default=0)
        if score >= least_score and strong >= STRONG and len(shown_by[code]) > 1 and sums[code] >= LEAST_SHARE * strongest:
            evidence = sorted((span for entry in shown_by[code] for span in places[entry]), key=lambda span: span.start)
            found.append(Topic(code, name, score, tuple(evidence)))
    return tuple(sorted(found, key=lambda topic: (-topic.score, topic.code)))


def _name_spans(naming: Naming) -> list[tuple[int, int]]:
    """Return where persons and places are named, in text order: "Church Street" has no church."""
    mentions = (m for m in naming.mentions if m.kind == "name" and m.entity_type != "organisation")
    return sorted((m.start, m.end) for m in mentions)


def _found_entries(
    text: str, read: Sequence[Sentence], names: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, _Entry, float]]:
    """Yield the entries that stand in the sentences, with their places and the weight of the zone."""
    if not read:
        return
    starts, name_starts = [sentence.start for sentence in read], [start for start, _ in names]
    free_from = 0
    for start, end, entry in sorted(_matches(_folded(text)), key=lambda match: match[:2]):
        sentence = read[bisect_right(starts, start) - 1]
        if start < free_from or start < sentence.start or end > sentence.end:
            continue
        name = bisect_right(name_starts, start) - 1
        if name >= 0 and end <= names[name][1]:
            continue
        free_from = end
        if entry.weights:
            yield start, end, entry, ZONES[sentence.zone]


def _folded(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals become two letters
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    for letter, plain in FOLDED:
        lowered = lowered.replace(letter, plain)
    return lowered


def _matches(folded: str) -> Iterator[tuple[int, int, _Entry]]:
    """Yield the longest entry at each place where one begins."""
    by_first = _lexicon().phrases
    for word in by_first.keys() & set(WORD.findall(folded)):
        start = folded.find(word)
        while start >= 0:
            if start == 0 or not folded[start - 1].isalnum():
                for phrase, entry in by_first[word]:
                    end = start + len(phrase)
                    if folded.startswith(phrase, start) and not folded[end : end + 1].isalnum():
                        yield start, end, entry
                        break
            start = folded.find(word, start + len(word))


@cache
def _lexicon() -> _Lexicon:
    broader = {code: parent for code, parent, _, _ in load_table("topics.csv")}
    forms: dict[str, dict[str, float]] = defaultdict(dict)  # by the form in the lexicon
    for code, weight, terms in load_table("topic_terms.csv"):
        shown = (code, broader.get(code, ""))
        for term in terms.split("|"):
            for each in filter(None, shown):
                forms[term][each] = max(float(weight), forms[term].get(each, 0.0))
            forms.setdefault(term, {})
    phrases: dict[str, dict[str, _Entry]] = defaultdict(dict)
    for term, weights in forms.items():
        entry = _Entry(weights)
        for form in (term, plural(term)):
            phrases[WORD.findall(form)[0]].setdefault(form, entry)
    return _Lexicon(
        {code: (name, float(least_score)) for code, _, least_score, name in load_table("topics.csv")},
        {first: tuple(sorted(ends.items(), key=lambda end: (-len(end[0]), end[0]))) for first, ends in phrases.items()},
    )


def plural(term: str) -> str:
    """Return the plural by the usual endings.

    >>> plural("ballot"), plural("polling station"), plural("by-election"), plural("embassy"), plural("box")
    ('ballots', 'polling stations', 'by-elections', 'embassies', 'boxes')
    """
    if term.endswith("y") and term[-2:-1] not in "aeiou":
        return term[:-1] + "ies"
    return term + ("es" if term.endswith(("s", "x", "ch", "sh")) else "s")
