-- chapter: agreement
-- question: Which roles does each outlet give to a person?
-- grain: one row per story, person, role and status; the outlets that give it in one cell
-- caveat: roles_of_person counts the different ones in the story, so that people whom outlets name
--   differently come first. A shorter form, such as director beside director of the port, is
--   another row and no contradiction; contradictions stand in disagreements.
with roles as (
    select
        document_id,
        entity_id,
        role_name,
        role_status,
        role_text
    from core.roles
),

people as (
    select
        entity_id,
        entity_name
    from core.entities
    where entity_type = 'person'
),

articles as (
    select
        document_id,
        story_id,
        story_title,
        outlet_label
    from marts.article_index
),

given as (
    select
        articles.story_id,
        articles.story_title,
        people.entity_id,
        people.entity_name,
        roles.role_name,
        roles.role_status,
        count(distinct articles.outlet_label) as outlet_count,
        string_agg(distinct articles.outlet_label, ', ' order by articles.outlet_label) as outlets,
        string_agg(distinct roles.role_text, ' | ' order by roles.role_text) as printed_as
    from roles
    inner join people using (entity_id)
    inner join articles using (document_id)
    group by
        articles.story_id,
        articles.story_title,
        people.entity_id,
        people.entity_name,
        roles.role_name,
        roles.role_status
)

select
    story_title,
    entity_name as person,
    count(*) over (partition by story_id, entity_id) as roles_of_person,
    role_name as role,
    role_status as status,
    outlets,
    printed_as
from given
order by
    story_title asc, story_id asc, roles_of_person desc, entity_name asc, entity_id asc,
    outlet_count desc, role_name asc, role_status asc
