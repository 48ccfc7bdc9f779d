-- question: Who reprints whom, how much of it, and with credit or without?
-- grain: one row per pair of articles that share text
-- key: earlier_document_id, document_id
-- sources: core.reprints, core.reprint_passages, marts.article_index
-- caveat: direction_method 'undated' means that earlier and later are a guess; hours_between is
--   null where the time of day of either is not known. An outlet that carries its own text again
--   is_same_outlet. Titles that differ in case, signs or blank space only are the same;
--   has_changed_title is null where one of them is not known. The passage is the longest shared
--   one, in the later article.
with reprints as (
    select
        earlier_document_id,
        later_document_id,
        reprint_kind,
        containment_share,
        shared_word_count,
        is_credited,
        direction_method
    from core.reprints
),

longest_passages as (
    select
        earlier_document_id,
        later_document_id,
        count(*) as passage_count,
        max_by(
            (earlier_start_char, earlier_end_char, later_start_char, later_end_char),
            (later_end_char - later_start_char, -later_start_char, -earlier_start_char)
        ) as places
    from core.reprint_passages
    group by earlier_document_id, later_document_id
),

articles as (
    select
        document_id,
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        trim(regexp_replace(lower(title), '[^\pL\pN]+', ' ', 'g')) as compared_title,
        if(has_exact_time, reported_at, null) as reported_at
    from marts.article_index
)

select
    later_articles.story_id,
    later_articles.story_title,
    earlier_articles.outlet_label as earlier_outlet_label,
    later_articles.outlet_label as later_outlet_label,
    reprints.reprint_kind,
    reprints.containment_share,
    reprints.shared_word_count,
    coalesce(longest_passages.passage_count, 0) as passage_count,
    earlier_articles.outlet_id = later_articles.outlet_id as is_same_outlet,
    reprints.is_credited,
    reprints.direction_method,
    earlier_articles.compared_title != later_articles.compared_title as has_changed_title,
    round(
        date_sub('second', earlier_articles.reported_at, later_articles.reported_at) / 3600.0, 4
    ) as hours_between,
    reprints.earlier_document_id,
    longest_passages.places[1] as earlier_start_char,
    longest_passages.places[2] as earlier_end_char,
    reprints.later_document_id as document_id,
    longest_passages.places[3] as start_char,
    longest_passages.places[4] as end_char
from reprints
inner join
    articles as earlier_articles
    on reprints.earlier_document_id = earlier_articles.document_id
inner join articles as later_articles on reprints.later_document_id = later_articles.document_id
left join longest_passages using (earlier_document_id, later_document_id)
order by reprints.earlier_document_id, reprints.later_document_id
