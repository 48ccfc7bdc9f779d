-- question: In which order did reports of a story appear, and which days do they speak of?
-- grain: one row per story and moment: a publication, or a day named in the text of a report
-- sources: marts.article_index, core.expressions
-- caveat: Days named in the text are dates with the precision of a day; is_inferred tells that
--   a date was completed by reckoning ('Thursday'). Independent origins are counted over all
--   reports that name the day.
with articles as (
    select
        document_id,
        story_id,
        story_title,
        outlet_label,
        title,
        reported_at,
        origin_document_id,
        start_char,
        end_char
    from marts.article_index
    where story_id is not null
),

named_days as (
    select document_id, low_on, expression_text, is_inferred, start_char, end_char
    from core.expressions
    where expression_kind = 'date' and precision = 'day' and low_on is not null
),

publications as (
    select
        story_id,
        story_title,
        'publication' as moment_kind,
        reported_at as happened_at,
        title as moment_text,
        false as is_inferred,
        1 as article_count,
        1 as outlet_count,
        1 as independent_count,
        outlet_label as outlet_labels,
        document_id,
        start_char,
        end_char
    from articles
    where reported_at is not null
),

reported_days as (
    select
        articles.story_id,
        any_value(articles.story_title) as story_title,
        'reported_day' as moment_kind,
        named_days.low_on::timestamptz as happened_at,
        min_by(named_days.expression_text, (articles.document_id, named_days.start_char))
            as moment_text,
        bool_and(named_days.is_inferred) as is_inferred,
        count(distinct articles.document_id) as article_count,
        count(distinct articles.outlet_label) as outlet_count,
        count(distinct articles.origin_document_id) as independent_count,
        string_agg(distinct articles.outlet_label, '; ' order by articles.outlet_label)
            as outlet_labels,
        min_by(articles.document_id, (articles.document_id, named_days.start_char)) as document_id,
        min_by(named_days.start_char, (articles.document_id, named_days.start_char)) as start_char,
        min_by(named_days.end_char, (articles.document_id, named_days.start_char)) as end_char
    from named_days
    inner join articles using (document_id)
    group by articles.story_id, named_days.low_on
),

moments as (
    select * from publications
    union all
    select * from reported_days
)

select *
from moments
order by story_id, happened_at, moment_kind, document_id
