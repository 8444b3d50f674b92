-- Moves the staged rows into their table and says of each edition how many located rows lie outside the area. $1 partnership.
-- Ordered by square, so that neighbours go into the spatial index one after the other.
with stored as (
    insert into context_event (
        partnership_id, edition_id, line, publisher_id, month_from, month_to, reported_by, falls_within, lon, lat, point, inside_area,
        location, lsoa_code, lsoa_name, crime_type, last_outcome, context)
    select
        $1, n.id, s.line, s.publisher_id, n.month_from, n.month_to, s.reported_by, n.force, s.lon, s.lat, g.point,
        coalesce(st_covers(p.area, g.point), false),
        s.location, s.lsoa_code, s.lsoa_name, s.crime_type, s.last_outcome, s.context
    from staged_context_event s
    join staged_edition n using (edition)
    cross join (select area from partnership where partnership_id = $1) p
    cross join lateral (select st_setsrid(st_makepoint(s.easting, s.northing), 27700)::geometry(Point, 27700) as point) g
    order by floor(s.easting / 1000), floor(s.northing / 1000)
    returning edition_id, point is not null and not inside_area as outside
)
select edition_id, (count(*) filter (where outside))::integer from stored group by edition_id
