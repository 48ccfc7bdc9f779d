"""Attribution without a verb: "according to X, …", "X's claim that …", "calls from X for …".

In: a unit, a cue and its place. Out: an attribution, or None. Method: a preposition takes the noun phrase behind it,
up to its comma where a clause follows, also behind an adverbial ("That day, according to X, …"); a noun needs its
owner, before it in the possessive or behind it after "from", "by" or "of", and "that". "Call for" and its like count
only with words in quotation marks.
Does not read adverbs such as "reportedly", which name nobody.
"""

from collections.abc import Sequence

from flows.extract.speech.cues import Cue, cue_lexicon
from flows.extract.speech.indirect import SUBORDINATE_LEADS, Attribution, clip, content_before, content_end, has_verb
from flows.extract.speech.phrases import (
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    OBJECT_PRONOUNS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUN_CONTRACTIONS,
    SUBORDINATORS,
    Unit,
    is_adverb,
    is_finite,
)
from flows.extract.speech.subjects import TokenRange, clause_start

# The limits below are set by judgement; none was tuned on a development set.
LONGEST_RELATIVE = 15  # tokens of 'who runs the dam'
SURVEYS = frozenset({"survey", "surveys"})
POLLS = frozenset({"poll", "polls"})
ASKED = frozenset("a an another new recent latest same released published conducted taken tracking opinion".split())
ELECTED = frozenset("won elected seat seats turnout".split())
IN_POLL = Cue(("in",), "in", "preposition", "neutral", frozenset({"clause"}), "")
LONGEST_POLL = 16  # tokens of 'In a new poll by the paper and the station that was …'
RELATIVES = frozenset({"who", "which", "whose", "whom"})
CLAUSE_LEADS = PERSONAL | CONJUNCTIONS - {"and"} | frozenset("while although though when because since if as".split())
TELLING = frozenset("tell talk describe".split())
LONGEST_OPENING = 6  # tokens of 'On the following day'
LONGEST_OWNER = 9  # tokens of an owner behind 'from' or 'by'


def read_preposition(unit: Unit, cue: Cue, place: int) -> Attribution | None:
    """Read 'according to X, …' and '…, according to X'."""
    after = place + len(cue.words)
    if cue.words[-1] == "hear" and TELLING.isdisjoint(unit.words[after : after + LONGEST_OWNER]):
        return None  # 'happy to hear it'; but 'to hear Lind tell it, …'
    is_inserted = _is_inserted(unit, place)
    speaker = _object_phrase(unit, after, is_first=place == 0 or is_inserted or _opens_clause(unit, place))
    if speaker is None:
        return None
    cue_range = (place, after)
    if _opens_clause(unit, place):
        speaker = (speaker[0], _behind_relative(unit, speaker[1]))
    follows = speaker[1]
    if follows < len(unit.words) and unit.words[follows] == "," and _opens_clause(unit, place):
        content = clip(unit, follows + 1, content_end(unit, follows + 1))
        return Attribution(cue, cue_range, speaker, (content,), place) if content else None
    before = content_before(unit, place)
    if before is None:
        return None
    parts = [before]
    if follows + 1 < len(unit.words) and unit.words[follows] == "," and unit.words[place - 1] == ",":
        rest = clip(unit, follows + 1, content_end(unit, follows + 1))
        if rest and unit.words[rest[0]] not in SUBORDINATORS and not unit.words[rest[0]].endswith("ing"):
            parts.append(rest)
    return Attribution(cue, cue_range, speaker, tuple(parts), before[0], is_trailing=True)


def read_poll(unit: Unit) -> Attribution | None:
    """Read 'In a poll released on Monday, most voters backed the plan': what a poll has found, with "in" as its cue."""
    comma = next((place for place in range(2, min(len(unit.words), LONGEST_POLL)) if unit.words[place] == ","), None)
    if unit.words[0] != "in" or comma is None or not _is_survey(unit.words[1:comma]):
        return None
    content = clip(unit, comma + 1, content_end(unit, comma + 1)) if comma + 1 < len(unit.words) else None
    if content is None or has_verb(unit, 1, comma) or not has_verb(unit, *content):
        return None
    if not ELECTED.isdisjoint(unit.words[slice(*content)]):
        return None  # 'In a poll in May, Lind won a seat'
    return Attribution(IN_POLL, (0, 1), (1, comma), (content,), 0)


def _is_survey(words: Sequence[str]) -> bool:
    """Return whether people were asked and did not vote: 'a new poll', 'the poll released on Monday'."""
    return not SURVEYS.isdisjoint(words) or not (POLLS.isdisjoint(words) or ASKED.isdisjoint(words))


def _is_inserted(unit: Unit, place: int) -> bool:
    """Return whether but an adverbial stands before: 'The next day, according to the memo, she left'."""
    before = content_before(unit, place)
    comma = next((other for other in range(place, len(unit.words)) if unit.words[other] == ","), None)
    if before is None or comma is None or unit.words[place - 1] != "," or before[1] - before[0] > LONGEST_OPENING:
        return False
    is_phrase = not has_verb(unit, *before) and '"' not in unit.words[slice(*before)]
    return is_phrase and has_verb(unit, comma, len(unit.words))


def _behind_relative(unit: Unit, comma: int) -> int:
    """Return the comma that ends a relative clause about the speaker: 'Lind, who runs the dam, …'; else `comma`."""
    words = unit.words
    if comma + 1 >= len(words) or words[comma] != ",":
        return comma
    if words[comma + 1] not in RELATIVES and not words[comma + 1].endswith("ing"):
        return comma  # 'Lind, writing in the paper'
    ahead = range(comma + 2, min(len(words) - 1, comma + LONGEST_RELATIVE))
    return next((place for place in ahead if words[place] == ","), comma)


