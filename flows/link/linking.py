"""All comparisons of a corpus, in the order in which they need each other.

In: the articles, with a key for each that changes when the article does, the keys of the stories whose rows are kept,
and what people know of stories and outlets. Out: rows of the linked tables, a function of the set of articles, of what
people know, and of nothing else. What needs the whole corpus (reprints, origins, stories) is always made; what a story
needs its own articles for (quotation groups, facts, omissions) only where no rows are kept under the story's key, which
tells all that they depend on.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from flows.contracts.arrow import Row
from flows.contracts.decisions import Decision, DocumentNames, Outcome
from flows.contracts.ids import stable_id
from flows.contracts.outlets import Window
from flows.contracts.stages import STORY_TABLES
from flows.link.corpus import Article
from flows.link.facts.fact_rows import fact_relation_rows, fact_slot_rows, fact_value_rows, omission_rows
from flows.link.facts.facts import find_facts
from flows.link.facts.omissions import LEAST_MEMBERSHIP, find_omissions
from flows.link.facts.silent_outlets import Archive
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


@dataclass(frozen=True)
class Linked:
    """The rows of all linked tables.

    `corpus_rows`: rows by table. `story_rows`: for each table whose rows belong to one story, pairs of the story's
    key and a row, of the stories whose keys were not known. `story_keys`: the keys of all stories that have such rows.
    """

    corpus_rows: Mapping[str, Sequence[Row]]
    story_rows: Mapping[str, Sequence[tuple[str, Row]]]
    story_keys: AbstractSet[str]
    compared_count: int  # stories that were compared anew
    outcomes: tuple[Outcome, ...] = ()  # of the decisions about stories


@dataclass(frozen=True)
class Known:
    """What people know: decisions, what documents can be called by, and when outlets were collected, by outlet id."""

    decisions: Sequence[Decision] = ()
    documents: Sequence[DocumentNames] = ()
    windows: Mapping[str, Sequence[Window]] = field(default_factory=dict)


NOTHING_KNOWN = Known()


def link_articles(
    articles: Sequence[Article],
    article_keys: Mapping[str, str],
    kept_keys: AbstractSet[str] = frozenset(),
    known: Known = NOTHING_KNOWN,
) -> Linked:
    """Return the linked rows. `article_keys`: document id → key of all that the article depends on."""
    reprints = find_reprints(articles)
    origins = find_origins(articles, reprints)
    independents = independent_ids(articles, origins)
    stories, outcomes = split_stories(group_stories(articles), articles, known.documents, known.decisions)
    by_id = {article.document_id: article for article in articles}
    archive = Archive.of(articles, known.windows)
    compared: dict[str, list[tuple[str, Row]]] = {name: [] for name in STORY_TABLES}
    keys, compared_count = set(), 0
    for story in (story for story in stories if len(story.members) > 1):
        members = [by_id[document_id] for document_id in story.document_ids]
        key = _story_key(story, article_keys, independents, archive.depends_on(members, article_keys))
        keys.add(key)
        if key not in kept_keys:
            compared_count += 1
            for name, rows in _compare(story, members, independents, archive).items():
                compared[name] += [(key, row) for row in rows]
    return Linked(
        corpus_rows={
            "reprints": reprint_rows(reprints),
            "reprint_passages": reprint_passage_rows(reprints),
            "article_origins": article_origin_rows(origins, independents),
            "stories": story_rows(stories, articles, independents),
            "story_articles": story_article_rows(stories),
        },
        story_rows=compared,
        story_keys=frozenset(keys),
        compared_count=compared_count,
        outcomes=tuple(outcomes),
    )


def _story_key(
    story: Story, article_keys: Mapping[str, str], independents: Mapping[str, str | None], beside: Sequence[str]
) -> str:
    # of the membership score only whether it is sure: the score itself moves with every document of the corpus
    members = [
        f"{article_keys[m.document_id]} {independents[m.document_id]} {m.membership_score >= LEAST_MEMBERSHIP}"
        for m in story.members
    ]
    return stable_id("story", story.story_id, *sorted(members), *beside)


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
