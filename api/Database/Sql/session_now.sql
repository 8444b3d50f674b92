-- A session with the limits that hold for it and the stamp of its account. $1 partnership, $2 account, $3 session.
select session.kind, session.created_at, session.last_used_at, session.authenticated_at, session.ended_at,
    partnership.browser_idle_minutes, partnership.program_idle_minutes, account.security_stamp
from session
join partnership on partnership.partnership_id = session.partnership_id
join account on account.id = session.account_id
where session.partnership_id = $1 and session.account_id = $2 and session.id = $3
