"""What follows a cue: where its content begins, and where it ends before its sentence does.

In: a unit, a cue and the place behind it. Out: a range of tokens, or None. Method: content begins behind "that", a
colon, an addressee or an adverbial ("told reporters on Monday that …"), or at the object that the cue's frames allow:
a thing ("denied the report"), a thing with its description ("called him a liar"), what figures show. It ends as
`indirect.content_end` says, or sooner: with its object, with the aside the cue stands in, behind a passage in marks.
"""

from flows.extract.speech.addressees import skip_addressee
from flows.extract.speech.cues import SHOWING, Cue
from flows.extract.speech.indirect import SUBORDINATE_LEADS, clip, content_end, has_verb
from flows.extract.speech.objects import (
    APPROXIMATORS,
    object_end,
    opens_phrase,
    pointing_length,
    starts_object,
    without_day,
)
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

# The limits below are set by judgement; none was tuned on a development set.
RELATIVE_PRONOUNS = frozenset("who which that this these those one".split())
REPORTING = frozenset({"clause", "that", "literal", "person"})
QUOTING = frozenset({"quote", "noun", "name", "clause"})
AGO = (("ago",), ("earlier",))
TIMES = frozenset(  # 'called him a few times', 'called him up'
    "few couple bit second third time moment minute hour to back out up off over twice once home together daily quits "
    "names".split()
)
LONGEST_OBJECT = 14  # tokens of who or what is called something
LONGEST_ASIDE = 18  # tokens between a cue and what was said, as in 'said in a statement on Monday that'
SHORTEST_PAST = 4  # letters; 'that red bus'


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
    is_shown = cue.lemma in SHOWING and speaker is not None and is_finding(unit, speaker)
    if is_shown and cue.shape == "ing" and start == after:  # 'despite polls showing her ahead, he stays'
        end = next((place for place in range(start, end) if unit.words[place] == ","), end)
    if (
        cue.frames & {"noun", "name"}
        and start == place
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
    if (word in APPROXIMATORS or word == "at") and "clause" in frames and starts_object(unit, place):
        return place
    if word in QUESTION_WORDS and frames & {"clause", "that", "person"}:
        return place
    if word in ("to", "not") and "inf" in frames and not (word == "to" and _opens_object(unit, place + 1)):
        return place
    if _is_past(unit, place) and unit.words[place + 1 : place + 2] and unit.words[place + 1] in PREPOSITIONS:
        return None  # 'what it promised depended on the vote'
    if "noun" in frames and word not in QUESTION_WORDS and starts_object(unit, place):
        return place
    if "noun" in frames and is_adverb(tokens[place]) and words[min(place + 1, len(words) - 1)].endswith("ing"):
        return place  # 'denied ever having said'
    if "name" in frames and starts_object(unit, place) and _is_named(unit, place):
        return place
    is_adverbial = is_adverb(tokens[place]) and not opens_phrase(unit, place)
    if word in TIME_WORDS or word in ADJUNCT_LEADS or is_adverbial:
        return _behind_adjunct(unit, cue, place)
    if "clause" in frames and starts_object(unit, place) and (cue.lemma == "say" or _can_assert(unit, place)):
        return place
    return None


def _is_past(unit: Unit, place: int) -> bool:
    """Return whether a form in -ed stands here that is no name, as 'Ahmed', and no noun, as 'speed'."""
    word = unit.words[place]
    return (
        word.endswith("ed")
        and not word.endswith("eed")
        and len(word) > SHORTEST_PAST
        and not unit.tokens[place].is_name
    )


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
        if "literal" in frames and not _opens_that_clause(unit, place + 1):
            return None
        return place + 1 if frames & REPORTING else (place if "noun" in frames else None)
    if tokens[place].quoted:
        return place if frames & QUOTING else None  # 'people who held “liberal” views'
    if place + 1 < len(words) and tokens[place + 1].quoted and "quote" in frames:
        return place + 1
    if words[place] == ":" and frames & {"clause", "quote"}:
        return place + 1
    if words[place] == ",":
        if words[place + 1 : place + 2] == ("that",) and frames & REPORTING:
            return place + 2
        for end in range(place + 1, min(len(words), place + LONGEST_ASIDE)):
            if words[end] == "," and end + 1 < len(words) and words[end + 1] == "that":
                return end + 2
            if words[end] == "," and end + 1 < len(words) and tokens[end + 1].quoted and "quote" in frames:
                return end + 1
            if words[end] == "," and cue.lemma == "say" and words[place + 1] in PREPOSITIONS:
                return end + 1 if has_verb(unit, end + 1, len(words)) else None  # 'said, in the end, it would'
    return None


def _opens_that_clause(unit: Unit, place: int) -> bool:
    """Return whether a clause and no noun stands behind "that": not 'holds that seat', 'wept that night'."""
    if place >= len(unit.words) or _is_time(unit.words[place]):
        return False
    first = unit.tokens[place]
    is_led = first.is_name or first.word in NOMINATIVE | DETERMINERS | PRONOUN_CONTRACTIONS
    return is_led or has_verb(unit, place + 1, content_end(unit, place))


def _opens_object(unit: Unit, place: int) -> bool:
    """Return whether a noun and no verb stands behind "to": 'agreed to the deal'."""
    token = unit.tokens[place] if place < len(unit.tokens) else None
    return token is None or token.is_name or token.is_mark or token.word in DETERMINERS


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
        if not _can_describe(unit, after):
            return False
        is_state = is_adverb(unit.tokens[after]) or is_finite(unit, after) or unit.words[after].endswith("ing")
        return not is_state  # 'sees them leaving'
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
        if words[end] == "that" and words[end - 1] not in PREPOSITIONS and cue.frames & REPORTING:
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
    ahead = range(pronoun + 1, min(len(unit.words), place + LONGEST_ASIDE))
    # 'said in a letter she sent that it leaks': the clause comes later
    is_relative = any(unit.words[other] in ("that", ":") or unit.tokens[other].quoted for other in ahead)
    is_clause = bool(following) and (following.endswith("s") or is_finite(unit, pronoun + 1))
    return is_bare and is_led and is_clause and not is_relative


def _is_time(word: str) -> bool:
    return word in TIME_WORDS or word.removesuffix("s") in TIME_WORDS
