"""Units of reading for attribution: a sentence cut into words, marks and quoted passages.

In: a text, its sentences and quoted passages. Out: units, a sentence or several that a quoted passage holds
together, each with its tokens; a quoted passage is one token, so is a time such as 3:00, and a dateline is none.
Method: regular expressions and closed word classes. There is no tagger: `word` is lower case, but for abbreviations
such as WHO, `is_name` says it begins with a capital, and the word classes below, with the forms of the cue lexicon,
tell verbs from the rest well enough to find the borders of subjects and clauses.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

from flows.extract.annotations import Sentence
from flows.extract.scanning import scan
from flows.extract.speech.cues import cue_lexicon
from flows.extract.speech.datelines import behind_dateline
from flows.extract.speech.quotation_marks import QuotedSpan
from flows.extract.wordlists import load_words

TOKEN = re.compile(
    r"(?=\S)([a-zA-Z]+(?=[ ,\n])|[,;:()?!]"  # blanks and the common cases first, for speed
    r"|(?:[^\W\d_]\.){2,}|[$€£]?\d(?:[\d,.]*\d)?[–—][$€£]?\d(?:[\d,.]*\d)?%?|\d{1,2}(?::\d\d)+(?!\d)|[$€£#@]?\d[\d,.]*\d%?|[$€£#@]?\w+(?:[-'’&/]\w+)*['’]?%?|--+|(?<!\S)-(?=[\sA-Z])|[—–―\[\]…]|\.{3})"
)

NOMINATIVE = frozenset("he she they i we you it who which this that these those one".split())
PERSONAL = frozenset("he she they i we you it".split())
OBJECT_PRONOUNS = frozenset("him her them me us you it himself herself themselves".split())
OBJECTS_ONLY = OBJECT_PRONOUNS - {"it", "you"}  # never a subject
POSSESSIVES = frozenset("his her their its my our your whose".split())
DETERMINERS = POSSESSIVES | frozenset(
    "the a an this that these those some any many most several few both all each every no another other such one two "
    "three four five six seven eight nine ten more".split()
)
PRONOUN_CONTRACTIONS = frozenset(
    form.replace("'", mark)
    for form in (
        "he's she's it's they're we're i'm you're i've they've we've you've he'd she'd they'd i'd we'd you'd it'd "
        "he'll she'll they'll i'll we'll you'll it'll that's there's what's who's let's here's"
    ).split()
    for mark in "'’"
)
NEGATIONS = frozenset(
    form.replace("'", mark)
    for form in (
        "isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't mustn't "
        "shouldn't cannot"
    ).split()
    for mark in "'’"
)
PLAIN_AUXILIARIES = NEGATIONS | frozenset(
    "is are was were be been being am has have had having do does did will would can could may might must shall should "
    "ought".split()
)
AUXILIARIES = PLAIN_AUXILIARIES | PRONOUN_CONTRACTIONS
BE = frozenset(
    "is are was were be been being am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t gets got".split()
)
PREPOSITIONS = frozenset(
    "in on at during after before by with without for from of to via through about as over under against among amid "
    "between into since until near upon within despite following toward towards across along around behind beyond "
    "outside inside per than like unlike throughout alongside ahead given besides because".split()
)
ADJUNCT_LEADS = PREPOSITIONS | frozenset("when as while after before where without".split())
SUBORDINATORS = frozenset(
    "that because when while if although though whether since unless until whereas where why how what as after before "
    "once than so but and or yet nor which who whom whose".split()
)
QUESTION_WORDS = frozenset("whether if how why what when where who which".split())
ADVERBS = frozenset(
    "also then now later once still never not n't just again even first last always often soon meanwhile instead "
    "however indeed perhaps maybe already ever only further rather too moreover nevertheless nonetheless thus "
    "therefore otherwise sometimes simply that's long almost quite very well both all himself herself themselves yet "
    "afterward afterwards recently reportedly allegedly else far likewise similarly separately privately "
    "publicly".split()
)
NOT_ADVERBS = frozenset("family ally assembly italy reply july supply daily weekly rally bully belly monopoly".split())
TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow morning afternoon "
    "evening night week month year weekend day january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sept sep oct nov dec ago earlier last".split()
)
CONJUNCTIONS = frozenset("and but or yet so nor".split())
DASHES = frozenset("— – ― -- --- -".split())
SPELT = frozenset({"WHO", "US", "IT"})  # abbreviations that in small letters are words of the classes above
CLAUSE_BREAKS = frozenset("; : ? ! … ...".split()) | DASHES


class Token(NamedTuple):
    """A word, a mark or a quoted passage. `word` is lower case; '"' stands for a quoted passage."""

    start: int
    end: int
    word: str
    is_name: bool = False
    quoted: QuotedSpan | None = None
    last_mark: str = ""  # of a quoted passage: the punctuation it ends with, inside its closing mark

    @property
    def is_mark(self) -> bool:
        """True for punctuation outside quoted passages."""
        return self.quoted is None and not self.word[0].isalnum() and self.word[0] not in "$€£#@"


WORD_OF = itemgetter(Token._fields.index("word"))


class Unit(NamedTuple):
    """A stretch of text to read at once: a sentence, or several held together by a quoted passage."""

    start: int
    end: int
    zone: str
    paragraph: int
    tokens: tuple[Token, ...]
    words: tuple[str, ...]

    @property
    def is_quoted_only(self) -> bool:
        """True where nothing but quoted passages stands in the unit."""
        return bool(self.tokens) and all(token.quoted or token.is_mark for token in self.tokens)


def paragraph_spans(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Return the span of each paragraph that has sentences, in text order."""
    spans: list[tuple[int, int]] = []
    last = None
    for sentence in sentences:
        if sentence.paragraph == last:
            spans[-1] = (spans[-1][0], sentence.end)
        else:
            spans.append((sentence.start, sentence.end))
        last = sentence.paragraph
    return spans


