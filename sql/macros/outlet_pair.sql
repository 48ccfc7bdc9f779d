-- question: What do two outlets have in common, story by story, and what did only one of them
--   cover?
-- grain: one row per story that at least one of the two covered
-- parameters: the names of two outlets, such as outlet_pair('Harbour Gazette', 'Signal 24')
-- caveat: Names are those of outlet_label, in any case; no rows where one of them is unknown, or
--   both are the same. That one of them has no article in a story
--   can mean that it was not collected: other_collected says whether the window of parallax.toml
--   holds the days of the story ('window'), or other articles of the silent outlet are of those
--   days ('articles'), or nobody knows (null); both only of an outlet with texts in the story's
--   language. Facts are counted that both give alike, or that
--   contradict each other; hours_a_before_b is null where a time of day is not known.
create or replace macro outlet_pair(outlet_a, outlet_b) as table
    with named as (
        select
            outlet_id,
            case when lower(outlet_label) = lower(outlet_a) then 'a' else 'b' end as side
        from marts.outlet_index
        where lower(outlet_label) in (lower(outlet_a), lower(outlet_b))
    ),

    -- nothing is said of an outlet that is not there, nor of one and itself
    sides as (
        select named.outlet_id, named.side
        from named
        where (select count(distinct others.side) from named as others) = 2
    ),

    coverage as (
        select
            coverage.story_id,
            coverage.story_title,
            coverage.outlet_id,
            sides.side,
            coverage.outlet_label,
            coverage.article_count,
            coverage.first_reported_at,
            coverage.hours_after_first,
            coverage.document_id
        from marts.story_coverage as coverage
        inner join sides on coverage.outlet_id = sides.outlet_id
    ),

    days as (
        select
            story_id,
            min(published_on) filter (where reported_at is not null) as first_on,
            max(published_on) filter (where reported_at is not null) as last_on,
            mode(coalesce(language_code, '') order by coalesce(language_code, '')) as language_code
        from marts.article_index
        group by story_id
    ),

    stories as (
        select
            coverage.story_id,
            coverage.story_title,
            case
                when count(distinct coverage.side) = 2 then 'both'
                else min(coverage.outlet_label)
            end as covered_by,
            case
                when count(distinct coverage.side) = 1
                    then translate(min(coverage.side), 'ab', 'ba')
            end as silent_side,
            coalesce(min(coverage.article_count) filter (where coverage.side = 'a'), 0)
                as article_count_a,
            coalesce(min(coverage.article_count) filter (where coverage.side = 'b'), 0)
                as article_count_b,
            min(coverage.first_reported_at) as first_reported_at,
            min(coverage.hours_after_first) filter (where coverage.side = 'b')
            - min(coverage.hours_after_first) filter (where coverage.side = 'a')
                as hours_a_before_b,
            min(coverage.document_id) filter (where coverage.side = 'a') as document_id_a,
            min(coverage.document_id) filter (where coverage.side = 'b') as document_id_b
        from coverage
        group by coverage.story_id, coverage.story_title
    ),

    outputs as (
        select distinct
            articles.outlet_id,
            case when articles.reported_at is not null then articles.published_on end
                as published_on,
            coalesce(articles.language_code, '') as language_code
        from marts.article_index as articles
        semi join sides on articles.outlet_id = sides.outlet_id
    ),

    windows as (
        select distinct
            stories.story_id,
            'window' as evidence
        from stories
        inner join days on stories.story_id = days.story_id
        inner join sides on stories.silent_side = sides.side
        inner join core.outlet_windows as windows on sides.outlet_id = windows.outlet_id
        semi join outputs
            on
                sides.outlet_id = outputs.outlet_id
                and days.language_code = outputs.language_code
        where
            coalesce(windows.collected_from_on, '-infinity') <= days.first_on
            and coalesce(windows.collected_to_on, 'infinity') > days.last_on
    ),

    neighbours as (
        select distinct
            stories.story_id,
            'articles' as evidence
        from stories
        inner join days on stories.story_id = days.story_id
        inner join sides on stories.silent_side = sides.side
        inner join outputs
            on
                sides.outlet_id = outputs.outlet_id
                and days.language_code = outputs.language_code
        where outputs.published_on between days.first_on and days.last_on
    ),

    told as (
        select distinct
            articles.story_id,
            sides.side,
            fact_values.slot_id,
            fact_values.value_text
        from core.fact_values as fact_values
        inner join marts.article_index as articles
            on fact_values.document_id = articles.document_id
        inner join sides on articles.outlet_id = sides.outlet_id
    ),

    alike as (
        select
            told_a.story_id,
            count(distinct told_a.slot_id) as fact_count
        from told as told_a
        inner join told as told_b
            on told_a.slot_id = told_b.slot_id and told_a.value_text = told_b.value_text
        where told_a.side = 'a' and told_b.side = 'b'
        group by told_a.story_id
    ),

    contradicted as (
        select
            story_id,
            count(distinct slot_id) as fact_count
        from marts.fact_disagreements
        where
            relation = 'contradiction'
            and lower(outlet_label_a) in (lower(outlet_a), lower(outlet_b))
            and lower(outlet_label_b) in (lower(outlet_a), lower(outlet_b))
            and lower(outlet_label_a) != lower(outlet_label_b)
        group by story_id
    ),

    quoted as (
        select
            story_id,
            quotation_group_id
        from marts.quotation_variants
        where lower(outlet_label) in (lower(outlet_a), lower(outlet_b))
        group by story_id, quotation_group_id
        having count(distinct outlet_id) = 2
    ),

    shared as (
        select
            story_id,
            count(*) as quotation_count
        from quoted
        group by story_id
    ),

    copied as (
        select
            story_id,
            sum(shared_word_count)::bigint as word_count
        from marts.reprint_flows
        where
            lower(earlier_outlet_label) in (lower(outlet_a), lower(outlet_b))
            and lower(later_outlet_label) in (lower(outlet_a), lower(outlet_b))
            and not is_same_outlet
        group by story_id
    )

    select
        stories.story_title,
        stories.covered_by,
        case
            when stories.covered_by != 'both'
                then coalesce(windows.evidence, neighbours.evidence)
        end as other_collected,
        stories.article_count_a,
        stories.article_count_b,
        round(stories.hours_a_before_b, 1) as hours_a_before_b,
        coalesce(alike.fact_count, 0) as facts_alike,
        coalesce(contradicted.fact_count, 0) as facts_contradicted,
        coalesce(shared.quotation_count, 0) as shared_quotations,
        coalesce(copied.word_count, 0) as shared_words,
        stories.document_id_a,
        stories.document_id_b,
        stories.story_id
    from stories
    left join windows on stories.story_id = windows.story_id
    left join neighbours on stories.story_id = neighbours.story_id
    left join alike on stories.story_id = alike.story_id
    left join contradicted on stories.story_id = contradicted.story_id
    left join shared on stories.story_id = shared.story_id
    left join copied on stories.story_id = copied.story_id
    order by
        stories.covered_by = 'both' desc,
        stories.first_reported_at asc,
        stories.story_id asc
