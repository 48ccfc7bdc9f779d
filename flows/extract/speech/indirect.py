"""Reported clauses: where the content of a cue begins and ends.

In: a unit and the place of a cue. Out: ranges of tokens. Method: after the cue, content begins behind "that", a colon,
an addressee or an adverbial ("told reporters on Monday that …") and ends with its sentence, with the aside the cue
stands in, or before the next cue. Before the cue, it is everything up to the comma. A quoted passage is one token, so
that direct, mixed and indirect speech are read alike.
Does not see that a loose clause at the end ("…, though others disagree") is no longer the speaker's.
"""

from typing import NamedTuple

from flows.extract.speech.addressees import skip_addressee
from flows.extract.speech.cues import SHOWING, Cue, ambiguous_cues, cue_lexicon
from flows.extract.speech.objects import APPROXIMATORS, object_end, pointing_length, starts_object, without_day
from flows.extract.speech.phrases import (
    ADJUNCT_LEADS,
    AUXILIARIES,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    NOMINATIVE,
    OBJECT_PRONOUNS,
    PREPOSITIONS,
    PRONOUN_CONTRACTIONS,
    QUESTION_WORDS,
    SUBORDINATORS,
    TIME_WORDS,
    Token,
    Unit,
    is_adverb,
    is_finite,
)
from flows.extract.speech.subjects import TokenRange
from flows.extract.wordlists import load_words

SUBORDINATE_LEADS = frozenset(
    "when while although though if after as since because before until once whereas whether".split()
)
CLOSING_LEADS = SUBORDINATORS - {"because", "if", "so", "that", "and", "but"}
RELATIVE_PRONOUNS = frozenset("who which that this these those one".split())
CLOSING_MARKS = DASHES | {",", ";", ":", "…"}
AGO = (("ago",), ("earlier",))
# The limits below are set by judgement; none was tuned on a development set.
TIMES = frozenset("few couple bit second third time moment minute hour to back out".split())  # 'called him a few times'
LONGEST_OBJECT = 14  # tokens of who or what is called something
LONGEST_ASIDE = 18  # tokens between a cue and what was said, as in 'said in a statement on Monday that'
SHORTEST_PAST = 4  # letters; 'that red bus'


class Attribution(NamedTuple):
    """What one cue attributes. Ranges are of tokens; `content` is in text order; `start` is where its clause begins."""

    cue: Cue
    cue_range: TokenRange
    speaker: TokenRange | None
    content: tuple[TokenRange, ...]
    start: int
    is_trailing: bool = False


def has_verb(unit: Unit, start: int, end: int) -> bool:
    """Return whether a finite verb stands in the range."""
    return any(is_finite(unit, place) for place in range(start, end))


def is_closed(unit: Unit, place: int) -> bool:
    """Return whether nothing but an adverbial follows: '… said on Monday.'"""
    if place >= len(unit.words):
        return True
    token = unit.tokens[place]
    if token.word in (",", ";", ")") or token.word in DASHES or token.word in TIME_WORDS:
        return not (token.word in TIME_WORDS and any(w == "that" for w in unit.words[place : place + 4]))
    if token.word in ADJUNCT_LEADS or is_adverb(token):
        rest = unit.words[place:]
        return "that" not in rest[:12] and ":" not in rest
    return token.quoted is not None and place == len(unit.words) - 1


def resumed_content(unit: Unit, place: int, *, was_quoted: bool) -> tuple[TokenRange, ...]:
    """Return what is said after an attribution in the middle: from the comma or the reopened quotation on."""
    words = unit.words
    for later in range(place, len(words)):
        is_led_in = later and (words[later - 1] in (",", ":") or words[later - 1].endswith("."))  # 'in Oslo, N.D. "…"'
        if unit.tokens[later].quoted and is_led_in and was_quoted:
            if _has_own_cue(unit, place, later - 1):
                return ()
            place = later - 1
            break
    first = place
    while place < len(words) and words[place] != "," and not unit.tokens[place].quoted:
        place += 1
    is_aside = place > first + 1 or words[first : first + 1] == ("that",)
    if place >= len(words) or (is_aside and unit.tokens[place].quoted and not words[place - 1].endswith(".")):
        return ()  # 'she said after hinting that "changes" could come'
    if words[place] == ",":
        place += 1
    if place >= len(words):
        return ()
    if unit.tokens[place].quoted:
        end = place + 1
        while end < len(words) and (unit.tokens[end].quoted or words[end] == ","):
            end += 1
        return ((place, end),)
    lead = words[place]
    if lead in CLOSING_LEADS or lead in PREPOSITIONS or lead.endswith(("ing", "ed")):
        return ()
    if is_adverb(unit.tokens[place]) and unit.words[place + 1 : place + 2] and unit.words[place + 1] in PREPOSITIONS:
        return ()  # 'he said, just before the vote'
    is_clause = has_verb(unit, place, len(words)) or any(token.quoted for token in unit.tokens[place:])
    if lead in ("who", "which") or lead in ("but", "and", "adding") or not is_clause:
        return ()
    content = clip(unit, place, content_end(unit, place))
    return (content,) if content and content[1] - content[0] > 1 else ()


