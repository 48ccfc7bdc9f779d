-- question: What does each story come to: agreed, disputed, told by one source only?
select
    story_title,
    section_code as section,
    slot_kind as kind,
    subject_text as fact,
    values_text as told_values,
    independent_count as independent_origins
from marts.story_consensus
order by story_id asc, section_position asc, independent_count desc, fact_id asc
