"""Turns of a transcript, signed posts, headlines with a speaker: words attributed without marks and without a verb.

In: a document's text, its sentences and who is named in it. Out: turns, each with the label that names the speaker and
what is said. Method: a paragraph opens with a label and a colon ("Q:", "SMITH:", "Mara Lind:"), or closes with a dash,
a name and an account ("— Mara Lind (@lind)"). A label counts where it is a person of the text; labels in capitals
count also where they take turns, so that "WATCH:" and "UPDATE:" are none. Initials are the one person who has them;
"A" is the one person named before the first turn. A paragraph without a label that stands between two turns goes on
with the first one, but a question between two turns of one speaker is somebody else's, and ends the turn.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import NamedTuple

from flows.extract.annotations import Quotation, Sentence, Span
from flows.extract.speech.speakers import People, is_anonymous

CAPITAL_LABEL = re.compile(
    r"[\"“]?(Q|A|[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){0,4})(?:, [A-Z][A-Z ]{1,30}|"
    r" \([^)\n]{1,40}\))?(:)\s+(?=[^\s\"“])"
)
NAME_LABEL = re.compile(r"([^\W\d_][\w.’'-]+(?: [^\W\d_][\w.’'-]*){0,4})(:)\s+(?=[^\s\"“])")
SIGNATURE = re.compile(r"([—–]|--)\s*([^\W\d_][^(\n—–@]{1,50}?) \(@\w{2,20}\)")
QUOTED = re.compile(r"[\"“‘]")
HEADLINE_SOURCES = frozenset(
    "police officials prosecutors poll survey study report source sources insiders experts analysts critics "
    "researchers scientists doctors newspaper".split()
)
SPEECH_ZONES = frozenset({"lede", "body"})
THREE_WORDS = re.compile(r"(?:\S+\s+){2}\S")  # three words: 'Lind: 2,316' is a line of a table
# The limits below are set by judgement; none was tuned on a development set.
LEAST_TURNS = 3  # labels that take turns: fewer are headings
LONGEST_INITIALS = 3  # letters
LONGEST_QUESTION = 400  # code points
LONGEST_PAUSE = 3  # paragraphs without a label between two turns


@dataclass(frozen=True)
class Turn:
    """What one speaker says, one span a paragraph, and the paragraphs it fills."""

    said: Quotation
    first_paragraph: int
    last_paragraph: int
    is_sure: bool  # without others beside it
    goes_on: bool  # in the paragraphs behind it: not where a signature or the end of a headline closes it


class _Paragraph(NamedTuple):
    number: int
    zone: str
    start: int
    end: int


def find_turns(text: str, sentences: Sequence[Sentence], people: People) -> list[Turn]:
    """Return the turns, signed posts and headlines with a speaker, in text order."""
    paragraphs = list(_paragraphs(sentences))
    found = [turn for before, p in pairwise([None, *paragraphs]) if p and (turn := _read(text, p, before, people))]
    turns = [turn for turn in found if turn.is_sure or _is_in_talk(text, turn, found)]
    turns = _name_interviewee(text, turns, people)
    followers = [*turns[1:], None]
    return [_prolonged(text, turn, after, paragraphs) for turn, after in zip(turns, followers, strict=False)]


def _label(text: str, turn: Turn) -> str:
    speaker = turn.said.speaker
    return text[speaker.start : speaker.end] if speaker else ""


def _name_interviewee(text: str, turns: list[Turn], people: People) -> list[Turn]:
    """Return the turns with the one person named before the first of them as the speaker of the answers."""
    if not any(_label(text, turn) == "A" for turn in turns):
        return turns
    opened = min(turn.said.content[0].start for turn in turns)
    before = {m.entity_id for m in people.mentions if m.entity_type == "person" and m.start < opened}
    if len(before) != 1:
        return turns
    answering = before.pop()
    return [
        replace(turn, said=turn.said._replace(speaker_entity_id=answering)) if _label(text, turn) == "A" else turn
        for turn in turns
    ]


def _is_in_talk(text: str, turn: Turn, found: Sequence[Turn]) -> bool:
    """True for a label that takes turns with others of its kind; beside people's, where it comes again or asks."""
    is_open = [_label(text, other) for other in found if not other.is_sure]
    if _take_turns(is_open):
        return True
    comes_again = is_open.count(_label(text, turn)) > 1
    asks = text[turn.said.content[0].start : turn.said.content[-1].end].endswith("?")
    return (comes_again or asks) and _take_turns([_label(text, other) for other in found if other.goes_on])


