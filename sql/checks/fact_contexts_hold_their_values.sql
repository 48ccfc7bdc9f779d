-- question: Which fact values do not stand inside the words given as their context?
-- scope: story
-- severity: fail
select
    fact_values.fact_value_id,
    fact_values.document_id,
    fact_values.start_char,
    fact_values.context_text
from core.fact_values as fact_values
left join core.documents as documents using (document_id)
where
    contains(
        fact_values.context_text,
        substring(
            documents.document_text,
            fact_values.start_char + 1,
            fact_values.end_char - fact_values.start_char
        )
    ) is distinct from true
order by fact_values.fact_value_id
