-- Changes whenever an incident does. $1 partnership. Transactions below the oldest that may still be open are all decided: the last of
-- them that changed one says all about them. Those above are named, because an earlier one may still come between.
select
    coalesce((select changed_in::text from incident_change
        where partnership_id = $1 and changed_in < pg_snapshot_xmin(pg_current_snapshot()) order by changed_in desc limit 1), '')
    || '/' || coalesce((select string_agg(distinct changed_in::text, ',' order by changed_in::text) from incident_change
        where partnership_id = $1 and changed_in >= pg_snapshot_xmin(pg_current_snapshot())), '')
