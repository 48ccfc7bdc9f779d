-- question: Which omissions are claimed of an outlet nobody knows, or of a text that breaks
--   off?
-- severity: fail
select omissions.omission_id, omissions.outlet_id, omissions.document_id
from core.omissions as omissions
left join core.outlets as outlets using (outlet_id)
left join core.articles as articles using (document_id)
where
    omissions.reason_code = 'omitted'
    and (outlets.is_identified is distinct from true or coalesce(articles.is_truncated, false))
order by omissions.omission_id
