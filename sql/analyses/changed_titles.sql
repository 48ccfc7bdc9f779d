-- chapter: reuse
-- question: Which copied texts run under another title?
-- grain: one row per pair of articles of two outlets, of which one is a whole copy under another
--   title
-- caveat: Titles that differ in case, signs or blank space only are the same. Where direction_from
--   is 'undated', nothing tells which title came first.
with titles as (
    select
        document_id,
        title,
        regexp_replace(lower(title), '[^\pL\pN]+', ' ', 'g') as compared_title
    from marts.article_index
    where title is not null
)

select
    flows.earlier_outlet_label as copied_from,
    earlier.title as its_title,
    flows.later_outlet_label as copied_by,
    later.title as new_title,
    flows.containment_share as share,
    flows.is_credited,
    flows.direction_method as direction_from
from marts.reprint_flows as flows
inner join titles as earlier on flows.earlier_document_id = earlier.document_id
inner join titles as later on flows.document_id = later.document_id
where
    flows.reprint_kind = 'whole'
    and not flows.is_same_outlet
    and trim(earlier.compared_title) != trim(later.compared_title)
order by
    copied_from asc,
    its_title asc,
    flows.earlier_document_id asc,
    copied_by asc,
    flows.document_id asc
