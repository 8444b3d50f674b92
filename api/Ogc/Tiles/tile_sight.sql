-- What row-level security goes by for this reader, and from how many on a count is told. $1 partnership.
select
    concat_ws('|', current_setting('spacesplaces.account', true), current_setting('spacesplaces.agencies', true),
        current_setting('spacesplaces.hidden', true), current_setting('spacesplaces.lead_of', true),
        current_setting('spacesplaces.unlocked', true), current_setting('spacesplaces.house', true)),
    coalesce((select inside_threshold from partnership where partnership_id = $1), 5)
