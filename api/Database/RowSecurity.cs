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

    /// <summary>Grants on a table that belongs to no partnership.</summary>
    public static void Grant(MigrationBuilder migration, string table, string rights) =>
        migration.Sql($"grant {rights} on {table} to {ApiRole};");
}
