-- chapter: reuse
-- question: Which outlets share copied text with each other, directly or through others?
-- grain: one row per community of at least two outlets
-- caveat: Two outlets are linked where a whole copy is shared by at least a tenth of the articles
--   of the smaller of the two, so that one reprint in a large corpus joins nobody. texts counts a
--   text and its copies once. most_copied is the outlet whose texts others carry most often.
with recursive articles as (
    select
        outlet_id,
        outlet_label,
        count(*) as article_count
    from marts.article_index
    group by outlet_id, outlet_label
),

copies as (
    select
        earlier.outlet_id as earlier_outlet_id,
        later.outlet_id as later_outlet_id,
        flows.document_id,
        flows.earlier_document_id,
        flows.is_credited,
        later.origin_document_id
    from marts.reprint_flows as flows
    inner join marts.article_index as earlier on flows.earlier_document_id = earlier.document_id
    inner join marts.article_index as later on flows.document_id = later.document_id
    where flows.reprint_kind = 'whole' and not flows.is_same_outlet
),

pairs as (
    select
        least(earlier_outlet_id, later_outlet_id) as outlet_id,
        greatest(earlier_outlet_id, later_outlet_id) as other_outlet_id,
        count(distinct origin_document_id) as text_count
    from copies
    group by
        least(earlier_outlet_id, later_outlet_id),
        greatest(earlier_outlet_id, later_outlet_id)
),

links as (
    select
        pairs.outlet_id,
        pairs.other_outlet_id
    from pairs
    inner join articles as first_outlets on pairs.outlet_id = first_outlets.outlet_id
    inner join articles as second_outlets on pairs.other_outlet_id = second_outlets.outlet_id
    where
        pairs.text_count
        >= 0.1 * least(first_outlets.article_count, second_outlets.article_count)
),

both_ways as (
    select
        outlet_id,
        other_outlet_id
    from links
    union
    select
        other_outlet_id as outlet_id,
        outlet_id as other_outlet_id
    from links
),

reached as (
    select
        outlet_id,
        outlet_id as member_id
    from both_ways
    union
    select
        reached.outlet_id,
        both_ways.other_outlet_id as member_id
    from reached
    inner join both_ways on reached.member_id = both_ways.outlet_id
),

communities as (
    select
        outlet_id,
        min(member_id) as community_id
    from reached
    group by outlet_id
),

members as (
    select
        communities.community_id,
        count(*) as outlet_count,
        string_agg(articles.outlet_label, ', ' order by articles.outlet_label) as outlets,
        sum(articles.article_count)::bigint as article_count
    from communities
    inner join articles using (outlet_id)
    group by communities.community_id
),

shared as (
    select
        communities.community_id,
        count(distinct copies.document_id) as copy_count,
        count(distinct copies.document_id) filter (where copies.is_credited) as credited_count,
        count(distinct copies.origin_document_id) as text_count
    from copies
    inner join communities on copies.later_outlet_id = communities.outlet_id
    group by communities.community_id
),

copied_from as (
    select
        communities.community_id,
        articles.outlet_label,
        count(*) as copy_count
    from copies
    inner join communities on copies.earlier_outlet_id = communities.outlet_id
    inner join articles on copies.earlier_outlet_id = articles.outlet_id
    group by communities.community_id, articles.outlet_label
),

sources as (
    select
        community_id,
        min_by(outlet_label, (-copy_count, outlet_label)) as most_copied
    from copied_from
    group by community_id
)

select
    members.outlets,
    members.outlet_count,
    members.article_count as articles,
    shared.text_count as texts,
    shared.copy_count as copies,
    shared.credited_count as credited,
    sources.most_copied
from members
inner join shared using (community_id)
inner join sources using (community_id)
order by members.outlet_count desc, shared.copy_count desc, members.outlets asc
