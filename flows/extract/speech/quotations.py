"""Quotations: what is said, the cue that attributes it, and who says it.

In: a document's text, its sentences and its naming. Out: `Quotation` records in text order. Method: pair the
quotation marks (`quotation_marks.py`), cut the text into units of reading (`phrases.py`), read the attributions of
each unit (`attributions.py`), then join what belongs together across units: a floating quotation after its attribution
('"…," she said. "…"'), a quotation that runs on into the next paragraph, a question split from its cue.
A passage in marks without cue or colon is taken for a term, a title or a scare quote and left out; so is what "I", "we"
or "you" say without marks, for that is the author.
Reference for kinds and spans: PolNeAR (Newell, Margolin and Ruths 2018). English only.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.extract.annotations import Naming, Quotation, Sentence, Span
from flows.extract.speech.anaphors import legislator_entity, organisation_entity, post_entity
from flows.extract.speech.antecedents import antecedent
from flows.extract.speech.attributions import find_attributions
from flows.extract.speech.indirect import Attribution, has_verb
from flows.extract.speech.phrases import DASHES, Token, Unit, is_finite, paragraph_spans, read_units
from flows.extract.speech.quotation_marks import find_quoted
from flows.extract.speech.silences import is_negated, is_silent
from flows.extract.speech.speaker_kinds import can_speak
from flows.extract.speech.speakers import People, is_anonymous, is_pronoun, pronoun_entity, read_people, speaker_entity
from flows.extract.speech.subjects import TokenRange, subject_before, verb_group_start
from flows.extract.speech.transcripts import find_turns

# Outside quotation marks the author is the one who thinks and hopes, or speech whose marks are lost.
NARRATOR = re.compile(r"(?:I|we|you)\b(?:[’']\w+)?$", re.IGNORECASE)
# The limits below are set by judgement; none was tuned on a development set.
SHORTEST_FLOATING = 4  # words: a lone passage in marks below this is a title or a term
SO_CALLED = "so-called"
TITLE_TAKERS = frozenset("write read sing recite publish record introduce".split())  # "wrote 'The Long Road'"
LONGEST_LABEL = 6  # tokens of a name beside a colon or dash
RECENT = 24  # speakers a pronoun can stand for
LONGEST_TAG = 6  # tokens of a sentence that is nothing but a cue: "Mara Lind said."
LONGEST_SIGNATURE = 12  # tokens of "— Mara Lind, mayor of Oslo" below what is quoted
SAYING = frozenset("said says added wrote".split())
LONGEST_TITLE = 8  # words


class _Draft(NamedTuple):
    """A quotation before its speaker is resolved."""

    pieces: tuple[tuple[Token, ...], ...]
    cue: Span | None
    polarity: str
    speaker: Span | None
    unit: Unit
    is_open: bool  # a quoted passage that follows at once belongs to it
    is_trailing: bool = False


def find_quotations(text: str, sentences: Sequence[Sentence], naming: Naming) -> list[Quotation]:
    """Return the attributed quotations of the sentences, in text order.

    >>> words = 'The mayor said the bridge would open in May.'
    >>> [q] = find_quotations(words, [Sentence(0, len(words), "body", 0)], Naming())
    >>> q.kind, words[q.content[0].start : q.content[0].end], words[q.speaker.start : q.speaker.end]
    ('indirect', 'the bridge would open in May', 'The mayor')
    """
    people = read_people(text, naming)
    turns = find_turns(text, sentences, people)
    taken = {index for turn in turns for index in range(turn.first_paragraph, turn.last_paragraph + 1)}
    read = [sentence for sentence in sentences if sentence.paragraph not in taken] if taken else sentences
    quoted = find_quoted(text, paragraph_spans(read))
    drafts = _drafts(text, read_units(text, read, quoted))
    found = _resolve(text, drafts, sentences, people) + [turn.said for turn in turns]
    return sorted(
        found,
        key=lambda quotation: (
            quotation.content[0].start,
            quotation.content[-1].end,
            quotation.cue.start if quotation.cue else 0,
        ),
    )


def _drafts(text: str, units: Iterator[Unit]) -> list[_Draft]:
    drafts: list[_Draft] = []
    waiting: Unit | None = None  # a unit of quoted passages only whose speaker is not known yet
    before: Unit | None = None
    for unit in units:
        if not unit.tokens:
            continue
        lead, before = before, unit
        if waiting and not unit.is_quoted_only and _may_join(text, waiting, unit):
            joined = _join_units(waiting, unit)
            found = _unit_drafts(text, joined)
            if any(draft.pieces[0][0] is joined.tokens[0] for draft in found):
                drafts += found
                waiting = None
                continue
        if waiting:
            drafts += _floating(text, waiting, drafts)
            waiting = None
        if unit.is_quoted_only:
            introduced = _introduced(text, lead, unit) if lead else []
            drafts += introduced
            if not introduced and not _append(drafts, unit):
                waiting = unit
            continue
        drafts += _unit_drafts(text, unit)
    if waiting:
        drafts += _floating(text, waiting, drafts)
    return drafts


def _introduced(text: str, lead: Unit, unit: Unit) -> list[_Draft]:
    """Return the passages of a unit as said by whom the sentence before it names, where that ends in a colon."""
    if lead.words[-1] != ":" or unit.paragraph - lead.paragraph > 1:
        return []
    found = _unit_drafts(text, _join_units(lead, unit))
    return [
        draft._replace(unit=draft.unit._replace(paragraph=unit.paragraph))
        for draft in found
        if draft.pieces[-1][-1] is unit.tokens[-1] or draft.pieces[-1][-1] is unit.tokens[0]
    ][:1]


def _may_join(text: str, waiting: Unit, unit: Unit) -> bool:
    """Return whether a cue in the next unit can be that of a passage: a question, a signature, a reopened quotation."""
    quoted = waiting.tokens[-1].quoted
    if quoted is None:
        return False
    if quoted.runs_on:
        return unit.tokens[0].quoted is not None
    is_signed = unit.words[0] in DASHES and len(unit.words) <= LONGEST_SIGNATURE
    is_near = waiting.paragraph == unit.paragraph or (is_signed and unit.paragraph - waiting.paragraph == 1)
    asks = text[quoted.inner_end - 1] in "?!…—-–" or unit.words[0] in DASHES
    return is_near and (asks or (len(unit.words) <= LONGEST_TAG and not SAYING.isdisjoint(unit.words)))


def _join_units(first: Unit, second: Unit) -> Unit:
    return Unit(
        first.start, second.end, second.zone, second.paragraph, first.tokens + second.tokens, first.words + second.words
    )


def _append(drafts: list[_Draft], unit: Unit) -> bool:
    """Add a floating passage to the quotation it goes on from; return whether there was one."""
    if not drafts:
        return False
    index = _continued(drafts)
    last = drafts[index]
    runs_on = last.pieces[-1][-1].quoted is not None and last.pieces[-1][-1].quoted.runs_on
    same_paragraph = last.unit.paragraph == unit.paragraph
    if not (runs_on or (same_paragraph and last.is_open and _follows(last, unit))):
        return False
    del drafts[index]
    pieces = (*last.pieces, *_pieces(unit, 0, len(unit.tokens)))
    drafts.append(last._replace(pieces=pieces, unit=last.unit._replace(end=unit.end, paragraph=unit.paragraph)))
    return True


def _continued(drafts: list[_Draft]) -> int:
    """Return which draft a floating passage goes on from: the last unit's quotation in marks, else the last draft."""
    last = drafts[-1].unit
    for index in range(len(drafts) - 1, -1, -1):
        if drafts[index].unit is not last:
            break
        if drafts[index].is_trailing and drafts[index].pieces[0][0].quoted:
            return index
    return len(drafts) - 1


