-- Who the account is in the partnership now; no row when the account or the membership is ended. $1 partnership, $2 account.
select account.user_name, membership.role, membership.agency
from membership
join account on account.id = membership.account_id
where membership.partnership_id = $1 and membership.account_id = $2 and membership.ended_at is null and account.disabled_at is null
