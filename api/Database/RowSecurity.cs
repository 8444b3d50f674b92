using Microsoft.EntityFrameworkCore.Migrations;

namespace SpacesPlaces.Api.Database;

/// <summary>SQL that migrations use to close a table: row-level security for everybody, its owner too, and grants by name.</summary>
internal static class RowSecurity
{
    /// <summary>The role that the API connects as. It owns nothing.</summary>
    public const string ApiRole = "spacesplaces_api";

    /// <summary>Functions that policies read the acting partnership and account from. Nothing set means nothing seen.</summary>
    public static void CreateActorFunctions(MigrationBuilder migration)
    {
        migration.Sql($"""
            do $$ begin
                if not exists (select from pg_roles where rolname = '{ApiRole}') then
                    create role {ApiRole} nologin nosuperuser nocreatedb nocreaterole nobypassrls;
                end if;
            -- Roles belong to the whole cluster: another database may be migrated at the same moment.
            exception when duplicate_object or unique_violation then null;
            end $$;
            create function acting_partnership() returns uuid language sql stable parallel safe
                as $$ select nullif(current_setting('spacesplaces.partnership', true), '')::uuid $$;
            create function acting_account() returns uuid language sql stable parallel safe
                as $$ select nullif(current_setting('spacesplaces.account', true), '')::uuid $$;
            revoke create on schema public from public;
            grant usage on schema public to {ApiRole};
            """);
        // The database's name is not known when a migration is written.
        migration.Sql($"do $$ begin execute format('grant temporary on database %I to {ApiRole}', current_database()); end $$;");
    }

    /// <summary>Closes a table to all but the acting partnership and grants the named rights, one table a statement.</summary>
    public static void Protect(MigrationBuilder migration, string table, string rights, string? alsoRead = null, string? alsoWrite = null)
    {
        const string acting = "partnership_id = acting_partnership()";
        var read = acting + (alsoRead is null ? "" : $" or {alsoRead}");
        var write = acting + (alsoWrite is null ? "" : $" or {alsoWrite}");
        migration.Sql($"""
            alter table {table} enable row level security;
            alter table {table} force row level security;
            create policy acting_partnership_only on {table}
                using ({read}) with check ({write});
            """);
        migration.Sql($"grant {rights} on {table} to {ApiRole};");
    }

    /// <summary>What the acting member may know of incidents, set for the transaction by the unit of work. Unset means nothing.</summary>
    public static void CreateMemberFunctions(MigrationBuilder migration) => migration.Sql("""
        create function acting_house() returns boolean language sql stable parallel safe
            as $$ select coalesce(current_setting('spacesplaces.house', true), '') = 'on' $$;
        create function acting_agencies() returns text[] language sql stable parallel safe
            as $$ select nullif(current_setting('spacesplaces.agencies', true), '')::text[] $$;
        create function acting_lead_of() returns text language sql stable parallel safe
            as $$ select nullif(current_setting('spacesplaces.lead_of', true), '') $$;
        create function acting_hidden() returns uuid[] language sql stable parallel safe
            as $$ select nullif(current_setting('spacesplaces.hidden', true), '')::uuid[] $$;
        create function acting_unlocked() returns uuid[] language sql stable parallel safe
            as $$ select nullif(current_setting('spacesplaces.unlocked', true), '')::uuid[] $$;
        """);

    /// <summary>
    /// Narrows incidents, and what hangs on them, to what the acting member may know: records of agencies that share with theirs,
    /// without those that they are excluded from, restricted ones only where they recorded them, lead the agency or broke glass.
    /// Each setting is read once a statement (a scalar sub-select), not once a row.
    /// </summary>
    public static void ProtectIncidents(MigrationBuilder migration)
    {
        migration.Sql("""
            drop policy acting_partnership_only on incident;
            create policy acting_member_only on incident
                using (partnership_id = acting_partnership() and ((select acting_house()) or (
                    recorded_by_agency = any ((select acting_agencies())::text[])
                    and not id = any ((select acting_hidden())::uuid[])
                    and (sensitivity = 'ordinary' or recorded_by = (select acting_account())
                        or recorded_by_agency = (select acting_lead_of()) or id = any ((select acting_unlocked())::uuid[])))))
                with check (partnership_id = acting_partnership()
                    and ((select acting_house()) or recorded_by_agency = any ((select acting_agencies())::text[])));
            """);
        foreach (var (table, columnIsNull) in new[] { ("incident_child", ""), ("incident_revision", ""), ("hotspot_member", "incident_id is null or ") })
            migration.Sql($"""
                create policy with_its_incident on {table} as restrictive for select
                    using ((select acting_house()) or {columnIsNull}exists (
                        select from incident where incident.partnership_id = {table}.partnership_id and incident.id = {table}.incident_id));
                """);
    }

