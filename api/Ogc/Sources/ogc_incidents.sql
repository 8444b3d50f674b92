-- Incidents as the reader sees them: coarse ones as the middle of their square and whole days, which is all that anything can be asked by.
-- $1 partnership, $2 $3 $4 $5 cells of the box (null: everywhere), $6 agencies whose places are seen exactly, $7 own agency only (null: any),
-- $8 own records only (null: any).
select
    id as fid,
    case when recorded_by_agency = any ($6) then point
        when cell_x is not null then st_setsrid(st_makepoint(cell_x * 1000 + 500, cell_y * 1000 + 500), 27700) end as geom,
    case when recorded_by_agency = any ($6) then occurred_from else date_trunc('day', occurred_from, 'Europe/London') end as time_from,
    case when recorded_by_agency = any ($6) then occurred_to
        else ((occurred_to at time zone 'Europe/London')::date + 1)::timestamp at time zone 'Europe/London' - interval '1 second' end as time_to,
    version, kind,
    case when point is null then 'none' when recorded_by_agency = any ($6) then 'exact' else 'grid_square1_km' end as precision,
    case when recorded_by_agency = any ($6) then accuracy_metres end as accuracy_metres,
    case when recorded_by_agency = any ($6) then placed_by end as placed_by,
    point is not null and coalesce(accuracy_metres, 0) <= 100 as used_in_clusters,
    case when recorded_by_agency = any ($6) then place_id end as place_id,
    case when recorded_by_agency = any ($6) then occurred_from else date_trunc('day', occurred_from, 'Europe/London') end as occurred_from,
    case when recorded_by_agency = any ($6) then occurred_to
        else ((occurred_to at time zone 'Europe/London')::date + 1)::timestamp at time zone 'Europe/London' - interval '1 second' end as occurred_to,
    time_confidence, harm_types, context_level, source_kind, info_grade, source_agency, recorded_by_agency, cross_boundary, recorded_at, sensitivity,
    case when recorded_by_agency = any ($6) then outreach_session_id end as outreach_session_id
from incident
where partnership_id = $1 and status = 'recorded'
    -- Looked up first: row-level security keeps the spatial index from being used.
    and ($2::integer is null or (cell_x between $2 and $3 and cell_y between $4 and $5) or cell_x is null)
    and ($7::text is null or recorded_by_agency = $7)
    and ($8::uuid is null or recorded_by = $8)