def _follows(last: _Draft, unit: Unit) -> bool:
    return 0 <= unit.start - last.unit.end <= 3


def _floating(text: str, unit: Unit, drafts: list[_Draft]) -> list[_Draft]:
    """Return a passage without cue as the words of the last speaker, when it is long enough to be speech."""
    if not drafts or unit.paragraph - drafts[-1].unit.paragraph > 1:
        return []
    first, last = unit.tokens[0].quoted, unit.tokens[-1].quoted
    if (
        first is None
        or last is None
        or (first.is_single and not _speaks_in_singles(drafts))
        or len(text[first.start : last.end].split()) < SHORTEST_FLOATING
        or text[first.start : last.end].isupper()  # a heading
    ):
        return []
    return [
        _Draft(
            _pieces(unit, 0, len(unit.tokens)), None, "neutral", drafts[_continued(drafts)].speaker, unit, is_open=True
        )
    ]


def _speaks_in_singles(drafts: list[_Draft]) -> bool:
    """Return whether the document sets its speech in single marks; elsewhere they set off headings and terms."""
    spoken = [draft.pieces[0][0].quoted for draft in drafts if draft.pieces[0][0].quoted]
    return bool(spoken) and all(quoted.is_single for quoted in spoken if quoted)


def _unit_drafts(text: str, unit: Unit) -> list[_Draft]:
    read = find_attributions(unit)
    attributions = [found for found in read if not (_names_something(text, unit, found) or is_silent(unit, found))]
    drafts = [draft for draft in (_draft(unit, found) for found in attributions) if draft.pieces]
    if '"' not in unit.words:
        return drafts
    covered = {id(token) for draft in drafts for piece in draft.pieces for token in piece}
    for place, token in enumerate(unit.tokens):
        if token.quoted is None or id(token) in covered:
            continue
        if place and unit.words[place - 1] == ":":
            speaker = _subject_of(unit, place - 1) or _label(unit, 0, place - 1)
            mark, is_open = unit.tokens[place - 1], True
        elif place + 1 < len(unit.tokens) and unit.words[place + 1] in DASHES:
            speaker = _label(unit, place + 2, len(unit.tokens))
            mark, is_open = unit.tokens[place + 1], False
        else:
            continue
        if speaker and not (is_open and _is_title(text, token)):
            drafts.append(_Draft(((token,),), Span(mark.start, mark.end), "neutral", speaker, unit, is_open))
    return drafts


