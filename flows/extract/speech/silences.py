"""Cues that report no words: 'did not say how many', 'said nothing', 'did not respond to a request', 'sought 12 years'.

In: a unit and an attribution of it. Out: whether anything was said. Method: what the cue governs is a question it
leaves open, nothing at all, who told it ("citing two aides"), or a thing that is done and not said: somebody dismissed,
a number added, a term or a thing sought, a fire responded to. Nor is what "may" or "could" be said, nor what anybody
wants or knows.
Words in quotation marks always count as said. Who "declined to comment" is kept, with the stance `deny`, as PolNeAR
has it.
"""

from collections.abc import Sequence

from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.speech.indirect import Attribution
from flows.extract.speech.phrases import DETERMINERS, NEGATIONS, QUESTION_WORDS, SUBORDINATORS, Unit, is_finite
from flows.extract.speech.speaker_kinds import AFTER_NOUN, is_person_noun
from flows.extract.speech.subjects import TokenRange, verb_group_start
from flows.extract.wordlists import load_words

NOT = NEGATIONS | {"not", "never"}
ONLY = frozenset("only just merely simply".split())
TELLING = frozenset("say specify disclose reveal explain tell confirm elaborate clarify detail state".split())
PROMISING = frozenset({"commit", "agree"})
ANSWERING = frozenset({"comment on"})
NOTHING = frozenset("nothing little much more anything no further".split())
WISHING = frozenset({"want", "seek"})
WORDLESS = frozenset({"respond to", "challenge", "mean"})  # what they tell of was done or is, and need not be said
STATES = frozenset("want feel know remember realize realise".split())  # of mind: they need no words
# who does not want, know or expect something has not said so
UNTOLD_IF_DENIED = STATES | frozenset("disclose expect intend learn plan recall see show".split())
ANY = frozenset("most many some all any other no few those every".split())  # 'most people', but not 'her children'
FUTURE = frozenset({"will", "would"})
REFUSED = frozenset("him them us me".split())
POSSIBLE = frozenset({"may", "could"})
LONGEST_OBJECT = 6  # tokens of 'the then finance minister'


def is_silent(unit: Unit, attribution: Attribution) -> bool:
    """Return whether the attribution tells that nothing was said, or of something that was done."""
    if any(unit.tokens[place].quoted for part in attribution.content for place in range(*part)):
        return False
    if attribution.is_trailing or attribution.cue.kind != "verb":
        return False
    lemma, (first, last) = attribution.cue.lemma, attribution.content[0]
    words = unit.words[first:last]
    if lemma in STATES and (_is_to_come(unit, attribution) or _is_anybody(unit, attribution.speaker)):
        return True
    if lemma in UNTOLD_IF_DENIED and is_negated(unit, attribution):
        return True
    if lemma in ANSWERING or lemma in PROMISING:
        return is_negated(unit, attribution)
    if lemma in TELLING and (_leaves_open(unit, attribution) or _is_nothing(words)):
        return True
    if lemma in WORDLESS or _is_left_open(unit, attribution) or _is_condition(unit, attribution):
        return True
    if lemma == "cite":
        return _are_sources(words)
    if lemma == "deny":
        return len(words) > 1 and words[0] in REFUSED and words[1] != "all"  # 'denied them a loan'
    if lemma in WISHING:
        return _is_unspoken_wish(unit, attribution, words)
    return (lemma == "dismiss" and _holds_office(unit, first, last)) or (
        lemma == "add" and _adds_sum(unit, first, last)
    )


def _is_to_come(unit: Unit, attribution: Attribution) -> bool:
    """Return whether somebody is to think so some day: 'you will know when', 'nobody would remember that'."""
    cue = attribution.cue_range[0]
    return not FUTURE.isdisjoint(unit.words[verb_group_start(unit, cue) : cue])


def _is_anybody(unit: Unit, speaker: TokenRange | None) -> bool:
    """Return whether no speaker in particular is meant: 'most people', 'those who', 'you', 'customers'."""
    if speaker is None:
        return False
    first, last = speaker
    if unit.words[last - 1] in ("who", "that"):
        last -= 1
        first = min(first, last - 1)
    if first < 0 or unit.words[last - 1] not in load_words("generic_subjects.txt"):
        return False
    return ANY.issuperset(unit.words[first : last - 1])


def _is_left_open(unit: Unit, attribution: Attribution) -> bool:
    """Return whether it may be said or not: 'reporters may ask', 'the report could show'."""
    cue = attribution.cue_range[0]
    return not POSSIBLE.isdisjoint(unit.words[verb_group_start(unit, cue) : cue])


def _is_condition(unit: Unit, attribution: Attribution) -> bool:
    """Return whether it would have to be said first: 'if they refuse to leave', but not 'if Lind said it leaked'."""
    first = attribution.speaker[0] if attribution.speaker else attribution.start
    is_open = attribution.cue.shape in ("base", "s")
    return is_open and first > 0 and unit.words[first - 1] in ("if", "unless")


def _are_sources(words: Sequence[str]) -> bool:
    """Return whether who told it is cited, and not what: 'citing two people familiar with the talks'."""
    end = next((at for at, word in enumerate(words) if at and word in AFTER_NOUN), len(words))
    object_words = words[: min(end, LONGEST_OBJECT)]
    is_unnamed = any(word == "people" or word in load_words("anonymous.txt") for word in object_words)
    return is_unnamed or (object_words[-1].endswith("s") and is_person_noun(object_words[-1]))


def _is_unspoken_wish(unit: Unit, attribution: Attribution, words: Sequence[str]) -> bool:
    """Return whether a thing is sought, or nothing: 'sought 12 years', 'will seek reelection', 'would want to'."""
    if words[0] == "no" or words[0][0].isdigit():
        return True
    cue = attribution.cue_range[0]
    group = unit.words[verb_group_start(unit, cue) : cue]
    return words[0] != "to" if attribution.cue.lemma == "seek" else "would" in group


def _leaves_open(unit: Unit, attribution: Attribution) -> bool:
    """Return whether a question is not answered: 'did not say how many', 'has never explained why'."""
    return unit.words[attribution.content[0][0]] in QUESTION_WORDS and is_negated(unit, attribution)


def _is_nothing(words: tuple[str, ...]) -> bool:
    return words != ("no",) and NOTHING.issuperset(words)  # who says no has answered


def is_negated(unit: Unit, attribution: Attribution) -> bool:
    """Return whether the cue is denied: 'does not believe', 'never said'; 'did not only say' is not."""
    cue = attribution.cue_range[0]
    group = unit.words[verb_group_start(unit, cue) : cue]
    return not NOT.isdisjoint(group) and ONLY.isdisjoint(group)


def _holds_office(unit: Unit, first: int, last: int) -> bool:
    """Return whether the object is somebody: 'the then finance minister', but 'the minister's plan'."""
    for place in range(first, min(last, first + LONGEST_OBJECT)):
        word = unit.words[place]
        if word in load_gazetteer().offices:
            following = unit.tokens[place + 1] if place + 1 < last else None
            return following is None or not (following.is_name or following.word.endswith(("'s", "’s")))
        if word not in DETERMINERS and (unit.tokens[place].is_mark or word in SUBORDINATORS):
            return False
    return False


def _adds_sum(unit: Unit, first: int, last: int) -> bool:
    """Return whether a number or a sum is added: no verb stands behind it but in a clause of its own."""
    if not (unit.words[first][0] in "$€£" or unit.words[first][0].isdigit()):
        return False
    verb = next((place for place in range(first, last) if is_finite(unit, place)), None)
    return verb is None or any(word in SUBORDINATORS for word in unit.words[first:verb])
