-- What became of the rows of editions that are replaced: added, removed, changed. $1 partnership.
-- Rows are compared as a multiset of contents, because equal rows cannot be told apart. Of the rows left over on both sides
-- those with the same id are one row changed; so rows before + added - removed = rows after, always.
with fresh as (
    select s.edition, s.publisher_id, sha256(convert_to(row(s.publisher_id, s.reported_by, s.lon, s.lat, s.location, s.lsoa_code,
        s.lsoa_name, s.crime_type, s.last_outcome, s.context)::text, 'UTF8')) as content
    from staged_context_event s join staged_edition n using (edition)
    where n.replaces is not null
), held as (
    select n.edition, e.publisher_id, sha256(convert_to(row(e.publisher_id, e.reported_by, e.lon, e.lat, e.location, e.lsoa_code,
        e.lsoa_name, e.crime_type, e.last_outcome, e.context)::text, 'UTF8')) as content
    from context_event e join staged_edition n on n.replaces = e.edition_id
    where e.partnership_id = $1
), sides as (
    select edition, publisher_id, content, 1 as rows from fresh
    union all
    select edition, publisher_id, content, -1 from held
), left_over as (
    select edition, publisher_id, greatest(sum(rows), 0) as fresh, greatest(-sum(rows), 0) as held
    from sides group by edition, publisher_id, content having sum(rows) <> 0
), by_id as (
    select edition, sum(fresh) as fresh, sum(held) as held,
        case when publisher_id is null then 0 else least(sum(fresh), sum(held)) end as changed
    from left_over group by edition, publisher_id
)
select edition, sum(fresh - changed)::integer, sum(held - changed)::integer, sum(changed)::integer
from by_id group by edition
