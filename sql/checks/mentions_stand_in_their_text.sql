-- question: Which mentions do not hold the words that stand at their place?
-- scope: story
-- severity: fail
select
    mentions.mention_id,
    mentions.document_id,
    mentions.start_char,
    mentions.end_char,
    mentions.mention_text
from core.mentions as mentions
left join core.documents as documents using (document_id)
where
    substring(
        documents.document_text, mentions.start_char + 1, mentions.end_char - mentions.start_char
    )
    is distinct from mentions.mention_text
order by mentions.mention_id
