"""Whether a date said in part ("on Monday", "in March") lies behind or ahead, by the verb that governs it.

In: lexemes and the place of a date. Out: 'past', 'future' or None. Method: the nearest verb before the date in its
sentence; where the date opens a clause, or no verb stands before, the nearest after it. A verb of the future after a
date counts only where it is the date's own: "the crash on Monday will be looked into" tells of the past, "the hearing
on Monday will begin" and "On Monday the court will rule" do not. Doubt goes to the past, which news mostly tells.
Words and their tense stand in `lexicons/tense_words.txt`, nouns of what is planned and of what has happened in
`lexicons/planned_events.txt` and `lexicons/happenings.txt`; whether the outcome of what lay ahead is told already, says
results.py. Sentences are not parsed.
"""

from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from flows.extract.values.lexemes import Lexemes
from flows.extract.values.results import is_after_result, is_reached
from flows.extract.wordlists import load_words

TENSE_LEXEMES = 12  # verbs further away belong to another clause
AFTER_GOING = frozenset("into down up on through back well".split())  # "going into the debate"
PERFECT_LEXEMES = 5  # words from "had been" to the verb: "had been due to end"
PHRASE_LEXEMES = 6  # words in which the noun that a date belongs to stands: "the grounding of the ferry on Monday"
DEADLINES = frozenset({"by", "until", "till", "through"})  # of which results.py says which are over
SET_TO = frozenset(
    {"set", "about", "likely", "ready", "is", "are", "was", "were", "going", "due"}
)  # before "to", then a verb
BEFORE_INFINITIVE = frozenset("to will would shall does do did can could may might must should not n't".split())
NOT_VERBS = frozenset("a an the his her its their our my your this that these those".split())  # after "due to"
PUTTING_OFF = frozenset(
    "moved postponed delayed pushed rescheduled adjourned extended deferred shifted kicked back".split()
)  # before "to Monday"
FIXING = frozenset(
    "set scheduled planned booked listed fixed timetabled pencilled penciled slated called rescheduled".split()
)  # before "for Monday"
CALL_LEXEMES = 10  # from "for Monday" back to the verb: "called an emergency meeting of shop stewards for Monday"
CALLING = frozenset(
    "call calls called calling schedule schedules scheduled plan plans planned planning set sets announce announces "
    "announced convene convenes convened organise organised organize organized arrange arranged book booked".split()
)
NOUNS_TOO = frozenset("cut hit shot split bet read".split())  # after one of the next two they are no verbs
BEFORE_NOUNS = frozenset("another further any no each first second third next one".split())
BEFORE_CUTS = frozenset("rate rates tax price job pay budget spending power point percentage aid interest".split())
BESIDE_DATES = frozenset("now currently also still scheduled".split())  # between "is" and the date
BACKWARD = frozenset({"after", "since", "following"})  # "will meet after the crash on Monday"
FRONTING = frozenset(
    "on in at by from next until before after during early late later this".split()
)  # between clause and date
CONJUNCTIONS = frozenset({"and", "but", ";", "while"})
CLAUSE_BORDERS = frozenset(', and but that while when “ " ‘ : ; – —'.split())
POSSESSIVES = frozenset({"'s", "’s"})


def find_tense(lexemes: Lexemes, first: int, last: int) -> str | None:
    """Return 'past' or 'future' for the date at lexemes `first` to `last`; None without a verb that tells."""
    if lexemes.words[first - 1] in DEADLINES:
        return "past" if is_reached(lexemes, first, last) else "future"
    if _is_put_off(lexemes.words, first) or _is_called(lexemes, first, last) or _is_set_down(lexemes, first):
        return "future"
    if is_after_result(lexemes, first, last):
        return "past"
    if _is_subject_date(lexemes, first, last):
        return "future" if _governs(lexemes, first, last) else "past"
    if _opens_clause(lexemes.words, first):
        return _tense_after(lexemes, first, last) or _tense_before(lexemes, first, last)
    return _tense_before(lexemes, first, last) or _tense_after(lexemes, first, last)


def _is_put_off(words: Sequence[str], first: int) -> bool:
    """Whether something was moved to the date or fixed for it: "postponed to Monday", "set for 14 September"."""
    place = first - 1
    while place > 0 and words[place] in ("early", "late", "mid", "-"):
        place -= 1
    if words[place] == "for" and words[place - 1] in FIXING:
        return words[place - 3 : place - 1] != ["had", "been"]
    return words[first - 1] == "to" and words[first - 2] in PUTTING_OFF


def _is_called(lexemes: Lexemes, first: int, last: int) -> bool:
    """Whether a meeting or the like is called for the date: "has called an emergency meeting of members for Monday"."""
    words = lexemes.words
    low, _ = lexemes.sentence_bounds(first)
    if words[first - 1] != "for" or words[last] in POSSESSIVES:
        return False
    phrase = words[max(low, first - 1 - CALL_LEXEMES) : first - 1]
    calls = [place for place, word in enumerate(phrase) if word in CALLING]
    if not calls or "had" in phrase or not all(word.isalpha() or word == "-" for word in phrase[calls[-1] :]):
        return False
    return not load_words("planned_events.txt").isdisjoint(phrase[calls[-1] + 1 :])


