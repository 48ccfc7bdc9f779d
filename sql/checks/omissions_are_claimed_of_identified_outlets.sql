-- question: Which omissions are claimed of an outlet nobody knows, or of a text that breaks
--   off?
-- severity: fail
select omissions.omission_id, omissions.outlet_id, omissions.document_id
from core.omissions as omissions
inner join core.outlets as outlets using (outlet_id)
left join core.articles as articles using (document_id)
where
    omissions.reason_code = 'omitted'
    and (not outlets.is_identified or coalesce(articles.is_truncated, false))
