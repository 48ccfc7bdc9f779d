-- question: Which articles belong to no story, or to one that is missing?
-- severity: fail
select articles.document_id, articles.story_id
from core.articles as articles
left join core.stories as stories using (story_id)
where stories.story_id is null
order by articles.document_id
