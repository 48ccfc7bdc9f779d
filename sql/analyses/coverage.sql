-- question: Which outlets covered which story, how much, and who was first?
select
    story_title,
    outlet_label as outlet,
    article_count as articles,
    independent_count as independent_origins,
    word_count as words,
    first_reported_at,
    days_after_first,
    round(hours_after_first, 1) as hours_after_first
from marts.story_coverage
order by
    story_title, story_id, days_after_first nulls last, hours_after_first nulls last, outlet_label,
    outlet_id
