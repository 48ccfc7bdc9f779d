-- question: How much of each outlet's output of a day went to each topic?
-- grain: one row per topic, outlet and day
-- sources: core.article_topics, marts.article_index
-- caveat: Empty until articles are given topics. The share is of the outlet's articles that
--   day, reprints included; articles without a date are left out.
with topics as (
    select document_id, topic_code, topic_name, topic_score from core.article_topics
),

articles as (
    select
        document_id, outlet_id, outlet_label, published_on, origin_document_id, start_char, end_char
    from marts.article_index
    where published_on is not null
),

outputs as (
    select outlet_id, published_on, count(*) as outlet_article_count
    from articles
    group by outlet_id, published_on
)

select
    topics.topic_code,
    topics.topic_name,
    articles.outlet_id,
    articles.outlet_label,
    articles.published_on,
    count(*) as article_count,
    count(distinct articles.origin_document_id) as independent_count,
    any_value(outputs.outlet_article_count) as outlet_article_count,
    round(count(*) / any_value(outputs.outlet_article_count), 4) as article_share,
    max_by(articles.document_id, (topics.topic_score, articles.document_id)) as document_id,
    max_by(articles.start_char, (topics.topic_score, articles.document_id)) as start_char,
    max_by(articles.end_char, (topics.topic_score, articles.document_id)) as end_char
from topics
inner join articles using (document_id)
inner join outputs using (outlet_id, published_on)
group by
    topics.topic_code,
    topics.topic_name,
    articles.outlet_id,
    articles.outlet_label,
    articles.published_on
order by topics.topic_code, articles.published_on, articles.outlet_id
