-- chapter: agreement
-- question: What does each story come to: agreed, disputed, told by one source only?
-- grain: one row per fact of a story, to be read from top to bottom
-- caveat: Values that differ in precision only are agreed; updates stand with the disputed ones.
--   The macro story gives the same for one story, with its reports, quotations, copies and
--   omissions.
select
    story_title,
    section_code as section,
    slot_kind as kind,
    subject_text as fact,
    values_text as told_values,
    independent_count as origins
from marts.story_consensus
order by story_id asc, section_position asc, independent_count desc, fact_id asc
