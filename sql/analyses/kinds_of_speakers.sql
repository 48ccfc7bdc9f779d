-- chapter: quotations
-- question: How much does each outlet let named people, bodies and anonymous sources speak?
-- grain: one row per outlet
-- caveat: Reprints and agency copy are left out: they are not the outlet's choice of speakers.
--   Collective are organisations, places, and groups or bodies without a name; unresolved are
--   pronouns and quotations of nobody named. Shares are of quotations; word_share_named is of
--   words.
select
    outlet_label as outlet,
    count(*) as quotations,
    sum(word_count)::bigint as words,
    round(count(*) filter (where speaker_kind = 'named') / count(*), 4) as named,
    round(count(*) filter (where speaker_kind = 'collective') / count(*), 4) as collective,
    round(count(*) filter (where speaker_kind = 'anonymous') / count(*), 4) as anonymous,
    round(count(*) filter (where speaker_kind = 'unresolved') / count(*), 4) as unresolved,
    round(
        coalesce(sum(word_count) filter (where speaker_kind = 'named'), 0)
        / greatest(sum(word_count), 1),
        4
    ) as word_share_named
from marts.speaker_quotations
where origin_kind = 'own'
group by outlet_id, outlet_label
order by quotations desc, outlet asc, outlet_id asc
