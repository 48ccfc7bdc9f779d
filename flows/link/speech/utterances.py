"""What was said, word by word: the quoted words of a quotation and who is to have said them.

In: articles with their quotations. Out: one `Utterance` per direct or mixed quotation. Only words inside quotation
marks count, where marks can be found; indirect quotations carry the reporter's words and are left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from flows.contracts.ids import without_marks
from flows.extract.annotations import Entity, Mention
from flows.extract.speech.quotation_marks import find_quoted
from flows.link.corpus import Article, LinkedQuotation, LinkedSpan
from flows.link.stories.stories import published_moment
from flows.link.stories.word_lists import stop_words

WORD = re.compile(r"[^\W_]+")
EDITOR_BRACKETS = re.compile(r"\[(\w+)\]")  # '[I]mmigration': the editor's capital is no other word
NAME_ENDINGS = frozenset("jr sr ii iii iv".split())
LONG_NAME = 6
QUOTED_KINDS = frozenset({"direct", "mixed"})

Words = tuple[str, ...]


@dataclass(frozen=True)
class Speaker:
    """Who is to have said it: the last name of a person, the whole name of another entity."""

    entity_type: str
    name: str
    is_printed: bool = field(default=True, compare=False)  # a pronoun or an office stands for nobody surely

    def is_same(self, other: "Speaker") -> bool:
        """Return whether both are one, a slip of one letter in a long name allowed."""
        if min(len(self.name), len(other.name)) < LONG_NAME:
            return self == other
        return self.entity_type == other.entity_type and Levenshtein.distance(self.name, other.name) <= 1

    def is_other(self, other: "Speaker") -> bool:
        """Return whether they exclude each other: two of one type whom their reports name there.

        An organisation speaks through a person, so those two do not.
        """
        are_printed = self.is_printed and other.is_printed
        return are_printed and self.entity_type == other.entity_type and not self.is_same(other)


@dataclass(frozen=True)
class Utterance:
    """The quoted words of one quotation, lower case; `parts` are its uninterrupted stretches."""

    quotation_id: str
    document_id: str
    published: str  # sortable; the undated last
    speaker: Speaker | None  # None where unknown
    parts: tuple[Words, ...]
    words: Words
    content_words: Words  # without function words


def read_utterances(articles: Iterable[Article]) -> Iterator[Utterance]:
    """Yield the utterances of `articles` that have a word of content."""
    for article in articles:
        quoted = find_quoted(article.text, [(part.start, part.end) for part in article.body])
        marked = [LinkedSpan(passage.inner_start, passage.inner_end) for passage in quoted]
        moment = published_moment(article)
        entities = {entity.entity_id: entity for entity in article.entities}
        names: dict[str, list[Mention]] = defaultdict(list)
        for mention in article.mentions:
            if mention.kind == "name":
                names[mention.entity_id].append(mention)
        for quotation in article.quotations:
            if quotation.kind not in QUOTED_KINDS:
                continue
            parts = tuple(_quoted_parts(article.text, quotation, marked))
            words = tuple(word for part in parts for word in part)
            content = tuple(word for word in words if word not in stop_words(article.language_code))
            if content:
                yield Utterance(
                    quotation_id=quotation.quotation_id,
                    document_id=article.document_id,
                    published=moment.isoformat() if moment else "undated",
                    speaker=_speaker(quotation, entities, names),
                    parts=parts,
                    words=words,
                    content_words=content,
                )


def _quoted_parts(text: str, quotation: LinkedQuotation, marked: Sequence[LinkedSpan]) -> Iterator[Words]:
    spans = [
        LinkedSpan(max(content.start, mark.start), min(content.end, mark.end))
        for content in quotation.content
        for mark in marked
        if mark.start < content.end and content.start < mark.end
    ]
    for span in spans or quotation.content:
        words = tuple(word.lower() for word in WORD.findall(EDITOR_BRACKETS.sub(r"\1", text[span.start : span.end])))
        if words:
            yield words


def _speaker(
    quotation: LinkedQuotation, entities: Mapping[str, Entity], names: Mapping[str, Sequence[Mention]]
) -> Speaker | None:
    """Return who speaks. `names`: the places that name each entity."""
    span = quotation.speaker
    entity = entities.get(quotation.speaker_entity_id or "")
    if entity is None or span is None:
        return None
    words = [word for word in WORD.findall(without_marks(entity.name).lower()) if word not in NAME_ENDINGS]
    if not words:
        return None
    is_printed = any(
        span.start <= mention.start and mention.end <= span.end for mention in names.get(entity.entity_id, ())
    )
    return Speaker(entity.entity_type, words[-1] if entity.entity_type == "person" else " ".join(words), is_printed)
