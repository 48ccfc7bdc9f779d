"""Attributions of one unit that lay claim to the same words.

In: the attributions of a unit, as each cue was read alone. Out: those that stand, their contents cut where the clause
of a later one begins. Words that two could report are told once, by the nearer verb; what a report repeats of its own
speaker is none, while what a named other said counts inside it too: 'X said Y told him …'.
"""

from flows.extract.speech.cues import ambiguous_cues
from flows.extract.speech.indirect import Attribution, clip
from flows.extract.speech.inverted_subjects import RELATIVES
from flows.extract.speech.phrases import CONJUNCTIONS, PERSONAL, Unit
from flows.extract.speech.reported_objects import is_finding
from flows.extract.speech.subjects import TokenRange

RETELLING = frozenset({"say", "tell"})  # what a named other said counts inside a report too: 'X said Y told him …'
JOINERS = frozenset("and but while though although".split())


def without_overlap(unit: Unit, found: list[Attribution]) -> list[Attribution]:
    """Cut the content of an attribution where the clause of a later one begins, unless that one lies inside it."""
    if not found:
        return found
    kept: list[Attribution] = []
    for index, attribution in enumerate(found):
        if _frames_quoted(unit, attribution, found[index + 1 :]):
            continue
        content = []
        for start, end in attribution.content:
            cut = min([end, *(_cut(unit, later, start, end) for later in found[index + 1 :])])
            cut = min([cut, *(_end_in_description(unit, attribution, later, end) for later in found[index + 1 :])])
            clipped = clip(unit, start, cut)
            if clipped:
                content.append(clipped)
        if content:
            kept.append(attribution._replace(content=tuple(content)))
    kept = _said_once(kept)
    return [attribution for attribution in kept if not _is_retold(unit, attribution, kept)]


def _said_once(found: list[Attribution]) -> list[Attribution]:
    """Keep of several attributions of the same words one: with a speaker, by a verb, whose cue stands nearest."""
    best: dict[tuple[TokenRange, ...], Attribution] = {}
    for attribution in found:
        known = best.get(attribution.content)
        if known is None or _directness(attribution) > _directness(known):
            best[attribution.content] = attribution
    return [attribution for attribution in found if best[attribution.content] is attribution]


def _directness(attribution: Attribution) -> tuple[bool, bool, int]:
    first, last = attribution.content[0][0], attribution.content[-1][1]
    cue = attribution.cue_range
    distance = max(first - cue[1], cue[0] - last, 0)
    return (attribution.speaker is not None, attribution.cue.kind != "noun", -distance)


def _is_retold(unit: Unit, attribution: Attribution, others: list[Attribution]) -> bool:
    """Return whether it is but a part of what another attribution reports, and no named other's words."""
    speaker, (cue, _) = attribution.speaker, attribution.cue_range
    is_pronoun = speaker is not None and unit.words[speaker[0]] in PERSONAL
    is_quoted = any(unit.tokens[place].quoted for part in attribution.content for place in range(*part))
    if any(
        other.speaker and other.cue.kind == "preposition" and other.speaker[0] <= cue < other.speaker[1]
        for other in others
    ):
        return not is_quoted  # 'according to reporting in the paper'
    if is_quoted and not is_pronoun:
        return False
    if attribution.cue.lemma in RETELLING and speaker and not is_pronoun and speaker[0] < cue:
        return False
    first, last = attribution.content[0][0], attribution.content[-1][1]
    return any(
        start <= cue < end and start <= first and last <= end
        for other in others
        # "according to" frames whole reports, whose persons speak for themselves
        if other is not attribution and not (is_quoted and other.cue.kind == "preposition")
        for start, end in other.content
    )


def _cut(unit: Unit, later: Attribution, start: int, end: int) -> int:
    """Return where content `[start, end)` must stop for a later attribution: at its joined clause or its insertion."""
    begins = later.content[0][0] if later.is_trailing else later.start
    if start < begins < end and later.cue_range[0] < end and unit.words[begins - 1] in JOINERS:
        return begins - 1
    if later.is_trailing and start < begins < end and unit.words[begins - 1] == ":":
        return begins - 1  # 'Lind spoke of the leak: “It is small,” he said'
    inserted = min(later.cue_range[0], later.speaker[0] if later.speaker else later.cue_range[0])
    inserted -= unit.words[inserted - 1] == "as"
    if later.is_trailing and start < inserted < end and later.content[0][0] <= start:
        return inserted
    return end


def _end_in_description(unit: Unit, attribution: Attribution, later: Attribution, end: int) -> int:
    """Return where content that ends at `end` must stop if its cue stands in a later speaker's description.

    'Engineers who called the dam "old" warned that it may break'; 0 where no words in marks follow the cue, as in 'who
    defend the dam': nothing was said. Of 'who say the dam' nobody knows where it ends.
    """
    if later.speaker is None or attribution.cue.frames & {"clause", "noun"} == {"clause"}:
        return end
    (first, last), (place, _) = later.speaker, attribution.cue_range
    if not first <= place < last <= later.cue_range[0]:
        return end
    is_relative = attribution.speaker is not None and unit.words[attribution.speaker[0]] in RELATIVES
    is_joined = not CONJUNCTIONS.isdisjoint(unit.words[place:last])  # 'Oslo denies it and Lind has dismissed the plan'
    is_noun = attribution.cue.words[0] in ambiguous_cues()  # 'reform advocates believe'
    is_noun = is_noun and not (attribution.speaker and is_finding(unit, attribution.speaker))  # 'polls show the mill'
    is_main = attribution.cue.shape in ("s", "base") and not is_noun
    if is_relative and not any(unit.tokens[other].quoted for other in range(place, last)):
        return 0
    return min(end, last) if is_relative or not (is_joined or is_main) else end


def _frames_quoted(unit: Unit, attribution: Attribution, later: list[Attribution]) -> bool:
    """Return whether 'according to' only frames another's words in marks: 'According to the court, she said: "…"'."""
    if attribution.cue.kind != "preposition" or len(attribution.content) > 1:
        return False
    start, end = attribution.content[0]
    return any(
        other.start == start and other.content[-1][1] == end and unit.tokens[other.content[0][0]].quoted
        for other in later
    )
