-- question: What is there on one story: reports, what is agreed, disputed and told once,
--   quotations, copies, and what was left out?
-- grain: one row per report, fact, shared quotation, copy and omission, to be read from top to
--   bottom
-- parameters: words of the story's title, or its id (also one of an earlier run)
-- caveat: Words that stand in several titles give several stories. Quotations are those that at
--   least two reports carry; marts.speaker_quotations has all. Omissions are those of whole
--   outlets.
create or replace macro story(sought) as table
    with given as (
        select sought as words
    ),

    present_ids as (
        select coalesce(aliases.story_id, given.words) as story_id
        from given
        left join core.story_aliases as aliases on given.words = aliases.former_story_id
    ),

    wanted as (
        select
            stories.story_id,
            stories.story_title
        from core.stories as stories
        cross join given
        where
            stories.story_id in (select present_ids.story_id from present_ids)
            or contains(lower(stories.story_title), lower(given.words))
    ),

    reports as (
        select
            articles.story_id,
            1 as section_position,
            'report' as section_code,
            coalesce(articles.title, articles.path) as what_text,
            concat_ws(
                ', ',
                strftime(timezone('UTC', articles.reported_at), '%Y-%m-%d'),
                articles.word_count || ' words',
                nullif(articles.origin_kind, 'own')
            ) as told_text,
            articles.outlet_label as outlet_labels,
            1 as independent_count,
            coalesce(articles.reported_at, 'infinity') as moment_at,
            articles.document_id,
            articles.start_char,
            articles.end_char
        from marts.article_index as articles
    ),

    facts as (
        select
            story_id,
            1 + section_position as section_position,
            section_code,
            subject_text as what_text,
            values_text as told_text,
            null as outlet_labels,
            independent_count,
            null as moment_at,
            document_id,
            start_char,
            end_char
        from marts.story_consensus
    ),

    quotations as (
        select
            story_id,
            5 as section_position,
            'quotation' as section_code,
            min_by(quotation_text, (variant_kind != 'fullest', quotation_id)) as what_text,
            string_agg(
                distinct concat_ws(' ', coalesce(speaker_name, speaker_text), cue_text), '; '
                order by concat_ws(' ', coalesce(speaker_name, speaker_text), cue_text)
            ) as told_text,
            string_agg(
                distinct outlet_label || ' (' || variant_kind || ')', '; '
                order by outlet_label || ' (' || variant_kind || ')'
            ) as outlet_labels,
            max(independent_count) as independent_count,
            null as moment_at,
            min_by(document_id, (variant_kind != 'fullest', quotation_id)) as document_id,
            min_by(start_char, (variant_kind != 'fullest', quotation_id)) as start_char,
            min_by(end_char, (variant_kind != 'fullest', quotation_id)) as end_char
        from marts.quotation_variants
        group by story_id, quotation_group_id
    ),

    copies as (
        select
            story_id,
            6 as section_position,
            'copy' as section_code,
            concat(
                reprint_kind, ', ', round(100 * containment_share)::int, ' % of the shorter text'
            ) as what_text,
            case when is_credited then 'credited' else 'not credited' end as told_text,
            earlier_outlet_label || ' → ' || later_outlet_label as outlet_labels,
            1 as independent_count,
            null as moment_at,
            document_id,
            start_char,
            end_char
        from marts.reprint_flows
    ),

    omissions as (
        select
            story_id,
            7 as section_position,
            'omission' as section_code,
            subject_text as what_text,
            subject_kind as told_text,
            string_agg(distinct outlet_label, '; ' order by outlet_label) as outlet_labels,
            max(support_count) as independent_count,
            null as moment_at,
            min((document_id, start_char, end_char))[1] as document_id,
            min((document_id, start_char, end_char))[2] as start_char,
            min((document_id, start_char, end_char))[3] as end_char
        from marts.story_omissions
        where is_omitted_by_outlet
        group by story_id, subject_kind, subject_id, subject_text
    ),

    sections as (
        select * from reports
        union all
        select * from facts
        union all
        select * from quotations
        union all
        select * from copies
        union all
        select * from omissions
    )

    select
        wanted.story_title,
        sections.section_code,
        sections.what_text,
        sections.told_text,
        sections.outlet_labels,
        sections.independent_count,
        sections.document_id,
        sections.start_char,
        sections.end_char
    from sections
    inner join wanted using (story_id)
    order by
        wanted.story_title asc,
        wanted.story_id asc,
        sections.section_position asc,
        sections.moment_at asc,
        sections.independent_count desc,
        sections.document_id asc,
        sections.start_char asc,
        sections.what_text asc,
        sections.outlet_labels asc
