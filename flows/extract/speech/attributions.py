"""Attributions in a unit: a cue, who it belongs to, and the words it reports.

In: a unit of reading. Out: attributions, their content as ranges of tokens. Method: each cue is read by its frames
(`cues.py`). Content stands after the cue ("X said that …", "X denied …"), before it ("…, X said", "…, said X",
"…, according to X"), or on both sides of it; a nominal cue needs its owner ("her claim that …").
Does not find speech without a cue. Reference: PolNeAR (Newell, Margolin and Ruths 2018), Citron (BBC 2021).
"""

from collections.abc import Iterator

from flows.extract.speech.addressees import skip_addressee
from flows.extract.speech.as_clauses import read_as_clause
from flows.extract.speech.cue_verbs import is_verb
from flows.extract.speech.cued_phrases import read_noun, read_noun_form, read_poll, read_preposition
from flows.extract.speech.cues import SHOWING, Cue, ambiguous_cues, cue_lexicon
from flows.extract.speech.indirect import (
    Attribution,
    content_before,
    has_verb,
    is_closed,
    resumed_content,
)
from flows.extract.speech.inverted_subjects import RELATIVES, subject_after
from flows.extract.speech.overlaps import JOINERS, without_overlap
from flows.extract.speech.phrases import (
    DASHES,
    NEGATIONS,
    PERSONAL,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_WORDS,
    Token,
    Unit,
    is_adverb,
    is_finite,
)
from flows.extract.speech.reported_objects import content_after, is_finding
from flows.extract.speech.subjects import TokenRange, verb_group_start
from flows.extract.speech.verb_subjects import find_speaker

INVERTING = frozenset("say write add explain warn argue".split())  # cues that invert without quotation marks
# The limits below are set by judgement; none was tuned on a development set.
LONGEST_INSERTION = 8  # tokens of 'when reached by phone on Monday'
MOST_SPEAKERS = 8  # of a unit; what is compared grows with their square
SHORTEST_CLAUSE = 3  # tokens of 'The dam leaks'
LONGEST_UNIT = 400  # tokens; what is longer is a table or a list without full stops, not a sentence
OBJECT_OPENERS = PERSONAL | frozenset("the a an his her their its that him them".split())  # 'said Lind backed the plan'
ASIDE_LEADS = frozenset("when if while once after asked reached contacted".split())


def find_attributions(unit: Unit) -> list[Attribution]:
    """Return the attributions of a unit in the order of their cues."""
    found: list[Attribution] = []
    if len(unit.tokens) > LONGEST_UNIT:
        return found
    if unit.words[:1] == ("in",) and (poll := read_poll(unit)):
        found.append(poll)
    for cue, place in _cues(unit):
        if cue.kind == "preposition":
            read = read_preposition(unit, cue, place)
        elif cue.kind == "noun":
            read = read_noun(unit, cue, place)
        else:
            read = _read_verb(unit, cue, place, found) or read_noun_form(unit, place)
        if read:
            found.append(read)
    return without_overlap(unit, found)


def _cues(unit: Unit) -> Iterator[tuple[Cue, int]]:
    lexicon = cue_lexicon()
    openers, free_from = lexicon.by_first_word, 0
    for place in [place for place, word in enumerate(unit.words) if word in openers]:
        if place >= free_from:
            cue = lexicon.match(unit.words, place)
            if cue:
                free_from = place + len(cue.words)
                yield cue, place


def _read_verb(unit: Unit, cue: Cue, place: int, earlier: list[Attribution]) -> Attribution | None:
    after = place + len(cue.words)
    inverted = _read_inverted(unit, cue, place, after) or _read_opening(unit, cue, place, after)
    if inverted:
        return inverted
    is_verbal = is_verb(unit, cue, place, after)
    as_clause = read_as_clause(unit, cue, (place, after)) if is_verbal or len(cue.words) > 1 else None
    if as_clause or not is_verbal:
        return as_clause
    speaker, is_passive = find_speaker(unit, cue, place, _main_speakers(unit, cue, earlier))
    if speaker is None and not is_passive:
        return None
    if speaker and _is_impersonal(unit, cue, speaker):
        return None
    start = speaker[0] if speaker and speaker[1] <= place else verb_group_start(unit, place)
    cue_range = (place, after)
    if cue.shape != "ing" and speaker and speaker[1] <= place:
        trailing = _read_trailing(unit, cue, cue_range, speaker)
        if trailing and not _is_told_scene(unit, trailing.content[0], earlier):
            return trailing
    content = content_after(unit, cue, after, speaker)
    return Attribution(cue, cue_range, speaker, (content,), start) if content else None


