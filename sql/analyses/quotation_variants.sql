-- question: Which quotation is clipped, edited or given to somebody else, and by whom?
select
    story_title,
    quotation_group_id,
    outlet_label as reported_by,
    variant_kind,
    coalesce(speaker_name, speaker_text) as speaker,
    cue_text as verb,
    quotation_text as words
from marts.quotation_variants
order by story_title asc, quotation_group_id asc, length(quotation_text) desc, quotation_id
