-- Hides from the acting member the records that they are excluded from: by name, by named place, and those within 150 m of it.
-- $1 partnership, $2 account. Runs after act_as_member, which has hidden nothing yet.
select set_config('spacesplaces.hidden', coalesce(array_agg(id)::text, '{}'), true)
from (
    select incident_id as id from exclusion
    where partnership_id = $1 and account_id = $2 and ended_at is null and incident_id is not null
    union
    select incident.id
    from exclusion
    join place on place.partnership_id = exclusion.partnership_id and place.id = exclusion.place_id
    join incident on incident.partnership_id = exclusion.partnership_id
        and (incident.place_id = place.id or (
            -- The cells are looked up first: row-level security keeps the spatial index from being used.
            incident.cell_x between floor((st_xmin(place.shape) - 150) / 1000)::integer and floor((st_xmax(place.shape) + 150) / 1000)::integer
            and incident.cell_y between floor((st_ymin(place.shape) - 150) / 1000)::integer and floor((st_ymax(place.shape) + 150) / 1000)::integer
            and st_dwithin(incident.point, place.shape, 150)))
    where exclusion.partnership_id = $1 and exclusion.account_id = $2 and exclusion.ended_at is null
) as excluded