def _main_speakers(unit: Unit, cue: Cue, found: list[Attribution]) -> list[TokenRange | None]:
    """Return the speakers by verbs but for those inside another's report: 'Lind said it would warn Orre, adding …'."""
    verbal = [attribution for attribution in found if attribution.cue.kind != "noun"][-MOST_SPEAKERS:]
    # 'They say he left and told her': what is told of the past goes on from the past
    outer = [one for one in verbal if not (cue.shape == "past" and one.cue.shape in ("s", "base"))]
    return [
        one.speaker for one in verbal if not any(other is not one and _is_inside(unit, one, other) for other in outer)
    ]


def _is_inside(unit: Unit, one: Attribution, other: Attribution) -> bool:
    """Return whether one clause belongs to what another reports, and does not stand beside it."""
    start, end = other.content[-1]
    is_beside = one.start > 0 and (unit.words[one.start - 1] in JOINERS or unit.words[one.start - 1] == ",")
    return not other.is_trailing and start <= one.start < end and not is_beside


def _is_impersonal(unit: Unit, cue: Cue, speaker: TokenRange) -> bool:
    """Return whether nobody speaks: 'There were signs that', 'It was clear that'."""
    word = unit.words[speaker[0]] if speaker[1] - speaker[0] == 1 else ""
    if word in NEGATIONS:
        return True  # 'Don’t ask', 'Can’t say'
    return word == "there" or (word == "it" and (cue.lemma.startswith("be ") or cue.lemma == "feel"))


def _read_inverted(unit: Unit, cue: Cue, place: int, after: int) -> Attribution | None:
    """Read '…, said X' and '"…" said X'."""
    if "quote" not in cue.frames or cue.shape not in ("past", "s") or place == 0:
        return None
    before = unit.tokens[place - 1]
    speaker = subject_after(unit, after) if before.word == "," or before.quoted else None
    if speaker is None:
        return None
    is_plain = before.word == "," and not (place > 1 and unit.tokens[place - 2].quoted)
    if is_plain and (cue.lemma not in INVERTING or not has_verb(unit, 0, place)):
        return None
    if before.word == "," and (_asserts(unit, speaker) or not is_closed(unit, speaker[1])):
        return None
    content = content_before(unit, place)
    if content and not unit.tokens[content[0]].quoted and _asserts(unit, speaker):
        return None  # 'Lind, citing "the rain," said the dam would hold'
    if content is None or _is_name_part(unit, content) or (is_plain and _is_subject(unit, content)):
        return None
    more = resumed_content(unit, speaker[1], was_quoted=unit.tokens[content[1] - 1].quoted is not None)
    return Attribution(cue, (place, after), speaker, (content, *more), content[0], is_trailing=True)


def _read_opening(unit: Unit, cue: Cue, place: int, after: int) -> Attribution | None:
    """Read 'Said X, "…"' and 'Said X: "…"'."""
    if place or "quote" not in cue.frames or cue.shape not in ("past", "s"):
        return None
    speaker = subject_after(unit, after)
    mark = speaker[1] if speaker else len(unit.words)
    if speaker is None or unit.words[mark : mark + 2] not in ((",", '"'), (":", '"')):
        return None
    end = next((other for other in range(mark + 1, len(unit.words)) if not unit.tokens[other].quoted), len(unit.words))
    return Attribution(cue, (place, after), speaker, ((mark + 1, end),), place)


def _asserts(unit: Unit, phrase: TokenRange) -> bool:
    """Return whether the phrase holds a verb of its own, so that it is a reported clause and no speaker."""
    for place in range(*phrase):
        if unit.words[place] in ("who", "which", "whose", "that"):
            return False
        following = unit.words[place + 1 : place + 2]
        is_participle = unit.words[place].endswith("ed") and not OBJECT_OPENERS.issuperset(following or ("",))
        if is_finite(unit, place) and not is_participle:
            return True
    return False


def _is_subject(unit: Unit, content: TokenRange) -> bool:
    """Return whether the words before are a noun phrase with an aside: 'The mayor, when asked, said the road …'.

    Or with a description: 'Lind, the engineer who built the dam, said the road …'.
    """
    comma = next((place for place in range(content[1] - 1, content[0], -1) if unit.words[place] == ","), 0)
    if not comma or has_verb(unit, content[0], comma):
        return False
    is_aside = unit.words[comma + 1] in ASIDE_LEADS and content[1] - comma <= LONGEST_INSERTION
    return is_aside or _is_description(unit, comma + 1, content[1])


def _is_description(unit: Unit, start: int, end: int) -> bool:
    """Return whether the words are a noun phrase whose one verb group stands in a relative clause."""
    relative = next((place for place in range(start, end) if unit.words[place] in RELATIVES), end)
    verbs = [place for place in range(start, end) if is_finite(unit, place)]
    groups = [place for place in verbs if place - 1 not in verbs]  # 'has been asked' is one
    return len(groups) == 1 and groups[0] > relative


def _is_name_part(unit: Unit, content: TokenRange) -> bool:
    """Return whether the words before are too little to be said: a lone name or adverbial."""
    return all(not unit.tokens[place].quoted for place in range(*content)) and content[1] - content[0] < 3


