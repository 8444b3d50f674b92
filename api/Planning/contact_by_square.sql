-- The last contact in each 1 km square before an instant: outreach, and activities that were done; $1 partnership, $2 instant.
select cell_x, cell_y, max(ended) as last
from (
    select cell_x, cell_y, ended_at as ended from outreach_session where partnership_id = $1 and ended_at < $2
    union all
    select cell_x, cell_y, ends_at from activity where partnership_id = $1 and ends_at < $2 and status = 'done'
) contact
group by cell_x, cell_y
