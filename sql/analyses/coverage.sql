-- chapter: coverage
-- question: Which outlets covered which story, how much, and who was first?
-- grain: one row per story and outlet: the most covered story and the earliest report first
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
    sum(article_count) over (partition by story_id) desc,
    story_title asc,
    story_id asc,
    days_after_first asc nulls last,
    hours_after_first asc nulls last,
    outlet_label asc,
    outlet_id asc
