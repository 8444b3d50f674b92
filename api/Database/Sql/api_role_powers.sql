-- What the connected role could do beyond its grants: sees past row-level security, owns tables; and whether our schema is here.
select
    (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as sees_past_security,
    exists (select from pg_class where relowner = current_user::regrole and relkind in ('r', 'p', 'v') and relpersistence = 'p') as owns_tables,
    to_regclass('public.incident') is not null and to_regprocedure('public.acting_partnership()') is not null as has_schema
