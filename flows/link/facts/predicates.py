"""Whether words of a sentence say something of something, or only name it.

In: the words of a sentence in order and the part that is asked about. Out: whether the part holds a verb: 'the council
closed the pier', 'was closed', 'to close the pier', against 'the closed pier', 'the council of the pier'. Method:
helping verbs, the finite verbs of the extract room's list and of lexicons/past_forms.txt, and forms in -ed or -ing told
by the words beside them. No parser, English only; what is doubtful counts as no verb.
"""

from collections.abc import Sequence
from functools import cache

from flows.extract.wordlists import load_words
from flows.link.facts.subjects import BORDER, Word, lexicon_lines

HELPING = frozenset(
    "is are was were be been has have had do does did will would can could may might must shall should "
    "isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't".split()
)
MODALS = frozenset("will would can could may might must shall should won't wouldn't can't couldn't to".split())
DETERMINERS = frozenset("a an the this that these those his her its their our my your no some any each every".split())
OBJECTS = DETERMINERS | frozenset("him them us me himself herself itself themselves it who whom what whether".split())
PREPOSITIONS = frozenset(
    "of in on at by for from with into onto over under about between among against behind beyond amid despite "
    "like".split()
)
BE = frozenset("is are was were be been isn't aren't wasn't weren't being".split())
NOT_VERBS = frozenset("hundred indeed need speed feed seed breed weed creed during according including".split())
SUBJECTS = frozenset("who which that he she it they we i and".split())
SHORTEST = 5  # letters of a form in -ed or -ing


@cache
def _finite_verbs() -> frozenset[str]:
    past_forms = {word for line in lexicon_lines("past_forms.txt") for word in line.split()}
    return load_words("finite_verbs.txt") | past_forms


def holds_predicate(text: str, words: Sequence[Word], start: int, end: int) -> bool:
    """Return whether a verb stands among the words of a sentence from `start` to `end`, given all of its words.

    The last word is none, unless it is passive: what somebody closed is not told by 'the council closed'.
    """
    return any(
        start <= word.start
        and word.end <= end
        and not word.is_name
        and _is_verb(text, words, place)
        and (word.end < end or _beside(text, words, place, -1) in BE)
        for place, word in enumerate(words)
    )


def modals_in(text: str, words: Sequence[Word], start: int, end: int) -> frozenset[str]:
    """Return the words of a part of a sentence that tell what will, must or may be, not what is."""
    printed = (text[word.start : word.end].lower() for word in words if start <= word.start and word.end <= end)
    return MODALS.intersection(printed) - {"to"}


def may_be_verb(text: str, words: Sequence[Word], place: int) -> bool:
    """Return whether a word has the form of a verb, whatever it is there: 'housing' too."""
    form = _printed(text, words, place)
    return form in HELPING or form in _finite_verbs() or (len(form) >= SHORTEST and form.endswith(("ed", "ing")))


def _is_verb(text: str, words: Sequence[Word], place: int) -> bool:
    form = _printed(text, words, place)
    if form in HELPING:
        return True
    if form in NOT_VERBS or words[place].strength == 0:
        return False
    is_participle = len(form) >= SHORTEST and form.endswith("ed")
    if is_participle and place > 0 and _printed(text, words, place - 1).endswith("ly"):
        return True  # 'a freely elected council' says how it came about
    before, after = _beside(text, words, place, -1), _beside(text, words, place, 1)
    if before in DETERMINERS:
        return False
    if before in MODALS:
        return before != "to" or after in OBJECTS or (place + 1 < len(words) and words[place + 1].is_name)
    if is_participle:
        is_open = after is None or words[place + 1].strength == 0
        return is_open or before in HELPING | SUBJECTS or _is_noun(text, words, place - 1)
    if len(form) >= SHORTEST and form.endswith("ing"):
        return after in OBJECTS
    return form in _finite_verbs() and (before in HELPING | SUBJECTS or _is_noun(text, words, place - 1))


def _is_noun(text: str, words: Sequence[Word], place: int) -> bool:
    """True for a word of weight right before that no 's follows and that is no adverb: 'police asked people'."""
    if place < 0:
        return False
    form = _printed(text, words, place)
    is_word = words[place].strength > 0 and form[0].isalpha() and form not in PREPOSITIONS
    return is_word and not form.endswith(("'s", "ly")) and text[words[place].end : words[place + 1].start] == " "


def _printed(text: str, words: Sequence[Word], place: int) -> str:
    return text[words[place].start : words[place].end].lower().replace("’", "'")


def _beside(text: str, words: Sequence[Word], place: int, step: int) -> str | None:
    """Return the word before or behind, over adverbs; None at a border."""
    other = place + step
    while 0 <= other < len(words):
        first, second = sorted((place, other))
        if BORDER.search(text[words[first].end : words[second].start]):
            return None
        form = _printed(text, words, other)
        if not form.endswith("ly") and form not in ("not", "also", "never"):
            return form
        other += step
    return None
