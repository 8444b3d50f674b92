-- Boundaries. $1 partnership, $2 true: only those that were published under an open licence.
select
    boundary.boundary_set || '.' || boundary.code as fid, boundary.shape as geom, null::timestamptz as time_from, null::timestamptz as time_to,
    boundary.code, boundary.boundary_set as set, boundary.name_en, boundary.name_cy
from boundary
where boundary.partnership_id = $1 and (not $2 or exists (
    select from import_edition e join import as i on i.partnership_id = e.partnership_id and i.id = e.import_id
    where e.partnership_id = boundary.partnership_id and e.id = boundary.edition_id and i.licence = 'OGL-UK-3.0'))
