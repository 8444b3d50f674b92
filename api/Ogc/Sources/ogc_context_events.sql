-- Published events counted by 1 km square, month and type, inside the partnership's area: a published point is not the scene.
-- $1 partnership, $2 $3 $4 $5 cells of the box (null: everywhere).
select
    to_char(month_from, 'YYYY-MM') || '.' || cell_x || '.' || cell_y || '.' || regexp_replace(lower(crime_type), '[^a-z0-9]+', '-', 'g') as fid,
    st_makeenvelope(cell_x * 1000, cell_y * 1000, (cell_x + 1) * 1000, (cell_y + 1) * 1000, 27700) as geom,
    month_from::timestamp at time zone 'Europe/London' as time_from,
    max(month_to)::timestamp at time zone 'Europe/London' - interval '1 microsecond' as time_to,
    to_char(month_from, 'YYYY-MM') as month, min(crime_type) as type, count(*)::integer as events
from context_event
where partnership_id = $1 and point is not null and inside_area
    -- A square that a box touches may begin one cell before it.
    and ($2::integer is null or (cell_x between $2 - 1 and $3 + 1 and cell_y between $4 - 1 and $5 + 1))
group by month_from, cell_x, cell_y, regexp_replace(lower(crime_type), '[^a-z0-9]+', '-', 'g')
