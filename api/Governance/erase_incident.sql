-- Erases one incident of the acting partnership and writes the ledger in the same statement. Runs with its owner's rights: the API's
-- role may not delete incidents by itself. Answers done, held or absent.
create or replace function erase_incident(
    p_incident uuid, p_ledger uuid, p_class text, p_reason text, p_ordered_by uuid, p_at timestamptz, p_replay boolean) returns text
language plpgsql
security definer
set search_path = public, pg_temp
as $$
declare
    v_answer text := 'done';
    v_house text := coalesce(current_setting('spacesplaces.house', true), 'off');
    v_partnership uuid := acting_partnership();
begin
    -- Sees past what is hidden from members while it runs. A setting of the function itself would ask for a superuser as owner.
    perform set_config('spacesplaces.house', 'on', true);
    <<work>>
    begin
        perform from incident where partnership_id = v_partnership and id = p_incident for update;
        if not found then v_answer := 'absent'; exit work; end if;
        if not p_replay and exists (
            select from legal_hold where partnership_id = v_partnership and incident_id = p_incident and released_at is null
                and ends_on >= (p_at at time zone 'Europe/London')::date) then v_answer := 'held'; exit work; end if;

        perform forget_what_hangs_on(v_partnership, p_incident);
        update hotspot_member
        set (numbers, incident_ids) = (
            select coalesce(array_agg(member.number order by member.place), '{}'), coalesce(array_agg(member.incident_id order by member.place), '{}')
            from unnest(hotspot_member.numbers, hotspot_member.incident_ids) with ordinality as member (number, incident_id, place)
            where member.incident_id <> p_incident)
        where partnership_id = v_partnership and incident_ids @> array[p_incident];
        delete from incident where partnership_id = v_partnership and id = p_incident;
        insert into erasure (partnership_id, id, subject_id, class, kind, reason, ordered_by, erased_at)
        values (v_partnership, p_ledger, p_incident, p_class, 'erased', p_reason, p_ordered_by, p_at)
        on conflict (partnership_id, id) do nothing;
    end work;
    perform set_config('spacesplaces.house', v_house, true);
    return v_answer;
end
$$;
