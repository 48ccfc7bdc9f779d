-- question: Which quotations do not hold the words that stand at their place?
-- scope: story
-- severity: fail
select
    quotations.quotation_id,
    quotations.document_id,
    quotations.start_char,
    quotations.end_char,
    quotations.quotation_text
from core.quotations as quotations
left join core.documents as documents using (document_id)
where
    substring(
        documents.document_text,
        quotations.start_char + 1,
        quotations.end_char - quotations.start_char
    )
    is distinct from quotations.quotation_text
order by quotations.quotation_id
