-- question: Which key terms of a story does each outlet use, and how strongly?
-- grain: one row per story, term and outlet; terms of at least one article of the outlet
-- key: story_id, term_text, outlet_id
-- scope: story
-- sources: core.article_terms, core.documents, core.blocks, marts.article_index
-- caveat: Key terms are an article's own choice of words; an outlet without a row may still use
--   the term in passing. The passage is the first place of the whole term in the article that
--   scores it highest, in its body before its headline and never in removed text; null where the
--   text has it in another form only.
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
        start_char as lede_start_char
    from marts.article_index
    where story_id is not null
),

-- every sign between words becomes one blank, and so do those of removed text, so that whole words
-- can be found by plain search where they stand
texts as (
    select
        blocks.document_id,
        regexp_replace(
            ' '
            || string_agg(
                if(
                    blocks.zone in ('title', 'dek', 'lede', 'body'),
                    lower(
                        substring(
                            documents.document_text,
                            blocks.start_char + 1,
                            blocks.end_char - blocks.start_char
                        )
                    ),
                    repeat(' ', blocks.end_char - blocks.start_char)
                ),
                '' order by blocks.block_index
            )
            || ' ',
            '[^\pL\pN]', ' ', 'g'
        ) as words_text
    from core.blocks as blocks
    inner join core.documents as documents using (document_id)
    group by blocks.document_id
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
        articles.lede_start_char,
        texts.words_text,
        ' ' || regexp_replace(lower(by_outlet.term_text), '[^\pL\pN]', ' ', 'g') || ' ' as words
    from by_outlet
    left join texts using (document_id)
    left join articles using (document_id)
),

placed as (
    select
        * exclude (lede_start_char, words_text, words),
        coalesce(
            lede_start_char
            + nullif(strpos(substring(words_text, lede_start_char + 1), words), 0),
            nullif(strpos(words_text, words), 0)
        )
        - 1 as start_char
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
