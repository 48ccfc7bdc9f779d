-- chapter: coverage
-- question: Which words gave each article its topics?
-- grain: one row per article and topic, the surest first
-- caveat: Words are listed by how often they stand in the article, whatever their weight. A score
--   of 0.5 just suffices for a text of its length; core.topic_evidence has every place.
with words as (
    select
        document_id,
        topic_code,
        lower(evidence_text) as word,
        count(*) as word_count
    from core.topic_evidence
    group by document_id, topic_code, lower(evidence_text)
),

evidence as (
    select
        document_id,
        topic_code,
        string_agg(word || ' ' || word_count, ', ' order by word_count desc, word asc) as words
    from words
    group by document_id, topic_code
)

select
    topics.topic_name as topic,
    topics.topic_score as score,
    articles.outlet_label as outlet,
    articles.title,
    evidence.words
from core.article_topics as topics
inner join marts.article_index as articles using (document_id)
left join evidence using (document_id, topic_code)
order by
    topics.topic_score desc,
    articles.outlet_label asc,
    topics.document_id asc,
    topics.topic_code asc
