-- Erases one stored analysis of the acting partnership with its clusters, its job and its publication, and writes the ledger in the
-- same statement. Answers done or absent.
create or replace function erase_analysis(p_analysis uuid, p_ledger uuid, p_reason text, p_at timestamptz) returns text
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
        perform from hotspot_analysis where partnership_id = v_partnership and id = p_analysis for update;
        if not found then v_answer := 'absent'; exit work; end if;
        delete from hotspot_publication where partnership_id = v_partnership and analysis_id = p_analysis;
        delete from hotspot_member where partnership_id = v_partnership and analysis_id = p_analysis;
        delete from hotspot where partnership_id = v_partnership and analysis_id = p_analysis;
        delete from hotspot_analysis where partnership_id = v_partnership and id = p_analysis;
        delete from job where partnership_id = v_partnership and id = p_analysis;
        insert into erasure (partnership_id, id, subject_id, class, kind, reason, erased_at)
        values (v_partnership, p_ledger, p_analysis, 'analysis', 'erased', p_reason, p_at)
        on conflict (partnership_id, id) do nothing;
    end work;
    perform set_config('spacesplaces.house', v_house, true);
    return v_answer;
end
$$;
