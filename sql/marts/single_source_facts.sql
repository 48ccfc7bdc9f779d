-- question: Which dates and figures of a story stand in one report only?
-- grain: one row per dated or measured expression of a story that no other report was found to
--   share
-- sources: core.expressions, core.fact_values, core.sentences, core.documents,
--   marts.article_index
-- caveat: What was not aligned counts as single: a figure told very differently elsewhere can
--   stand here too. Only stories with at least two independent origins; vague expressions are
--   left out.
with expressions as (
    select
        document_id,
        expression_id,
        start_char,
        end_char,
        expression_text,
        expression_kind,
        value_text,
        unit_code
    from core.expressions
    where value_text is not null and hedge != 'vague' and coalesce(precision, '') != 'vague'
),

fact_values as (
    select document_id, start_char, end_char from core.fact_values
),

sentences as (
    select document_id, start_char, end_char from core.sentences
    where zone in ('lede', 'body')
),

texts as (
    select document_id, document_text from core.documents
),

articles as (
    select
        document_id,
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        is_identified,
        origin_document_id
    from marts.article_index
    where story_id is not null
),

story_origins as (
    select story_id, count(distinct origin_document_id) as story_independent_count
    from articles
    group by story_id
    having count(distinct origin_document_id) > 1
),

told_elsewhere as (
    select distinct
        articles.story_id,
        expressions.expression_kind,
        expressions.value_text,
        articles.origin_document_id
    from expressions
    inner join articles using (document_id)
),

single_values as (
    select story_id, expression_kind, value_text
    from told_elsewhere
    group by story_id, expression_kind, value_text
    having count(distinct origin_document_id) = 1
)

select
    articles.story_id,
    articles.story_title,
    expressions.expression_kind,
    expressions.value_text,
    expressions.expression_text,
    articles.outlet_id,
    articles.outlet_label,
    articles.is_identified,
    story_origins.story_independent_count,
    expressions.document_id,
    expressions.start_char,
    expressions.end_char,
    substring(
        texts.document_text, sentences.start_char + 1, sentences.end_char - sentences.start_char
    ) as context_text,
    expressions.expression_id
from expressions
inner join articles using (document_id)
inner join story_origins using (story_id)
inner join single_values using (story_id, expression_kind, value_text)
inner join sentences
    on
        expressions.document_id = sentences.document_id
        and expressions.start_char >= sentences.start_char
        and expressions.start_char < sentences.end_char
inner join texts on expressions.document_id = texts.document_id
anti join fact_values
    on
        expressions.document_id = fact_values.document_id
        and expressions.start_char < fact_values.end_char
        and expressions.end_char > fact_values.start_char
order by articles.story_id, expressions.document_id, expressions.start_char
