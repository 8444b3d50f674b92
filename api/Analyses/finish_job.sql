-- Ends a job that succeeded and tells those who follow it; no row when it is no longer this worker's.
-- $1 partnership, $2 job, $3 attempt, $4 address of the result, $5 time, $6 channel.
with ended as (
    update job set state = 'succeeded', fraction = 1, step = null, result = $4, finished_at = $5
    where partnership_id = $1 and id = $2 and attempts = $3 and state = 'running'
    returning id)
select pg_notify($6, id::text) from ended
