-- chapter: coverage
-- question: Which story did some outlets cover, and an outlet that was collected at that time did
--   not?
-- grain: one row per story of at least two known outlets, and known outlet without an article in it
-- caveat: Claimed only with evidence that the outlet was collected: a window of parallax.toml that
--   holds all days of the story and the day after, or else articles of the outlet, in the story's
--   language, of those days. The second shows only that something was collected, not that
--   everything was. covered_by_own_reports leaves out outlets that only reprinted. For two outlets,
--   see the macro outlet_pair.
with outlets as (
    select
        outlet_id,
        outlet_label
    from marts.outlet_index
    where is_identified
),

windows as (
    select
        outlet_id,
        coalesce(collected_from_on, '-infinity') as from_on,
        coalesce(collected_to_on, 'infinity') as to_on
    from core.outlet_windows
),

articles as (
    select
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        published_on,
        reported_at is not null as is_dated,
        if(origin_kind = 'own', outlet_label, null) as own_outlet_label,
        coalesce(language_code, '') as language_code
    from marts.article_index
    where is_identified
),

stories as (
    select
        story_id,
        story_title,
        min(published_on) filter (where is_dated) as first_on,
        max(published_on) filter (where is_dated) as last_on,
        string_agg(distinct outlet_label, ', ' order by outlet_label) as covered_by,
        string_agg(distinct own_outlet_label, ', ' order by own_outlet_label)
            as covered_by_own_reports,
        mode(language_code order by language_code) as language_code
    from articles
    where story_id is not null
    group by story_id, story_title
    having count(distinct outlet_id) > 1
),

days as (
    select distinct
        outlet_id,
        published_on,
        language_code
    from articles
    where is_dated
),

languages as (
    select distinct
        outlet_id,
        language_code
    from articles
),

evidence as (
    select
        stories.story_id,
        windows.outlet_id,
        1 as evidence_rank
    from stories
    inner join windows
        on stories.first_on >= windows.from_on and stories.last_on < windows.to_on
    semi join languages
        on
            windows.outlet_id = languages.outlet_id
            and stories.language_code = languages.language_code
    union
    select
        stories.story_id,
        days.outlet_id,
        2 as evidence_rank
    from stories
    inner join days
        on
            days.published_on between stories.first_on and stories.last_on
            and stories.language_code = days.language_code
),

silent as (
    select
        evidence.story_id,
        evidence.outlet_id,
        min(evidence.evidence_rank) as evidence_rank
    from evidence
    anti join articles using (story_id, outlet_id)
    group by evidence.story_id, evidence.outlet_id
)

select
    stories.story_title,
    outlets.outlet_label as silent_outlet,
    if(silent.evidence_rank = 1, 'window', 'articles of those days') as collected_by,
    stories.first_on,
    stories.last_on,
    stories.covered_by,
    stories.covered_by_own_reports
from silent
inner join stories using (story_id)
inner join outlets using (outlet_id)
order by stories.story_title, stories.story_id, silent.evidence_rank, outlets.outlet_label