    /// <summary>Shows a photo where its record is shown, and nowhere else; the picture where the photo is.</summary>
    public static void ProtectPhotos(MigrationBuilder migration) => migration.Sql("""
        create policy with_its_record on photo as restrictive for select
            using ((select acting_house()) or (
                (incident_id is null or exists (
                    select from incident where incident.partnership_id = photo.partnership_id and incident.id = photo.incident_id))
                and (session_id is null or exists (
                    select from outreach_session where outreach_session.partnership_id = photo.partnership_id and outreach_session.id = photo.session_id))
                and (task_id is null or exists (
                    select from environment_task where environment_task.partnership_id = photo.partnership_id and environment_task.id = photo.task_id))));
        create policy with_its_photo on photo_content as restrictive for select
            using ((select acting_house()) or exists (
                select from photo where photo.partnership_id = photo_content.partnership_id and photo.id = photo_content.photo_id));
        """);

    /// <summary>Shows a rating to the person who gave it, and to others once the weighting is closed; nobody rates for another.</summary>
    public static void ProtectRatings(MigrationBuilder migration) => migration.Sql($"""
        create policy own_until_closed on assessment_rating as restrictive to {ApiRole}
            using (rater_id = (select acting_account()) or exists (
                select from assessment where assessment.partnership_id = assessment_rating.partnership_id
                    and assessment.id = assessment_rating.assessment_id and assessment.weighting_closed_at is not null))
            with check (rater_id = (select acting_account()));
        """);

    /// <summary>
    /// Opens a collection, its ballots and its answers to whoever came with its link, and nothing else to them. The program's role reads
    /// answers once their collection is closed, or by its link; it never changes one, nor takes one away.
    /// </summary>
    public static void ProtectCollections(MigrationBuilder migration)
    {
        migration.Sql("""
            create function acting_link() returns bytea language sql stable parallel safe
                as $$ select decode(nullif(current_setting('spacesplaces.link', true), ''), 'hex') $$;
            create policy by_link on assessment_collection for select using (token_sha256 = (select acting_link()));
            create policy held_by_link on assessment_collection for update using (token_sha256 = (select acting_link())) with check (false);
            """);
        foreach (var table in (string[])["collection_ballot", "collection_answer"])
        {
            migration.Sql($"""
                create policy by_link on {table} using (exists (
                    select from assessment_collection c where c.partnership_id = {table}.partnership_id and c.id = {table}.collection_id
                        and c.token_sha256 = (select acting_link())));
                """);
        }

        migration.Sql($"""
            create policy once_closed on collection_answer as restrictive for select to {ApiRole} using (exists (
                select from assessment_collection c where c.partnership_id = collection_answer.partnership_id and c.id = collection_answer.collection_id
                    and (c.closed_on is not null or c.token_sha256 = (select acting_link()))));
            """);
    }

    /// <summary>Opens one safety map to whoever knows its code, to be taken away and nothing else.</summary>
    public static void ProtectOwnMaps(MigrationBuilder migration) => migration.Sql("""
        create function acting_map_code() returns text language sql stable parallel safe
            as $$ select nullif(current_setting('spacesplaces.map_code', true), '') $$;
        create index collection_answer_code_idx on collection_answer ((detail ->> 'code'));
        create policy found_by_code on collection_answer for select using (detail ->> 'code' = (select acting_map_code()));
        create policy taken_by_code on collection_answer for delete using (detail ->> 'code' = (select acting_map_code()));
        """);

    /// <summary>Takes back <see cref="ProtectIncidents"/> and its functions.</summary>
    public static void ReleaseIncidents(MigrationBuilder migration) => migration.Sql("""
        drop policy with_its_incident on incident_child;
        drop policy with_its_incident on incident_revision;
        drop policy with_its_incident on hotspot_member;
        drop policy acting_member_only on incident;
        create policy acting_partnership_only on incident
            using (partnership_id = acting_partnership()) with check (partnership_id = acting_partnership());
        drop function acting_house(), acting_agencies(), acting_lead_of(), acting_hidden(), acting_unlocked();
        """);

    /// <summary>Grants on a table that belongs to no partnership.</summary>
    public static void Grant(MigrationBuilder migration, string table, string rights) =>
        migration.Sql($"grant {rights} on {table} to {ApiRole};");
}
