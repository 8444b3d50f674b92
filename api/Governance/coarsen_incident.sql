-- Reduces one incident of the acting partnership to a month and the middle of a 1 km square, and writes the ledger in the same
-- statement. Runs with its owner's rights: the API's role may not take records away by itself. Answers done, held or absent.
create or replace function coarsen_incident(
    p_incident uuid, p_ledger uuid, p_class text, p_reason text, p_ordered_by uuid, p_at timestamptz, p_replay boolean) returns text
language plpgsql
security definer
set search_path = public, pg_temp
as $$
declare
    v_answer text := 'done';
    v_house text := coalesce(current_setting('spacesplaces.house', true), 'off');
    v_partnership uuid := acting_partnership();
    v_known integer;
begin
    -- Sees past what is hidden from members while it runs. A setting of the function itself would ask for a superuser as owner.
    perform set_config('spacesplaces.house', 'on', true);
    <<work>>
    begin
        perform from incident where partnership_id = v_partnership and id = p_incident and coarsened_at is null for update;
        if not found then v_answer := 'absent'; exit work; end if;
        -- A hold that an older copy brings back was there before the record went, and did not keep it.
        if not p_replay and exists (
            select from legal_hold where partnership_id = v_partnership and incident_id = p_incident and released_at is null
                and ends_on >= (p_at at time zone 'Europe/London')::date) then v_answer := 'held'; exit work; end if;

        select count(*) into v_known from incident_child where partnership_id = v_partnership and incident_id = p_incident;
        perform forget_what_hangs_on(v_partnership, p_incident);
        update incident set
            point = coalesce(
                st_setsrid(st_makepoint(floor(st_x(incident.point) / 1000) * 1000 + 500, floor(st_y(incident.point) / 1000) * 1000 + 500), 27700),
                (select st_setsrid(st_makepoint(floor(st_x(place.point) / 1000) * 1000 + 500, floor(st_y(place.point) / 1000) * 1000 + 500), 27700)
                 from place where place.partnership_id = v_partnership and place.id = incident.place_id)),
            accuracy_metres = 707, placed_by = 'cell', place_id = null,
            occurred_from = date_trunc('month', occurred_from at time zone 'Europe/London') at time zone 'Europe/London',
            occurred_to = (date_trunc('month', occurred_to at time zone 'Europe/London') + interval '1 month') at time zone 'Europe/London' - interval '1 second',
            time_confidence = 'unsure', children_unknown_count = least(50, children_unknown_count + v_known),
            narrative = null, narrative_language = null, identifying_reason = null, language_reason = null, outreach_session_id = null,
            withdrawn_reason = case when withdrawn_reason is null then null else 'retention' end,
            -- A digest of the content would let somebody who guesses it know that they guessed right.
            first_content_sha256 = sha256(convert_to(id::text, 'UTF8')), content_sha256 = sha256(convert_to(id::text, 'UTF8')),
            version = version + 1, coarsened_at = p_at
        where partnership_id = v_partnership and id = p_incident;
        insert into erasure (partnership_id, id, subject_id, class, kind, reason, ordered_by, erased_at)
        values (v_partnership, p_ledger, p_incident, p_class, 'coarsened', p_reason, p_ordered_by, p_at)
        on conflict (partnership_id, id) do nothing;
    end work;
    perform set_config('spacesplaces.house', v_house, true);
    return v_answer;
end
$$;
