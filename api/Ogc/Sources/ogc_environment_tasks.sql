-- Environment tasks as the reader sees them. $1 partnership, $2 $3 $4 $5 cells of the box (null: everywhere), $6 the reader's agency,
-- $7 true for readers of every place, $8 today.
select
    id as fid,
    case when $7 or agency = $6 or owner = $6 then point
        else st_setsrid(st_makepoint(cell_x * 1000 + 500, cell_y * 1000 + 500), 27700) end as geom,
    recorded_at as time_from, recorded_at as time_to,
    version,
    case when $7 or agency = $6 or owner = $6 then 'exact' else 'grid_square1_km' end as precision,
    defect, status, owner, agency, recorded_at, due,
    coalesce(status in ('open', 'with_owner') and due < $8, false) as overdue
from environment_task
where partnership_id = $1
    and ($2::integer is null or (cell_x between $2 and $3 and cell_y between $4 and $5))
