-- Erases what was written in one outreach session of the acting partnership, with its earlier versions and its photos, or the photos of
-- one environment task, and writes the ledger in the same statement; where, when and how many stay, and what is to be mended. Runs with
-- its owner's rights. Answers done, held or absent.
create or replace function erase_session_words(
    p_session uuid, p_ledger uuid, p_class text, p_reason text, p_ordered_by uuid, p_at timestamptz, p_replay boolean) returns text
language plpgsql
security definer
set search_path = public, pg_temp
as $$
declare
    v_partnership uuid := acting_partnership();
begin
    perform from outreach_session where partnership_id = v_partnership and id = p_session for update;
    if not found then
        perform from environment_task where partnership_id = v_partnership and id = p_session for update;
        if not found then return 'absent'; end if;
    end if;
    if not p_replay and exists (
        select from legal_hold where partnership_id = v_partnership and incident_id = p_session and released_at is null
            and ends_on >= (p_at at time zone 'Europe/London')::date) then return 'held'; end if;
    delete from photo_content using photo
    where photo_content.partnership_id = v_partnership and photo.partnership_id = v_partnership and photo.id = photo_content.photo_id
        and p_session in (photo.session_id, photo.task_id);
    delete from photo where partnership_id = v_partnership and p_session in (session_id, task_id);
    delete from outreach_revision where partnership_id = v_partnership and session_id = p_session;
    update outreach_session set
        detail = detail - session_words(),
        -- A digest of the content would let somebody who guesses it know that they guessed right.
        content_sha256 = sha256(convert_to(id::text, 'UTF8')), corrected_sha256 = null, version = version + 1
    where partnership_id = v_partnership and id = p_session;
    insert into erasure (partnership_id, id, subject_id, class, kind, reason, ordered_by, erased_at)
    values (v_partnership, p_ledger, p_session, p_class, 'erased', p_reason, p_ordered_by, p_at)
    on conflict (partnership_id, id) do nothing;
    return 'done';
end
$$;