def read_units(text: str, sentences: Sequence[Sentence], quoted: Sequence[QuotedSpan]) -> Iterator[Unit]:
    """Yield the units of the text in order; a border between sentences inside a quoted passage is no border."""
    group: list[Sentence] = []
    first = 0
    for sentence in sentences:
        while first < len(quoted) and quoted[first].end <= sentence.start:
            first += 1
        cuts = first < len(quoted) and quoted[first].start < sentence.start
        if group and not (cuts and group[-1].paragraph == sentence.paragraph):
            yield _unit(text, group, quoted)
            group = []
        group.append(sentence)
    if group:
        yield _unit(text, group, quoted)


def _unit(text: str, group: Sequence[Sentence], quoted: Sequence[QuotedSpan]) -> Unit:
    start, end = group[0].start, group[-1].end
    tokens: list[Token] = []
    place = behind_dateline(text, start, end)
    for passage in quoted[bisect_right(quoted, start, key=lambda passage: passage.end) :]:
        if passage.start >= end:
            break
        tokens += _tokens(text, place, max(place, passage.start))
        last = text[passage.inner_end - 1]
        tokens.append(
            Token(passage.start, passage.end, '"', quoted=passage, last_mark=last if last in ",.?!…;:—–-" else "")
        )
        place = passage.end
    tokens += _tokens(text, place, end)
    return Unit(start, end, group[0].zone, group[0].paragraph, tuple(tokens), tuple(map(WORD_OF, tokens)))


def _tokens(text: str, start: int, end: int) -> list[Token]:
    glyphs, starts, ends = scan(TOKEN, text, start, end)
    are_names = [word[0].isupper() for word in glyphs]
    words = _spelt_words(glyphs) if not SPELT.isdisjoint(glyphs) else map(str.lower, glyphs)
    columns = zip(starts, ends, words, are_names, repeat(None), repeat(""))
    return list(map(tuple.__new__, repeat(Token), columns))  # a third of the time of as many calls of the class


def _spelt_words(glyphs: Sequence[str]) -> list[str]:
    """Return the words in small letters, but 'WHO' as it stands: spelt alike it is no pronoun."""
    longer = [word for word in glyphs if len(word) > 1 and word[0].isalpha()]
    if 2 * sum(map(str.isupper, longer)) > len(longer):
        return list(map(str.lower, glyphs))  # a line in capitals
    return [word if word in SPELT else word.lower() for word in glyphs]


def is_adverb(token: Token) -> bool:
    """Return whether the word is an adverb that can stand between a subject and its verb."""
    word = token.word
    return word in ADVERBS or (word.endswith("ly") and word not in NOT_ADVERBS and not token.is_name)


def is_finite(unit: Unit, place: int) -> bool:
    """Return whether the word can be a finite verb: an auxiliary, a listed verb, a cue, or a form in -ed."""
    token = unit.tokens[place]
    word = token.word
    if word in AUXILIARIES:
        return True
    if token.is_name and (place or (len(unit.tokens) > 1 and unit.tokens[1].is_name)):
        return False
    before = unit.words[place - 1] if place else ""
    if before in DETERMINERS or before in PREPOSITIONS:
        return False
    if word in load_words("finite_verbs.txt"):
        return True
    cue = cue_lexicon().match(unit.words, place)
    if cue and cue.kind == "verb" and len(cue.words) > 1:
        return cue.shape != "ing"  # 'asked for', 'called on': no participle in spite of the preposition
    if word.endswith("ed") and len(word) > 4:
        return not (place + 1 < len(unit.words) and _is_reduced(unit, place))
    forms = cue_lexicon().by_first_word.get(word, ())
    return any(form.kind == "verb" and form.shape == "past" for form in forms)


def _is_reduced(unit: Unit, place: int) -> bool:
    """Return whether a form in -ed is a participle after its noun: 'a poll released last week'."""
    after = unit.words[place + 1]
    return after in PREPOSITIONS or after in TIME_WORDS
