-- chapter: agreement
-- question: Which facts do at least three independent origins give alike?
-- grain: one row per fact and value, the best supported first
-- caveat: Copies of one report, an outlet's own reports and agency copy count once. Outlets nobody
--   knows count for nothing. is_disputed tells that another value contradicts or
--   updates this one.
select
    story_title,
    subject_text as fact,
    value_text as agreed_value,
    independent_count as origins,
    article_count as articles,
    outlet_labels as reported_by,
    is_disputed,
    context_text as words
from marts.fact_agreements
where independent_count >= 3
order by independent_count desc, story_title asc, slot_id asc, value_text asc