def _opens_clause(unit: Unit, place: int) -> bool:
    if place == 0 or (place == 1 and (unit.words[0] in SUBORDINATORS or unit.words[0] == "(")):
        return True
    before = unit.words[place - 1]
    if before in ("and", "but", "that", ";", ":"):
        return True
    return place <= 2 and before == ","


def _object_phrase(unit: Unit, place: int, *, is_first: bool) -> TokenRange | None:
    """Return the noun phrase after a preposition: up to its comma in front of a clause, else to the end of the unit."""
    end = place
    words = unit.words
    while end < len(words):
        token = unit.tokens[end]
        if token.word in (";", ":", "?", "!") or token.word in DASHES:
            break
        if token.word == ")" and "(" not in words[place:end]:
            break
        if token.quoted and end > place and unit.words[end - 1] != "the" and words[end - 1] == ",":
            break
        if token.word == "," and (is_first or not _continues_description(unit, end + 1)):
            break
        end += 1
    return (place, end) if end > place else None


def _continues_description(unit: Unit, place: int) -> bool:
    if place >= len(unit.words):
        return False
    token = unit.tokens[place]
    if token.quoted or is_finite(unit, place) or token.word in CLAUSE_LEADS or unit.words[place - 2] in OBJECT_PRONOUNS:
        return False
    end = next((other for other in range(place, len(unit.words)) if unit.words[other] == ","), len(unit.words))
    is_clause = RELATIVES.isdisjoint(unit.words[place:end]) and has_verb(unit, place + 1, end)
    is_amount = not token.word[0].isalpha() and end > place + 1  # 'it holds, according to one report, $2 million'
    if token.word not in RELATIVES and (is_clause or is_amount):
        return False
    if token.word == "and" and place + 1 < len(unit.words) and _opens_main_clause(unit, place + 1):
        return False
    return not (token.word.endswith("ing") or is_adverb(token) or (token.word in PREPOSITIONS and token.word != "of"))


def _opens_main_clause(unit: Unit, place: int) -> bool:
    """Return whether the clause goes on behind 'and', with a verb or with a subject of its own."""
    if is_finite(unit, place) or unit.words[place] in PERSONAL:
        return True
    end = next((other for other in range(place, len(unit.words)) if unit.tokens[other].is_mark), len(unit.words))
    return has_verb(unit, place + 1, end) and RELATIVES.isdisjoint(unit.words[place:end])


def read_noun_form(unit: Unit, place: int) -> Attribution | None:
    """Read a form that is a verb in the lexicon as the noun it can be as well."""
    for cue in cue_lexicon().by_first_word.get(unit.words[place], ()):
        if cue.kind == "noun":
            return read_noun(unit, cue, place)
    return None


def read_noun(unit: Unit, cue: Cue, place: int) -> Attribution | None:
    """Read '… her claim that …' and 'calls from the union for "…"'; without an owner there is no attribution."""
    words = unit.words
    after = place + 1
    leads = ("that", "for") if "noun" in cue.frames else ("that",)
    speaker = _owner(unit, place)
    if speaker is None and after < len(words) and words[after] in ("from", "by", "of"):
        end = _lead_after(unit, after + 1, leads)
        if end is not None:
            speaker, after = (after + 1, end), end
    if speaker is None or after >= len(words) or words[after] not in leads:
        return None
    content = _wanted_words(unit, after + 1) if words[after] == "for" else _object_clause(unit, place, after + 1)
    return Attribution(cue, (place, place + 1), speaker, (content,), min(speaker[0], place)) if content else None


def _lead_after(unit: Unit, start: int, leads: tuple[str, ...]) -> int | None:
    for place in range(start, min(len(unit.words), start + LONGEST_OWNER)):
        if unit.words[place] in leads:
            return place if place > start else None
        if unit.tokens[place].is_mark or unit.tokens[place].quoted:
            return None
    return None


def _wanted_words(unit: Unit, start: int) -> TokenRange | None:
    """Return what is called for, up to its words in marks; without such words it is no quotation."""
    end = next((place for place in range(start, content_end(unit, start)) if unit.tokens[place].quoted), None)
    return (start, end + 1) if end is not None else None


def _object_clause(unit: Unit, noun: int, start: int) -> TokenRange | None:
    """Return the clause of a noun that is an object; one that is the subject does not show where its clause ends."""
    first = clause_start(unit, noun)
    if not has_verb(unit, first, noun):
        return None
    end = content_end(unit, start)
    if unit.words[first] in SUBORDINATE_LEADS:  # 'While they praised his view that it is old, they left'
        end = next((place for place in range(start, end) if unit.words[place] == ","), end)
    return clip(unit, start, end)


def _owner(unit: Unit, place: int) -> TokenRange | None:
    """Return who a noun belongs to: 'her', 'the mayor's', with at most one word in between."""
    for end in (place, place - 1):
        if end < 1:
            continue
        last = unit.words[end - 1]
        if last in POSSESSIVES and last != "whose":
            return (end - 1, end)
        if last.endswith(("'s", "’s", "s'", "s’")) and last not in PRONOUN_CONTRACTIONS:
            start = end - 1
            while start > 0 and unit.tokens[start - 1].is_name:
                start -= 1
            if start > 0 and unit.words[start - 1] in DETERMINERS:
                start -= 1
            return (start, end)
    return None
