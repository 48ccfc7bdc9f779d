-- question: Which documents, articles or stories stand in their table more than once?
-- severity: fail
select
    'documents' as table_name,
    document_id as row_id,
    count(*) as row_count
from core.documents
group by document_id
having count(*) > 1
union all
select
    'articles' as table_name,
    document_id as row_id,
    count(*) as row_count
from core.articles
group by document_id
having count(*) > 1
union all
select
    'stories' as table_name,
    story_id as row_id,
    count(*) as row_count
from core.stories
group by story_id
having count(*) > 1
order by table_name, row_id
