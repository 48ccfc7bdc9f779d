"""Outlets without any article in a story: whether their silence is one.

In: a story, its slots and shared utterances, and the archive: the articles of the outlets of which people said in which
windows they were collected. Out: omissions without a document. Claimed is the best supported of what most of the
story's origins carry. Reasons: `outlet_not_collected` where no window holds the days from the story's first to the day
after its last report; `story_uncertain` where an article of the outlet from those days, in another story, comes near;
else `omitted`. Nothing is claimed of an outlet that has no article in English in the whole corpus, for it may be called
otherwise in the settings than in its documents; nor in a story of which no day is known.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from flows.contracts.ids import stable_id
from flows.contracts.outlets import Window, is_collected
from flows.link.corpus import Article, Described
from flows.link.facts.facts import FactSlot
from flows.link.facts.story_views import (
    Omission,
    StoryView,
    Triples,
    Wording,
    carried_utterances,
    is_quoted_in,
    is_told_in_words,
    may_be_spoken_of,
    telling_words,
    word_triples,
)
from flows.link.facts.subjects import sentence_stems

# A choice: enough to say what the silence is about, and a bound for the rows, which are stories × outlets × subjects.
MOST_SUBJECTS = 3
REPORT_DELAY = timedelta(days=1)  # what a site reports in the evening stands in a morning paper of the next day
COARSE = ("month", "year")


@dataclass(frozen=True)
class Archive:
    """The English articles of outlets whose windows are known, by outlet and document id.

    `articles`: those that are at hand; the others are known by their days only.
    """

    windows: Mapping[str, Sequence[Window]]
    dated_ids: Mapping[str, Sequence[tuple[date | None, str]]]
    articles: Mapping[str, Article] = field(default_factory=dict)
    _stems: dict[str, tuple[frozenset[str], list[frozenset[str]]]] = field(default_factory=dict)
    _triples: dict[str, Triples] = field(default_factory=dict)

    @classmethod
    def of(cls, articles: Iterable[Described], windows: Mapping[str, Sequence[Window]]) -> "Archive":
        """Return the archive of the outlets that have windows and at least one article."""
        found: dict[str, list[tuple[date | None, str]]] = defaultdict(list)
        for article in articles:
            if windows.get(article.outlet_id) and may_be_spoken_of(article):
                found[article.outlet_id].append((publication_date(article), article.document_id))
        return cls({outlet_id: windows[outlet_id] for outlet_id in found}, found)

    def with_articles(self, articles: Mapping[str, Article]) -> "Archive":
        """Return the archive of these articles, by document id, at hand, and of no others."""
        dated = {outlet: [d for d in known if d[1] in articles] for outlet, known in self.dated_ids.items()}
        return Archive(self.windows, dated, articles)

    def silent_in(self, articles: Sequence[Described]) -> list[str]:
        """Return the outlets that have no article among those of a story."""
        return sorted(self.windows.keys() - {article.outlet_id for article in articles})

    def near(self, outlet_id: str, first: date, last: date) -> list[str]:
        """Return the articles of an outlet that may be from these days, or from the day before."""
        before = first - REPORT_DELAY
        return [document_id for day, document_id in self.dated_ids[outlet_id] if day is None or before <= day <= last]

    def needed_for(self, articles: Sequence[Described]) -> set[str]:
        """Return the articles that must be at hand to tell what the outlets are silent on that a story tells."""
        days = _days_of(articles)
        silent = self.silent_in(articles) if days else ()
        collected = (outlet_id for outlet_id in silent if days and is_collected(self.windows[outlet_id], *days))
        return {document_id for outlet_id in collected for document_id in self.near(outlet_id, *(days or ()))}

    def depends_on(self, articles: Sequence[Described], article_keys: Mapping[str, str]) -> list[str]:
        """Return keys of all that the silence on a story depends on beside its own articles.

        `article_keys`: document id → a key that changes when the article does.
        """
        days = _days_of(articles)
        if days is None:
            return []
        return [
            stable_id(
                "silence",
                outlet_id,
                str(is_collected(self.windows[outlet_id], *days)),
                *sorted(article_keys[document_id] for document_id in self.near(outlet_id, *days)),
            )
            for outlet_id in self.silent_in(articles)
        ]

    def is_told_in(self, article: Article, words: Mapping[str, float]) -> bool:
        """Return whether a sentence of the article has most of these words."""
        sentences = self.sentences(article)
        # nearly always the whole text lacks them, which is quickly seen
        return is_told_in_words(words, [self._stems[article.document_id][0]]) and is_told_in_words(words, sentences)

    def sentences(self, article: Article) -> Sequence[frozenset[str]]:
        """Return the stems of each sentence of an article."""
        if article.document_id not in self._stems:
            sentences = sentence_stems(article)
            self._stems[article.document_id] = frozenset().union(*sentences), sentences
        return self._stems[article.document_id][1]

    def triples(self, article: Article) -> Triples:
        """Return the words of an article, three by three."""
        if article.document_id not in self._triples:
            self._triples[article.document_id] = word_triples(article.text)
        return self._triples[article.document_id]


@dataclass(frozen=True)
class Subject:
    """A fact or an utterance that most of a story's origins carry.

    `telling`: of a fact, the words right beside each of its values. `wordings`: of an utterance.
    """

    kind: str
    subject_id: str
    support_count: int
    telling: tuple[Mapping[str, float], ...] = ()
    wordings: tuple[Wording, ...] = ()


def find_silent_outlets(
    view: StoryView,
    carried: Sequence[tuple[FactSlot, list[str]]],
    utterances: Mapping[str, Sequence[str]],
    archive: Archive,
    *,
    rarity: Mapping[str, float],
) -> list[Omission]:
    """Return what outlets of the archive that have no article in the story leave out of it.

    `carried`: the facts that may be claimed, each with the documents that have it. `rarity`: of words in the story.
    """
    silent, days = archive.silent_in(view.articles), _days_of(view.articles)
    subjects = _best_supported(view, carried, utterances, rarity) if silent and days else []
    if not subjects or days is None:
        return []
    first, last = days
    found = []
    for outlet_id in silent:
        collected = is_collected(archive.windows[outlet_id], first, last)
        near = [archive.articles[i] for i in archive.near(outlet_id, first, last)] if collected else []
        for subject in subjects:
            comes_near = any(_comes_near(subject, article, archive) for article in near)
            reason = "story_uncertain" if comes_near else "omitted" if collected else "outlet_not_collected"
            found.append(_omission(view, outlet_id, subject, reason))
    return found


def _days_of(articles: Sequence[Described]) -> tuple[date, date] | None:
    """Return the days on which a report can be expected: from the first known one to the day after the last."""
    days = [day for article in articles if (day := publication_date(article)) is not None]
    return (min(days), max(days) + REPORT_DELAY) if days else None


def publication_date(article: Described) -> date | None:
    """Return the day an article was published, None where no more than its month or year is known."""
    if article.published_precision in COARSE:
        return None
    return article.published_on or (article.published_at.date() if article.published_at else None)


def _best_supported(
    view: StoryView,
    carried: Sequence[tuple[FactSlot, list[str]]],
    utterances: Mapping[str, Sequence[str]],
    rarity: Mapping[str, float],
) -> list[Subject]:
    subjects = [
        Subject(
            "fact",
            slot.slot_id,
            view.support(carriers),
            telling=tuple(telling_words(value.candidate, rarity) for value in slot.values),
        )
        for slot, carriers in carried
    ]
    subjects += [
        Subject("quotation", utterance_id, view.support(carriers), wordings=wordings)
        for utterance_id, carriers, wordings in carried_utterances(view, utterances)
    ]
    return sorted(subjects, key=lambda subject: (-subject.support_count, subject.kind, subject.subject_id))[
        :MOST_SUBJECTS
    ]


def _comes_near(subject: Subject, article: Article, archive: Archive) -> bool:
    if subject.kind == "quotation":
        return is_quoted_in(subject.wordings, archive.triples(article), archive.sentences(article))
    return any(archive.is_told_in(article, words) for words in subject.telling)


def _omission(view: StoryView, outlet_id: str, subject: Subject, reason: str) -> Omission:
    omission = Omission(
        omission_id=stable_id("omission of outlet", view.story_id, outlet_id, subject.kind, subject.subject_id),
        story_id=view.story_id,
        outlet_id=outlet_id,
        document_id=None,
        subject_kind=subject.kind,
        reason_code=reason,
        support_count=subject.support_count,
    )
    if subject.kind == "quotation":
        return replace(omission, quotation_group_id=subject.subject_id)
    return replace(omission, slot_id=subject.subject_id)
