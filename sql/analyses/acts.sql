-- chapter: agreement
-- question: What do reports say was done, and which of them told it while it was only planned?
-- grain: one row per act that at least two articles tell of and what it came to in them, what
--   moved on or is disputed first
-- caveat: says is the verb that the reports share, or the first of those they exchange for one
--   another: 'sacked' where one has 'fired'. 'is', 'will', 'may', 'would' and 'to' open what was
--   not done when the report was written. That two reports tell of one act is worked out from
--   their words: nine of ten are, so read the words. In a contradiction says is what excludes what
--   the other reports say, as in 'approved' and 'rejected'.
with slots as (
    select
        slot_id,
        subject_text,
        relation
    from core.fact_slots
    where slot_kind = 'outcome'
),

told as (
    select
        fact_values.slot_id,
        fact_values.value_text,
        min(articles.story_title) as story_title,
        list(distinct articles.outlet_label order by articles.outlet_label) as outlet_labels,
        min(articles.reported_at) as first_at,
        min_by(
            substring(
                documents.document_text,
                fact_values.start_char + 1,
                fact_values.end_char - fact_values.start_char
            ),
            (fact_values.document_id, fact_values.start_char)
        ) as words
    from core.fact_values as fact_values
    inner join core.documents as documents using (document_id)
    inner join marts.article_index as articles using (document_id)
    group by fact_values.slot_id, fact_values.value_text
)

select
    told.story_title,
    replace(slots.subject_text, ': outcome', '') as act,
    slots.relation,
    told.value_text as says,
    told.words,
    told.outlet_labels as outlets,
    told.first_at
from told
inner join slots using (slot_id)
order by
    list_position(['contradiction', 'update', 'refinement', 'equal'], slots.relation) asc,
    told.story_title asc,
    slots.subject_text asc,
    slots.slot_id asc,
    told.first_at asc,
    told.value_text asc
