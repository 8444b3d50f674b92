-- Located events inside the area by 1 km square. $1 partnership, $2 first month, $3 last month, $4 type or null for all.
select cell_x, cell_y, count(*)::integer
from context_event
where partnership_id = $1 and month_from between $2 and $3 and inside_area and ($4::text is null or crime_type = $4)
group by cell_x, cell_y
order by cell_x, cell_y
