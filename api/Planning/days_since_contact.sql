-- When workers were last within $5 metres of each point before an instant; $1 partnership, $2 eastings, $3 northings (EPSG:27700), $4 instant.
-- The cells come first: under row-level security the index on points is of no use.
select asked.number::int as number, max(contact.ended) as last
from unnest($2::double precision[], $3::double precision[]) with ordinality as asked (easting, northing, number)
join (
    select cell_x, cell_y, point, ended_at as ended from outreach_session where partnership_id = $1 and ended_at < $4
    union all
    select cell_x, cell_y, point, ends_at from activity where partnership_id = $1 and ends_at < $4 and status = 'done'
) contact on contact.cell_x between floor((asked.easting - $5) / 1000) and floor((asked.easting + $5) / 1000)
    and contact.cell_y between floor((asked.northing - $5) / 1000) and floor((asked.northing + $5) / 1000)
    and ((st_x(contact.point) - asked.easting) ^ 2 + (st_y(contact.point) - asked.northing) ^ 2) <= $5 ^ 2
group by asked.number
