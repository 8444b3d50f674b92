-- First days of the whole or part months of the window that no current edition covers; $1 partnership, $2 first day, $3 last day.
select wanted.first_day::date
from generate_series(date_trunc('month', $2::timestamp), $3::timestamp, interval '1 month') as wanted (first_day)
where not exists (
    select from import_edition
    where import_edition.partnership_id = $1 and import_edition.replaced_by is null
        and import_edition.month = wanted.first_day::date)
order by wanted.first_day
