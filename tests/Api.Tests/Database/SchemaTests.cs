using Npgsql;

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>What must be true of every table, read from the catalogue; each failure names the table and the mend.</summary>
public sealed class SchemaTests(TestApi api) : IClassFixture<TestApi>
{
    /// <summary>Tables that belong to no partnership, each with its reason.</summary>
    private const string NotTenant =
        """
        'account', 'account_claim', 'account_login', 'account_token', /* a person may work in several partnerships */
        'migration_history', 'spatial_ref_sys',                       /* no content */
        'environment'                                                 /* one word: what kind of database this is */
        """;

    internal const string TenantTables =
        $"""
        select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not in ({NotTenant})
        """;

    /// <summary>Tenant tables that are open, each with its mend.</summary>
    internal const string OpenTables =
        $"""
        select relname || ': alter table ' || relname || ' enable and force row level security, create policy'
        from ({TenantTables}) t
        where not relrowsecurity or not relforcerowsecurity
            or not exists (select from pg_policy p where p.polrelid = t.oid and p.polpermissive and pg_get_expr(p.polqual, p.polrelid) like '%acting_partnership()%')
            -- What hangs on an incident, or on a photo of it, is seen by nobody who does not see the incident; ratings by their rater alone at first.
            or (exists (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'f' and k.confrelid in ('incident'::regclass, 'photo'::regclass, 'assessment_rater'::regclass))
                and not exists (select from pg_policy p where p.polrelid = t.oid and not p.polpermissive))
            -- Answers without a name are read by nobody before their collection is closed.
            or (relname = 'collection_answer' and not exists (select from pg_policy p where p.polrelid = t.oid and not p.polpermissive))
        """;

    [Fact]
    public async Task EveryTenantTable_HasForcedRowSecurityAndAPolicy() => Assert.Empty(await ListAsync(OpenTables));

    [Fact]
    public async Task EveryKey_BeginsWithThePartnership() => Assert.Empty(await ListAsync(
        $"""
        select t.relname || ': ' || i.indexrelid::regclass || ' must begin with partnership_id'
        from ({TenantTables}) t join pg_index i on i.indrelid = t.oid and i.indisunique
        join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
        where a.attname <> 'partnership_id'
        """));

    [Fact]
    public async Task EveryForeignKeyBetweenTenantTables_CarriesThePartnershipFirst() => Assert.Empty(await ListAsync(
        $"""
        select t.relname || ': ' || k.conname
        from ({TenantTables}) t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
        join ({TenantTables}) target on target.oid = k.confrelid
        join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1]
        where a.attname <> 'partnership_id'
        """));

    [Fact]
    public async Task EveryForeignKey_HasAnIndexThatBeginsWithItsColumns() => Assert.Empty(await ListAsync(
        """
        select k.conrelid::regclass || ': create index on ' || k.conrelid::regclass || ' for ' || k.conname
        from pg_constraint k join pg_namespace n on n.oid = k.connamespace
        where k.contype = 'f' and n.nspname = 'public' and not exists (
            select from pg_index i where i.indrelid = k.conrelid
            and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] <@ k.conkey)
        """));

    [Fact]
    public async Task EveryGeometry_IsBritishGridWithAGistIndex() => Assert.Empty(await ListAsync(
        """
        select g.f_table_name || '.' || g.f_geometry_column || ': srid ' || g.srid
        from geometry_columns g
        where g.f_table_schema = 'public' and (g.srid <> 27700 or not exists (
            select from pg_index i join pg_class ic on ic.oid = i.indexrelid join pg_am m on m.oid = ic.relam
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
            where i.indrelid = g.f_table_name::regclass and m.amname = 'gist' and a.attname = g.f_geometry_column))
        """));

    [Fact]
    public async Task EveryPointOfATenant_HasCellColumnsIndexedBehindThePartnership() => Assert.Empty(await ListAsync(
        """
        select g.f_table_name from geometry_columns g
        where g.f_table_schema = 'public' and g.type = 'POINT' and not exists (
            select from pg_indexes i where i.tablename = g.f_table_name and i.indexdef like '%(partnership_id, cell_x, cell_y)%')
        """));

    [Fact]
    public async Task TenantTables_HaveNoTriggersOfTheirOwn() => Assert.Empty(await ListAsync(
        $"select t.relname || ': ' || g.tgname from ({TenantTables}) t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal"));

    [Fact]
    public async Task TheApisRole_OwnsNothingAndHasNoPowers()
    {
        Assert.Equal(0, await api.ScalarAsync<long>(
            "select count(*) from pg_class where relowner = 'spacesplaces_api'::regrole") +
            await api.ScalarAsync<long>("select count(*) from pg_proc where proowner = 'spacesplaces_api'::regrole"));
        Assert.False(await api.ScalarAsync<bool>(
            "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = 'spacesplaces_api'"));
        Assert.Empty(await ListAsync("select roleid::regrole::text from pg_auth_members where member = 'spacesplaces_api'::regrole"));
    }

    [Theory]
    [InlineData("select count(*) from incident", 0L)]
    [InlineData("select count(*) from child", 0L)]
    [InlineData("select count(*) from audit_entry", 0L)]
    [InlineData("select count(*) from partnership", 0L)]
    [InlineData("select count(*) from membership", 0L)]
    public async Task TheApisRole_WithNobodyActing_SeesNothing(string sql, long seen) => Assert.Equal(seen, await AsApiRoleAsync(sql));

    [Theory]
    [InlineData("set role postgres")]
    [InlineData("alter table incident disable row level security")]
    [InlineData("drop table incident")]
    [InlineData("delete from incident")]
    [InlineData("update audit_entry set actor_name = 'x'")]
    [InlineData("delete from audit_entry")]
    [InlineData("insert into audit_head values (gen_random_uuid(), 1, '')")]
    [InlineData("truncate audit_entry")]
    [InlineData("update hotspot set events = 1")]
    [InlineData("create table mine (x int)")]
    [InlineData("alter role spacesplaces_api superuser")]
    public async Task TheApisRole_CannotReachBeyondItsGrants(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsApiRoleAsync(sql));
        Assert.Contains(refused.SqlState, (string[])["42501", "42704"]);
    }

    [Fact]
    public async Task TheOwner_IsHeldByRowSecurityToo()
    {
        // A role that owns the table but is no superuser sees nothing either while nobody acts.
        Assert.Equal(0, await api.ScalarAsync<long>(
            """
            with made as (select 1)
            select count(*) from made, lateral (select relforcerowsecurity from pg_class where relname = 'incident') c where not c.relforcerowsecurity
            """));
    }

    [Theory]
    [InlineData("'NaN'", "250000")]
    [InlineData("'Infinity'", "250000")]
    [InlineData("300000", "'-Infinity'")]
    [InlineData("0", "0")]
    [InlineData("-5", "250000")]
    [InlineData("700001", "250000")]
    public async Task PoisonCoordinates_AreRefusedByTheDatabaseItself(string x, string y)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => api.ScalarAsync<object>(
            $"""
            insert into place (partnership_id, id, name_en, name_cy, place_type, shape, point)
            values ('{TestApi.Here}', gen_random_uuid(), 'x', 'x', 'other',
                    st_setsrid(st_makepoint(1, 1), 27700), st_setsrid(st_makepoint({x}::float8, {y}::float8), 27700))
            returning id
            """));
        Assert.StartsWith("place_point", refused.ConstraintName, StringComparison.Ordinal);
    }

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<string>();
        while (await reader.ReadAsync()) list.Add(reader.GetString(0));
        return list;
    }

    private async Task<object?> AsApiRoleAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(api.ApiConnection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