def _is_set_down(lexemes: Lexemes, first: int) -> bool:
    """Whether what is planned has the date for its day: "the hearing is on Monday", "the deadline is 5 June"."""
    words, place = lexemes.words, first - 1
    low, _ = lexemes.sentence_bounds(first)
    while place > low and (words[place] in FRONTING or words[place] in BESIDE_DATES):
        place -= 1
    subject = words[max(low, place - PHRASE_LEXEMES) : place]
    return words[place] in ("is", "are") and not load_words("planned_events.txt").isdisjoint(subject)


def _is_subject_date(lexemes: Lexemes, first: int, last: int) -> bool:
    """Whether the date stands between a subject and its verb of the future: "the court on Monday will"."""
    words, place = lexemes.words, first - 1
    while place > 0 and words[place] in FRONTING:
        place -= 1
    is_after_verb = not words[place][:1].isalpha() or _tense_at(words, place) is not None
    return not is_after_verb and _is_next(words, last)


def _opens_clause(words: Sequence[str], first: int) -> bool:
    """Whether the date opens a clause that is not the first: ", and on Monday it will"."""
    place = first - 1
    while place > 0 and words[place] in FRONTING:
        place -= 1
    return place < first - 1 and words[place] in CONJUNCTIONS


def _tense_before(lexemes: Lexemes, first: int, last: int) -> str | None:
    words, planned = lexemes.words, load_words("planned_events.txt")
    low, _ = lexemes.sentence_bounds(first)
    for place in range(first - 1, max(low, first - TENSE_LEXEMES) - 1, -1):
        tense = _tense_at(words, place)
        if tense:
            return tense
        if words[place] in BACKWARD and planned.isdisjoint(words[place : last + 3]):
            return "past"
    return None


def _tense_after(lexemes: Lexemes, first: int, last: int) -> str | None:
    _, high = lexemes.sentence_bounds(first)
    for place in range(last, min(high, last + TENSE_LEXEMES)):
        tense = _tense_at(lexemes.words, place)
        if tense:
            return tense if tense == "past" or _governs(lexemes, first, last) else "past"
    return None


def _governs(lexemes: Lexemes, first: int, last: int) -> bool:
    """Whether a verb of the future after the date is the date's own, and not that of a noun the date belongs to."""
    low, _ = lexemes.sentence_bounds(first)
    words, planned = lexemes.words, load_words("planned_events.txt")
    if words[last] in POSSESSIVES:
        owned = takewhile(lambda word: word.isalpha() and word != "and", words[last + 1 : last + PHRASE_LEXEMES])
        return not planned.isdisjoint(owned)
    place = first - 1
    while place >= low and words[place] in FRONTING:
        place -= 1
    if place < low or words[place] in CLAUSE_BORDERS or words[last] in planned:
        return True
    phrase = words[max(low, first - 1 - PHRASE_LEXEMES) : place + 1]
    if not planned.isdisjoint(phrase):
        return True
    return load_words("happenings.txt").isdisjoint(phrase) and _is_next(words, last)


def _is_next(words: Sequence[str], last: int) -> bool:
    """Whether a verb of the future follows at once: "will", "is set to"."""
    if words[last] in ("is", "are"):
        return "future" in (_tense_at(words, last + 1), words[last + 1] and _tense_at(words, last + 2))
    return _tense_at(words, last) == "future"


def _tense_at(words: Sequence[str], place: int) -> str | None:
    """The tense that a word shows where it stands."""
    word = words[place]
    if not word:
        return None
    previous, following = words[place - 1] if place else "", words[place + 1]
    if word == "to" and not (previous in SET_TO and following not in NOT_VERBS):
        return None
    if word in ("will", "due") and not following[:1].isalpha():
        return None  # "a test of will"
    if word == "going" and following in AFTER_GOING:
        return None
    if (word == "due" and following == "to") or _is_noun(word, previous):
        return None
    tense = "future" if word == "to" else _word_tense(word)
    if tense == "future" and {"had", "been"} <= set(words[max(0, place - PERFECT_LEXEMES) : place]):
        return "past"  # "had been due to end on Monday"
    if tense == "past" and previous in BEFORE_INFINITIVE:
        return None  # "expected to hit the coast"
    return "future" if tense == "past" and previous == "be" else tense  # "to be paid", "will be held"


def _is_noun(word: str, previous: str) -> bool:
    """Whether what could be a verb in the past is a noun: "a cut", "another rate cut"."""
    return word in NOUNS_TOO and (previous in NOT_VERBS or previous in BEFORE_NOUNS or previous in BEFORE_CUTS)


@cache
def _tense_words() -> dict[str, str]:
    pairs = (line.split(" ", 1) for line in load_words("tense_words.txt"))
    return {word: tense for tense, word in pairs}


def _word_tense(word: str) -> str | None:
    if word in _tense_words():
        return _tense_words()[word]
    return "past" if len(word) > 4 and word.endswith("ed") and not word.endswith(("eed", "hundred")) else None
