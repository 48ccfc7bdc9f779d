"""Stories, reprints, origins and quotation groups as rows of the contract's tables.

In: the records of linking. Out: lists of rows, each with exactly the table's columns, in the order of their keys.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from flows.link.corpus import Outline
from flows.link.reuse.copies import Reprints
from flows.link.reuse.origins import Origin, count_independent
from flows.link.speech.quotation_groups import QuotationGroup
from flows.link.stories.stories import Story

Cell = str | int | float | bool | datetime | None
Row = dict[str, Cell]


def story_rows(
    stories: Iterable[Story], articles: Iterable[Outline], independents: Mapping[str, str | None]
) -> list[Row]:
    """Return the rows of core.stories; see `count_independent` for what counts as independent."""
    by_id = {article.document_id: article for article in articles}
    return [
        {
            "story_id": story.story_id,
            "story_title": story.title,
            "first_published_at": story.first_published_at,
            "last_published_at": story.last_published_at,
            "article_count": len(story.members),
            "outlet_count": len({by_id[document_id].outlet_id for document_id in story.document_ids}),
            "independent_count": count_independent(story.document_ids, independents),
        }
        for story in sorted(stories, key=lambda story: story.story_id)
    ]


def story_article_rows(stories: Iterable[Story]) -> list[Row]:
    """Return the rows of core.story_articles."""
    rows: list[Row] = [
        {"story_id": story.story_id, "document_id": member.document_id, "membership_score": member.membership_score}
        for story in stories
        for member in story.members
    ]
    return _sorted(rows, ("story_id", "document_id"))


def reprint_rows(reprints: Reprints) -> list[Row]:
    """Return the rows of core.reprints."""
    rows: list[Row] = [
        {
            "earlier_document_id": pair.earlier_document_id,
            "later_document_id": pair.later_document_id,
            "reprint_kind": pair.kind,
            "containment_share": pair.containment_share,
            "shared_word_count": pair.shared_word_count,
            "is_credited": pair.is_credited,
            "direction_method": pair.direction_method,
        }
        for pair in reprints.pairs
    ]
    return _sorted(rows, ("earlier_document_id", "later_document_id"))


def reprint_passage_rows(reprints: Reprints) -> list[Row]:
    """Return the rows of core.reprint_passages."""
    rows: list[Row] = [
        {
            "earlier_document_id": pair.earlier_document_id,
            "later_document_id": pair.later_document_id,
            "earlier_start_char": passage.earlier_start,
            "earlier_end_char": passage.earlier_end,
            "later_start_char": passage.later_start,
            "later_end_char": passage.later_end,
        }
        for pair in reprints.pairs
        for passage in pair.passages
    ]
    return sorted(
        rows,
        key=lambda row: (
            str(row["earlier_document_id"]),
            str(row["later_document_id"]),
            int(str(row["earlier_start_char"])),
            int(str(row["later_start_char"])),
        ),
    )


def article_origin_rows(origins: Mapping[str, Origin], independents: Mapping[str, str | None]) -> list[Row]:
    """Return the rows of core.article_origins; `independents` as `independent_ids` gives them."""
    return [
        {
            "document_id": origin.document_id,
            "origin_document_id": origin.origin_document_id,
            "origin_kind": origin.kind,
            "independent_id": independents[origin.document_id],
        }
        for _, origin in sorted(origins.items())
    ]


def quotation_group_rows(groups: Iterable[QuotationGroup]) -> list[Row]:
    """Return the rows of core.quotation_groups."""
    rows: list[Row] = [
        {
            "quotation_group_id": group.quotation_group_id,
            "story_id": group.story_id,
            "quotation_id": variant.quotation_id,
            "variant_kind": variant.variant_kind,
        }
        for group in groups
        for variant in group.variants
    ]
    return _sorted(rows, ("quotation_id",))


def _sorted(rows: Sequence[Row], key: Sequence[str]) -> list[Row]:
    return sorted(rows, key=lambda row: tuple(str(row[name]) for name in key))
