-- chapter: audit
-- question: Which documents are there, and what became of each?
-- grain: one row per raw item that could be read
-- caveat: A document that is no article has neither outlet, title nor words.
select
    documents.document_id,
    documents.path,
    documents.member,
    documents.language_code as language,
    documents.encoding,
    articles.outlet_label as outlet,
    articles.title,
    articles.word_count as words
from core.documents as documents
left join marts.article_index as articles using (document_id)
order by documents.path, documents.member, documents.document_id
