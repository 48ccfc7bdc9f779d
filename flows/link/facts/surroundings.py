"""What the words around a value say of it, read when it is asked for: only values in conflict need it.

In: an article, the sentence of a value with its words, and the other values of that sentence. Out: the value's frame
(`likeness`), lead, clause (`clauses`) and holder (`holders`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.extract.annotations import Sentence
from flows.link.corpus import Article
from flows.link.facts.clauses import Clause, find_clause
from flows.link.facts.holders import ArticleNames, Holder, find_article_names, find_holder
from flows.link.facts.likeness import Frame, find_frame
from flows.link.facts.subjects import BORDER, Word


@dataclass(frozen=True, eq=False)
class Names:
    """The names of an article, read once for all its values."""

    article: Article

    @cached_property
    def found(self) -> ArticleNames:
        """Return the names that tell the article apart."""
        return find_article_names(self.article)


@dataclass(frozen=True, eq=False)
class Surroundings:
    """The sentence around a value; `place`: of the value, `others`: of the other values of the sentence."""

    names: Names
    sentence: Sentence
    words: Sequence[Word]
    slot_kind: str
    place: tuple[int, int]
    others: Sequence[tuple[int, int]] = ()

    @cached_property
    def frame(self) -> Frame:
        """Return the words around the value."""
        return find_frame(self.names.article.text, self.words, self.place, is_counted=self.slot_kind == "count")

    @cached_property
    def lead(self) -> tuple[str, ...]:
        """Return the stems that lead up to the value, from the last border on: 'turnout' of 'Turnout was 61%'."""
        text, edge = self.names.article.text, self.place[0]
        stems: list[str] = []
        for word in reversed([word for word in self.words if word.end <= self.place[0]]):
            if BORDER.search(text, word.end, edge):
                break
            edge = word.start
            if word.strength > 0:
                stems.append(word.stem)
        return tuple(reversed(stems))

    @cached_property
    def clause(self) -> Clause:
        """Return the clause of the value."""
        return find_clause(self.names.article.text, self.words, self.place, self.others)

    @cached_property
    def holder(self) -> Holder:
        """Return whose the value is."""
        text = self.names.article.text
        return find_holder(text, self.sentence, self.words, self.place, self.slot_kind, self.names.found)
