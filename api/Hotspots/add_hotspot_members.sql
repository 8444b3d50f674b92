-- Adds the members of one analysis' clusters; $1 partnership, $2 analysis, $3 the cluster of each, then either $4 incidents or
-- $5 keys of context events, as many as $3.
insert into hotspot_member (partnership_id, analysis_id, numbers, incident_ids, event_keys)
values ($1, $2, $3::integer[], $4::uuid[], $5::text[])
