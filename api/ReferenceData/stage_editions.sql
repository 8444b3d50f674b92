-- Room for the editions of one import, gone with its transaction: the number that staged rows carry, the id they will have,
-- and the id of the edition that they replace, if there is one.
create temporary table staged_edition (
    edition integer primary key,
    id uuid not null,
    month_from date not null,
    month_to date not null,
    force text not null,
    rows_read integer not null,
    replaces uuid
) on commit drop
