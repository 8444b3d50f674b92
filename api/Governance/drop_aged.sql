-- Takes away what has no ledger of its own and is older than a time: access records (sessions, purposes, notices, opened glass,
-- invitations, decided requests, ended exclusions and holds), the register of exports, or published areas and analyses. Answers how many rows.
create or replace function drop_aged(p_class text, p_before timestamptz) returns integer
language plpgsql
security definer
set search_path = public, pg_temp
as $$
declare
    v_house text := coalesce(current_setting('spacesplaces.house', true), 'off');
    v_partnership uuid := acting_partnership();
    v_count integer;
    v_total integer := 0;
begin
    -- Sees past what is hidden from members while it runs. A setting of the function itself would ask for a superuser as owner.
    perform set_config('spacesplaces.house', 'on', true);
    <<work>>
    begin
        if p_class = 'access_record' then
            delete from purpose_statement where partnership_id = v_partnership and stated_at < p_before;
            get diagnostics v_count = row_count; v_total := v_total + v_count;
            delete from session where partnership_id = v_partnership and created_at < p_before
                and not exists (select from purpose_statement s where s.partnership_id = session.partnership_id and s.session_id = session.id);
            get diagnostics v_count = row_count; v_total := v_total + v_count;
            delete from access_key where partnership_id = v_partnership and coalesce(revoked_at, ends_on::timestamptz) < p_before;
            get diagnostics v_count = row_count; v_total := v_total + v_count;
            delete from notice where partnership_id = v_partnership and created_at < p_before;
            get diagnostics v_count = row_count; v_total := v_total + v_count;
            delete from break_glass where partnership_id = v_partnership and ends_at < p_before;
            get diagnostics v_count = row_count; v_total := v_total + v_count;
            delete from invitation where partnership_id = v_partnership and invited_at < p_before;
            get diagnostics v_count = row_count; v_total := v_total + v_count;
            delete from role_request where partnership_id = v_partnership and decided_at < p_before;
            get diagnostics v_count = row_count; v_total := v_total + v_count;
            delete from exclusion where partnership_id = v_partnership and ended_at < p_before;
            get diagnostics v_count = row_count; v_total := v_total + v_count;
            delete from legal_hold where partnership_id = v_partnership and (released_at < p_before or ends_on < p_before::date);
            get diagnostics v_count = row_count; v_total := v_total + v_count;
        elsif p_class = 'export_register' then
            delete from export where partnership_id = v_partnership and requested_at < p_before;
            get diagnostics v_total = row_count;
        elsif p_class = 'analysis' then
            delete from published_hour where partnership_id = v_partnership and published_at < p_before;
            get diagnostics v_count = row_count; v_total := v_total + v_count;
            delete from published_area where partnership_id = v_partnership and published_at < p_before;
            get diagnostics v_count = row_count; v_total := v_total + v_count;
            delete from analysis where partnership_id = v_partnership and created_at < p_before;
            get diagnostics v_count = row_count; v_total := v_total + v_count;
        end if;
        -- What is kept in memory is read whole again long before its trail of changes ends.
        delete from incident_change where partnership_id = v_partnership and changed_at < now() - interval '7 days';
    end work;
    perform set_config('spacesplaces.house', v_house, true);
    return v_total;
end
$$;
