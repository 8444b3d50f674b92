-- What decides whether a snapshot in memory still holds: what the acting member may know, the oldest transaction that may still be
-- open (changes before it are all seen), and the incidents changed since a transaction; $1 partnership, $2 that transaction (null:
-- none of them is asked for).
select
    current_setting('spacesplaces.agencies', true), current_setting('spacesplaces.hidden', true), current_setting('spacesplaces.house', true),
    pg_snapshot_xmin(pg_current_snapshot())::text,
    case when $2::text is null then null else (
        select array_agg(distinct incident_id) from incident_change
        where partnership_id = $1 and changed_in >= ($2::text)::xid8) end
