-- Adds edges of the walking network by columns: $1 partnership, $2 edition or null, then numbers, sources, targets, lengths and lines.
insert into road (partnership_id, edition_id, id, source, target, length_metres, line)
select $1, $2, one.id, one.source, one.target, one.length_metres, st_setsrid(st_geomfromwkb(one.line), 27700)
from unnest($3::int[], $4::int[], $5::int[], $6::double precision[], $7::bytea[]) as one (id, source, target, length_metres, line)
