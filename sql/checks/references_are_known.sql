-- question: Which rows name an outlet, entity, quotation, fact value, article, story or decision
--   that has no row of its own?
-- severity: warn
with named as (
    select 'documents' as table_name, document_id as row_id, 'outlet' as kind, outlet_id as named_id
    from core.documents
    union all
    select 'mentions' as table_name, mention_id as row_id, 'entity' as kind, entity_id as named_id
    from core.mentions
    union all
    select
        'quotations' as table_name,
        quotation_id as row_id,
        'entity' as kind,
        speaker_entity_id as named_id
    from core.quotations
    union all
    select 'roles' as table_name, document_id as row_id, 'entity' as kind, entity_id as named_id
    from core.roles
    union all
    select
        'roles' as table_name,
        document_id as row_id,
        'entity' as kind,
        affiliation_entity_id as named_id
    from core.roles
    union all
    select
        'quotation_groups' as table_name,
        quotation_group_id as row_id,
        'quotation' as kind,
        quotation_id as named_id
    from core.quotation_groups
    union all
    select
        'fact_values' as table_name,
        fact_value_id as row_id,
        'quotation' as kind,
        quotation_id as named_id
    from core.fact_values
    union all
    select
        'fact_relations' as table_name,
        slot_id as row_id,
        'fact value' as kind,
        unnest([fact_value_id_a, fact_value_id_b]) as named_id
    from core.fact_relations
    union all
    select
        'article_origins' as table_name,
        document_id as row_id,
        'article' as kind,
        origin_document_id as named_id
    from core.article_origins
    union all
    select
        'reprints' as table_name,
        earlier_document_id as row_id,
        'article' as kind,
        unnest([earlier_document_id, later_document_id]) as named_id
    from core.reprints
    union all
    select
        'outlet_groups' as table_name,
        group_name as row_id,
        'outlet' as kind,
        outlet_id as named_id
    from core.outlet_groups
    union all
    select
        'outlet_windows' as table_name,
        outlet_id || ' ' || window_position as row_id,
        'outlet' as kind,
        outlet_id as named_id
    from core.outlet_windows
    union all
    select
        'omissions' as table_name,
        omission_id as row_id,
        'outlet' as kind,
        outlet_id as named_id
    from core.omissions
    union all
    select
        'fact_relations' as table_name,
        slot_id as row_id,
        'decision' as kind,
        decision_id as named_id
    from core.fact_relations
    union all
    select
        'story_aliases' as table_name,
        former_story_id as row_id,
        'story' as kind,
        story_id as named_id
    from core.story_aliases
    union all
    select 'omissions' as table_name, omission_id as row_id, 'story' as kind, story_id as named_id
    from core.omissions
    union all
    select 'omissions' as table_name, omission_id as row_id, 'entity' as kind, entity_id as named_id
    from core.omissions
    union all
    select
        'fact_values' as table_name,
        fact_value_id as row_id,
        'entity' as kind,
        speaker_entity_id as named_id
    from core.fact_values
    union all
    select
        'quotation_groups' as table_name,
        quotation_group_id as row_id,
        'story' as kind,
        story_id as named_id
    from core.quotation_groups
    union all
    select
        'story_articles' as table_name, document_id as row_id, 'story' as kind, story_id as named_id
    from core.story_articles
    union all
    select
        'story_articles' as table_name,
        document_id as row_id,
        'article' as kind,
        document_id as named_id
    from core.story_articles
    union all
    select
        'article_origins' as table_name,
        document_id as row_id,
        'article' as kind,
        document_id as named_id
    from core.article_origins
    union all
    select 'fact_slots' as table_name, slot_id as row_id, 'story' as kind, story_id as named_id
    from core.fact_slots
),

known as (
    select 'outlet' as kind, outlet_id as named_id from core.outlets
    union all
    select 'entity' as kind, entity_id as named_id from core.entities
    union all
    select 'quotation' as kind, quotation_id as named_id from core.quotations
    union all
    select 'fact value' as kind, fact_value_id as named_id from core.fact_values
    union all
    select 'article' as kind, document_id as named_id from core.articles
    union all
    select 'decision' as kind, decision_id as named_id from core.decisions
    union all
    select 'story' as kind, story_id as named_id from core.stories
)

select named.table_name, named.row_id, named.named_id as missing_id
from named
anti join known on named.kind = known.kind and named.named_id = known.named_id
where named.named_id is not null
order by named.table_name, named.row_id, named.named_id
