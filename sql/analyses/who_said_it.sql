-- question: Who is quoted, in whose report, with which verb?
select
    story_title,
    coalesce(speaker_name, speaker_text) as speaker,
    outlet_label as reported_by,
    cue_text as verb,
    quotation_kind as form,
    quotation_text as words
from marts.speaker_quotations
order by story_title, speaker, reported_by, document_id, start_char, quotation_id
