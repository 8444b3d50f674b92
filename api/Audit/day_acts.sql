-- The acts of one local day in the acting partnership's chain, in order. $1 partnership, $2 day, $3 canaries.
-- A list that happens to show a canary does not touch it.
select
    at, extract(hour from at at time zone 'Europe/London')::integer as local_hour, actor_id, actor_name, role, action, problem, address,
    action in ('incident_seen', 'incident_corrected', 'incident_withdrawn', 'glass_broken') and subjects && $3 as touches_canary
from audit_entry
where partnership_id = $1
    and at >= $2::date::timestamp at time zone 'Europe/London' and at < ($2::date + 1)::timestamp at time zone 'Europe/London'
order by sequence
