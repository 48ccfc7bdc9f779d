-- question: How much of each outlet's output of a day went to each topic?
-- grain: one row per topic, outlet and day
-- key: topic_code, outlet_id, published_on
-- sources: core.article_topics, core.topic_evidence, marts.article_index
-- caveat: Topics are found in English articles. The share is of the outlet's articles that day,
--   reprints included, own_article_share without reprints and agency copy; articles whose day is
--   not known are left out. An article can have several topics, so shares need not add up to 1;
--   what has a narrower topic (election) has the broader one as well (politics and government).
--   The passage is the first word that shows the topic in the article that fits it best;
--   core.topic_evidence has all of them.
with topics as (
    select document_id, topic_code, topic_name, topic_score from core.article_topics
),

evidence as (
    select
        document_id,
        topic_code,
        min(start_char) as start_char,
        min_by(end_char, start_char) as end_char
    from core.topic_evidence
    group by document_id, topic_code
),

articles as (
    select
        document_id,
        outlet_id,
        outlet_label,
        group_names,
        published_on,
        independent_id,
        origin_kind
    from marts.article_index
    where published_on is not null and reported_at is not null
),

outputs as (
    select
        outlet_id,
        published_on,
        count(*) as outlet_article_count,
        count(*) filter (where origin_kind = 'own') as outlet_own_article_count
    from articles
    group by outlet_id, published_on
),

covered as (
    select
        topics.topic_code,
        topics.topic_name,
        articles.outlet_id,
        articles.outlet_label,
        articles.group_names,
        articles.published_on,
        count(*) as article_count,
        count(*) filter (where articles.origin_kind = 'own') as own_article_count,
        greatest(count(distinct articles.independent_id), 1) as independent_count,
        min_by(
            (articles.document_id, evidence.start_char, evidence.end_char),
            (-topics.topic_score, articles.document_id)
        ) as passage
    from topics
    inner join articles using (document_id)
    inner join evidence using (document_id, topic_code)
    group by
        topics.topic_code,
        topics.topic_name,
        articles.outlet_id,
        articles.outlet_label,
        articles.group_names,
        articles.published_on
)

select
    covered.topic_code,
    covered.topic_name,
    covered.outlet_id,
    covered.outlet_label,
    covered.group_names,
    covered.published_on,
    covered.article_count,
    covered.own_article_count,
    covered.independent_count,
    outputs.outlet_article_count,
    outputs.outlet_own_article_count,
    round(covered.article_count / outputs.outlet_article_count, 4) as article_share,
    case
        when outputs.outlet_own_article_count > 0
            then round(covered.own_article_count / outputs.outlet_own_article_count, 4)
    end as own_article_share,
    covered.passage[1] as document_id,
    covered.passage[2] as start_char,
    covered.passage[3] as end_char
from covered
inner join outputs using (outlet_id, published_on)
order by covered.topic_code, covered.published_on, covered.outlet_id
