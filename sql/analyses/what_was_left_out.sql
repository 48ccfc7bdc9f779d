-- chapter: omission
-- question: What do most reports of a story carry that none of an outlet's reports has, and why?
-- grain: one row per outlet, story and thing it lacks: findings first, then what is explained away
-- caveat: Only why = 'omitted' is a finding; truncated, published_before, outlet_not_collected and
--   story_uncertain explain a silence. A finding is of the whole outlet: what one of its reports
--   lacks and another has is left out here. It is claimed only of known outlets, for what at least
--   two independent origins carry. words is the sentence of a fact as another
--   report has it.
with lacking as (
    select
        omissions.*,
        fact_values.context_text
    from marts.story_omissions as omissions
    left join core.fact_values as fact_values
        on
            omissions.subject_id = fact_values.slot_id
            and omissions.document_id = fact_values.document_id
            and omissions.start_char = fact_values.start_char
            and omissions.end_char = fact_values.end_char
    where
        omissions.support_count > 1
        and (omissions.is_omitted_by_outlet or omissions.reason_code != 'omitted')
    qualify
        row_number() over (
            partition by
                omissions.story_id,
                omissions.outlet_id,
                omissions.subject_kind,
                omissions.subject_id
            order by
                omissions.is_omitted_by_outlet desc,
                omissions.support_count desc,
                omissions.omission_id asc
        ) = 1
)

select
    story_title,
    outlet_label as left_out_by,
    reason_code as why,
    subject_kind as kind,
    subject_text as what,
    context_text as words,
    support_count as origins_with_it
from lacking
order by
    is_omitted_by_outlet desc,
    story_title asc,
    left_out_by asc,
    origins_with_it desc,
    omission_id asc
