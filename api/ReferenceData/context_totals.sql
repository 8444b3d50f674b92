-- Events by type: inside the area, without a point, and outside. $1 partnership, $2 first month, $3 last month, $4 type or null,
-- $5 true: those outside the area count in the type's total too.
select crime_type, (count(*) filter (where inside_area or ($5 and point is not null)))::integer, (count(*) filter (where point is null))::integer,
    (count(*) filter (where point is not null and not inside_area))::integer
from context_event
where partnership_id = $1 and month_from between $2 and $3 and ($4::text is null or crime_type = $4)
group by crime_type
order by crime_type