def _names_something(text: str, unit: Unit, attribution: Attribution) -> bool:
    """Return whether the passage in marks right behind the cue is a name, of a work or of what stands before the cue.

    'Lind wrote “The Old Dam”', 'a system called “the Gate”'.
    """
    first, cue = attribution.content[0][0], attribution.cue
    if unit.tokens[first].quoted is None or first != attribution.cue_range[1]:
        return False
    if "name" in cue.frames and cue.shape == "past":
        speaker = _span(unit, attribution.speaker) if attribution.speaker else None
        return speaker is None or not can_speak(text[speaker.start : speaker.end])
    return cue.lemma in TITLE_TAKERS and _is_title(text, unit.tokens[first])


def _is_title(text: str, token: Token) -> bool:
    """Return whether a passage in marks is set as the title of a work, in capitals and without a stop."""
    quoted = token.quoted
    if quoted is None or token.last_mark:
        return False
    words = text[quoted.inner_start : quoted.inner_end].split()
    longer = [word for word in words if len(word) > 3]
    return 1 < len(words) <= LONGEST_TITLE and all(word[0].isupper() for word in longer)


def _subject_of(unit: Unit, end: int) -> Span | None:
    if not has_verb(unit, 1, end):
        return None  # 'A ferry stranded in fog: “We were lucky”'
    # 'gestured at' can be a participle
    verbs = [place for place in range(1, end) if is_finite(unit, place) or unit.words[place].endswith("ed")]
    found = next(filter(None, (subject_before(unit, verb) for verb in verbs)), None)
    return _span(unit, found) if found else None


def _label(unit: Unit, start: int, end: int) -> Span | None:
    """Return the name that stands before a colon or behind a dash: 'Mara Lind: "…"', '"…" — Mara Lind, mayor'."""
    if end - start > 2 and unit.words[start : start + 2] == ("according", "to"):
        start += 2
    comma = next((place for place in range(start, end) if unit.words[place] in (",", "(")), end)
    names = sum(token.is_name or token.word[0] == "@" for token in unit.tokens[start:comma])
    is_name = 0 < comma - start <= LONGEST_LABEL and names >= comma - start - 1 and names > 0
    return Span(unit.tokens[start].start, unit.tokens[comma - 1].end) if is_name else None


