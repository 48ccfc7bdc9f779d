-- question: Which people, organisations and places of a story does each outlet name, how often,
--   and where first?
-- grain: one row per story, entity and outlet
-- sources: core.mentions, core.entities, marts.article_index
-- caveat: Counts mentions by name only. Entities are one where their canonical names are the
--   same.
with mentions as (
    select document_id, entity_id, start_char, end_char, zone
    from core.mentions
    where mention_kind = 'name'
),

entities as (
    select entity_id, entity_type, entity_name, country_code from core.entities
),

articles as (
    select document_id, story_id, story_title, outlet_id, outlet_label, origin_document_id
    from marts.article_index
    where story_id is not null
)

select
    articles.story_id,
    articles.story_title,
    mentions.entity_id,
    entities.entity_type,
    entities.entity_name,
    articles.outlet_id,
    articles.outlet_label,
    count(*) as mention_count,
    count(*) filter (where mentions.zone in ('title', 'lede')) as prominent_mention_count,
    count(distinct articles.document_id) as article_count,
    count(distinct articles.origin_document_id) as independent_count,
    min_by(mentions.document_id, (mentions.document_id, mentions.start_char)) as document_id,
    min_by(mentions.start_char, (mentions.document_id, mentions.start_char)) as start_char,
    min_by(mentions.end_char, (mentions.document_id, mentions.start_char)) as end_char
from mentions
inner join entities using (entity_id)
inner join articles using (document_id)
group by
    articles.story_id,
    articles.story_title,
    mentions.entity_id,
    entities.entity_type,
    entities.entity_name,
    articles.outlet_id, articles.outlet_label
order by articles.story_id, mentions.entity_id, articles.outlet_id
