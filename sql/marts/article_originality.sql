-- question: How much of each article is its own text, how much was copied, how much is agency copy?
-- grain: one row per article
-- key: document_id
-- sources: core.reprints, core.reprint_passages, core.blocks, marts.article_index
-- caveat: Counted in characters of the body. Copied is what stands in passages shared with an
--   earlier article of another outlet at hand; where nothing tells which was earlier, that is a
--   guess. The rest of an article that credits an agency or a statement service is agency text,
--   also in the agency's own report. What was copied from texts that are not at hand counts as
--   own. The passage is the longest copied one, else the first block.
with articles as (
    select
        document_id,
        story_id,
        outlet_id,
        outlet_label,
        group_names,
        origin_kind,
        start_char,
        end_char
    from marts.article_index
),

bodies as (
    select document_id, sum(end_char - start_char)::bigint as char_count
    from core.blocks
    where zone in ('lede', 'body')
    group by document_id
),

foreign_pairs as (
    select reprints.earlier_document_id, reprints.later_document_id
    from core.reprints as reprints
    inner join articles as earlier on reprints.earlier_document_id = earlier.document_id
    inner join articles as later on reprints.later_document_id = later.document_id
    where earlier.outlet_id != later.outlet_id
),

-- a passage counts from where the earlier passages of the article have ended
passages as (
    select
        passages.later_document_id as document_id,
        passages.later_start_char as start_char,
        passages.later_end_char as end_char,
        coalesce(
            max(passages.later_end_char) over (
                partition by passages.later_document_id
                order by
                    passages.later_start_char asc,
                    passages.later_end_char asc,
                    passages.earlier_document_id asc,
                    passages.earlier_start_char asc
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as counted_to_char
    from core.reprint_passages as passages
    inner join foreign_pairs using (earlier_document_id, later_document_id)
),

copied as (
    select
        document_id,
        sum(greatest(end_char - greatest(start_char, counted_to_char), 0))::bigint as char_count,
        max((end_char - start_char, start_char)) as longest
    from passages
    group by document_id
),

parts as (
    select
        articles.*,
        bodies.char_count,
        least(coalesce(copied.char_count, 0), bodies.char_count) as copied_char_count,
        copied.longest
    from articles
    inner join bodies using (document_id)
    left join copied using (document_id)
)

select
    document_id,
    story_id,
    outlet_id,
    outlet_label,
    group_names,
    origin_kind,
    char_count,
    case
        when origin_kind in ('wire', 'statement') then 0
        else char_count - copied_char_count
    end as own_char_count,
    copied_char_count,
    case
        when origin_kind in ('wire', 'statement') then char_count - copied_char_count
        else 0
    end as agency_char_count,
    coalesce(longest[2], start_char) as start_char,
    coalesce(longest[2] + longest[1], end_char) as end_char
from parts
order by document_id
