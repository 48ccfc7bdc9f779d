"""Objects: what a cue governs that is no clause, 'denied the report', 'echoed that view', 'about 40 people'.

In: a unit and a place in it. Out: whether an object begins there, and where it ends. Method: word classes.
"""

from flows.extract.speech.phrases import (
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    PERSONAL,
    PLAIN_AUXILIARIES,
    PREPOSITIONS,
    TIME_WORDS,
    Unit,
    is_adverb,
    is_finite,
)
from flows.extract.speech.time_phrases import BARE_DAYS

OBJECT_CLOSERS = frozenset("when while during after before".split())
PERIODS = TIME_WORDS | frozenset("time along while summer winter spring autumn fall season decade weekend".split())
MEDIUM_LEADS = frozenset("a an his her".split())
MEDIA = frozenset(
    "post tweet statement interview letter speech video memo op-ed message briefing email e-mail podcast".split()
)
BEHIND_MEDIUM = frozenset("on to with from after published posted released obtained sent".split())
LONGEST_MEDIUM = 2  # tokens: 'a new video'
APPROXIMATORS = frozenset("about around nearly almost roughly over".split())
NUMBERS = frozenset("half every one two three four five six seven eight nine ten".split())
AMOUNTS = frozenset(
    "third quarter fifth half dozen hundred thousand million billion day week month year decade".split()
)


def starts_object(unit: Unit, place: int) -> bool:
    """Return whether an object can begin here: no mark, preposition, conjunction, auxiliary, day or adverb."""
    token = unit.tokens[place]
    word = token.word
    if word in APPROXIMATORS and place + 1 < len(unit.words):
        return _counts(unit, place + 1)
    if word == "at" and unit.words[place + 1 : place + 2] in (("least",), ("most",)):
        return True
    if word in ("having", "being"):
        return True  # 'said having two gates helps'
    if token.is_mark or word in PREPOSITIONS or word in CONJUNCTIONS or word in PLAIN_AUXILIARIES:
        return False
    is_adverbial = is_adverb(token) and not token.is_name and not opens_phrase(unit, place)
    return not (word in TIME_WORDS and word not in ("may", "march")) and not is_adverbial


def opens_phrase(unit: Unit, place: int) -> bool:
    """Return whether a word that can be an adverb opens a noun phrase: 'said both gates were shut', not 'all day'."""
    if unit.words[place] not in DETERMINERS or place + 1 >= len(unit.words):
        return False
    following = unit.tokens[place + 1]
    is_time = following.word.removesuffix("s") in PERIODS
    return not (is_time or is_adverb(following) or following.word in PREPOSITIONS - {"of"})


def _counts(unit: Unit, place: int) -> bool:
    """Return whether an amount stands here: '40', '$3', 'half', 'a third'; 'about the ruling' only tells a subject."""
    word, *following = unit.words[place : place + 2]
    return (
        word[0].isdigit() or word[0] in "$€£" or word in NUMBERS or (word == "a" and not AMOUNTS.isdisjoint(following))
    )


def object_end(unit: Unit, start: int) -> int:
    """Return where an object that is no clause ends: at an adverbial, an aside, or what its subject does next."""
    words = unit.words
    for place in range(start + 1, len(words) - 1):
        word, following = words[place], words[place + 1]
        if is_finite(unit, place - 1):
            break
        goes_on = word in ("and", "but") and is_finite(unit, place + 1)
        is_aside = word in DASHES or (word == "," and following in ("who", "which", "but"))
        is_adverbial = word in OBJECT_CLOSERS or (word == "as" and following in PERSONAL) or _is_medium(unit, place)
        if goes_on or is_aside:
            return place
        if is_adverbial:
            return _without_distance(unit, start, place) if word in ("after", "before") else place
    return len(words)


def _is_medium(unit: Unit, place: int) -> bool:
    """Return whether where it was said stands here: 'in a post on X', 'in an interview'."""
    words = unit.words
    if words[place] not in ("in", "during") or words[place + 1] not in MEDIUM_LEADS or "that" in words[place:]:
        return False
    end = next((at for at in range(place + 2, min(len(words), place + 2 + LONGEST_MEDIUM)) if words[at] in MEDIA), None)
    if end is None or end + 1 == len(words):
        return end is not None
    following = unit.tokens[end + 1]
    return following.is_mark or following.word in TIME_WORDS or following.word in BEHIND_MEDIUM


def _without_distance(unit: Unit, start: int, end: int) -> int:
    """Return the end of an object without the time at its end: 'the plan, two weeks after the vote'."""
    last = end
    if unit.words[last - 1].removesuffix("s") in TIME_WORDS:
        last -= 1
        while last > start + 1 and (unit.words[last - 1] in NUMBERS | {"a", "just"} or unit.words[last - 1].isdigit()):
            last -= 1
    return last if last > start else end


def without_day(unit: Unit, start: int, end: int) -> int:
    """Return the end of an object without the day at its end: 'the plan Friday', 'the plan on Friday'."""
    last = end
    while last > start + 1 and unit.words[last - 1] in (",", "."):
        last -= 1
    if last - start < 2 or unit.words[last - 1] not in BARE_DAYS:
        return end
    last -= 1
    return last - (last - start > 1 and unit.words[last - 1] == "on")


def pointing_length(unit: Unit, place: int) -> int:
    """Return the length of 'that' or 'that view' where it points to what was told before; 0 where a clause follows."""
    for length in (1, 2):
        token = unit.tokens[place + length] if place + length < len(unit.words) else None
        if token is None or (token.is_mark and token.word != "[") or (length > 1 and token.word in OBJECT_CLOSERS):
            return length
        if token.quoted or token.is_name:
            return 0
    return 0
