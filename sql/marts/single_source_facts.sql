-- question: Which dates and figures of a story have one source only?
-- grain: one row per story and dated or measured value that only one origin gives
-- key: story_id, expression_id
-- scope: story
-- sources: core.expressions, core.fact_values, core.fact_relations, core.sentences,
--   core.documents, marts.article_index
-- caveat: What was not aligned counts as single: a figure told very differently elsewhere can
--   stand here too; so does one of which people dismissed all comparisons. Copies of the one
--   report are counted, not listed; the passage is the origin's, where it is at hand. A value
--   that an unidentified outlet gives as well is left out, for nobody knows whether that is
--   another source. Only stories with at least two independent origins; vague expressions are
--   left out.
with expressions as (
    select
        document_id,
        expression_id,
        start_char,
        end_char,
        expression_text,
        expression_kind,
        value_text
    from core.expressions
    where value_text is not null and hedge != 'vague' and coalesce(precision, '') != 'vague'
),

dismissed_slots as (
    select distinct slot_id from core.fact_relations
    where relation = 'dismissed'
),

live_values as (
    select unnest([fact_value_id_a, fact_value_id_b]) as fact_value_id
    from core.fact_relations
    where relation != 'dismissed'
),

fact_values as (
    select distinct document_id, start_char, end_char
    from core.fact_values
    where
        slot_id not in (select dismissed_slots.slot_id from dismissed_slots)
        or fact_value_id in (select live_values.fact_value_id from live_values)
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
        reported_at,
        document_id = origin_document_id as is_origin,
        independent_id,
        coalesce(independent_id, 'document ' || origin_document_id) as source_key
    from marts.article_index
    where story_id is not null
),

story_origins as (
    select story_id, count(distinct independent_id) as story_independent_count
    from articles
    group by story_id
    having count(distinct independent_id) > 1
),

told as (
    select articles.*, expressions.* exclude (document_id)
    from expressions
    inner join articles using (document_id)
    semi join story_origins on articles.story_id = story_origins.story_id
),

compared_values as (
    select distinct told.story_id, told.expression_kind, told.value_text
    from told
    inner join fact_values using (document_id, start_char, end_char)
),

single_values as (
    select
        story_id,
        expression_kind,
        value_text,
        count(*) as mention_count,
        count(distinct document_id) as article_count,
        count(distinct outlet_id) as outlet_count,
        string_agg(distinct outlet_label, '; ' order by outlet_label) as outlet_labels
    from told
    group by story_id, expression_kind, value_text
    having count(distinct source_key) = 1
),

uncompared_values as (
    select single_values.*
    from single_values
    anti join compared_values
        on
            single_values.story_id = compared_values.story_id
            and single_values.expression_kind = compared_values.expression_kind
            and single_values.value_text = compared_values.value_text
),

placed as (
    select
        told.*,
        sentences.start_char as sentence_start_char,
        sentences.end_char as sentence_end_char
    from told
    inner join uncompared_values using (story_id, expression_kind, value_text)
    inner join sentences
        on
            told.document_id = sentences.document_id
            and told.start_char >= sentences.start_char
            and told.start_char < sentences.end_char
),

first_places as (
    select placed.*
    from placed
    qualify
        row_number() over (
            partition by placed.story_id, placed.expression_kind, placed.value_text
            order by
                placed.is_origin desc,
                placed.reported_at asc nulls last,
                placed.document_id asc,
                placed.start_char asc,
                placed.expression_id asc
        ) = 1
)

select
    first_places.story_id,
    first_places.story_title,
    first_places.expression_kind,
    first_places.value_text,
    first_places.expression_text,
    first_places.outlet_id,
    first_places.outlet_label,
    first_places.is_identified,
    uncompared_values.mention_count,
    uncompared_values.article_count,
    uncompared_values.outlet_count,
    uncompared_values.outlet_labels,
    story_origins.story_independent_count,
    first_places.document_id,
    first_places.start_char,
    first_places.end_char,
    substring(
        texts.document_text,
        first_places.sentence_start_char + 1,
        first_places.sentence_end_char - first_places.sentence_start_char
    ) as context_text,
    first_places.expression_id
from first_places
inner join uncompared_values using (story_id, expression_kind, value_text)
inner join story_origins using (story_id)
inner join texts using (document_id)
order by
    first_places.story_id, first_places.document_id, first_places.start_char,
    first_places.expression_id