def _draft(unit: Unit, attribution: Attribution) -> _Draft:
    pieces = tuple(piece for start, end in attribution.content for piece in _pieces(unit, start, end))
    has_quoted = any(token.quoted for piece in pieces for token in piece)
    cue, polarity = _cue(unit, attribution)
    return _Draft(
        pieces,
        cue,
        polarity,
        _span(unit, antecedent(unit, attribution.speaker)) if attribution.speaker else None,
        unit,
        is_open=attribution.is_trailing or has_quoted,
        is_trailing=attribution.is_trailing,
    )


def _cue(unit: Unit, attribution: Attribution) -> tuple[Span, str]:
    """Return the words of the cue and its polarity; of 'does not believe' all three, and it denies."""
    (first, last), cue = attribution.cue_range, attribution.cue
    if cue.kind != "verb" or not is_negated(unit, attribution):
        return _span(unit, attribution.cue_range), cue.polarity
    negated = "deny" if cue.polarity in ("neutral", "affirm") else "neutral"  # who did not criticise denied nothing
    return _span(unit, (verb_group_start(unit, first), last)), negated


def _pieces(unit: Unit, start: int, end: int) -> tuple[tuple[Token, ...], ...]:
    """Return the tokens of a content range; where it is passages in marks only, each is a piece."""
    tokens = unit.tokens[start:end]
    if all(token.quoted or token.is_mark for token in tokens):  # also where no word is left
        return tuple((token,) for token in tokens if token.quoted)
    return (tuple(tokens),)


def _span(unit: Unit, tokens: TokenRange) -> Span:
    return Span(unit.tokens[tokens[0]].start, unit.tokens[tokens[1] - 1].end)


# ------------------------------------------------------------------ from drafts to quotations
def _resolve(text: str, drafts: Sequence[_Draft], sentences: Sequence[Sentence], people: People) -> list[Quotation]:
    found: list[Quotation] = []
    said: list[tuple[Span, str]] = []
    spoken: list[tuple[Span, str]] = []
    for draft in drafts:
        content = tuple(_content_span(piece) for piece in draft.pieces)
        phrase = text[draft.speaker.start : draft.speaker.end] if draft.speaker else ""
        kind, speaker = _kind(draft.pieces), draft.speaker
        if kind == "indirect" and NARRATOR.match(phrase):
            continue
        if not can_speak(phrase):
            if kind == "indirect":
                continue  # 'the call said' reports nobody's words
            speaker, phrase = None, ""
        entity = None
        if speaker and is_pronoun(phrase):
            entity = pronoun_entity(text, speaker, people, sentences, said[-RECENT:], content)
        if speaker and entity is None:
            entity = speaker_entity(text, speaker, people)
        if speaker and entity is None:
            entity = organisation_entity(text, speaker, people, sentences, spoken[-1:])
            entity = entity or post_entity(text, speaker, people)
            entity = entity or legislator_entity(text, speaker, people, sentences)
        if speaker and entity:
            spoken.append((speaker, entity))
        if speaker and entity and entity in people.persons:
            said.append((speaker, entity))
        unnamed = is_anonymous(phrase, text[draft.unit.start : draft.unit.end]) and entity not in people.persons
        found.append(Quotation(kind, content, draft.cue, draft.polarity, speaker, entity, unnamed))
    return found


def _content_span(piece: tuple[Token, ...]) -> Span:
    """Return the span of a piece, without the marks when one quoted passage is all of it."""
    if len(piece) == 1 and piece[0].quoted:
        return Span(piece[0].quoted.inner_start, piece[0].quoted.inner_end)
    return Span(piece[0].start, piece[-1].end)


def _kind(pieces: Sequence[tuple[Token, ...]]) -> str:
    tokens = [token for piece in pieces for token in piece if not token.is_mark]
    spoken = [
        token.quoted is not None and (place == 0 or tokens[place - 1].word != SO_CALLED)
        for place, token in enumerate(tokens)
    ]
    quoted = sum(spoken)
    if quoted == len(tokens):
        return "direct"
    return "mixed" if quoted else "indirect"
