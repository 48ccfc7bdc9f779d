-- question: Which outlets with groups or windows in parallax.toml does no document name?
-- severity: warn
with told as (
    select outlet_id from core.outlet_groups
    union
    select outlet_id from core.outlet_windows
)

select outlets.outlet_id, outlets.outlet_name
from core.outlets as outlets
semi join told on outlets.outlet_id = told.outlet_id
anti join core.documents as documents on outlets.outlet_id = documents.outlet_id
order by outlets.outlet_id
