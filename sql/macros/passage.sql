-- question: Which words stand behind a row, and what stands around them?
-- grain: one row; none where the document is not there
-- parameters: the document_id, start_char and end_char of any row of any table
-- caveat: 200 characters on either side are shown as they stand in the document, furniture that was
--   removed included; zone tells what the first of the words is part of. Beside a table it gives
--   the words behind each row: from marts.fact_disagreements as d, passage(d.document_id,
--   d.start_char, d.end_char).
create or replace macro passage(document_id, start_char, end_char) as table
    with wanted as (
        select
            document_id as wanted_id,
            start_char as first_char,
            end_char as last_char
    )

    select
        documents.path,
        documents.member,
        outlets.outlet_label,
        blocks.zone,
        substring(
            documents.document_text,
            greatest(wanted.first_char - 200, 0) + 1,
            least(wanted.first_char, 200)
        ) as text_before,
        substring(
            documents.document_text, wanted.first_char + 1, wanted.last_char - wanted.first_char
        ) as passage_text,
        substring(documents.document_text, wanted.last_char + 1, 200) as text_after
    from wanted
    inner join core.documents as documents on wanted.wanted_id = documents.document_id
    inner join marts.outlet_index as outlets on documents.outlet_id = outlets.outlet_id
    left join core.blocks as blocks
        on
            documents.document_id = blocks.document_id
            and wanted.first_char >= blocks.start_char
            and wanted.first_char < blocks.end_char
