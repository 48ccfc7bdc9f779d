-- question: Which outlets covered a story, with how many articles, how early, and how much of
--   it was their own?
-- grain: one row per story and outlet
-- key: story_id, outlet_id
-- sources: marts.article_index
-- caveat: hours_after_first is reckoned from the story's first report whose time of day is known,
--   null where the outlet's first report has none; days_after_first counts calendar days (UTC).
--   Undated reports can have been earlier. Copies of one text are one of text_count;
--   first_own_reported_at leaves reprints and agency copy out. An outlet is missing here when it
--   was not collected as well as when it was silent.
with articles as (
    select
        document_id,
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        is_identified,
        group_names,
        reported_at,
        has_exact_time,
        word_count,
        origin_document_id,
        independent_id,
        origin_kind,
        start_char,
        end_char
    from marts.article_index
    where story_id is not null
),

story_starts as (
    select
        story_id,
        min(reported_at) as first_reported_at,
        min(reported_at) filter (where has_exact_time) as first_exact_at
    from articles
    group by story_id
),

covered as (
    select
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        is_identified,
        group_names,
        count(*) as article_count,
        count(distinct origin_document_id) as text_count,
        greatest(count(distinct independent_id), 1) as independent_count,
        count(*) filter (where origin_kind = 'own') as own_article_count,
        sum(word_count)::bigint as word_count,
        min(reported_at) as first_reported_at,
        min(reported_at) filter (where origin_kind = 'own') as first_own_reported_at,
        min_by(
            (document_id, start_char, end_char, has_exact_time),
            (coalesce(reported_at, 'infinity'), document_id)
        ) as passage
    from articles
    group by story_id, story_title, outlet_id, outlet_label, is_identified, group_names
)

select
    covered.story_id,
    covered.story_title,
    covered.outlet_id,
    covered.outlet_label,
    covered.is_identified,
    covered.group_names,
    covered.article_count,
    covered.text_count,
    covered.independent_count,
    covered.own_article_count,
    covered.word_count,
    covered.first_reported_at,
    covered.first_own_reported_at,
    case
        when covered.passage[4]
            then
                round(
                    date_sub('second', story_starts.first_exact_at, covered.first_reported_at)
                    / 3600.0,
                    4
                )
    end as hours_after_first,
    date_diff(
        'day',
        timezone('UTC', story_starts.first_reported_at),
        timezone('UTC', covered.first_reported_at)
    ) as days_after_first,
    covered.passage[1] as document_id,
    covered.passage[2] as start_char,
    covered.passage[3] as end_char
from covered
inner join story_starts using (story_id)
order by covered.story_id, covered.outlet_id
