-- Outreach sessions as the reader sees them. $1 partnership, $2 $3 $4 $5 cells of the box (null: everywhere), $6 agencies whose places are
-- seen exactly, $7 the reader.
select
    id as fid,
    case when recorded_by = $7 or agency = any ($6) then point
        else st_setsrid(st_makepoint(cell_x * 1000 + 500, cell_y * 1000 + 500), 27700) end as geom,
    started_at as time_from, ended_at as time_to,
    version,
    case when recorded_by = $7 or agency = any ($6) then 'exact' else 'grid_square1_km' end as precision,
    started_at, ended_at, staff, spoken_to, no_concern, agency, partner
from outreach_session
where partnership_id = $1
    and ($2::integer is null or (cell_x between $2 and $3 and cell_y between $4 and $5))
