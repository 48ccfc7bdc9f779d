-- chapter: audit
-- question: Which outlets lost most of their text to cleaning, and by which rule?
-- grain: one row per outlet, kind and rule that removed at least one hundredth of its text
-- caveat: Shares are of all characters of the outlet's documents, blank space included. Much
--   removed is not wrong: pages have much around the article. The example is the longest block the
--   rule removed.
with removed as (
    select
        *,
        sum(char_share) over (partition by outlet_id) as removed_share
    from marts.cleaning_audit
    where zone = 'removed'
)

select
    removed.outlet_label as outlet,
    round(removed.removed_share, 4) as removed_share,
    removed.rule_code as rule,
    removed.block_kind as kind,
    removed.char_share as share,
    removed.block_count as blocks,
    removed.document_count as documents,
    left(
        trim(
            regexp_replace(
                substring(
                    documents.document_text,
                    removed.start_char + 1,
                    removed.end_char - removed.start_char
                ),
                '\s+', ' ', 'g'
            )
        ),
        60
    ) as example
from removed
inner join core.documents as documents using (document_id)
where removed.char_share >= 0.01
order by
    removed.removed_share desc,
    removed.outlet_label asc,
    removed.outlet_id asc,
    removed.char_share desc,
    removed.rule_code asc,
    removed.block_kind asc