def _has_own_cue(unit: Unit, start: int, end: int) -> bool:
    """Return whether another attribution sets in before what follows: '…," she said, adding, "…"'."""
    cues = (cue_lexicon().match(unit.words, place) for place in range(start, end))
    return any(cue.shape == "ing" and "quote" in cue.frames for cue in cues if cue)


def content_before(unit: Unit, end: int) -> TokenRange | None:
    """Return the content that ends before `end`: the quoted passage alone, or the clause from its beginning."""
    stop = end
    while stop > 0 and (unit.words[stop - 1] in (",", "?", "!") or unit.words[stop - 1] in DASHES):
        stop -= 1
    start = 0
    while start < stop and (unit.words[start] in CONJUNCTIONS or unit.words[start] in (",", "(")):
        start += 1
    closed = 0
    for place in range(stop - 1, start, -1):
        closed += (unit.words[place] == ")") - (unit.words[place] == "(")
        if unit.words[place] in (";", ":") or closed < 0:  # in brackets of its own: '(a third, the mayor said)'
            start = place + 1
            break
    return (start, stop) if stop > start else None


def content_after(unit: Unit, cue: Cue, after: int, speaker: TokenRange | None) -> TokenRange | None:
    """Return the content that follows the cue, behind its addressee and adverbials."""
    place = after
    if "person" in cue.frames:
        place = skip_addressee(unit, place)
    start = _content_start(unit, cue, place)
    if start is None and place != after:
        start = _behind_lone_addressee(unit, cue, after, place)
    if start is None and cue.lemma in SHOWING and place < len(unit.words) and starts_object(unit, place):
        start = place if speaker and is_finding(unit, speaker) else None
    if start is None or (place > after and _is_relative(unit, start)):
        return None
    end = min(content_end(unit, start), _passage_end(unit, start))
    if speaker and speaker[1] <= after:
        end = min(end, _aside_end(unit, speaker[0], start))
    if cue.lemma in SHOWING and cue.shape == "ing" and start == after:  # 'despite polls showing her ahead, he stays'
        end = next((place for place in range(start, end) if unit.words[place] == ","), end)
    if (
        "noun" in cue.frames
        and start == place
        and not ("name" in cue.frames and _is_named(unit, start))
        and unit.words[start] != "to"
        and unit.words[start] not in QUESTION_WORDS
    ):
        end = min(end, object_end(unit, start))
        end = without_day(unit, start, end)
    found = clip(unit, start, end)
    return None if found and unit.words[found[0] : found[1]] == ("to",) else found


def _passage_end(unit: Unit, start: int) -> int:
    """Return where a passage with a mark at its end stops: 'yelled “It leaks!” as he left', 'wrote “No,” and left'."""
    if start >= len(unit.words) or unit.words[start - 1] == "that":
        return len(unit.words)
    is_last = not any(token.quoted for token in unit.tokens[start + 1 :])
    if not _is_sentence(unit.tokens[start]) and not (is_last and unit.tokens[start].last_mark == ","):
        return len(unit.words)
    place = start + 1
    while place + 1 < len(unit.words) and (unit.tokens[place].quoted or unit.words[place] in (",", "and")):
        place += 1
    while not unit.tokens[place - 1].quoted:
        place -= 1
    return place


def _is_sentence(token: Token) -> bool:
    return token.quoted is not None and token.last_mark in (".", "!", "?", "…")


def _behind_lone_addressee(unit: Unit, cue: Cue, after: int, place: int) -> int | None:
    """Return where content begins where none was found behind the addressee."""
    following = unit.words[place] if place < len(unit.words) else ""
    if following == "about":
        return None  # 'told the board about the dam'
    if following in AUXILIARIES and unit.tokens[place - 1].is_name:
        return place  # 'a plan that aides tell Lind will pass'
    return _content_start(unit, cue, after)


def _is_relative(unit: Unit, start: int) -> bool:
    """Return whether the 'that' before `start` stands for a noun: 'a review of the raid that killed two'."""
    if unit.words[start - 1] != "that" or start >= len(unit.words) or unit.tokens[start].is_name:
        return False
    word = unit.words[start]
    is_verb = word in load_words("finite_verbs.txt") or (word.endswith("ed") and len(word) > SHORTEST_PAST)
    is_introduction = unit.words[start + 1 : start + 2] in (
        ("on",),
        ("with",),
        ("to",),
    )  # 'that based on pictures it was'
    return is_verb and word not in AUXILIARIES and not is_introduction


