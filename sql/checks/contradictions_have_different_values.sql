-- question: Which contradictions are claimed between values that are the same?
-- scope: story
-- severity: fail
select relations.slot_id, relations.fact_value_id_a, relations.fact_value_id_b
from core.fact_relations as relations
inner join
    core.fact_values as first_values
    on relations.fact_value_id_a = first_values.fact_value_id
inner join
    core.fact_values as second_values
    on relations.fact_value_id_b = second_values.fact_value_id
where relations.relation = 'contradiction' and first_values.value_text = second_values.value_text
order by relations.slot_id, relations.fact_value_id_a, relations.fact_value_id_b
