-- question: Which facts do not show the gravest relation among their values?
-- scope: story
-- severity: fail
with grades as (
    select ['dismissed', 'equal', 'refinement', 'update', 'contradiction'] as from_mild_to_grave
),

graded as (
    select
        relations.slot_id,
        max(list_position(grades.from_mild_to_grave, relations.relation)) as gravest
    from core.fact_relations as relations
    cross join grades
    group by relations.slot_id
)

select slots.slot_id, slots.relation
from core.fact_slots as slots
cross join grades
left join graded using (slot_id)
where
    list_position(grades.from_mild_to_grave, slots.relation) is distinct from graded.gravest
    -- who names whom, and with which title, is mostly nothing that two reports agree or differ on
    and not (
        graded.gravest is null
        and slots.slot_kind in ('role', 'name')
        and slots.relation in ('equal', 'refinement')
    )
order by slots.slot_id
