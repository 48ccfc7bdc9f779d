-- chapter: reuse
-- question: Who reprints whom, how many articles and words, and how often with credit?
-- grain: one row per pair of outlets, in the direction of the text
-- caveat: Copies of one wire report are copies of each other too: the pair with the most articles
--   need not be the one that texts travel by. guessed_direction counts pairs of which nothing tells
--   who was first.
select
    earlier_outlet_label as copied_from,
    later_outlet_label as copied_by,
    count(*) as pairs,
    count(distinct document_id) as articles,
    count(*) filter (where reprint_kind = 'whole') as whole,
    count(*) filter (where reprint_kind = 'partial') as partial,
    sum(shared_word_count)::bigint as words,
    round(avg(containment_share), 2) as mean_share,
    count(*) filter (where is_credited) as credited,
    count(*) filter (where direction_method = 'undated') as guessed_direction
from marts.reprint_flows
where not is_same_outlet
group by earlier_outlet_label, later_outlet_label
order by articles desc, words desc, copied_from asc, copied_by asc
