-- question: Which key terms of a story does each outlet use, and how strongly?
-- grain: one row per story, term and outlet; terms of at least one article of the outlet
-- sources: core.article_terms, core.documents, marts.article_index
-- caveat: Key terms are an article's own choice of words; an outlet without a row may still use
--   the term in passing. The passage is the first place of the term in the article that scores
--   it highest.
with terms as (
    select document_id, term_text, term_score from core.article_terms
),

articles as (
    select document_id, story_id, story_title, outlet_id, outlet_label, origin_document_id
    from marts.article_index
    where story_id is not null
),

texts as (
    select document_id, document_text from core.documents
),

story_sizes as (
    select story_id, count(distinct outlet_id) as story_outlet_count from articles
    group by story_id
),

by_outlet as (
    select
        articles.story_id,
        articles.story_title,
        terms.term_text,
        articles.outlet_id,
        articles.outlet_label,
        count(*) as article_count,
        count(distinct articles.origin_document_id) as independent_count,
        max(terms.term_score) as term_score,
        max_by(terms.document_id, (terms.term_score, terms.document_id)) as document_id
    from terms
    inner join articles using (document_id)
    group by
        articles.story_id,
        articles.story_title,
        terms.term_text,
        articles.outlet_id,
        articles.outlet_label
),

placed as (
    select
        by_outlet.*,
        nullif(strpos(lower(texts.document_text), lower(by_outlet.term_text)), 0) - 1 as start_char
    from by_outlet
    inner join texts using (document_id)
)

select
    placed.*,
    placed.start_char + length(placed.term_text) as end_char,
    count(*) over (partition by placed.story_id, placed.term_text) as outlet_count,
    story_sizes.story_outlet_count
from placed
inner join story_sizes using (story_id)
order by placed.story_id, placed.term_text, placed.outlet_id