def is_finding(unit: Unit, speaker: TokenRange) -> bool:
    """Return whether figures or documents speak: what they show needs no "that" and no verb."""
    return any(word in load_words("findings.txt") for word in unit.words[speaker[0] : speaker[1]])


def _aside_end(unit: Unit, subject: int, start: int) -> int:
    """Return where a subordinate clause that holds the cue closes: at its comma, its dash or its bracket."""
    words = unit.words
    before = words[subject - 1] if subject else ""
    closing: frozenset[str] = frozenset()
    if before in DASHES:
        closing = DASHES
    elif before == "(":
        closing = frozenset({")"})
    elif words[subject] in ("who", "which", "that") or before in SUBORDINATE_LEADS:
        closing = frozenset({","})
    for place in range(start, len(words)):
        if words[place] in closing:
            return place
        if "," in closing and unit.tokens[place].last_mark == ",":
            return place + 1
    return len(words)


def _content_start(unit: Unit, cue: Cue, place: int) -> int | None:
    words, tokens = unit.words, unit.tokens
    if place >= len(words):
        return None
    place = _behind_ago(unit, place)
    word, frames = words[place], cue.frames
    if word in ("that", ":", ",") or tokens[place].quoted:
        return _after_lead(unit, cue, place)
    if word in APPROXIMATORS and "clause" in frames and starts_object(unit, place):
        return place
    if word in QUESTION_WORDS and frames & {"clause", "that", "person"}:
        return place
    if word in ("to", "not") and "inf" in frames:
        return place
    if "noun" in frames and starts_object(unit, place):
        return place
    if "noun" in frames and is_adverb(tokens[place]) and words[min(place + 1, len(words) - 1)].endswith("ing"):
        return place  # 'denied ever having said'
    if "name" in frames and starts_object(unit, place) and _is_named(unit, place):
        return place
    if word in TIME_WORDS or word in ADJUNCT_LEADS or is_adverb(tokens[place]):
        return _behind_adjunct(unit, cue, place)
    if "clause" in frames and starts_object(unit, place) and (cue.lemma == "say" or _can_assert(unit, place)):
        return place
    return None


def _behind_ago(unit: Unit, place: int) -> int:
    """Return the place behind 'two weeks ago' or 'a year earlier', else `place`."""
    ago = next((other for other in range(place + 2, place + 4) if unit.words[other : other + 1] in AGO), None)
    is_time = ago is not None and ago + 1 < len(unit.words) and unit.words[ago - 1].removesuffix("s") in TIME_WORDS
    return ago + 1 if is_time and ago else place


def _after_lead(unit: Unit, cue: Cue, place: int) -> int | None:
    """Return where content begins behind 'that', a colon or a comma, or at a quoted passage."""
    words, tokens, frames = unit.words, unit.tokens, cue.frames
    if words[place] == "that":
        if "noun" in frames and (length := pointing_length(unit, place)):
            return place if length > 1 else None  # 'echoed that view', but 'rejected that, too'
        return place + 1 if frames & {"clause", "that", "person"} else (place if "noun" in frames else None)
    if tokens[place].quoted:
        return place
    if place + 1 < len(words) and tokens[place + 1].quoted and "quote" in frames:
        return place + 1
    if words[place] == ":" and frames & {"clause", "quote"}:
        return place + 1
    if words[place] == ",":
        for end in range(place + 1, min(len(words), place + LONGEST_ASIDE)):
            if words[end] == "," and end + 1 < len(words) and words[end + 1] == "that":
                return end + 2
            if words[end] == "," and end + 1 < len(words) and tokens[end + 1].quoted and "quote" in frames:
                return end + 1
            if words[end] == "," and cue.lemma == "say" and words[place + 1] in PREPOSITIONS:
                return end + 1 if has_verb(unit, end + 1, len(words)) else None  # 'said, in the end, it would'
    return None


def _can_assert(unit: Unit, place: int) -> bool:
    """Return whether a verb follows, or words in marks that can hold one."""
    end = content_end(unit, place)
    return has_verb(unit, place, end) or any(token.quoted for token in unit.tokens[place:end])


def _is_named(unit: Unit, place: int) -> bool:
    """Return whether a description follows the object: quoted, led in by 'as', or as in 'called him a liar'."""
    places = range(place, min(content_end(unit, place), place + LONGEST_OBJECT))
    if any(unit.tokens[p].quoted or unit.words[p] == "as" for p in places):
        return True
    if unit.words[place] in OBJECT_PRONOUNS - {"her"} and len(places) > 1:
        after = place + 1 + (unit.words[place + 1] in ("a", "an"))
        return _can_describe(unit, after) and not (is_adverb(unit.tokens[after]) or is_finite(unit, after))
    ends = (p for p in places if unit.tokens[p].is_mark or unit.words[p] in PREPOSITIONS - {"of"} or is_finite(unit, p))
    places = range(place, next(ends, places.stop))
    return any(
        unit.words[p] in ("a", "an") and _can_describe(unit, p + 1) and not _can_lead(unit.words[p - 1])
        for p in places[1:]
    )


