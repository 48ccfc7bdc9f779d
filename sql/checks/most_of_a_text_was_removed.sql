-- question: Which documents of some length lost more than 90 % of their text to cleaning?
-- severity: warn
with shares as (
    select
        document_id,
        sum(end_char - start_char) as char_count,
        sum(end_char - start_char) filter (where zone = 'removed') as removed_char_count
    from core.blocks
    group by document_id
)

select document_id, char_count, removed_char_count
from shares
where char_count > 2000 and removed_char_count > 0.9 * char_count
order by document_id
