-- Agreements in force today to which the member's agency is a party; an agreement's last day ends at local midnight.
-- $1 partnership, $2 account.
select id, reference, parties, items, ends_on
from sharing_agreement
where partnership_id = $1 and ended_at is null
    and (now() at time zone 'Europe/London')::date between starts_on and ends_on
    and (select agency from membership where partnership_id = $1 and account_id = $2 and ended_at is null) = any(parties)
order by reference
