-- question: Of which outlets does cleaning remove far more or far less than in the run before?
--   Their pages have a new layout, or a rule has changed: see `parallax sql cleaning`.
-- severity: warn
select distinct
    outlet_id, outlet_label, previous_removed_share, removed_share, new_removed_share
from marts.cleaning_drift
where is_jump
order by outlet_id
