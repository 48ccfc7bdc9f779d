-- question: Which key terms of a story does each outlet use, and how strongly?
-- grain: one row per story, term and outlet; terms of at least one article of the outlet
-- key: story_id, term_text, outlet_id
-- scope: story
-- sources: core.article_terms, core.documents, core.blocks, marts.article_index
-- caveat: Key terms are an article's own choice of words; an outlet without a row may still use
--   the term in passing. The passage is the first place of the whole term in the article that
--   scores it highest, in its body before its headline; null where the text has it in another
--   form only.
with terms as (
    select document_id, term_text, term_score from core.article_terms
),

articles as (
    select
        document_id,
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        group_names,
        independent_id,
        start_char
    from marts.article_index
    where story_id is not null
),

kept_starts as (
    select document_id, min(start_char) as kept_start_char
    from core.blocks
    where zone in ('title', 'dek', 'lede', 'body')
    group by document_id
),

-- every sign between words becomes one blank, so that whole words can be found by plain search
texts as (
    select
        articles.document_id,
        articles.start_char - kept_starts.kept_start_char as headline_char_count,
        kept_starts.kept_start_char,
        regexp_replace(
            ' '
            || lower(substring(documents.document_text, kept_starts.kept_start_char + 1))
            || ' ',
            '[^\pL\pN]', ' ', 'g'
        ) as words_text
    from articles
    inner join kept_starts using (document_id)
    inner join core.documents as documents using (document_id)
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
        articles.group_names,
        count(*) as article_count,
        greatest(count(distinct articles.independent_id), 1) as independent_count,
        max(terms.term_score) as term_score,
        min_by(terms.document_id, (-terms.term_score, terms.document_id)) as document_id
    from terms
    inner join articles using (document_id)
    group by
        articles.story_id,
        articles.story_title,
        terms.term_text,
        articles.outlet_id,
        articles.outlet_label,
        articles.group_names
),

sought as (
    select
        by_outlet.*,
        texts.kept_start_char,
        texts.headline_char_count,
        texts.words_text,
        ' ' || regexp_replace(lower(by_outlet.term_text), '[^\pL\pN]', ' ', 'g') || ' ' as words
    from by_outlet
    left join texts using (document_id)
),

placed as (
    select
        * exclude (kept_start_char, headline_char_count, words_text, words),
        kept_start_char - 1
        + coalesce(
            headline_char_count
            + nullif(strpos(substring(words_text, headline_char_count + 1), words), 0),
            nullif(strpos(words_text, words), 0)
        ) as start_char
    from sought
)

select
    placed.*,
    placed.start_char + length(placed.term_text) as end_char,
    count(*) over (partition by placed.story_id, placed.term_text) as outlet_count,
    story_sizes.story_outlet_count
from placed
inner join story_sizes using (story_id)
order by placed.story_id, placed.term_text, placed.outlet_id
