-- Context of the months that overlap the window, one row an event.
-- $1 partnership, $2 first day, $3 last day, $4 the publisher's types (null: all),
-- $5 to $8 cells west, south, east, north (null: everywhere), $9 most rows.
-- The edition's name and the line name an event the same way after the same file is imported again; the edition's id does not.
-- The cells are looked up first: row-level security keeps the spatial index from being used.
select
    context_event.edition_id, import_edition.edition, context_event.line,
    st_x(context_event.point), st_y(context_event.point), context_event.month_from, context_event.crime_type
from context_event
join import_edition on import_edition.partnership_id = context_event.partnership_id and import_edition.id = context_event.edition_id
where context_event.partnership_id = $1
    and context_event.month_from <= $3
    and context_event.month_to > $2
    and ($4::text[] is null or context_event.crime_type = any($4))
    and ($5::integer is null or (context_event.cell_x between $5 and $7 and context_event.cell_y between $6 and $8))
limit $9
