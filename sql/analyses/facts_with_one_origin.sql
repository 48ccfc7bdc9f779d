-- chapter: agreement
-- question: Which dates and figures does one origin only give?
-- grain: one row per dated or measured value of a story that has at least two origins
-- caveat: Told once is not false: it may be an exclusive, a detail nobody else needed, or a
--   mistake. What was told very differently elsewhere was not aligned and can stand here too.
--   Copies of the one report are named, not counted.
select
    story_title,
    expression_text as printed_value,
    expression_kind as kind,
    outlet_labels as reported_by,
    story_independent_count as origins_of_story,
    context_text as words
from marts.single_source_facts
order by story_title, story_id, outlet_labels, document_id, start_char, expression_id
