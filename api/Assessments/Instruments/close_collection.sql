-- Closes a collection of the acting partnership: its ballots end, its answers get new ids and lie in no order, so that nothing leads from a
-- ballot or a moment to an answer; and its round knows that the instrument was used, where as many answered as may be told.
-- Runs with its owner's rights: the program itself may neither take answers away nor read them before this.
create or replace function close_collection(p_collection uuid, p_day date, p_by uuid, p_agency text, p_at timestamptz) returns void
language plpgsql
security definer
set search_path = public, pg_temp
as $$
declare
    v_partnership uuid := acting_partnership();
    v_collection assessment_collection%rowtype;
    v_answers integer;
begin
    if v_partnership is null then
        raise exception 'no partnership is acting' using errcode = '42501';
    end if;

    update assessment_collection set closed_on = p_day
    where partnership_id = v_partnership and id = p_collection and closed_on is null returning * into v_collection;
    if not found then return; end if;
    delete from collection_ballot where partnership_id = v_partnership and collection_id = p_collection;
    with taken as (delete from collection_answer where partnership_id = v_partnership and collection_id = p_collection returning *)
    insert into collection_answer (partnership_id, id, collection_id, detail, keyed)
    select partnership_id, gen_random_uuid(), collection_id, detail, keyed from taken order by gen_random_uuid();
    get diagnostics v_answers = row_count;
    if v_answers >= (select inside_threshold from partnership where partnership_id = v_partnership) then
        insert into assessment_use (partnership_id, assessment_id, round, instrument, version, number, used_on, agency, edited_by, edited_at)
        values (
            v_partnership, v_collection.assessment_id, v_collection.round, v_collection.instrument, 1, v_answers, p_day, p_agency, p_by, p_at)
        on conflict (partnership_id, assessment_id, round, instrument) do update set
            version = assessment_use.version + 1, number = excluded.number, used_on = excluded.used_on, agency = excluded.agency,
            edited_by = excluded.edited_by, edited_at = excluded.edited_at;
    end if;
end
$$;
