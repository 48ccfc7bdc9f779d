-- chapter: reuse
-- question: Which share of each outlet's text is its own, copied from another outlet, or agency
--   copy?
-- grain: one row per outlet with an article, the least original first
-- caveat: Shares are of the characters of all its article bodies. Agency text is what articles that
--   credit an agency or a statement service do not share with earlier reports at hand, also in the
--   agency's own reports. What was copied from texts that are not at hand counts as own.
select
    outlet_label as outlet,
    count(*) as articles,
    count(*) filter (where copied_char_count > 0) as with_copied_text,
    round(sum(own_char_count) / sum(char_count), 4) as own_share,
    round(sum(copied_char_count) / sum(char_count), 4) as copied_share,
    round(sum(agency_char_count) / sum(char_count), 4) as agency_share
from marts.article_originality
where char_count > 0
group by outlet_id, outlet_label
order by own_share asc, articles desc, outlet asc, outlet_id asc
