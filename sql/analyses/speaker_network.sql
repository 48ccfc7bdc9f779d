-- chapter: quotations
-- question: Which outlet lets which speaker speak, how often, and with which verbs?
-- grain: one row per speaker and outlet: the edges of a network
-- caveat: Reprints and agency copy are left out. outlets_of_speaker counts all outlets that quote
--   the speaker in reports of their own. Unresolved speakers are left out.
select
    speaker_label as speaker,
    speaker_kind as kind,
    outlet_label as outlet,
    count(*) as quotations,
    sum(word_count)::bigint as words,
    count(distinct story_id) as stories,
    string_agg(distinct lower(cue_text), ', ' order by lower(cue_text)) as verbs,
    count(*) over (partition by speaker_label, speaker_kind) as outlets_of_speaker
from marts.speaker_quotations
where speaker_kind != 'unresolved' and origin_kind = 'own'
group by speaker_label, speaker_kind, outlet_id, outlet_label
order by outlets_of_speaker desc, speaker asc, kind asc, quotations desc, outlet asc, outlet_id asc
