-- Appends one entry to the acting partnership's audit chain. Runs with its owner's rights, because the API's role may not
-- write the audit tables itself: entries are added in order, hashed over the one before, and never changed.
create or replace function append_audit(
    p_actor uuid, p_actor_name text, p_role text, p_agency text, p_action text, p_outcome text, p_problem text,
    p_subjects uuid[], p_address text, p_detail jsonb)
returns bigint
language plpgsql
security definer
set search_path = public, pg_temp
as $$
declare
    v_partnership uuid := acting_partnership();
    v_head audit_head%rowtype;
    v_at timestamptz;
    v_hash bytea;
begin
    if v_partnership is null then
        raise exception 'no partnership is acting' using errcode = '42501';
    end if;

    insert into audit_head (partnership_id, sequence, hash) values (v_partnership, 0, '\x00')
    on conflict (partnership_id) do nothing;
    select * into v_head from audit_head where partnership_id = v_partnership for update;
    -- Read when the entry's turn has come, so that times follow the order.
    v_at := clock_timestamp();

    v_hash := sha256(v_head.hash || convert_to(concat_ws(E'\x1f',
        v_partnership, v_head.sequence + 1, (extract(epoch from v_at) * 1000000)::bigint, coalesce(p_actor::text, ''),
        p_actor_name, p_role, p_agency, p_action, p_outcome, coalesce(p_problem, ''), array_to_string(p_subjects, ','),
        p_address, p_detail::text), 'UTF8'));

    insert into audit_entry (
        partnership_id, sequence, at, actor_id, actor_name, role, agency, action, outcome, problem, subjects, address, detail,
        previous_hash, hash)
    values (
        v_partnership, v_head.sequence + 1, v_at, p_actor, p_actor_name, p_role, p_agency, p_action, p_outcome, p_problem,
        p_subjects, p_address, p_detail, v_head.hash, v_hash);
    update audit_head set sequence = v_head.sequence + 1, hash = v_hash where partnership_id = v_partnership;
    return v_head.sequence + 1;
end
$$;
