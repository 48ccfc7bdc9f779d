-- question: How much of each outlet's texts was removed from day to day, and on which day did that
--   change for good?
-- grain: one row per identified outlet and day
-- key: outlet_id, day_on
-- sources: core.blocks, core.documents, core.articles, marts.outlet_index
-- caveat: The day is that of publication, else the one on which the document was fetched; documents
--   with neither are left out, and so are those of which the month or year only is known. The
--   shares before and since compare all earlier days with this day and all later ones. is_break
--   marks at most one day of an outlet: where these two differ most, weighed by the documents on
--   both sides, if they differ by at least 0.2 with at least 20 documents on both sides. Drawn from
--   sites that changed nothing, two outlets in a thousand have such a day. The passage is the
--   longest removed block of the day.
with blocks as (
    select document_id, start_char, end_char, zone from core.blocks
),

documents as (
    select document_id, outlet_id, fetched_at from core.documents
),

articles as (
    select document_id, published_on, published_precision from core.articles
),

outlets as (
    select outlet_id, outlet_label, is_identified from marts.outlet_index
),

dated as (
    select
        documents.document_id,
        documents.outlet_id,
        case
            when articles.published_on is null
                then cast(timezone('UTC', documents.fetched_at) as date)
            when coalesce(articles.published_precision, '') not in ('month', 'year')
                then articles.published_on
        end as day_on
    from documents
    inner join outlets using (outlet_id)
    left join articles using (document_id)
    where outlets.is_identified
),

days as (
    select
        dated.outlet_id,
        dated.day_on,
        count(distinct dated.document_id) as document_count,
        sum(blocks.end_char - blocks.start_char) as char_count,
        coalesce(
            sum(blocks.end_char - blocks.start_char) filter (where blocks.zone = 'removed'), 0
        ) as removed_char_count,
        max(
            (blocks.end_char - blocks.start_char, blocks.document_id, blocks.start_char)
        ) filter (where blocks.zone = 'removed') as longest
    from dated
    inner join blocks using (document_id)
    where dated.day_on is not null
    group by dated.outlet_id, dated.day_on
),

compared as (
    select
        *,
        sum(document_count) over earlier as before_document_count,
        sum(removed_char_count) over earlier / sum(char_count) over earlier
            as removed_share_before,
        sum(document_count) over later as since_document_count,
        sum(removed_char_count) over later / sum(char_count) over later as removed_share_since
    from days
    window
        earlier as (
            partition by outlet_id order by day_on
            rows between unbounded preceding and 1 preceding
        ),
        later as (
            partition by outlet_id order by day_on
            rows between current row and unbounded following
        )
),

weighed as (
    select
        *,
        case
            when
                before_document_count >= 20
                and since_document_count >= 20
                and abs(removed_share_since - removed_share_before) >= 0.2
                then
                    abs(removed_share_since - removed_share_before)
                    * sqrt(
                        before_document_count * since_document_count
                        / (before_document_count + since_document_count)
                    )
        end as weight
    from compared
)

select
    weighed.outlet_id,
    outlets.outlet_label,
    weighed.day_on,
    weighed.document_count,
    cast(weighed.char_count as bigint) as char_count,
    round(weighed.removed_char_count / weighed.char_count, 4) as removed_share,
    round(weighed.removed_share_before, 4) as removed_share_before,
    round(weighed.removed_share_since, 4) as removed_share_since,
    coalesce(
        row_number()
            over (
                partition by weighed.outlet_id
                order by weighed.weight desc nulls last, weighed.day_on asc
            )
        = 1
        and weighed.weight is not null,
        false
    ) as is_break,
    weighed.longest[2] as document_id,
    weighed.longest[3] as start_char,
    weighed.longest[3] + weighed.longest[1] as end_char
from weighed
inner join outlets using (outlet_id)
order by weighed.outlet_id, weighed.day_on
