-- Incidents as they are kept in memory for analyses, one row an event, whenever they happened.
-- $1 partnership, $2 only these incidents (null: all).
-- Row-level security decides which of them the acting member may know. Restricted records take part in nobody's analysis, their
-- recorder's own neither: a result is shown to others.
-- Days are those of the clock on the wall here, not UTC: half past midnight in July is that day's night.
select
    incident.id, st_x(incident.point), st_y(incident.point), incident.accuracy_metres, incident.occurred_from, incident.occurred_to,
    (incident.occurred_from at time zone 'Europe/London')::date, incident.kind, incident.harm_types, incident.source_kind,
    incident.source_agency, incident.recorded_by_agency, incident.children_unknown_count, incident.recorded_at, known.tokens
from incident
left join (
    select incident_child.incident_id, array_agg(child.token order by child.token) as tokens
    from incident_child
    join child on child.partnership_id = incident_child.partnership_id and child.id = incident_child.child_id
    where incident_child.partnership_id = $1 and ($2::uuid[] is null or incident_child.incident_id = any($2))
    group by incident_child.incident_id) known on known.incident_id = incident.id
where incident.partnership_id = $1
    and ($2::uuid[] is null or incident.id = any($2))
    and incident.status = 'recorded'
    and incident.sensitivity = 'ordinary'
