-- chapter: reuse
-- question: Which outlet copied which other one, how much, and with credit?
-- grain: one row per pair of articles of two outlets that share text, the largest share first
-- caveat: direction_from 'undated' means that who copied is a guess. share is of the shorter text.
--   Copies of one wire report are copies of each other too. Totals by outlet stand in
--   copies_between_outlets.
select
    earlier_outlet_label as copied_from,
    later_outlet_label as copied_by,
    reprint_kind as kind,
    containment_share as share,
    shared_word_count as words,
    is_credited,
    direction_method as direction_from,
    round(hours_between, 1) as hours_later,
    story_title
from marts.reprint_flows
where not is_same_outlet
order by containment_share desc, earlier_document_id asc, document_id asc
