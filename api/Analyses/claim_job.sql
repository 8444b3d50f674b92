-- Takes the oldest job that waits, or whose worker has been silent longer than its lease; $1 lease, $2 most attempts.
-- SKIP LOCKED lets several workers claim side by side. A job that has killed its worker too often is not tried again.
update job set
    state = 'running', lease_until = now() + $1, attempts = attempts + 1, step = null, fraction = 0
where (partnership_id, id) = (
    select partnership_id, id from job
    where (state = 'queued' or (state = 'running' and lease_until < now())) and attempts < $2 and not cancel_requested
    order by requested_at
    limit 1
    for update skip locked)
returning partnership_id, id, kind, parameters::text, requested_by, attempts
