-- chapter: coverage
-- question: Which share of its output of a day did each outlet give to a topic?
-- grain: one row per topic, day and outlet
-- caveat: Topics are those of IPTC Media Topics, found in English articles; an article can have
--   several, and with a narrower one the broader, so shares need not add up to 1; own_share leaves
--   reprints and agency copy out, above and below the line. Articles whose day is not known are
--   left out. The analysis topic_evidence tells which words gave an article its topics.
select
    topic_name as topic,
    published_on as day_on,
    outlet_label as outlet,
    article_count as articles,
    outlet_article_count as of_articles,
    article_share as share,
    own_article_count as own_articles,
    own_article_share as own_share
from marts.topic_coverage
order by
    topic_name asc,
    topic_code asc,
    published_on asc,
    article_share desc,
    outlet_label asc,
    outlet_id asc
