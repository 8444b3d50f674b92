-- Of the records that a person opened one by one on a local day, the most that lie in one 1 km square where they recorded none, on a
-- day for which they stated no purpose. Told as numbers: the square stays here. $1 partnership, $2 day.
with opened as (
    select e.actor_id, max(e.actor_name) as actor_name, i.id, i.cell_x, i.cell_y, min(e.at) as first, max(e.at) as last
    from audit_entry e
    join incident i on i.partnership_id = e.partnership_id and i.id = any (e.subjects)
    where e.partnership_id = $1 and e.actor_id is not null and e.outcome = 'done' and e.action = 'incident_seen' and i.cell_x is not null
        and e.at >= $2::date::timestamp at time zone 'Europe/London' and e.at < ($2::date + 1)::timestamp at time zone 'Europe/London'
    group by e.actor_id, i.id, i.cell_x, i.cell_y
), squares as (
    select actor_id, max(actor_name) as actor_name, cell_x, cell_y, count(*)::integer as records, min(first) as first, max(last) as last,
        sum(count(*)) over (partition by actor_id)::integer as of_all
    from opened group by actor_id, cell_x, cell_y
)
select distinct on (actor_id) actor_id, actor_name, records, of_all, first, last
from squares s
where not exists (select from incident i
        where i.partnership_id = $1 and i.recorded_by = s.actor_id and i.cell_x = s.cell_x and i.cell_y = s.cell_y)
    and not exists (select from purpose_statement p
        where p.partnership_id = $1 and p.account_id = s.actor_id and p.stated_at <= s.last and p.ends_at >= s.first)
order by actor_id, records desc
