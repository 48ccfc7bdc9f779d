-- chapter: reuse
-- question: Which copied texts run under another title?
-- grain: one row per pair of articles of two outlets, of which one is a whole copy under another
--   title
-- caveat: Titles that differ in case, signs or blank space only are the same. Where direction_from
--   is 'undated', nothing tells which title came first.
select
    flows.earlier_outlet_label as copied_from,
    earlier.title as its_title,
    flows.later_outlet_label as copied_by,
    later.title as new_title,
    flows.containment_share as share,
    flows.is_credited,
    flows.direction_method as direction_from
from marts.reprint_flows as flows
inner join core.articles as earlier on flows.earlier_document_id = earlier.document_id
inner join core.articles as later on flows.document_id = later.document_id
where
    flows.reprint_kind = 'whole'
    and not flows.is_same_outlet
    and flows.has_changed_title
order by
    copied_from asc,
    its_title asc,
    flows.earlier_document_id asc,
    copied_by asc,
    flows.document_id asc
