-- Incidents of one cluster that the reader may know, in time order; $1 partnership, $2 analysis, $3 cluster.
select incident.id
from hotspot_member
cross join unnest(hotspot_member.numbers, hotspot_member.incident_ids) as member (number, incident_id)
join incident on incident.partnership_id = hotspot_member.partnership_id and incident.id = member.incident_id
where hotspot_member.partnership_id = $1 and hotspot_member.analysis_id = $2 and member.number = $3
order by incident.occurred_from, incident.id
