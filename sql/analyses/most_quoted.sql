-- chapter: quotations
-- question: Who is quoted most, with how many words, and where in the articles?
-- grain: one row per speaker, the most quoted first
-- caveat: An utterance counts once however many reports carry it; words add up over the reports
--   that are no reprints. Unresolved speakers, such as a bare pronoun, are left out; bodies without
--   a name, such as the port, count by their words across all stories, and can be several bodies.
select
    speaker_label as speaker,
    speaker_kind as kind,
    count(distinct utterance_id) as utterances,
    count(distinct outlet_id) as outlets,
    count(distinct independent_id) as origins,
    sum(word_count) filter (where origin_kind = 'own')::bigint as words,
    count(*) filter (where zone in ('title', 'dek')) as in_title_or_dek,
    count(*) filter (where zone = 'lede') as in_lede,
    count(*) filter (where zone not in ('title', 'dek', 'lede')) as further_down
from marts.speaker_quotations
where speaker_kind != 'unresolved'
group by speaker_label, speaker_kind
order by utterances desc, words desc nulls last, speaker asc, kind asc
