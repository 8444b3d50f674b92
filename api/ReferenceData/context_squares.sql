-- Located events by 1 km square. $1 partnership, $2 first month, $3 last month, $4 type or null for all,
-- $5 true: those outside the area too.
select cell_x, cell_y, count(*)::integer
from context_event
where partnership_id = $1 and month_from between $2 and $3 and point is not null and (inside_area or $5) and ($4::text is null or crime_type = $4)
group by cell_x, cell_y
order by cell_x, cell_y
