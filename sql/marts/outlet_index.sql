-- question: Which outlets are there, what are they called, and which groups do they form?
-- grain: one row per outlet of a document, or of parallax.toml with groups or windows
-- key: outlet_id
-- sources: core.outlets, core.outlet_groups, core.documents
-- caveat: outlet_label falls back to the domain, then to the file's path; only is_identified
--   outlets are real outlets, each other one stands for a single document. group_names are the
--   groups of the outlet in parallax.toml, joined by '; '. document_id is the first by its id, null
--   where the outlet stands in parallax.toml only.
with outlets as (
    select outlet_id, outlet_name, outlet_domain, is_identified from core.outlets
),

outlet_groups as (
    select outlet_id, string_agg(group_name, '; ' order by group_name) as group_names
    from core.outlet_groups
    group by outlet_id
),

documents as (
    select
        outlet_id,
        count(*) as document_count,
        min((document_id, concat_ws(' #', path, member))) as first_document
    from core.documents
    group by outlet_id
)

select
    outlets.outlet_id,
    coalesce(outlets.outlet_name, outlets.outlet_domain, documents.first_document[2])
        as outlet_label,
    outlets.is_identified,
    outlet_groups.group_names,
    coalesce(documents.document_count, 0) as document_count,
    documents.first_document[1] as document_id
from outlets
left join outlet_groups using (outlet_id)
left join documents using (outlet_id)
order by outlets.outlet_id
