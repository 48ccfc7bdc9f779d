select distinct story_title, section_code from story('old-dam') order by all limit 2
