-- question: Which omissions are claimed of an outlet nobody knows, of a text that breaks off, or,
--   where there is no text, of an outlet of which nobody said when it was collected?
-- severity: fail
select omissions.omission_id, omissions.outlet_id, omissions.document_id
from core.omissions as omissions
left join core.outlets as outlets using (outlet_id)
left join core.articles as articles using (document_id)
where
    omissions.reason_code = 'omitted'
    and (
        outlets.is_identified is distinct from true
        or coalesce(articles.is_truncated, false)
        or (
            omissions.document_id is null
            and omissions.outlet_id not in (
                select outlet_windows.outlet_id from core.outlet_windows as outlet_windows
            )
        )
    )
order by omissions.omission_id
