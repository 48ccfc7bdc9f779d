-- question: Which facts do not show the gravest relation among their values?
-- severity: fail
with graded as (
    select
        slot_id,
        max(list_position(['equal', 'refinement', 'update', 'contradiction'], relation)) as gravest
    from core.fact_relations
    group by slot_id
)

select slots.slot_id, slots.relation
from core.fact_slots as slots
left join graded using (slot_id)
where
    list_position(['equal', 'refinement', 'update', 'contradiction'], slots.relation)
    is distinct from graded.gravest
order by slots.slot_id
