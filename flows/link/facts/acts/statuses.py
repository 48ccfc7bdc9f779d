"""Whether an act was done, will, may or would be, or is to be: by the form of its verb and what stands before it.

In: a view of a sentence, a verb in it and the words between its subject and it. Out: a `Reading`, or nothing where the
words state no act: 'the signed pact', 'a tax cut'. `ongoing` is what somebody is doing, which may be ahead; `proposed`
what would be; `intended` what somebody wants, asks for, should do or goes somewhere for. What is denied has its status
all the same: 'will not sign'. No parser, English only.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from flows.link.facts.acts.sentence_views import SentenceView
from flows.link.facts.acts.verbs import Form, Verb
from flows.link.facts.predicates import DETERMINERS, PREPOSITIONS, may_be_verb

Status = Literal["done", "ongoing", "planned", "possible", "proposed", "intended"]

BE = frozenset("was were been is are be being wasn't weren't isn't aren't".split())
HAVE = frozenset("has have had having hasn't haven't hadn't".split())
DID = frozenset({"did", "didn't"})
WILL = frozenset({"will", "shall", "won't"})
MAY = frozenset("may might could couldn't".split())
UNABLE = frozenset({"could", "couldn't"})
WOULD = frozenset({"would", "wouldn't"})
SHOULD = frozenset("should must shouldn't mustn't".split())
OTHERS = frozenset("can cannot can't do does don't doesn't".split())
MODALS = WILL | MAY | WOULD | SHOULD | OTHERS | DID
OPEN_MODALS = WILL | MAY | WOULD | SHOULD
UNFINISHED = frozenset({"nearly", "almost", "yet", "but"})  # 'nearly signed', 'has yet to sign', 'all but signed'
REFUSALS = frozenset(
    "refused declined failed refuses declines fails refusing declining failing refuse decline fail forgot "
    "neglected".split()
)
DENIALS = REFUSALS | frozenset("not never no neither nor without unlikely".split())
ADVERBS = frozenset(
    "also then later since now already again ever just still soon even once finally first longer before".split()
)
# before 'to': what somebody is about to do, what may come about, what was done
PLANS = frozenset(
    "plans planned plan planning expected expects expect set due scheduled intends intend intended vow vowed vows "
    "promise promised promises pledge pledged pledges agree agreed agrees decide decided decides about going poised "
    "prepared prepares preparing slated hopes hope hoping hoped ready committed".split()
)
CHANCES = frozenset("threaten threatened threatens threatening likely unlikely considering".split())
FACTS = frozenset("forced voted managed continued continues started began helped".split())
NOUN_OPENINGS = DETERMINERS | HAVE
NOUNS_TOO = frozenset("plan plans hope hopes promise promises pledge pledges vow vows".split())
GOVERNING = PLANS | CHANCES | FACTS
HELPING = BE | HAVE | MODALS | UNFINISHED | DENIALS | ADVERBS | GOVERNING | {"to"}
BEFORE_GERUND = frozenset({"after", "by"})  # 'after signing the pact' it is signed
# before 'at' or 'of' and a verb in -ing
AIMS = frozenset("aimed aim aiming hope hopes plan plans intention prospect idea possibility way goal".split())
CONTRACTED = {"'ll": "will", "'ve": "have"}
ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth last latest only".split())
ORDINAL_REACH = 9  # words before 'to', by judgement: 'was the first of the ships to sink'
BECAME = frozenset("is was are were be been being became become".split())
EFFORTS = frozenset("plan attempt step way bid chance effort move offer time thing goal task opportunity".split())
BETWEEN = frozenset({",", "–", "—", "--", ")", "),"})  # behind what is put in between a subject and its verb
PRONOUNS = frozenset(
    "i me you he him she her it we us they them himself herself itself themselves one each nobody none nothing "
    "everyone everybody everything".split()
)
SUBORDINATORS = frozenset("as because since until till where while though although before after when".split())
COLLECTIVES = frozenset("police people men women children militia crowd everyone nobody congress parliament".split())
IS = frozenset("is are was were wasn't weren't isn't aren't".split())
NOW = frozenset("is are isn't aren't".split())


class Reading(NamedTuple):
    """What a verb tells: `has_subject` is False where what stands before it is not who did it."""

    status: Status
    is_passive: bool = False
    has_subject: bool = True
    is_denied: bool = False


def verb_start(view: SentenceView, first: int, at: int) -> int:
    """Return where the helping verbs, plans, denials and adverbs before a verb begin."""
    place = at
    while place > first and _may_help(view, place - 1):
        place -= 1
    return place


def read_status(view: SentenceView, verb: Verb, places: tuple[int, int, int], objects: range) -> Reading | None:
    """Return what a verb tells. `places`: where its clause, the verbs that help it and the verb itself begin."""
    first, start, at = places
    printed = view.printed[start:at]
    if not UNFINISHED.isdisjoint(printed):
        return None
    helping = _helping_words(view, first, start, printed, verb.form)
    if at == first and verb.form in ("past", "participle"):
        shared = _shared_help(view, first)
        if shared is None:
            return None
        helping = shared
    reading = _read(view, verb, places, helping, objects)
    denials = sum(word in DENIALS or word.endswith("n't") or word == "cannot" for word in printed)
    is_denied = denials % 2 == 1
    if reading is None or (is_denied and not UNABLE.isdisjoint(printed)):
        return None  # 'could not sign' is no 'may not sign'
    return reading._replace(is_denied=is_denied)


def _read(
    view: SentenceView, verb: Verb, places: tuple[int, int, int], helping: Sequence[str], objects: range
) -> Reading | None:
    first, start, at = places
    last = helping[-1] if helping else ""
    before = view.printed[max(first, start - ORDINAL_REACH) : at]
    if verb.form == "base":
        return _read_base(helping, last, before)
    if verb.form == "ing":
        return _read_ing(view, verb, places, helping, objects)
    if verb.form == "s":
        return _read_present(view, first, at) if objects and not helping else None
    if last in BE:
        return _read_passive(helping, before) if verb.is_participle else None
    if last in HAVE:
        return Reading("done") if verb.is_participle and HAVE.issuperset(helping) else None
    return None if helping else _read_past(view, verb, places, objects)


def _shared_help(view: SentenceView, first: int) -> list[str] | None:
    """Return what helps the verb before an 'and' too: 'was arrested and charged'; None for 'did not bomb or burn'."""
    if first < 2 or view.printed[first - 1] not in ("and", "or", "nor") or view.has_border(first - 1):
        return []
    place = first - 2
    begin = view.clause_start(place)
    helpers = [at for at in range(begin, place + 1) if view.printed[at] in BE | HAVE | MODALS]
    if not helpers:
        return None if view.printed[first - 1] == "nor" else []
    words = view.printed[helpers[-1] : place + 1]
    if any(word in DENIALS or word.endswith("n't") for word in words) or not MODALS.isdisjoint(words):
        return None
    return [view.printed[at] for at in helpers]


def _helping_words(view: SentenceView, first: int, start: int, printed: Sequence[str], form: Form) -> list[str]:
    """Return the helping verbs and plans before a verb, with the one of 'she’ll', without adverbs and denials."""
    subject = view.printed[start - 1] if start > first else ""
    helping = [word for end, word in CONTRACTED.items() if subject.endswith(end)]
    if subject.endswith("'d"):
        helping = ["had" if printed[-1:] == ["been"] or form != "base" else "would"]
    for place, word in enumerate(printed):
        is_before_to = printed[place + 1 : place + 2] == ["to"]
        if word in REFUSALS and is_before_to:
            # 'refused to' did not; 'may refuse to' may not
            helping += ["refusal"] if helping else ["did", "refusal"]
        elif word in ADVERBS or word in DENIALS - {"unlikely"} or word[0].isdigit():
            continue
        elif helping[-1:] == ["refusal"]:
            helping.pop()  # with its 'to'
        elif not word.endswith("ly") or (word in CHANCES and is_before_to):
            helping.append(word)
    return helping


def _may_help(view: SentenceView, place: int) -> bool:
    word = view.printed[place]
    if view.words[place].is_name:
        return False
    if word in GOVERNING and not word.endswith("ly"):
        # 'plans not to', 'voted 5-4 to', but neither 'the plan was' nor 'the latest plan to'
        reach = 1 if word.endswith("s") else 2
        is_noun = word in NOUNS_TOO and not NOUN_OPENINGS.isdisjoint(view.printed[max(0, place - reach) : place])
        return not is_noun and "to" in view.printed[place + 1 : place + 4]
    before = view.printed[place - 1] if place else ""
    is_count = word[0].isdigit() and (before == "voted" or before[:1].isdigit())  # 'voted 54-46 to'
    return is_count or word in HELPING or word.endswith("ly")


def _modal_status(word: str) -> Status | None:
    """Return what a modal says of the verb behind it."""
    if word in WILL:
        return "planned"
    if word in MAY:
        return "possible"
    if word in WOULD:
        return "proposed"
    return "intended" if word in SHOULD else None


def _read_base(helping: Sequence[str], last: str, before: Sequence[str]) -> Reading | None:
    """'to sign', 'will sign', 'may sign', 'did sign'."""
    if last in DID:
        return Reading("done")
    status = _governed(helping[:-1], before) if last == "to" else _modal_status(last)
    return Reading(status) if status else None


def _read_ing(
    view: SentenceView, verb: Verb, places: tuple[int, int, int], helping: Sequence[str], objects: range
) -> Reading | None:
    """'was signing', 'is signing', and what is done besides: ', killing it', 'after signing it'."""
    first, start, at = places
    if helping:
        if not MODALS.isdisjoint(helping) or helping[-1] not in IS | {"been"}:
            return None
        return Reading("done" if helping[-1] in IS - NOW else "ongoing")
    if not objects or start != at or at == 0:
        return None
    is_adjunct = at == first and view.gap(at - 1).strip() == ","
    behind = view.printed[at + verb.word_count]
    if not (view.words[objects[0]].is_name or behind in DETERMINERS):
        return None
    if is_adjunct or view.printed[at - 1] in BEFORE_GERUND:
        is_open = not OPEN_MODALS.isdisjoint(view.printed[:at])  # 'it would leave the pact, joining others'
        return Reading("intended" if is_open else "done", has_subject=False)
    is_aim = view.printed[at - 1] in ("at", "of") and at > 1 and view.printed[at - 2] in AIMS
    return Reading("intended", has_subject=False) if is_aim else None


def _read_present(view: SentenceView, first: int, at: int) -> Reading | None:
    """'The mayor signs' is read behind a name or a relative only: 'signs' and 'votes' are nouns as often."""
    is_after_name = at > first and view.named[at - 1] is not None
    is_relative = at == first and at > 0 and view.printed[at - 1] in ("who", "which", "that")
    return Reading("done") if is_after_name or is_relative else None


def _read_passive(helping: Sequence[str], before: Sequence[str]) -> Reading | None:
    """'was signed', 'has been signed', 'is to be signed', 'will be signed', 'may be signed'."""
    rest = [word for word in helping if word not in BE]
    if HAVE.issuperset(rest):
        # neither 'that he be jailed' nor 'imports are taxed', which is a rule
        is_ongoing = not rest and "being" in helping and not NOW.isdisjoint(helping)
        is_told = rest or is_ongoing or not (IS - NOW).isdisjoint(helping)
        return Reading("ongoing" if is_ongoing else "done", is_passive=True) if is_told else None
    last_to = len(helping) - 1 - helping[::-1].index("to") if "to" in rest else None
    status = _governed(helping[:last_to], before) if last_to is not None else _modal_status(rest[-1])
    return Reading(status, is_passive=True) if status else None


def _read_past(view: SentenceView, verb: Verb, places: tuple[int, int, int], objects: range) -> Reading | None:
    """'signed': a past, or the participle of a passive that nothing helps, as in 'the pact signed by the mayor'."""
    first, start, at = places
    previous = view.printed[start - 1] if start else ""
    if previous in DETERMINERS or previous in PREPOSITIONS or (start == first and previous in SUBORDINATORS):
        return None  # 'as retired general Moor said'
    if start > first and _is_no_subject(view, first, start, at + verb.word_count):
        return None
    last = at + verb.word_count
    behind = view.printed[last] if last < len(view.printed) and not view.has_border(last - 1) else ""
    is_open = behind in DETERMINERS or behind[:1].isdigit() or (behind != "" and view.words[last].is_name)
    is_base_too = view.printed[at] == verb.base.split()[0]
    if is_base_too and (start == first or not (is_open or view.named[start - 1] is not None)):
        return None  # 'a tax cut'; but 'the bus hit a wall'
    is_of_relative = first > 1 and start > first and view.printed[first - 1] in ("that", "which")
    if verb.is_participle and start > first:
        is_bare = not (objects or verb.is_event or is_of_relative or behind == "that" or behind in PRONOUNS)
        if behind == "by" or (is_bare and view.named[start - 1] is None):
            return Reading("done", is_passive=True)
    if verb.form == "participle":
        return None
    if start == first and (first == 0 or (view.has_border(first - 1) and view.gap(first - 1).strip() not in BETWEEN)):
        return None
    return Reading("done")


def _is_no_subject(view: SentenceView, first: int, start: int, last: int) -> bool:
    """True for 'wanted expanded checks' and, where what follows has no article either, 'with new confirmed cases'."""
    before = start - 1
    if view.named[before] is not None or view.words[before].is_name:
        return False
    is_infinitive = before > first and view.printed[before - 1] in MODALS | {"to"}
    if is_infinitive or may_be_verb(view.article.text, view.words, before):
        return True  # 'will stay closed'
    is_followed = last < len(view.printed) and view.gap(last - 1) == " " and view.words[last].strength > 0
    if not is_followed or view.words[last].is_name or view.printed[last] in DETERMINERS:
        return False
    is_subject = view.printed[before].endswith("s") or not DETERMINERS.isdisjoint(view.printed[first:start])
    return not is_subject and view.words[before].strength > 0 and view.printed[before] not in COLLECTIVES


def _governed(helping: Sequence[str], before: Sequence[str]) -> Status:
    """Return the status that what stands before 'to' gives: 'plans to', 'is likely to', 'is to', 'asked her to'."""
    if _is_of_ordinal(before):
        return "done"
    words = [word for word in helping if word not in BE and word not in HAVE and word != "to"]
    if not words:
        return "planned" if helping and helping[-1] in IS else "intended"
    if words[-1] in PLANS:
        return "planned"
    if words[-1] in CHANCES:
        return "possible"
    return "done" if words[-1] in FACTS else _modal_status(words[-1]) or "intended"


def _is_of_ordinal(before: Sequence[str]) -> bool:
    """True for 'was the first of the ships to sink', which sank; not for 'was the first attempt to'."""
    last_to = len(before) - 1 - before[::-1].index("to") if "to" in before else len(before)
    for place in range(2, last_to):
        is_number = before[place] in ("st", "nd", "rd", "th") and before[place - 1].isdigit()  # '19th' is two words
        became = before[place - 3] if is_number and place > 2 else before[place - 2]
        if (is_number or before[place] in ORDINALS) and became in BECAME and MODALS.isdisjoint(before[:place]):
            return EFFORTS.isdisjoint(before[place:last_to])
    return False
