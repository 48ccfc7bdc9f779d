-- chapter: audit
-- question: What has changed in an outlet's furniture since the run before: what is removed now, or
--   no longer?
-- grain: one row per outlet, kind and rule of removal whose share differs from the run before:
--   by at least 0.005 in all its text, or 0.02 in the new documents
-- caveat: Compared with the outlet's last record before this run, so a first run has none. change
--   is of the share of all its text; new_share is of the documents that came in, and shows a new
--   layout at once. The example is the longest block the rule removes now; it is empty where it
--   removes none any more.
select
    drift.outlet_label as outlet,
    drift.rule_code as rule,
    drift.block_kind as kind,
    drift.previous_char_share as share_before,
    drift.char_share as share_now,
    drift.char_share_change as change,
    drift.new_char_share as new_share,
    drift.new_document_count as new_documents,
    left(
        trim(
            regexp_replace(
                substring(
                    documents.document_text,
                    drift.start_char + 1,
                    drift.end_char - drift.start_char
                ),
                '\s+', ' ', 'g'
            )
        ),
        60
    ) as example
from marts.cleaning_drift as drift
left join core.documents as documents using (document_id)
where
    drift.zone = 'removed'
    and (
        abs(drift.char_share_change) >= 0.005
        or abs(drift.new_char_share - drift.previous_char_share) >= 0.02
    )
order by
    drift.is_jump desc,
    abs(drift.char_share_change) desc,
    drift.outlet_label asc,
    drift.outlet_id asc,
    drift.rule_code asc,
    drift.block_kind asc
