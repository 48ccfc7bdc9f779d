-- chapter: quotations
-- question: Who is quoted, in whose report, with which verb?
-- grain: one row per quotation
-- caveat: speaker is the name where the speaker is known, else the words of the text. The same
--   utterance stands once for each report that carries it.
select
    story_title,
    coalesce(speaker_name, speaker_text) as speaker,
    outlet_label as reported_by,
    cue_text as verb,
    quotation_kind as form,
    quotation_text as words
from marts.speaker_quotations
order by story_title, speaker, reported_by, document_id, start_char, quotation_id
