-- chapter: coverage
-- question: Whom and what does each outlet name in its title or lede, whom further down only, whom
--   not at all?
-- grain: one row per story of several outlets and entity that one of them names in a title or lede
-- caveat: Mentions by name. An outlet stands under not_named when none of its articles in the story
--   has the name, also where the text is cut, or in another language. of_own_reports counts outlets
--   that name it up front in articles that are neither reprints nor agency copy.
with articles as (
    select
        document_id,
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        origin_kind
    from marts.article_index
    where story_id is not null
),

outlets as (
    select distinct
        story_id,
        story_title,
        outlet_id,
        outlet_label
    from articles
),

shared_stories as (
    select story_id
    from outlets
    group by story_id
    having count(*) > 1
),

named as (
    select
        articles.story_id,
        mentions.entity_id,
        articles.outlet_id,
        bool_or(mentions.zone in ('title', 'lede')) as is_up_front,
        bool_or(mentions.zone in ('title', 'lede') and articles.origin_kind = 'own')
            as is_own_up_front
    from core.mentions as mentions
    inner join articles using (document_id)
    inner join core.entities as entities using (entity_id)
    where
        mentions.mention_kind = 'name'
        -- an outlet that names itself signs its dateline
        and lower(entities.entity_name) != lower(articles.outlet_label)
    group by articles.story_id, mentions.entity_id, articles.outlet_id
),

entities as (
    select
        named.story_id,
        named.entity_id,
        entities.entity_type,
        entities.entity_name
    from named
    inner join core.entities as entities using (entity_id)
    semi join shared_stories on named.story_id = shared_stories.story_id
    group by named.story_id, named.entity_id, entities.entity_type, entities.entity_name
    having bool_or(named.is_up_front)
),

placed as (
    select
        outlets.story_id,
        outlets.story_title,
        entities.entity_id,
        entities.entity_type,
        entities.entity_name,
        if(named.is_up_front, outlets.outlet_label, null) as up_front_label,
        if(not named.is_up_front, outlets.outlet_label, null) as further_down_label,
        if(named.is_up_front is null, outlets.outlet_label, null) as not_named_label,
        coalesce(named.is_own_up_front, false) as is_own_up_front
    from outlets
    inner join entities using (story_id)
    left join named using (story_id, entity_id, outlet_id)
)

select
    story_title,
    entity_type as kind,
    entity_name as entity,
    count(*) filter (where is_own_up_front) as of_own_reports,
    string_agg(up_front_label, ', ' order by up_front_label) as up_front,
    string_agg(further_down_label, ', ' order by further_down_label) as further_down,
    string_agg(not_named_label, ', ' order by not_named_label) as not_named
from placed
group by story_id, story_title, entity_id, entity_type, entity_name
order by
    count(*) desc,
    story_title asc,
    story_id asc,
    count(up_front_label) desc,
    entity_type asc,
    entity_name asc,
    entity_id asc
