-- Months of the forces of an import that a reader must not take for quiet ones. $1 partnership.
-- missing: no edition between the first and the last held. incomplete: fewer than a quarter of the median of the others.
with held as (
    select force, month, rows_read from import_edition e
    where partnership_id = $1 and replaced_by is null and force in (select force from staged_edition)
        and not exists (select from staged_edition s where s.replaces = e.id)
    union all
    select force, month_from, rows_read from staged_edition
), span as (
    select force, generate_series(min(month)::timestamp, max(month)::timestamp, interval '1 month')::date as month from held group by force
), missing as (
    select s.force, s.month, 'missing' as doubt, 0 as rows, 0::double precision as median
    from span s left join held h using (force, month)
    where h.month is null
), others as (
    select h.force, h.month, h.rows_read, percentile_cont(0.5) within group (order by o.rows_read) as median
    from held h join held o on o.force = h.force and o.month <> h.month
    group by h.force, h.month, h.rows_read
)
select force, month, doubt, rows, median from missing
union all
select force, month, 'incomplete', rows_read, median from others where rows_read < median * 0.25
order by force, month
