-- Erases one incident of the acting partnership and writes the ledger in the same statement. Runs with its owner's rights: the API's
-- role may not delete incidents by itself. Answers done, held or absent.
create or replace function erase_incident(
    p_incident uuid, p_ledger uuid, p_class text, p_reason text, p_ordered_by uuid, p_at timestamptz, p_replay boolean) returns text
language plpgsql
security definer
set search_path = public, pg_temp
set spacesplaces.house = 'on'
as $$
declare
    v_partnership uuid := acting_partnership();
begin
    perform from incident where partnership_id = v_partnership and id = p_incident for update;
    if not found then return 'absent'; end if;
    if not p_replay and exists (
        select from legal_hold where partnership_id = v_partnership and incident_id = p_incident and released_at is null
            and ends_on >= (p_at at time zone 'Europe/London')::date) then return 'held'; end if;

    perform forget_what_hangs_on(v_partnership, p_incident);
    delete from hotspot_member where partnership_id = v_partnership and incident_id = p_incident;
    delete from incident where partnership_id = v_partnership and id = p_incident;
    insert into erasure (partnership_id, id, subject_id, class, kind, reason, ordered_by, erased_at)
    values (v_partnership, p_ledger, p_incident, p_class, 'erased', p_reason, p_ordered_by, p_at)
    on conflict (partnership_id, id) do nothing;
    return 'done';
end
$$;
