"""All comparisons of a corpus, in the order in which they need each other.

In: the articles. Out: rows of the linked tables, a function of the set of articles and of nothing else.
"""

from collections.abc import Mapping, Sequence

from flows.contracts.arrow import Row
from flows.link.corpus import Article
from flows.link.facts.fact_rows import fact_relation_rows, fact_slot_rows, fact_value_rows, omission_rows
from flows.link.facts.facts import find_facts
from flows.link.facts.omissions import find_omissions
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
from flows.link.stories.stories import group_stories


def link_articles(articles: Sequence[Article]) -> Mapping[str, Sequence[Row]]:
    """Return the rows of all linked tables, by table."""
    reprints = find_reprints(articles)
    origins = find_origins(articles, reprints)
    independents = independent_ids(articles, origins)
    stories = group_stories(articles)
    groups = group_quotations(articles, stories)

    members = {story.story_id: story.document_ids for story in stories}
    membership = {(s.story_id, m.document_id): m.membership_score for s in stories for m in s.members}
    utterances = {group.quotation_group_id: [v.quotation_id for v in group.variants] for group in groups}
    facts = find_facts(articles, members, independents, utterances)
    omissions = find_omissions(
        articles, members, facts, independents=independents, utterances=utterances, membership=membership
    )
    return {
        "reprints": reprint_rows(reprints),
        "reprint_passages": reprint_passage_rows(reprints),
        "article_origins": article_origin_rows(origins, independents),
        "stories": story_rows(stories, articles, independents),
        "story_articles": story_article_rows(stories),
        "quotation_groups": quotation_group_rows(groups),
        "fact_slots": fact_slot_rows(facts),
        "fact_values": fact_value_rows(facts),
        "fact_relations": fact_relation_rows(facts),
        "omissions": omission_rows(omissions),
    }
