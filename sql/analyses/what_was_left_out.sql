-- question: What do at least two independent reports of a story carry that none of an outlet's
--   reports has?
select
    story_title,
    outlet_label as left_out_by,
    subject_kind as kind,
    subject_text as what,
    support_count as independent_reports_with_it
from marts.story_omissions
where is_omitted_by_outlet and support_count > 1
qualify
    row_number() over (
        partition by story_id, outlet_id, subject_kind, subject_id
        order by support_count desc, omission_id asc
    ) = 1
order by story_title asc, left_out_by asc, support_count desc, omission_id asc
