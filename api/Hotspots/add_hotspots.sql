-- Adds the clusters of one analysis; $1 partnership, $2 analysis, then equally long arrays: $3 numbers, $4 classes, $5 events,
-- $6 different children, $7 children unknown, $8 agencies, $9 dates, $10 first and $11 last days, $12 hulls as WKB, $13 source mixes.
insert into hotspot (
    partnership_id, analysis_id, number, class, events, distinct_children, children_unknown, agencies, dates, first, last, hull, source_mix)
select
    $1, $2, found.number, found.class, found.events, found.distinct_children, found.children_unknown, found.agencies, found.dates,
    found.first, found.last, st_geomfromwkb(found.hull, 27700), found.source_mix::jsonb
from unnest(
    $3::integer[], $4::text[], $5::integer[], $6::integer[], $7::integer[], $8::integer[], $9::integer[], $10::date[], $11::date[],
    $12::bytea[], $13::text[]) as found (
    number, class, events, distinct_children, children_unknown, agencies, dates, first, last, hull, source_mix)
