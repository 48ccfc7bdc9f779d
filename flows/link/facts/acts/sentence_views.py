"""A sentence as acts are read from it: its words, who is named by which, and where its clauses end."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from flows.extract.annotations import Sentence
from flows.link.corpus import Article
from flows.link.facts.clauses import CALENDAR_STEMS
from flows.link.facts.persons import PersonKey
from flows.link.facts.subjects import Word, find_words

BORDER = re.compile(r"[,;:()\[\]—–“”\"]|\s-\s")
CLAUSE_WORDS = frozenset(
    "that which who whom when where while because after before as if whether unless although though but and or "
    "than since until till".split()
)


class Party(NamedTuple):
    """Who or what an act is told of; `key` is a person's name in the story, an entity's id or a noun's stem."""

    kind: Literal["person", "entity", "noun"]
    key: str
    words: str


@dataclass(frozen=True, eq=False)
class SentenceView:
    """A sentence with its words, as printed in lower case too, and the party that each word names."""

    article: Article
    sentence: Sentence
    number: int  # of the sentence in the lede and body
    words: Sequence[Word]
    printed: Sequence[str]
    named: Sequence[Party | None]

    def gap(self, place: int) -> str:
        """Return what stands between a word and the next."""
        return self.article.text[self.words[place].end : self.words[place + 1].start]

    def has_border(self, place: int) -> bool:
        """Return whether a comma, a dash or the like stands behind a word."""
        between = self.gap(place)
        return between != " " and BORDER.search(between) is not None

    def clause_start(self, at: int) -> int:
        """Return the place of the first word of the clause that a word stands in."""
        for place in range(at - 1, -1, -1):
            if self.printed[place] in CLAUSE_WORDS or self.has_border(place):
                return place + 1
        return 0

    def is_of_calendar(self, place: int) -> bool:
        """Return whether a word is a day of the week or a month."""
        return self.words[place].stem in CALENDAR_STEMS

    def text_of(self, first: int, last: int) -> str:
        """Return the words from `first` to before `last` as printed."""
        return " ".join(self.article.text[self.words[first].start : self.words[last - 1].end].split())


def view_sentence(
    article: Article, sentence: Sentence, number: int, person_names: Mapping[PersonKey, str]
) -> SentenceView:
    """Return the view of a sentence. `person_names`: what each person of each article is called in the story."""
    words = find_words(article.text, sentence.start, sentence.end)
    printed = [article.text[word.start : word.end].lower().replace("’", "'") for word in words]
    named: list[Party | None] = [None] * len(words)
    starts = [word.start for word in words]
    first = bisect_left(article.mentions, sentence.start, key=lambda mention: mention.start)
    for mention in article.mentions[first:]:
        if mention.start >= sentence.end:
            break
        name = person_names.get((article.document_id, mention.entity_id))
        own = article.text[mention.start : mention.end]
        party = Party("person", name, name) if name is not None else Party("entity", mention.entity_id, own)
        for place in range(bisect_left(starts, mention.start), len(words)):
            if words[place].start >= mention.end:
                break
            named[place] = party
    return SentenceView(article, sentence, number, words, printed, named)
