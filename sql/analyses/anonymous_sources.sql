-- chapter: quotations
-- question: What do anonymous sources say, and in whose reports?
-- grain: one row per quotation of a speaker kept unnamed
-- caveat: Anonymous is who is kept unnamed on purpose, such as a person familiar with the matter; a
--   body without a name, such as the police, is not. also_in counts the other outlets that carry
--   the same utterance.
select
    story_title,
    outlet_label as outlet,
    speaker_text as source,
    cue_text as verb,
    quotation_text as words,
    count(distinct outlet_id) over (partition by utterance_id) - 1 as also_in,
    document_id,
    start_char,
    end_char
from marts.speaker_quotations
where speaker_kind = 'anonymous'
order by story_title, story_id, outlet_label, document_id, start_char, quotation_id
