-- question: In which order did reports of a story appear, and which days do they speak of?
-- grain: one row per story and moment: a publication, or a day named in the text of a report
-- key: story_id, happened_at, moment_kind, document_id
-- sources: marts.article_index, core.expressions
-- caveat: Days named in the text are dates with the precision of a day; is_inferred tells that
--   every report's date was completed by reckoning ('Thursday'). A day, of a text or of a
--   publication whose time is not known, stands at its midnight (UTC); undated publications are
--   left out. Independent origins are counted over all reports that name the day.
with articles as (
    select
        document_id,
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        title,
        reported_at,
        independent_id,
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
        articles.story_title,
        timezone('UTC', named_days.low_on::timestamp) as happened_at,
        bool_and(named_days.is_inferred) as is_inferred,
        count(distinct articles.document_id) as article_count,
        count(distinct articles.outlet_id) as outlet_count,
        greatest(count(distinct articles.independent_id), 1) as independent_count,
        string_agg(distinct articles.outlet_label, '; ' order by articles.outlet_label)
            as outlet_labels,
        min(
            (
                named_days.document_id,
                named_days.start_char,
                named_days.end_char,
                named_days.expression_text
            )
        ) as passage
    from named_days
    inner join articles using (document_id)
    group by articles.story_id, articles.story_title, named_days.low_on
),

moments as (
    select * from publications
    union all
    select
        story_id,
        story_title,
        'reported_day' as moment_kind,
        happened_at,
        passage[4] as moment_text,
        is_inferred,
        article_count,
        outlet_count,
        independent_count,
        outlet_labels,
        passage[1] as document_id,
        passage[2] as start_char,
        passage[3] as end_char
    from reported_days
)

select *
from moments
order by story_id, happened_at, moment_kind, document_id
