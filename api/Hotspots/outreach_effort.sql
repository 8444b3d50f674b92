-- Outreach sessions that began in a window; $1 partnership, $2 first instant, $3 first instant after.
select st_x(point), st_y(point), started_at, ended_at
from outreach_session
where partnership_id = $1 and started_at >= $2 and started_at < $3
order by id
