-- chapter: omission
-- question: What did version two of an article add, drop or correct?
-- grain: one row per sentence that differs between an article and its next version, corrections
--   first
-- caveat: Versions are articles of one outlet with the same address, or of which one repeats the
--   other as a whole. A correction is a sentence that keeps at least half of its words; anything
--   less is dropped and added. Moved sentences are no change.
select
    outlet_label as outlet,
    story_title,
    change_kind as change,
    zone,
    former_text as before,
    present_text as after,
    is_order_known
from marts.version_changes
order by
    outlet_label asc,
    later_document_id asc,
    list_position(['corrected', 'added', 'dropped'], change_kind) asc,
    start_char asc