def _can_describe(unit: Unit, place: int) -> bool:
    word = unit.words[place] if place < len(unit.words) else ""
    is_plain = word[:1].isalpha() and word not in PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS | TIMES
    return is_plain and not _is_time(word)


def _can_lead(word: str) -> bool:
    """Return whether an object can begin behind the word: 'called for a vote', 'called both a farce'."""
    return word in PREPOSITIONS | CONJUNCTIONS | DETERMINERS


def _behind_adjunct(unit: Unit, cue: Cue, place: int) -> int | None:
    """Skip 'on Monday', 'in a statement' and find the clause or quotation behind it."""
    words, tokens = unit.words, unit.tokens
    after = place
    while after < len(words) and (words[after] in TIME_WORDS or is_adverb(tokens[after])):
        after += 1
    if after > place and after < len(words):
        return _content_start(unit, cue, after)
    for end in range(place + 1, min(len(words), place + LONGEST_ASIDE)):
        if words[end] == "that" and words[end - 1] not in PREPOSITIONS and cue.frames & {"clause", "that", "person"}:
            return end + 1
        if words[end] == ":" and "quote" in cue.frames:
            return end + 1
        if (
            tokens[end].quoted
            and "quote" in cue.frames
            and (words[end - 1] == "," or _is_time(words[end - 1]) or (end == len(words) - 1 and words[place] != "to"))
        ):
            return end
        if words[end] in NOMINATIVE and cue.lemma == "say" and _opens_clause(unit, place, end):
            return end
        if _is_time(words[end]) and end + 1 < len(words) and words[end + 1] != "that" and "clause" in cue.frames:
            following = tokens[end + 1]
            opens = following.is_name or following.word in NOMINATIVE | DETERMINERS | PRONOUN_CONTRACTIONS
            if opens and following.word not in TIME_WORDS:
                return end + 1
    return None


def _opens_clause(unit: Unit, place: int, pronoun: int) -> bool:
    """Return whether a clause begins behind a bare adverbial: 'said in Oslo he would', 'said in the end it does'."""
    is_bare = not has_verb(unit, place, pronoun) and not any(token.is_mark for token in unit.tokens[place:pronoun])
    is_led = unit.words[pronoun - 1] not in PREPOSITIONS and unit.words[pronoun] not in RELATIVE_PRONOUNS
    following = unit.words[pronoun + 1] if pronoun + 1 < len(unit.words) else ""
    return is_bare and is_led and (following.endswith("s") or is_finite(unit, pronoun + 1) if following else False)


def _is_time(word: str) -> bool:
    return word in TIME_WORDS or word.removesuffix("s") in TIME_WORDS


def content_end(unit: Unit, start: int) -> int:
    """Return where content that begins at `start` ends: with the unit, or before the next attribution in it."""
    words = unit.words
    lexicon = cue_lexicon()
    for place in range(start + 1, len(words)):
        word = words[place]
        if word == ";":
            return place
        if unit.tokens[place].last_mark == ";":
            return place + 1
        closes = unit.tokens[place].last_mark == ","
        if (word == "," or closes) and place + 1 < len(words):
            following = place + 1
            if is_adverb(unit.tokens[following]) and following + 1 < len(words):
                following += 1
            if words[following] in ("and", "but") and following + 1 < len(words):
                following += 1
            cue = lexicon.match(words, following)
            if cue and (cue.shape == "ing" or cue.kind == "preposition"):
                return place + closes
        if word in ("and", "but") and place + 1 < len(words):
            following = place + 1
            while following < len(words) - 1 and (is_adverb(unit.tokens[following]) or words[following] in AUXILIARIES):
                following += 1
            cue = lexicon.match(words, following)
            if cue and cue.kind == "verb" and cue.shape in ("past", "s") and cue.words[0] not in ambiguous_cues():
                return place
    return len(words)


def _closes_bracket(unit: Unit, start: int, end: int) -> bool:
    """Return whether the bracket that ends the range was opened before it."""
    return unit.words[end - 1] == ")" and "(" not in unit.words[start:end]


def clip(unit: Unit, start: int, end: int) -> TokenRange | None:
    """Return the range without marks at its ends, or None where nothing is left."""
    while start < end and unit.words[start] in (",", ":"):
        start += 1
    while end > start and (unit.words[end - 1] in CLOSING_MARKS or _closes_bracket(unit, start, end)):
        end -= 1
    return (start, end) if end > start else None
