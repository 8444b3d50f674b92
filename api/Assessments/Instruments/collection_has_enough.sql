-- Whether as many answers of a collection of the acting partnership came as something may be told of; how many, nobody learns from it.
-- Runs with its owner's rights: before the closing the program itself reads no answer.
create or replace function collection_has_enough(p_collection uuid) returns boolean
language sql
stable
security definer
set search_path = public, pg_temp
as $$
    select count(*) >= (select inside_threshold from partnership where partnership_id = acting_partnership())
    from collection_answer where partnership_id = acting_partnership() and collection_id = p_collection
$$;
