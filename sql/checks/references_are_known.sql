-- question: Which rows name an entity, quotation or document that has no row of its own?
-- severity: warn
select 'mentions' as table_name, mentions.mention_id as row_id, mentions.entity_id as missing_id
from core.mentions as mentions
anti join core.entities as entities on mentions.entity_id = entities.entity_id
union all
select
    'quotations' as table_name,
    quotations.quotation_id as row_id,
    quotations.speaker_entity_id as missing_id
from core.quotations as quotations
anti join core.entities as entities on quotations.speaker_entity_id = entities.entity_id
where quotations.speaker_entity_id is not null
union all
select 'roles' as table_name, roles.document_id as row_id, roles.affiliation_entity_id as missing_id
from core.roles as roles
anti join core.entities as entities on roles.affiliation_entity_id = entities.entity_id
where roles.affiliation_entity_id is not null
union all
select
    'fact_values' as table_name,
    fact_values.fact_value_id as row_id,
    fact_values.quotation_id as missing_id
from core.fact_values as fact_values
anti join core.quotations as quotations on fact_values.quotation_id = quotations.quotation_id
where fact_values.quotation_id is not null
union all
select
    'article_origins' as table_name,
    origins.document_id as row_id,
    origins.origin_document_id as missing_id
from core.article_origins as origins
anti join core.articles as articles on origins.origin_document_id = articles.document_id
