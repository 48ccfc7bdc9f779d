-- question: What did a later version of an article add, drop or correct?
-- grain: one row per sentence that differs between an article and the next version of it
-- key: earlier_document_id, later_document_id, document_id, start_char
-- sources: core.reprints, core.sentences, core.documents, marts.article_index
-- caveat: Versions are articles of one outlet with the same address, or of which one repeats the
--   other as a whole. They follow each other by the time of publication where both have one, or
--   by its day where one has no more, then by the time of fetching; is_order_known is false where
--   neither tells: the order is then a guess. A sentence is corrected where its closest
--   counterpart among the changed ones shares at least half of the words of both; others were
--   added or dropped. Sentences that differ in case, signs or blank space only, or that were
--   moved, are no change. Pictures' captions are left out. The passage of a dropped sentence is
--   in the earlier version.
with articles as (
    select
        article_index.document_id,
        article_index.story_id,
        article_index.story_title,
        article_index.outlet_id,
        article_index.outlet_label,
        article_index.url,
        article_index.reported_at,
        if(article_index.has_exact_time, article_index.reported_at, null) as exact_at,
        if(article_index.reported_at is null, null, article_index.published_on) as reported_on,
        documents.fetched_at
    from marts.article_index as article_index
    inner join core.documents as documents using (document_id)
),

pairs as (
    select earlier_document_id as document_id, later_document_id as other_document_id
    from core.reprints
    where reprint_kind = 'whole'
    union
    select first_articles.document_id, second_articles.document_id as other_document_id
    from articles as first_articles
    inner join articles as second_articles using (outlet_id, url)
    where first_articles.document_id < second_articles.document_id
),

-- null where nothing printed or given tells which came first
compared as (
    select
        first_articles.document_id,
        second_articles.document_id as other_document_id,
        case
            when first_articles.exact_at != second_articles.exact_at
                then first_articles.exact_at < second_articles.exact_at
            when
                first_articles.reported_on != second_articles.reported_on
                and (first_articles.exact_at is null or second_articles.exact_at is null)
                then first_articles.reported_on < second_articles.reported_on
            when first_articles.fetched_at != second_articles.fetched_at
                then first_articles.fetched_at < second_articles.fetched_at
        end as is_forward,
        -- a guess: what has no time of day came first, what has no day last
        (
            coalesce(first_articles.reported_at, 'infinity'),
            coalesce(first_articles.fetched_at, 'infinity'),
            first_articles.document_id
        )
        < (
            coalesce(second_articles.reported_at, 'infinity'),
            coalesce(second_articles.fetched_at, 'infinity'),
            second_articles.document_id
        ) as is_guessed_forward
    from pairs
    inner join articles as first_articles on pairs.document_id = first_articles.document_id
    inner join articles as second_articles on pairs.other_document_id = second_articles.document_id
    where first_articles.outlet_id = second_articles.outlet_id
),

directed as (
    select distinct
        is_forward is not null as is_order_known,
        if(coalesce(is_forward, is_guessed_forward), document_id, other_document_id)
            as earlier_document_id,
        if(coalesce(is_forward, is_guessed_forward), other_document_id, document_id)
            as later_document_id
    from compared
),

positions as (
    select later_document_id as document_id, count(*) as earlier_count
    from directed
    group by later_document_id
),

versions as (
    select directed.*
    from directed
    left join positions on directed.earlier_document_id = positions.document_id
    qualify
        row_number() over (
            partition by directed.later_document_id
            order by positions.earlier_count desc nulls last, directed.earlier_document_id desc
        ) = 1
),

texts as (
    select
        sentences.document_id,
        sentences.start_char,
        sentences.end_char,
        sentences.zone,
        substring(
            documents.document_text,
            sentences.start_char + 1,
            sentences.end_char - sentences.start_char
        ) as sentence_text
    from core.sentences as sentences
    inner join core.documents as documents using (document_id)
    where
        sentences.zone in ('title', 'dek', 'lede', 'body')
        and sentences.document_id in (
            select versions.earlier_document_id from versions
            union
            select versions.later_document_id from versions
        )
),

sentences as (
    select
        document_id,
        start_char,
        end_char,
        zone,
        trim(regexp_replace(sentence_text, '\s+', ' ', 'g')) as sentence_text,
        regexp_extract_all(lower(sentence_text), '[\pL\pN]+') as all_words,
        list_distinct(regexp_extract_all(lower(sentence_text), '[\pL\pN]+')) as words
    from texts
),

earlier_sentences as (
    select versions.earlier_document_id, versions.later_document_id, sentences.*
    from versions
    inner join sentences on versions.earlier_document_id = sentences.document_id
),

later_sentences as (
    select versions.earlier_document_id, versions.later_document_id, sentences.*
    from versions
    inner join sentences on versions.later_document_id = sentences.document_id
),

gone as (
    select earlier_sentences.*
    from earlier_sentences
    anti join later_sentences using (earlier_document_id, later_document_id, all_words)
),

come as (
    select later_sentences.*
    from later_sentences
    anti join earlier_sentences using (earlier_document_id, later_document_id, all_words)
),

alike as (
    select
        come.later_document_id,
        come.start_char,
        gone.start_char as former_start_char,
        gone.sentence_text as former_text,
        len(list_intersect(come.words, gone.words))
        / greatest(len(come.words), len(gone.words), 1) as shared_share
    from come
    inner join gone using (earlier_document_id, later_document_id)
),

counterparts as (
    select later_document_id, start_char, former_start_char, former_text
    from alike
    where shared_share >= 0.5
    qualify
        row_number() over (
            partition by later_document_id, start_char
            order by shared_share desc, former_start_char asc
        ) = 1
        and row_number() over (
            partition by later_document_id, former_start_char
            order by shared_share desc, start_char asc
        ) = 1
),

changes as (
    select
        come.earlier_document_id,
        come.later_document_id,
        if(counterparts.start_char is null, 'added', 'corrected') as change_kind,
        come.zone,
        counterparts.former_text,
        come.sentence_text as present_text,
        come.document_id,
        come.start_char,
        come.end_char
    from come
    left join counterparts using (later_document_id, start_char)
    union all
    select
        gone.earlier_document_id,
        gone.later_document_id,
        'dropped' as change_kind,
        gone.zone,
        gone.sentence_text as former_text,
        null as present_text,
        gone.document_id,
        gone.start_char,
        gone.end_char
    from gone
    anti join counterparts
        on
            gone.later_document_id = counterparts.later_document_id
            and gone.start_char = counterparts.former_start_char
)

select
    later.story_id,
    later.story_title,
    later.outlet_id,
    later.outlet_label,
    later.url,
    changes.change_kind,
    changes.zone,
    changes.former_text,
    changes.present_text,
    earlier.reported_at as former_reported_at,
    later.reported_at as present_reported_at,
    versions.is_order_known,
    changes.earlier_document_id,
    changes.later_document_id,
    changes.document_id,
    changes.start_char,
    changes.end_char
from changes
inner join versions using (earlier_document_id, later_document_id)
inner join articles as earlier on changes.earlier_document_id = earlier.document_id
inner join articles as later on changes.later_document_id = later.document_id
order by
    later.outlet_id asc,
    changes.later_document_id asc,
    changes.change_kind asc,
    changes.start_char asc