def _read_trailing(unit: Unit, cue: Cue, cue_range: TokenRange, speaker: TokenRange) -> Attribution | None:
    """Read '…, X said' and '"…" X said', with what is said after it: '…, X said, …'."""
    can_trail = "quote" in cue.frames or (cue.lemma in SHOWING and is_finding(unit, speaker))
    content = content_before(unit, speaker[0]) if speaker[0] and can_trail else None
    if content is None:
        return _read_inserted(unit, cue, cue_range, speaker) if can_trail else None
    before = unit.tokens[speaker[0] - 1]
    closing = skip_addressee(unit, cue_range[1]) if "person" in cue.frames else cue_range[1]
    has_quoted = unit.tokens[content[1] - 1].quoted is not None
    resumed = resumed_content(unit, closing, was_quoted=has_quoted)
    if has_quoted:
        is_said = before.quoted is not None or before.word == "," or before.word in DASHES
        is_said = is_said and before.last_mark != ";"  # 'Lind called it "foul;" Quill said'
        is_said = is_said and _ends_after_quoted(unit, content, closing, before)
    else:
        is_said = before.word == "," and is_closed(unit, closing) and _can_trail(unit, cue, speaker, closing)
        is_said = is_said and any(_can_be_said(unit, part) for part in (content, *resumed))
        leads_on = _leads_to_quoted(unit, cue_range[1]) or any(unit.tokens[part[0]].quoted for part in resumed)
        is_said = is_said and not (leads_on and _is_scene(unit, content))
    return Attribution(cue, cue_range, speaker, (content, *resumed), content[0], is_trailing=True) if is_said else None


def _read_inserted(unit: Unit, cue: Cue, cue_range: TokenRange, speaker: TokenRange) -> Attribution | None:
    """Read 'And, X admitted, …', where nothing but a conjunction stands before."""
    is_inserted = speaker[0] > 1 and unit.words[speaker[0] - 1] == "," and unit.words[cue_range[1] :][:1] == (",",)
    content = resumed_content(unit, cue_range[1], was_quoted=False) if is_inserted else ()
    return Attribution(cue, cue_range, speaker, content, content[0][0], is_trailing=True) if content else None


def _can_be_said(unit: Unit, part: TokenRange) -> bool:
    """Return whether a clause or words in marks stand here; of a present tense nothing but its ending may tell."""
    if has_verb(unit, *part) or any(token.quoted for token in unit.tokens[part[0] : part[1]]):
        return True
    words = unit.words[slice(*part)]
    is_time = any(word.removesuffix("s") in TIME_WORDS or word == "later" for word in words)  # 'Two weeks later'
    ends_in_s = any(word.endswith("s") for word in words[1:])
    return ends_in_s and len(words) >= SHORTEST_CLAUSE and not is_time and not _is_scene(unit, part)


def _ends_after_quoted(unit: Unit, content: TokenRange, closing: int, before: Token) -> bool:
    """Return whether a passage in marks before the subject is what was said, not a title in an introduction."""
    follows = unit.words[closing] if closing < len(unit.words) else ""
    if before.quoted and before.last_mark != "," and follows in ("that", ":"):
        return False
    if not is_closed(unit, closing):
        return before.quoted is not None and not (content[1] - content[0] > 1 and _is_scene(unit, content))
    return True


def _can_trail(unit: Unit, cue: Cue, speaker: TokenRange, closing: int) -> bool:
    """Return whether a cue can follow a clause without marks: '…, the mayor said.'"""
    if not cue.frames & {"clause", "that"} or unit.words[speaker[0]] in ("who", "which", "that"):
        return False
    is_noun_form = cue.words[0] in ambiguous_cues() and cue.shape != "past"
    if is_noun_form and unit.words[speaker[0]] not in PERSONAL and not is_finding(unit, speaker):
        return False
    return not (closing < len(unit.words) and unit.words[closing] == "to")


def _leads_to_quoted(unit: Unit, place: int) -> bool:
    return place + 1 < len(unit.words) and unit.words[place] in (",", ":") and unit.tokens[place + 1].quoted is not None


def _is_scene(unit: Unit, content: TokenRange) -> bool:
    """Return whether the words before the subject set the scene: 'While he was in Oslo, he said, "…"'."""
    first = unit.tokens[content[0]]
    if content[1] - content[0] == 1 and first.word in ("that", "this"):
        return False  # '“That,” he said'
    return (
        first.word in SUBORDINATORS
        or first.word in PREPOSITIONS
        or first.word in TIME_WORDS
        or is_adverb(first)
        or first.word.endswith(("ing", "ed"))
    )


def _is_told_scene(unit: Unit, content: TokenRange, earlier: list[Attribution]) -> bool:
    """Return whether the words in marks are another's, in the clause before: 'When a man cried, "Go," Lind joked …'."""
    if unit.tokens[content[0]].quoted or not _is_scene(unit, content):
        return False
    return any(part[1] == content[1] for found in earlier for part in found.content)
