-- Room for the rows of one import, gone with its transaction. COPY is refused on tables with row-level security; not here.
create temporary table staged_context_event (
    edition integer not null,
    line integer not null,
    publisher_id text,
    reported_by text not null,
    lon double precision,
    lat double precision,
    easting double precision,
    northing double precision,
    location text not null,
    lsoa_code text,
    lsoa_name text,
    crime_type text not null,
    last_outcome text,
    context text
) on commit drop
