using Npgsql;

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>What the program's own database role can reach when somebody has its password: nothing (SEC-31). Walks the catalogue.</summary>
public sealed class ApiRoleTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task WithNobodyActing_NoTenantTableOrViewShowsARow()
    {
        var relations = await ListAsync(
            """
            select c.oid::regclass::text from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
                and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'partnership_id' and not a.attisdropped)
            """);
        Assert.True(relations.Count > 20, "The guard does not see the tables.");
        foreach (var relation in relations)
            Assert.Equal(0L, await AsApiRoleAsync($"select case when has_table_privilege('{relation}', 'select') then (select count(*) from {relation}) else 0 end"));
        // A view would otherwise look with its owner's eyes.
        Assert.Empty(await ListAsync(
            """
            select c.relname from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')
                and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
                and not coalesce('security_invoker=true' = any (c.reloptions), false)
            """));
    }

    [Fact]
    public async Task NoTable_CanBeDroppedChangedOrOpened()
    {
        var tables = await ListAsync("select oid::regclass::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')");
        foreach (var table in tables)
            foreach (var sql in new[] { "drop table {0}", "alter table {0} disable row level security", "alter table {0} no force row level security", "truncate {0}",
                "create policy open on {0} using (true)", "create trigger t before insert on {0} execute function suppress_redundant_updates_trigger()" })
                Assert.Equal("42501", await RefusalAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, table)));
        foreach (var role in await ListAsync("select rolname from pg_roles where rolname <> 'spacesplaces_api'"))
            Assert.Equal("42501", await RefusalAsync($"set role \"{role}\""));
    }

    [Theory]
    [InlineData("set row_security = off; select count(*) from incident")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("set session authorization postgres")]
    [InlineData("alter system set log_statement = 'all'")]
    [InlineData("copy (select 1) to program 'true'")]
    [InlineData("copy audit_entry to '/tmp/audit'")]
    [InlineData("select pg_read_file('/etc/passwd')")]
    [InlineData("create function f() returns int language sql as 'select 1'")]
    [InlineData("create extension dblink")]
    [InlineData("update audit_entry set at = now()")]
    [InlineData("delete from audit_entry")]
    [InlineData("update audit_head set sequence = 0")]
    [InlineData("insert into audit_entry select * from audit_entry")]
    [InlineData("select append_audit(null, 'x', 'x', 'x', 'x', 'x', null, '{}', '', '{}')")]
    [InlineData("create or replace function append_audit(uuid, text, text, text, text, text, text, uuid[], text, jsonb) returns bigint language sql as 'select 1::bigint'")]
    [InlineData("create or replace function acting_partnership() returns uuid language sql as 'select null::uuid'")]
    public async Task WhatIsBeyondItsGrants_IsRefused(string sql) => Assert.Equal("42501", await RefusalAsync(sql));

    [Fact]
    public async Task FunctionsWithTheirOwnersRights_AreTheAuditsAndThoseThatTakeRecordsAway_AndFixTheirSearchPath() => Assert.Equal(
        ((string[])["append_audit", "close_collection", "coarsen_incident", "collection_has_enough", "delete_own_map", "drop_aged", "erase_analysis", "erase_incident", "erase_session_words", "erase_space_words"]).Select(name => $"{name} search_path=public, pg_temp"),
        await ListAsync(
            """
            select proname || ' ' || array_to_string(proconfig, ',') from pg_proc p
            where pronamespace = 'public'::regnamespace and prosecdef and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
            order by proname
            """));

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> found = [];
        while (await reader.ReadAsync()) found.Add(reader.GetString(0));
        return found;
    }

    private async Task<string> RefusalAsync(string sql) =>
        (await Assert.ThrowsAsync<PostgresException>(() => AsApiRoleAsync(sql))).SqlState;

    private async Task<object?> AsApiRoleAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(api.ApiConnection);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
