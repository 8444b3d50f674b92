-- Harm with its times as the map of bands counts it, one row a record with a point and an interval of at most a day; $1 partnership,
-- $2 first day, $3 last day, $4 recorded up to. Restricted records are left out for everybody.
select
    incident.cell_x, incident.cell_y, (incident.occurred_from at time zone 'Europe/London')::date, incident.source_agency,
    array(
        select child.token
        from incident_child
        join child on child.partnership_id = incident_child.partnership_id and child.id = incident_child.child_id
        where incident_child.partnership_id = incident.partnership_id and incident_child.incident_id = incident.id),
    incident.occurred_from, incident.occurred_to
from incident
where incident.partnership_id = $1
    and incident.status = 'recorded'
    and incident.kind = 'harm'
    and incident.sensitivity = 'ordinary'
    and incident.cell_x is not null
    and incident.occurred_from >= $2::timestamp at time zone 'Europe/London'
    and incident.occurred_from < ($3 + 1)::timestamp at time zone 'Europe/London'
    and incident.occurred_to <= incident.occurred_from + interval '1 day'
    and incident.recorded_at < $4
