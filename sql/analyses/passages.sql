-- chapter: audit
-- question: Where exactly does each value of a fact stand?
-- grain: one row per value of a fact at one place of one article
-- caveat: For the words behind any other row, and what stands around them, use the macro passage.
select
    articles.story_title,
    slots.subject_text as fact,
    articles.outlet_label as outlet,
    fact_values.value_text as fact_value,
    articles.path,
    fact_values.start_char,
    fact_values.end_char,
    substring(
        documents.document_text,
        fact_values.start_char + 1,
        fact_values.end_char - fact_values.start_char
    ) as words
from core.fact_values as fact_values
inner join core.fact_slots as slots using (slot_id)
inner join core.documents as documents using (document_id)
inner join marts.article_index as articles using (document_id)
order by
    articles.story_title, slots.slot_id, articles.path, fact_values.start_char,
    fact_values.fact_value_id
