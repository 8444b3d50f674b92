-- How many different records each person was shown on a local day, and on each of the 28 days before. $1 partnership, $2 day.
with shown as (
    select actor_id, actor_name, at, (at at time zone 'Europe/London')::date as day, subjects
    from audit_entry
    where partnership_id = $1 and actor_id is not null and outcome = 'done'
        and action in ('incident_seen', 'incidents_listed', 'hotspot_members_seen')
        and at >= ($2::date - 28)::timestamp at time zone 'Europe/London' and at < ($2::date + 1)::timestamp at time zone 'Europe/London'
), counted as (
    select actor_id, day, count(distinct record)::integer as records, min(at) as first, max(at) as last, max(actor_name) as actor_name
    from shown, unnest(subjects) as record group by actor_id, day
)
select today.actor_id, today.actor_name, today.records, today.first, today.last,
    array(select records from counted before where before.actor_id = today.actor_id and before.day < $2::date)
from counted today where day = $2::date
