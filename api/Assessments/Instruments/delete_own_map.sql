-- Takes away the one safety map that has this code, of whichever partnership, while it is collected and after; answers how many there were.
-- Runs with its owner's rights: the program itself takes no answer away, and whoever comes with a code acts in no partnership.
create or replace function delete_own_map(p_code text) returns integer
language plpgsql
security definer
set search_path = public, pg_temp
as $$
declare
    v_deleted integer;
begin
    perform set_config('spacesplaces.map_code', p_code, true);
    delete from collection_answer where detail ->> 'code' = p_code;
    get diagnostics v_deleted = row_count;
    perform set_config('spacesplaces.map_code', '', true);
    return v_deleted;
end
$$;
