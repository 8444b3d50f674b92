-- Sign-ins of a local day that failed; those stand in the house's chain, which must be acting. $1 day.
select at, actor_name, problem, address
from audit_entry
where partnership_id = '00000000-0000-0000-0000-000000000000' and action = 'signed_in' and outcome = 'refused'
    and at >= $1::date::timestamp at time zone 'Europe/London' and at < ($1::date + 1)::timestamp at time zone 'Europe/London'
order by sequence
