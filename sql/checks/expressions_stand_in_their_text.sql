-- question: Which expressions do not hold the words that stand at their place?
-- scope: story
-- severity: fail
select
    expressions.expression_id,
    expressions.document_id,
    expressions.start_char,
    expressions.end_char,
    expressions.expression_text
from core.expressions as expressions
left join core.documents as documents using (document_id)
where
    substring(
        documents.document_text,
        expressions.start_char + 1,
        expressions.end_char - expressions.start_char
    )
    is distinct from expressions.expression_text
order by expressions.expression_id
