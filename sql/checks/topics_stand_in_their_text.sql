-- question: Which topics have no evidence, or evidence that does not hold the words at its place?
-- scope: story
-- severity: fail
with topics as (
    select document_id, topic_code from core.article_topics
),

evidence as (
    select document_id, topic_code, start_char, end_char, evidence_text from core.topic_evidence
)

select
    document_id,
    topic_code,
    evidence.start_char,
    evidence.end_char,
    evidence.evidence_text
from topics
full outer join evidence using (document_id, topic_code)
left join core.documents as documents using (document_id)
where
    topics.topic_code is null
    or substring(
        documents.document_text, evidence.start_char + 1, evidence.end_char - evidence.start_char
    ) is distinct from evidence.evidence_text
    or evidence.evidence_text is null
order by document_id, topic_code, evidence.start_char
