"""What a published warehouse says about stories, read for many of them at once.

In: a published warehouse and ids of stories. Out: for each story the rows of each part of its page, in the order in
which they are shown. One query per part serves a whole batch: asked story by story, each would scan its tables again,
which took seven eighths of the time of a report. Each query runs by itself with `$stories`, a list of ids.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flows.load.reading import Reader

Row = dict[str, Any]

STORY_SQL = """
select
    story_id,
    story_title,
    article_count,
    outlet_count,
    independent_count,
    first_published_at,
    last_published_at,
    coalesce(agreed, 0) as agreed,
    coalesce(disputed, 0) as disputed,
    coalesce(single_source, 0) as single_source
from core.stories
left join (
    select
        story_id,
        count(*) filter (where section_code = 'agreed') as agreed,
        count(*) filter (where section_code = 'disputed') as disputed,
        count(*) filter (where section_code = 'single_source') as single_source
    from marts.story_consensus
    group by story_id
) using (story_id)
where story_id in (select unnest($stories::text[]))
"""
ARTICLES_SQL = """
select
    story_id, document_id, outlet_id, outlet_label, is_identified, title, author_names, published_on,
    published_precision, reported_at, has_exact_time, word_count, is_truncated, language_code, path, member, url,
    origin_document_id, origin_kind, independent_id, start_char, end_char
from marts.article_index
where story_id in (select unnest($stories::text[]))
order by reported_at nulls last, outlet_label, document_id
"""
VALUES_SQL = """
select
    slots.story_id, slots.slot_id, slot_kind, subject_text, slots.relation, slots.outlet_count,
    slots.independent_count, fact_value_id, fact_values.document_id, outlet_id, outlet_label, independent_id,
    fact_values.start_char, fact_values.end_char,
    value_text, value_low, value_high, low_on, high_on, hedge, is_inferred, entity_name as speaker_name
from core.fact_slots as slots
join core.fact_values as fact_values using (slot_id)
join marts.article_index as articles using (document_id)
left join core.entities on entity_id = speaker_entity_id
where slots.story_id in (select unnest($stories::text[]))
order by slots.slot_id, reported_at nulls last, fact_values.document_id, fact_values.start_char, fact_value_id
"""
RELATIONS_SQL = """
select slots.story_id, relations.slot_id, fact_value_id_a, fact_value_id_b, relations.relation, conflict_between
from core.fact_slots as slots
join core.fact_relations as relations using (slot_id)
join core.fact_values as a on fact_value_id_a = a.fact_value_id
join core.fact_values as b on fact_value_id_b = b.fact_value_id
where
    slots.story_id in (select unnest($stories::text[]))
    and (relations.relation != 'equal' or a.value_text != b.value_text)
order by fact_value_id_a, fact_value_id_b
"""
TERMS_SQL = """
select story_id, term_text, outlet_id, term_score, outlet_count, document_id, start_char, end_char
from marts.term_coverage
where story_id in (select unnest($stories::text[]))
order by outlet_count desc, sum(term_score) over (partition by story_id, term_text) desc, term_text, outlet_id
"""
NAMED_DAYS_SQL = """
select
    story_id,
    outlet_id,
    outlet_label,
    low_on as named_on,
    bool_and(is_inferred) as is_inferred,
    count(distinct document_id) as article_count,
    min((document_id, expressions.start_char, expressions.end_char)) as place,
    min_by(expression_text, (document_id, expressions.start_char)) as words
from core.expressions as expressions
join marts.article_index using (document_id)
where
    story_id in (select unnest($stories::text[]))
    and expression_kind = 'date' and precision = 'day' and low_on is not null
group by story_id, outlet_id, outlet_label, low_on
order by low_on, outlet_label, outlet_id
"""
QUOTATIONS_SQL = """
with contents as (
    select
        quotation_id,
        string_agg(
            substring(document_text, spans.start_char + 1, least(spans.end_char - spans.start_char, 4000)),
            ' … ' order by spans.start_char
        ) as content_text
    from core.quotation_spans as spans
    join core.documents using (document_id)
    where
        span_role = 'content'
        and quotation_id in (
            select quotation_id from core.quotation_groups where story_id in (select unnest($stories::text[]))
        )
    group by quotation_id
)

select variants.*, coalesce(content_text, quotation_text) as content_text
from marts.quotation_variants as variants
left join contents using (quotation_id)
where story_id in (select unnest($stories::text[]))
order by
    outlet_count desc, quotation_group_id, variant_kind != 'fullest', reported_at nulls last, outlet_label, quotation_id
"""
REPRINTS_SQL = """
select * from marts.reprint_flows
where story_id in (select unnest($stories::text[]))
order by containment_share desc, shared_word_count desc, earlier_document_id, document_id
"""
OMISSIONS_SQL = """
select * from marts.story_omissions
where story_id in (select unnest($stories::text[]))
order by reason_code != 'omitted', outlet_label, support_count desc, subject_kind, subject_id, omission_id
"""
CLEANING_SQL = """
select
    story_id,
    document_id,
    zone,
    block_kind,
    count(*) as block_count,
    sum(end_char - start_char)::bigint as char_count,
    max_by(start_char, (end_char - start_char, -start_char)) as start_char,
    max_by(end_char, (end_char - start_char, -start_char)) as end_char
from core.blocks
join core.articles using (document_id)
where story_id in (select unnest($stories::text[]))
group by story_id, document_id, zone, block_kind
order by document_id, char_count desc, zone, block_kind
"""
# a topic of one report in three is often a side remark of it
TOPICS_SQL = """
select story_id, topic_name, count(*) as topic_article_count
from core.article_topics
join core.articles using (document_id)
join core.stories using (story_id)
where story_id in (select unnest($stories::text[]))
group by story_id, topic_code, topic_name, article_count
having topic_article_count * 2 > article_count
order by topic_article_count desc, max(topic_score) desc, topic_code
"""


@dataclass(frozen=True)
class StoryRows:
    """A story with the rows of each part of its page."""

    story: Row
    articles: list[Row]
    values: list[Row]
    relations: list[Row]
    terms: list[Row]
    days: list[Row]
    quotations: list[Row]
    reprints: list[Row]
    omissions: list[Row]
    cleaning: list[Row]
    topics: list[Row]


def read_story_rows(reader: Reader, story_ids: Sequence[str]) -> list[StoryRows]:
    """Return the rows of each of these stories, in the order asked for."""
    (story, *parts) = (
        _by_story(reader.rows(query, stories=[*story_ids]))
        for query in (
            STORY_SQL, ARTICLES_SQL, VALUES_SQL, RELATIONS_SQL, TERMS_SQL, NAMED_DAYS_SQL, QUOTATIONS_SQL, REPRINTS_SQL,
            OMISSIONS_SQL, CLEANING_SQL, TOPICS_SQL,
        )
    )  # fmt: skip
    return [StoryRows(story[story_id][0], *(part[story_id] for part in parts)) for story_id in story_ids]


def _by_story(rows: Sequence[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["story_id"]].append(row)
    return found
