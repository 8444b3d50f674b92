-- What the acting member may know of incidents, for the policies of this transaction; true when they are excluded from something.
-- $1 partnership, $2 account, $3 agencies whose records they see, $4 the agency that they lead (empty: none).
-- Opened records are read here once, so that a glass whose time ends closes with the next act.
select
    exists (select from exclusion where partnership_id = $1 and account_id = $2 and ended_at is null) as excluded,
    set_config('spacesplaces.agencies', $3::text[]::text, true),
    set_config('spacesplaces.lead_of', $4, true),
    set_config('spacesplaces.hidden', '{}', true),
    set_config('spacesplaces.unlocked', coalesce((
        select array_agg(incident_id)::text from break_glass
        where partnership_id = $1 and account_id = $2 and ends_at > now()), '{}'), true)
