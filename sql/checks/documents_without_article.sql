-- question: Which documents gave no article: nothing in them was taken for news text?
-- severity: warn
select documents.document_id, documents.path, documents.member
from core.documents as documents
anti join core.articles as articles on documents.document_id = articles.document_id
order by documents.document_id
