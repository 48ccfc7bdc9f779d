-- chapter: agreement
-- question: What do the sources disagree on, and in which words?
-- grain: one row per pair of values that cannot both be true, the surest first
-- caveat: A pair of values that several reports share is shown once, from independent reports where
--   there are any, and from the earliest of them rather than from their copies. Open both passages
--   before you cite one (macro passage): two neighbouring events can look like one.
select
    story_title,
    subject_text as fact,
    explanation_text as what_differs,
    outlet_label_a as outlet_a,
    context_text_a as words_a,
    outlet_label_b as outlet_b,
    context_text_b as words_b,
    relation_score
from marts.fact_disagreements
where relation = 'contradiction'
qualify
    row_number() over (
        partition by
            slot_id,
            least(value_text_a, value_text_b),
            greatest(value_text_a, value_text_b)
        order by
            is_independent desc,
            greatest(reported_at_a, reported_at_b) asc nulls last,
            least(reported_at_a, reported_at_b) asc nulls last,
            relation_score desc,
            fact_value_id_a asc,
            fact_value_id_b asc
    ) = 1
order by story_title asc, relation_score desc, slot_id asc, fact_value_id_a asc, fact_value_id_b asc
