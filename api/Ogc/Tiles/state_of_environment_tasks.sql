-- Changes whenever an environment task does. $1 partnership.
select count(*) || '/' || coalesce(sum(hashtextextended(id::text, version)), 0) from environment_task where partnership_id = $1
