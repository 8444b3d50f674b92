-- Renews a worker's lease and writes how far the work is; true while the work should go on.
-- $1 partnership, $2 job, $3 attempt, $4 share done, $5 step, $6 lease.
update job set fraction = $4, step = $5, lease_until = now() + $6
where partnership_id = $1 and id = $2 and attempts = $3 and state = 'running'
returning not cancel_requested
