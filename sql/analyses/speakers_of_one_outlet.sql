-- chapter: quotations
-- question: Which speakers does one outlet only have?
-- grain: one row per named person whom one known outlet only quotes
-- caveat: Only stories that at least two independent origins tell: elsewhere every speaker is the
--   outlet's alone. Outlets that reprint its report do not count as others. Whom others name
--   without quoting is marked in named_by_others.
with stories as (
    select story_id from core.stories
    where independent_count > 1
),

quoted as (
    select
        quotations.story_id,
        quotations.story_title,
        quotations.speaker_name,
        min(quotations.outlet_label) filter (where quotations.origin_kind = 'own') as outlet_label,
        count(distinct quotations.independent_id) as independent_count,
        count(*) filter (where quotations.origin_kind = 'own') as quotation_count,
        bool_or(quotations.independent_id is null) as is_by_unknown,
        min_by(quotations.quotation_text, (-quotations.word_count, quotations.quotation_id))
            as longest_quotation
    from marts.speaker_quotations as quotations
    semi join stories on quotations.story_id = stories.story_id
    where quotations.speaker_kind = 'named'
    group by quotations.story_id, quotations.story_title, quotations.speaker_name
),

namings as (
    select
        story_id,
        entity_name,
        string_agg(outlet_label, ', ' order by outlet_label) as outlet_labels,
        count(*) as outlet_count
    from marts.entity_coverage
    group by story_id, entity_name
)

select
    quoted.story_title,
    quoted.outlet_label as outlet,
    quoted.speaker_name as speaker,
    quoted.quotation_count as quotations,
    quoted.longest_quotation,
    coalesce(namings.outlet_count, 1) > 1 as named_by_others
from quoted
left join namings
    on quoted.story_id = namings.story_id and quoted.speaker_name = namings.entity_name
where quoted.independent_count = 1 and not quoted.is_by_unknown and quoted.outlet_label is not null
order by quoted.story_title, quoted.story_id, quoted.outlet_label, quoted.speaker_name
