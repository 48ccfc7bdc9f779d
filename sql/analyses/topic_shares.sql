-- chapter: coverage
-- question: Which share of its output of a day did each outlet give to a topic?
-- grain: one row per topic, day and outlet
-- caveat: Empty while articles have no topics. Shares of a topic need not add up to 1, for an
--   article can have several; own_share leaves reprints and agency copy out, above and below the
--   line. Articles whose day is not known are left out.
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
