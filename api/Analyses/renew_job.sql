-- Renews a worker's lease and writes how far the work is. Answers whether somebody wants it stopped, and the requester's role now:
-- null when their membership or account has ended.
-- $1 partnership, $2 job, $3 attempt, $4 share done, $5 step, $6 lease.
update job set fraction = $4, step = $5, lease_until = now() + $6
where partnership_id = $1 and id = $2 and attempts = $3 and state = 'running'
returning cancel_requested, (
    select role from membership
    join account on account.id = membership.account_id
    where membership.partnership_id = $1 and membership.account_id = job.requested_by
        and membership.ended_at is null and account.disabled_at is null)
