-- Recorded harm (and, if asked, concerns about places) whose time range overlaps the window, one row an event.
-- $1 partnership, $2 first day, $3 last day, $4 kinds, $5 harm types, $6 source kinds, $7 agencies (null: all),
-- $8 recorded up to when (null: until now), $9 agencies whose records count for the reader's,
-- $10 to $13 cells west, south, east, north (null: everywhere), $14 most rows.
-- Restricted records take part in nobody's analysis, their recorder's own neither: a result is shown to others.
-- Days are those of the clock on the wall here, not UTC: half past midnight in July is that day's night.
-- The cells are looked up first: row-level security keeps the spatial index from being used.
select
    incident.id,
    st_x(incident.point), st_y(incident.point), incident.accuracy_metres,
    (incident.occurred_from at time zone 'Europe/London')::date,
    incident.source_agency, incident.source_kind, incident.children_unknown_count,
    array(
        select child.token
        from incident_child
        join child on child.partnership_id = incident_child.partnership_id and child.id = incident_child.child_id
        where incident_child.partnership_id = incident.partnership_id and incident_child.incident_id = incident.id
        order by child.token)
from incident
where incident.partnership_id = $1
    and incident.status = 'recorded'
    and incident.sensitivity = 'ordinary'
    and incident.kind = any($4)
    and incident.occurred_from < ($3 + 1)::timestamp at time zone 'Europe/London'
    and incident.occurred_to >= $2::timestamp at time zone 'Europe/London'
    and ($5::text[] is null or incident.harm_types && $5)
    and ($6::text[] is null or incident.source_kind = any($6))
    and ($7::text[] is null or incident.source_agency = any($7))
    and ($8::timestamptz is null or incident.recorded_at <= $8)
    and incident.recorded_by_agency = any($9)
    and ($10::integer is null or (incident.cell_x between $10 and $12 and incident.cell_y between $11 and $13))
limit $14
