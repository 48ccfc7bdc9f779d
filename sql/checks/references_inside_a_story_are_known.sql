-- question: Which rows name a document, quotation, quotation group or fact that has no row of its
--   own?
-- scope: story
-- severity: warn
with named as (
    select 'articles' as table_name, 'document' as kind, document_id as named_id
    from core.articles
    union all
    select 'article_authors' as table_name, 'document' as kind, document_id as named_id
    from core.article_authors
    union all
    select 'article_topics' as table_name, 'document' as kind, document_id as named_id
    from core.article_topics
    union all
    select 'article_terms' as table_name, 'document' as kind, document_id as named_id
    from core.article_terms
    union all
    select 'article_fields' as table_name, 'document' as kind, document_id as named_id
    from core.article_fields
    union all
    select 'omissions' as table_name, 'document' as kind, document_id as named_id
    from core.omissions
    union all
    select 'quotation_spans' as table_name, 'quotation' as kind, quotation_id as named_id
    from core.quotation_spans
    union all
    select 'omissions' as table_name, 'quotation group' as kind, quotation_group_id as named_id
    from core.omissions
    union all
    select 'fact_values' as table_name, 'fact' as kind, slot_id as named_id
    from core.fact_values
    union all
    select 'fact_relations' as table_name, 'fact' as kind, slot_id as named_id
    from core.fact_relations
    union all
    select 'omissions' as table_name, 'fact' as kind, slot_id as named_id
    from core.omissions
),

known as (
    select 'document' as kind, document_id as named_id from core.documents
    union all
    select 'quotation' as kind, quotation_id as named_id from core.quotations
    union all
    select 'quotation group' as kind, quotation_group_id as named_id from core.quotation_groups
    union all
    select 'fact' as kind, slot_id as named_id from core.fact_slots
)

select distinct named.table_name, named.kind, named.named_id as missing_id
from named
anti join known on named.kind = known.kind and named.named_id = known.named_id
where named.named_id is not null
order by named.table_name, named.kind, named.named_id
