-- Takes away what hangs on an incident and could tell what it was: links to children (and children that nothing else names), earlier
-- versions, files of exports that may hold it, analyses of windows in which it lay (they can be made again without it). Outlines of
-- clusters that it was a corner of become boxes of whole kilometres. Its photos go too: they show the place.
create or replace function forget_what_hangs_on(p_partnership uuid, p_incident uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
    v_children uuid[];
begin
    update hotspot set hull = st_makeenvelope(
        floor(st_xmin(hotspot.hull) / 1000) * 1000, floor(st_ymin(hotspot.hull) / 1000) * 1000,
        (floor(st_xmax(hotspot.hull) / 1000) + 1) * 1000, (floor(st_ymax(hotspot.hull) / 1000) + 1) * 1000, 27700)
    from hotspot_member members
    where members.partnership_id = p_partnership and members.incident_ids @> array[p_incident]
        and hotspot.partnership_id = members.partnership_id and hotspot.analysis_id = members.analysis_id
        and hotspot.number = members.numbers[array_position(members.incident_ids, p_incident)];

    select array_agg(child_id) into v_children from incident_child where partnership_id = p_partnership and incident_id = p_incident;
    delete from incident_child where partnership_id = p_partnership and incident_id = p_incident;
    delete from child where partnership_id = p_partnership and id = any(v_children)
        and not exists (select from incident_child link where link.partnership_id = child.partnership_id and link.child_id = child.id);
    delete from photo_content using photo
    where photo_content.partnership_id = p_partnership and photo.partnership_id = p_partnership and photo.id = photo_content.photo_id and photo.incident_id = p_incident;
    delete from photo where partnership_id = p_partnership and incident_id = p_incident;
    delete from incident_revision where partnership_id = p_partnership and incident_id = p_incident;
    delete from export_file where partnership_id = p_partnership;
    delete from analysis using incident
    where analysis.partnership_id = p_partnership and incident.partnership_id = p_partnership and incident.id = p_incident
        and analysis.subject = 'harm'
        and analysis.window_from <= (incident.occurred_to at time zone 'Europe/London')::date
        and analysis.window_to >= (incident.occurred_from at time zone 'Europe/London')::date;
    insert into incident_change (partnership_id, incident_id) values (p_partnership, p_incident) on conflict do nothing;
end
$$;
