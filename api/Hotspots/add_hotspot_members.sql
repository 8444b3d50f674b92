-- Adds members of one analysis' clusters; $1 partnership, $2 analysis, then equally long arrays: $3 cluster numbers,
-- $4 event keys, $5 incidents (null for context), $6 whether each is a core event. COPY cannot be used under row-level security.
insert into hotspot_member (partnership_id, analysis_id, number, event_key, incident_id, is_core)
select $1, $2, member.number, member.event_key, member.incident_id, member.is_core
from unnest($3::integer[], $4::text[], $5::uuid[], $6::boolean[]) as member (number, event_key, incident_id, is_core)
