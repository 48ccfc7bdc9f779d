-- chapter: quotations
-- question: Who carries the same quotation, who clips or edits it or gives it to somebody else, and
--   with which verb?
-- grain: one row per quotation that at least two reports carry, the longest form first
-- caveat: variant_kind is relative to the fullest form among the reports at hand, which need not be
--   what was said.
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
