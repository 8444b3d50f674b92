-- Named places that are offered. $1 partnership, $2 $3 $4 $5 cells of the box (null: everywhere), $6 true: only those that were published
-- under an open licence, and the invented ones of a demonstration.
select
    id as fid, point as geom, null::timestamptz as time_from, null::timestamptz as time_to,
    name_en, name_cy, place_type, town_en, town_cy, reach_metres
from place
where partnership_id = $1 and not gone
    and ($2::integer is null or (cell_x between $2 and $3 and cell_y between $4 and $5))
    and (not $6
        or exists (
            select from import_edition e join import as i on i.partnership_id = e.partnership_id and i.id = e.import_id
            where e.partnership_id = place.partnership_id and e.id = place.edition_id and i.licence = 'OGL-UK-3.0')
        or exists (select from partnership p where p.partnership_id = place.partnership_id and p.is_demonstration))
