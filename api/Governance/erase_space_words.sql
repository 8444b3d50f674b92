-- Erases what was said of one space of the acting partnership, the reasons of its moves, its earlier names and areas, the replies of its
-- venue and the words of its assessments, and writes the ledger in the same statement; which moves there were, and when, stays. Runs with
-- its owner's rights. Answers done, held or absent.
create or replace function erase_space_words(
    p_space uuid, p_ledger uuid, p_class text, p_reason text, p_ordered_by uuid, p_at timestamptz, p_replay boolean) returns text
language plpgsql
security definer
set search_path = public, pg_temp
as $$
declare
    v_partnership uuid := acting_partnership();
begin
    perform from space where partnership_id = v_partnership and id = p_space for update;
    if not found then return 'absent'; end if;
    if not p_replay and exists (
        select from legal_hold where partnership_id = v_partnership and incident_id = p_space and released_at is null
            and ends_on >= (p_at at time zone 'Europe/London')::date) then return 'held'; end if;
    update space_move set
        reason = null, language_reason = null,
        content_sha256 = case when id is not null then sha256(convert_to(id::text, 'UTF8')) end
    where partnership_id = v_partnership and space_id = p_space;
    -- What the place was called and where it lay is a part of its bad name.
    delete from space_earlier where partnership_id = v_partnership and space_id = p_space;
    update venue_reply set
        text = null, language_reason = null,
        -- A digest of the content would let somebody who guesses it know that they guessed right.
        content_sha256 = sha256(convert_to(id::text, 'UTF8'))
    where partnership_id = v_partnership and space_id = p_space;
    update assessment_step set reason = null, language_reason = null
    where partnership_id = v_partnership and assessment_id in (select id from assessment where partnership_id = v_partnership and space_id = p_space);
    update assessment_answer set
        text = null, language_reason = null, version = version + 1, content_sha256 = sha256(convert_to(assessment_id::text || prompt, 'UTF8'))
    where partnership_id = v_partnership and assessment_id in (select id from assessment where partnership_id = v_partnership and space_id = p_space);
    update assessment_voice set text = null, language_reason = null, content_sha256 = sha256(convert_to(id::text, 'UTF8'))
    where partnership_id = v_partnership and assessment_id in (select id from assessment where partnership_id = v_partnership and space_id = p_space);
    update assessment_rating set reason = null, language_reason = null
    where partnership_id = v_partnership and assessment_id in (select id from assessment where partnership_id = v_partnership and space_id = p_space);
    update assessment_goal set
        statement = null, hope = null, sign = null, method = null, baseline = null, result = null, drop_reason = null, effort_reason = null,
        language_reason = null, version = version + 1, content_sha256 = sha256(convert_to(id::text, 'UTF8'))
    where partnership_id = v_partnership and assessment_id in (select id from assessment where partnership_id = v_partnership and space_id = p_space);
    update assessment_response set
        what = null, reason = null, language_reason = null, version = version + 1, content_sha256 = sha256(convert_to(id::text, 'UTF8'))
    where partnership_id = v_partnership and assessment_id in (select id from assessment where partnership_id = v_partnership and space_id = p_space);
    update assessment_conference set decisions = null, language_reason = null, content_sha256 = sha256(convert_to(id::text, 'UTF8'))
    where partnership_id = v_partnership and assessment_id in (select id from assessment where partnership_id = v_partnership and space_id = p_space);
    update assessment_use set season_note = null, language_reason = null
    where partnership_id = v_partnership and assessment_id in (select id from assessment where partnership_id = v_partnership and space_id = p_space);
    update observation_visit set note = null, language_reason = null, withdrawn_reason = null, content_sha256 = sha256(convert_to(id::text, 'UTF8'))
    where partnership_id = v_partnership and assessment_id in (select id from assessment where partnership_id = v_partnership and space_id = p_space);
    update guardian set
        place = null, note = null, language_reason = null, withdrawn_reason = null, version = version + 1, content_sha256 = sha256(convert_to(id::text, 'UTF8'))
    where partnership_id = v_partnership and assessment_id in (select id from assessment where partnership_id = v_partnership and space_id = p_space);
    update peer_map set
        purpose = null, used_by = null, language_reason = null, version = version + 1, content_sha256 = sha256(convert_to(assessment_id::text || round, 'UTF8'))
    where partnership_id = v_partnership and assessment_id in (select id from assessment where partnership_id = v_partnership and space_id = p_space);
    -- What an entry tells of young people goes whole.
    update peer_map_entry set detail = null, language_reason = null, withdrawn_reason = null, content_sha256 = sha256(convert_to(id::text, 'UTF8'))
    where partnership_id = v_partnership and assessment_id in (select id from assessment where partnership_id = v_partnership and space_id = p_space);
    update assessment_comparison set reason = null, language_reason = null, content_sha256 = sha256(convert_to(id::text, 'UTF8'))
    where partnership_id = v_partnership and assessment_id in (select id from assessment where partnership_id = v_partnership and space_id = p_space);
    -- What people answered without a name goes whole, and no link leads anywhere any more.
    delete from collection_ballot where partnership_id = v_partnership and collection_id in (
        select c.id from assessment_collection c join assessment a on a.partnership_id = c.partnership_id and a.id = c.assessment_id
        where c.partnership_id = v_partnership and a.space_id = p_space);
    delete from collection_answer where partnership_id = v_partnership and collection_id in (
        select c.id from assessment_collection c join assessment a on a.partnership_id = c.partnership_id and a.id = c.assessment_id
        where c.partnership_id = v_partnership and a.space_id = p_space);
    delete from safety_map_release where partnership_id = v_partnership and collection_id in (
        select c.id from assessment_collection c join assessment a on a.partnership_id = c.partnership_id and a.id = c.assessment_id
        where c.partnership_id = v_partnership and a.space_id = p_space);
    update assessment_collection set
        detail = null, place_name_en = null, place_name_cy = null, token_sha256 = sha256(convert_to(id::text, 'UTF8')),
        closed_on = coalesce(closed_on, (p_at at time zone 'Europe/London')::date)
    where partnership_id = v_partnership and assessment_id in (select id from assessment where partnership_id = v_partnership and space_id = p_space);
    update assessment set change_first_words = null, content_sha256 = sha256(convert_to(id::text, 'UTF8')), version = version + 1
    where partnership_id = v_partnership and space_id = p_space;
    update space set content_sha256 = sha256(convert_to(id::text, 'UTF8')), version = version + 1 where partnership_id = v_partnership and id = p_space;
    insert into erasure (partnership_id, id, subject_id, class, kind, reason, ordered_by, erased_at)
    values (v_partnership, p_ledger, p_space, p_class, 'erased', p_reason, p_ordered_by, p_at)
    on conflict (partnership_id, id) do nothing;
    return 'done';
end
$$;
