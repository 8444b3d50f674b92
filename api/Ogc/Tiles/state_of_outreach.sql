-- Changes whenever an outreach session does. $1 partnership.
select count(*) || '/' || coalesce(sum(hashtextextended(id::text, version)), 0) from outreach_session where partnership_id = $1
