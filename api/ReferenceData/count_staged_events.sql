-- The account of each staged edition. $1 partnership.
-- An id counts as reused when it stands on more than one row: of this edition, of another in the same import, or of one that
-- stays. Duplicates are rows equal to another in every field that the publisher gave.
with many as (
    select publisher_id
    from (
        select publisher_id from staged_context_event where publisher_id is not null
        union all
        select e.publisher_id from context_event e
        where e.partnership_id = $1 and e.publisher_id is not null
            and not exists (select from staged_edition s where s.replaces = e.edition_id)
    ) held
    group by publisher_id
    having count(*) > 1
), reused as (
    select s.edition, count(distinct s.publisher_id) as ids
    from staged_context_event s join many using (publisher_id)
    group by s.edition
), contents as (
    select edition, count(*) as rows
    from staged_context_event
    group by edition, publisher_id, reported_by, lon, lat, location, lsoa_code, lsoa_name, crime_type, last_outcome, context
), duplicates as (
    select edition, sum(rows - 1)::integer as rows from contents group by edition
), totals as (
    select edition, count(lon)::integer as located, (count(*) - count(lon))::integer as unlocated,
        (count(*) - count(publisher_id))::integer as without_id
    from staged_context_event group by edition
)
select t.edition, t.located, t.unlocated, t.without_id, coalesce(r.ids, 0)::integer, d.rows
from totals t join duplicates d using (edition) left join reused r using (edition)
