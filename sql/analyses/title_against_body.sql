-- chapter: agreement
-- question: Which figure, day or name does a title give that the article's own text does not?
-- grain: one row per figure, date or name of a title that the body does not have
-- caveat: The body can say the same in a way that is not read as equal, such as 'a dozen' for 12:
--   look before you judge. Figures are compared by value whatever is counted ('seventeen hurt',
--   'seventeen people'); body_has shows what the body gives of the same kind. Names count as given
--   where the body has one of their words that are written with a capital. Cut texts are left out.
with articles as (
    select
        document_id,
        story_title,
        outlet_label,
        title
    from marts.article_index
    where not is_truncated
),

blocks as (
    select
        document_id,
        start_char,
        end_char,
        if(zone = 'title', 'title', 'body') as part
    from core.blocks
    where zone in ('title', 'lede', 'body')
),

expressions as (
    select
        expressions.document_id,
        blocks.part,
        expressions.expression_kind as kind,
        expressions.expression_text as words,
        expressions.low_on,
        expressions.high_on,
        -- '17 hurt' and '17 person' are one figure
        case
            when expressions.expression_kind = 'count'
                then split_part(expressions.value_text, ' ', 1)
            else expressions.value_text
        end as compared_value,
        expressions.start_char,
        expressions.end_char
    from core.expressions as expressions
    inner join blocks
        on
            expressions.document_id = blocks.document_id
            and expressions.start_char >= blocks.start_char
            and expressions.start_char < blocks.end_char
    where
        expressions.value_text is not null
        and expressions.hedge != 'vague'
        and expressions.expression_kind in (
            'date', 'duration', 'money', 'percent', 'count', 'age', 'vote'
        )
),

title_values as (
    select * from expressions
    where part = 'title'
),

body_values as (
    select * from expressions
    where part = 'body'
),

missing_values as (
    select title_values.*
    from title_values
    anti join body_values
        on
            title_values.document_id = body_values.document_id
            and (
                title_values.compared_value = body_values.compared_value
                or (
                    title_values.kind = 'date'
                    and body_values.kind = 'date'
                    and title_values.low_on <= body_values.high_on
                    and title_values.high_on >= body_values.low_on
                )
            )
),

body_has as (
    select
        document_id,
        kind,
        string_agg(distinct words, ' | ' order by words) as words
    from body_values
    group by document_id, kind
),

title_names as (
    select
        mentions.document_id,
        mentions.entity_id,
        entities.entity_type as kind,
        mentions.mention_text as words,
        regexp_extract_all(mentions.mention_text, '\p{Lu}[\pL\pN]*') as name_words,
        mentions.start_char,
        mentions.end_char
    from core.mentions as mentions
    inner join core.entities as entities using (entity_id)
    where mentions.zone = 'title' and mentions.mention_kind = 'name'
),

body_names as (
    select
        mentions.document_id,
        mentions.entity_id
    from core.mentions as mentions
    where mentions.zone in ('lede', 'body')
),

unnamed as (
    select title_names.*
    from title_names
    anti join body_names
        on
            title_names.document_id = body_names.document_id
            and title_names.entity_id = body_names.entity_id
),

texts as (
    select
        articles.document_id,
        ' ' || regexp_replace(lower(articles.body_text), '[^\pL\pN]+', ' ', 'g') || ' '
            as body_words
    from core.articles as articles
    semi join unnamed on articles.document_id = unnamed.document_id
),

compared_names as (
    select
        unnamed.*,
        texts.body_words
    from unnamed
    inner join texts using (document_id)
),

missing_names as (
    select *
    from compared_names
    where
        len(name_words) > 0
        -- 'Velmora' is given by 'Velmoran', but 'Inc' not by 'include'
        and len(
            list_filter(
                name_words,
                lambda word: contains(
                    body_words, ' ' || lower(word) || if(length(word) < 5, ' ', '')
                )
            )
        )
        = 0
),

missing as (
    select
        missing_values.document_id,
        missing_values.kind,
        missing_values.words,
        body_has.words as body_has,
        missing_values.start_char,
        missing_values.end_char
    from missing_values
    left join body_has using (document_id, kind)
    union all
    select
        document_id,
        kind,
        words,
        null as body_has,
        start_char,
        end_char
    from missing_names
)

select
    articles.outlet_label as outlet,
    articles.title,
    missing.kind,
    missing.words as title_has,
    missing.body_has,
    missing.document_id,
    missing.start_char,
    missing.end_char
from missing
inner join articles using (document_id)
order by
    (missing.body_has is not null) desc,
    articles.outlet_label asc,
    missing.document_id asc,
    missing.start_char asc,
    missing.end_char asc