def _take_turns(labels: Sequence[str]) -> bool:
    different = set(labels)
    return {"Q", "A"} <= different or (len(labels) >= LEAST_TURNS and 1 < len(different) < len(labels))


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[_Paragraph]:
    opened: _Paragraph | None = None
    for sentence in sentences:
        if opened and sentence.paragraph == opened.number:
            opened = opened._replace(end=sentence.end)
            continue
        if opened:
            yield opened
        opened = _Paragraph(sentence.paragraph, sentence.zone, sentence.start, sentence.end)
    if opened:
        yield opened


def _read(text: str, paragraph: _Paragraph, before: _Paragraph | None, people: People) -> Turn | None:
    """Return what a paragraph says, or the one `before` its signature; whether a label counts, others show."""
    start, end = paragraph.start, paragraph.end
    if paragraph.zone == "title":
        label = NAME_LABEL.match(text, start, end)
        if label and (label.group(1).lower() in HEADLINE_SOURCES or _person(text, label, people)):
            return _turn(text, paragraph, label, people)
        return None
    if paragraph.zone not in SPEECH_ZONES:
        return None
    if label := CAPITAL_LABEL.match(text, start, end):
        return _turn(text, paragraph, label, people)
    label = NAME_LABEL.match(text, start, end)
    if label and THREE_WORDS.match(text, label.end(), end) and _person(text, label, people):
        return _turn(text, paragraph, label, people)
    signature = SIGNATURE.search(text, start, end) if text.find("(@", start, end) >= 0 else None
    if signature and signature.start() == start and before and before.zone in SPEECH_ZONES:
        paragraph = before
    post = signature and text[paragraph.start : min(paragraph.end, signature.start())].rstrip()
    # a quotation inside the post is another's words
    return _turn(text, paragraph, signature, people) if signature and post and not QUOTED.search(post) else None


def _turn(text: str, paragraph: _Paragraph, label: re.Match[str], people: People) -> Turn:
    name, mark = (1, 2) if label.group(2) == ":" else (2, 1)
    start, end = (label.end(), paragraph.end) if name == 1 else (paragraph.start, min(paragraph.end, label.start()))
    content = Span(start, start + len(text[start:end].rstrip()))
    speaker, cue = Span(*label.span(name)), Span(*label.span(mark))
    entity = _person(text, label, people, name)
    kind = "direct"
    if paragraph.zone == "title":
        kind = "mixed" if QUOTED.search(text, content.start, content.end) else "indirect"
    unnamed = is_anonymous(label.group(name), "")
    said = Quotation(kind, (content,), cue, "neutral", speaker, entity, unnamed)
    is_closed = name == 2 or paragraph.zone == "title"
    is_sure = is_closed or (entity is not None and _is_surname(label.group(name)))
    return Turn(said, paragraph.number, paragraph.number, is_sure, goes_on=not is_closed)


def _person(text: str, label: re.Match[str], people: People, name: int = 1) -> str | None:
    """Return the person whom the whole label names: 'Mara Lind', or 'LIND' where but one Lind is in the text."""
    start, end = label.span(name)
    persons = [m for m in people.mentions if m.entity_type == "person" and m.kind == "name"]
    here = {m.entity_id for m in persons if (m.start, m.end) == (start, end)}
    if not here and _is_surname(label.group(name)):
        last = label.group(name).split()[-1]
        here = {m.entity_id for m in persons if text[m.start : m.end].rsplit(maxsplit=1)[-1].upper() == last}
    elif not here and label.group(name).isupper():
        letters = label.group(name)
        here = {m.entity_id for m in persons if _initials(text[m.start : m.end]) == letters}
    return here.pop() if len(here) == 1 else None


def _is_surname(label: str) -> bool:
    return label.isupper() and len(label) > LONGEST_INITIALS


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def _prolonged(text: str, turn: Turn, following: Turn | None, paragraphs: Sequence[_Paragraph]) -> Turn:
    """Return the turn with the paragraphs up to the next one, where that is near."""
    if not turn.goes_on or following is None or following.first_paragraph - turn.last_paragraph > LONGEST_PAUSE + 1:
        return turn
    more = [p for p in paragraphs if turn.first_paragraph < p.number < following.first_paragraph]
    is_same = _label(text, turn) == _label(text, following)
    more = list(takewhile(lambda p: not _is_anothers(text, p, is_same=is_same), more))
    if not more or any(p.zone not in SPEECH_ZONES for p in more):
        return turn
    said = turn.said._replace(content=turn.said.content + tuple(Span(p.start, p.end) for p in more))
    return replace(turn, said=said, last_paragraph=more[-1].number)


def _is_anothers(text: str, paragraph: _Paragraph, *, is_same: bool) -> bool:
    """True for a paragraph with a label of its own, and for a question before the same speaker's next turn."""
    if CAPITAL_LABEL.match(text, paragraph.start, paragraph.end):
        return True
    is_short = paragraph.end - paragraph.start <= LONGEST_QUESTION
    return is_same and is_short and text[paragraph.start : paragraph.end].endswith("?")
