"""All comparisons of a corpus, in the order in which they need each other.

In: the outlines of the articles, with a key for each that changes when the article does, a way to read whole articles,
what an earlier run left, and what people know of stories and outlets. Out: rows of the linked tables, a function of the
set of articles, of what people know, and of nothing else. What needs the whole corpus (reprints, origins, stories) is
made of outlines; what a story needs its own articles for (quotation groups, facts, omissions) only where no rows are
kept under the story's key, which tells all that they depend on, and some articles at a time.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import pyarrow as pa

from flows.contracts.arrow import Row
from flows.contracts.decisions import Decision, DocumentNames, Outcome
from flows.contracts.ids import stable_id
from flows.contracts.outlets import Window
from flows.link.corpus import Article
from flows.link.facts.fact_rows import fact_relation_rows, fact_slot_rows, fact_value_rows, omission_rows
from flows.link.facts.facts import find_facts
from flows.link.facts.omissions import LEAST_MEMBERSHIP, find_omissions
from flows.link.facts.silent_outlets import Archive
from flows.link.mapping import Mapper, map_here
from flows.link.memory import Memory
from flows.link.outlines import Outlines
from flows.link.reuse.origins import find_origins, independent_ids
from flows.link.reuse.reprints import find_reprints
from flows.link.rows import (
    article_origin_rows,
    quotation_group_rows,
    reprint_passage_rows,
    reprint_rows,
    story_article_rows,
    story_rows,
)
from flows.link.speech.quotation_groups import group_quotations
from flows.link.stories.splits import split_stories
from flows.link.stories.stories import Story, group_stories
from flows.link.story_tables import StoryTables, StoryTablesBuilder

BATCH_ARTICLES = 250  # whole articles that are held at a time: some 30 MB, and three to six seconds of work
LEAST_BATCHES = 5  # for which other processes are asked: their start takes two seconds
FEWEST_ARTICLES = 80  # of a batch where there are few in all: from some 500 on, several processes have work

ReadArticles = Callable[[Collection[str]], Iterable[Article]]  # document ids → these articles, in any order


@dataclass(frozen=True)
class Linked:
    """The rows of all linked tables.

    `corpus_rows`: tables and their rows. `story_tables`: those of the stories whose keys were not known, some stories
    at a time. Both are made as they are read, which can be done once. `story_keys`: the keys of all stories of several
    articles.
    """

    corpus_rows: Iterable[tuple[str, Sequence[Row]]]
    story_tables: Iterable[StoryTables]
    story_keys: AbstractSet[str]
    compared_count: int  # stories that are compared anew
    outcomes: tuple[Outcome, ...] = ()  # of the decisions about stories
    memory: Mapping[str, pa.Table] = field(default_factory=dict)  # what the next run need not compare again


@dataclass(frozen=True)
class Known:
    """What people know: decisions, what documents can be called by, and when outlets were collected, by outlet id."""

    decisions: Sequence[Decision] = ()
    documents: Sequence[DocumentNames] = ()
    windows: Mapping[str, Sequence[Window]] = field(default_factory=dict)


@dataclass(frozen=True)
class Left:
    """What an earlier run left: the keys of stories whose rows are kept, and comparisons, see memory.py."""

    story_keys: AbstractSet[str] = frozenset()
    memory: Mapping[str, pa.Table] = field(default_factory=dict)


NOTHING_KNOWN, NOTHING_LEFT = Known(), Left()


@dataclass(frozen=True)
class Batch:
    """Stories that are compared together, by their keys, and all that this takes."""

    stories: Mapping[str, Story]
    articles: Mapping[str, Article]
    independents: Mapping[str, str | None]
    archive: Archive


def link_articles(
    outlines: Outlines,
    article_keys: Mapping[str, str],
    read: ReadArticles,
    *,
    left: Left = NOTHING_LEFT,
    known: Known = NOTHING_KNOWN,
    over: Mapper = map_here,
    let_go: Callable[[], object] = lambda: None,
) -> Linked:
    """Return the linked rows.

    `article_keys`: document id → key of all that the article depends on. `left`: stories, and pairs of articles, that
    need not be compared. `over` maps a function over batches of stories, here or in other processes. `let_go` is called
    where much of what was held is not needed any more.
    """
    remembered = Memory(article_keys, left.memory)
    reprints = find_reprints(outlines, remembered)
    origins = find_origins(outlines, reprints)
    independents = independent_ids(outlines, origins)
    let_go()
    stories, outcomes = split_stories(group_stories(outlines, remembered), outlines, known.documents, known.decisions)
    let_go()
    by_id = {outline.document_id: outline for outline in outlines}
    archive = Archive.of(outlines, known.windows)
    keyed, needed = {}, {}
    for story in (story for story in stories if len(story.members) > 1):
        members = [by_id[document_id] for document_id in story.document_ids]
        key = _story_key(story, article_keys, independents, archive.depends_on(members, article_keys))
        keyed[key] = story
        if key not in left.story_keys:
            needed[key] = archive.needed_for(members).union(story.document_ids)

    def corpus_rows() -> Iterator[tuple[str, Sequence[Row]]]:
        yield "reprints", reprint_rows(reprints)
        yield "reprint_passages", reprint_passage_rows(reprints)
        yield "article_origins", article_origin_rows(origins, independents)
        yield "stories", story_rows(stories, outlines, independents)
        yield "story_articles", story_article_rows(stories)
        let_go()

    def batches() -> Iterator[Batch]:
        for keys in _batches(needed, order=lambda key: keyed[key].reading_order):
            articles = {a.document_id: a for a in read(frozenset().union(*(needed[key] for key in keys)))}
            told = {i: independents[i] for key in keys for i in keyed[key].document_ids}
            yield Batch({key: keyed[key] for key in keys}, articles, told, archive.with_articles(articles))

    compared = over(compare, batches(), least=LEAST_BATCHES)
    return Linked(corpus_rows(), compared, keyed.keys(), len(needed), tuple(outcomes), remembered.now)


def _batches(needed: Mapping[str, AbstractSet[str]], order: Callable[[str], tuple[str, str]]) -> Iterator[list[str]]:
    """Cut the keys of stories into batches that need about `BATCH_ARTICLES` or fewer, those of one time together."""
    a_tenth = sum(map(len, needed.values())) // 10
    size = min(max(a_tenth, FEWEST_ARTICLES), BATCH_ARTICLES)
    batch: list[str] = []
    articles: set[str] = set()
    for key in sorted(needed, key=order):
        batch.append(key)
        articles |= needed[key]
        if len(articles) >= size:
            yield batch
            batch, articles = [], set()
    if batch:
        yield batch


def _story_key(
    story: Story, article_keys: Mapping[str, str], independents: Mapping[str, str | None], beside: Sequence[str]
) -> str:
    # of the membership score only whether it is sure: the score itself moves with every document of the corpus
    members = [
        f"{article_keys[m.document_id]} {independents[m.document_id]} {m.membership_score >= LEAST_MEMBERSHIP}"
        for m in story.members
    ]
    return stable_id("story", story.story_id, *sorted(members), *beside)


def compare(batch: Batch) -> StoryTables:
    """Return the rows that the articles of some stories give."""
    built = StoryTablesBuilder()
    for key, story in batch.stories.items():
        articles = [batch.articles[document_id] for document_id in story.document_ids]
        built.add(key, _compare(story, articles, batch.independents, batch.archive))
    return built.built()


def _compare(
    story: Story, articles: Sequence[Article], independents: Mapping[str, str | None], archive: Archive
) -> Mapping[str, Sequence[Row]]:
    """Return the rows that are made of the articles of one story, by table."""
    groups = group_quotations(articles, [story])
    members = {story.story_id: story.document_ids}
    membership = {(story.story_id, m.document_id): m.membership_score for m in story.members}
    utterances = {group.quotation_group_id: [v.quotation_id for v in group.variants] for group in groups}
    facts = find_facts(articles, members, independents, utterances)
    omissions = find_omissions(
        articles,
        members,
        facts,
        independents=independents,
        utterances=utterances,
        membership=membership,
        archive=archive,
    )
    return {
        "quotation_groups": quotation_group_rows(groups),
        "fact_slots": fact_slot_rows(facts),
        "fact_values": fact_value_rows(facts),
        "fact_relations": fact_relation_rows(facts),
        "omissions": omission_rows(omissions),
    }
