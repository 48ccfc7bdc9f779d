-- question: What do at least two independent reports of a story carry that an outlet leaves out?
select
    story_title,
    outlet_label as left_out_by,
    subject_kind as kind,
    subject_text as what,
    support_count as independent_reports_with_it
from marts.story_omissions
where reason_code = 'omitted'
order by story_title asc, left_out_by asc, support_count desc, omission_id asc
