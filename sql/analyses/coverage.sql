-- chapter: coverage
-- question: Which outlets covered which story, how much, and who was first?
-- grain: one row per story and outlet, the earliest report first
-- caveat: Copies of one text count once in texts; own and own_first_at leave out reprints
--   and agency copy. Independent origins are at least 1: an outlet nobody knows confirms nobody. An
--   outlet that is missing was silent or was not collected: see silences.
select
    story_title,
    outlet_label as outlet,
    article_count as articles,
    text_count as texts,
    independent_count as origins,
    own_article_count as own,
    word_count as words,
    first_reported_at as first_at,
    first_own_reported_at as own_first_at
from marts.story_coverage
order by
    story_title, story_id, days_after_first nulls last, hours_after_first nulls last, outlet_label,
    outlet_id
