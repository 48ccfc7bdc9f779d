-- question: Which people, organisations and places of a story does each outlet name, how often,
--   and where first?
-- grain: one row per story, entity and outlet
-- key: story_id, entity_id, outlet_id
-- scope: story
-- sources: core.mentions, core.entities, marts.article_index
-- caveat: Counts mentions by name only, headlines included. Entities are one where their canonical
--   names are the same. prominent_mention_count counts those in titles and ledes. The passage is
--   the first mention in the outlet's first report that has one.
with mentions as (
    select document_id, entity_id, start_char, end_char, zone
    from core.mentions
    where mention_kind = 'name'
),

entities as (
    select entity_id, entity_type, entity_name, country_code from core.entities
),

articles as (
    select
        document_id,
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        group_names,
        reported_at,
        independent_id,
        origin_kind
    from marts.article_index
    where story_id is not null
),

covered as (
    select
        articles.story_id,
        articles.story_title,
        mentions.entity_id,
        articles.outlet_id,
        articles.outlet_label,
        articles.group_names,
        count(*) as mention_count,
        count(*) filter (where mentions.zone in ('title', 'lede')) as prominent_mention_count,
        count(distinct articles.document_id) as article_count,
        count(distinct articles.document_id) filter (where articles.origin_kind = 'own')
            as own_article_count,
        greatest(count(distinct articles.independent_id), 1) as independent_count,
        min_by(
            (mentions.document_id, mentions.start_char, mentions.end_char),
            (
                coalesce(articles.reported_at, 'infinity'),
                mentions.document_id,
                mentions.start_char,
                mentions.end_char
            )
        ) as passage
    from mentions
    inner join articles using (document_id)
    group by
        articles.story_id,
        articles.story_title,
        mentions.entity_id,
        articles.outlet_id,
        articles.outlet_label,
        articles.group_names
)

select
    covered.story_id,
    covered.story_title,
    covered.entity_id,
    entities.entity_type,
    entities.entity_name,
    covered.outlet_id,
    covered.outlet_label,
    covered.group_names,
    covered.mention_count,
    covered.prominent_mention_count,
    covered.article_count,
    covered.own_article_count,
    covered.independent_count,
    covered.passage[1] as document_id,
    covered.passage[2] as start_char,
    covered.passage[3] as end_char
from covered
inner join entities using (entity_id)
order by covered.story_id, covered.entity_id, covered.outlet_id
