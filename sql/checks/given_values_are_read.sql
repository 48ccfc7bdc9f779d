-- question: Which dates and languages given with documents cannot be read, or lack their zone?
-- severity: warn
select
    fields.document_id,
    fields.field_code,
    fields.method_code,
    fields.value_text
from core.article_fields as fields
where
    fields.method_code in ('supplied', 'sidecar', 'manifest')
    and fields.field_code in ('published', 'fetched', 'language')
    and not fields.is_chosen
order by fields.document_id, fields.field_code, fields.value_text
