-- question: Which roles do not hold the words that stand at their place?
-- scope: story
-- severity: fail
select
    roles.document_id,
    roles.start_char,
    roles.end_char,
    roles.role_text
from core.roles as roles
left join core.documents as documents using (document_id)
where
    substring(documents.document_text, roles.start_char + 1, roles.end_char - roles.start_char)
    is distinct from roles.role_text
order by roles.document_id, roles.start_char, roles.end_char, roles.entity_id
