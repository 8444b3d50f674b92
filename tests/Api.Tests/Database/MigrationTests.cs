using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Database;

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>Rows that stand before a migration stand after it, when an owner migrates who is no superuser: row-level security binds them.</summary>
public sealed class MigrationTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Owner = "migrating_owner", Password = "only-for-this-test";

    [Fact]
    public async Task MembersOfEarlierAnalyses_MoveIntoOneRow_InTheOrderOfTheirClusters()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await DoAsync(source,
            $"""
            do $$ begin create role {Owner} login nosuperuser password '{Password}'; exception when duplicate_object then null; end $$;
            create extension if not exists postgis;
            create extension if not exists pgrouting;
            alter schema public owner to {Owner};
            grant select on spatial_ref_sys to {Owner};
            do $$ begin execute format('alter database %I owner to {Owner}', current_database()); end $$;
            do $$ begin create role spacesplaces_api nologin; exception when duplicate_object then null; end $$;
            """);
        await using var owned = DatabaseSetup.BuildDataSource(database.ConnectionStringOf(Owner, Password));
        var options = new DbContextOptionsBuilder<SpacesContext>();
        DatabaseSetup.Configure(options, owned);
        await using var context = new SpacesContext(options.Options);
        await context.Database.MigrateAsync("AnalysesAndOutreach");
        await DoAsync(source,
            """
            set session_replication_role = replica;
            insert into hotspot_analysis (
                partnership_id, id, subject, request, method, method_version, input_digest, events_considered, events_clusterable, noise_events,
                clusters, caveats, created_by, created_at)
            select md5('here')::uuid, md5(subject)::uuid, subject, '{}', 'dbscan', '1', '', 7, 7, 0, 2, '{}', md5('person')::uuid, now()
            from unnest(array['harm', 'context']) subject;
            insert into hotspot_member (partnership_id, analysis_id, number, event_key, incident_id, is_core)
            select md5('here')::uuid, md5('harm')::uuid, 1 + n % 2, md5('incident ' || n)::uuid::text, md5('incident ' || n)::uuid, true from generate_series(1, 7) n;
            insert into hotspot_member (partnership_id, analysis_id, number, event_key, incident_id, is_core)
            select md5('here')::uuid, md5('context')::uuid, 3, 'edition:' || n, null, false from generate_series(1, 4) n;
            """);

        await context.Database.MigrateAsync();

        Assert.Equal("1,1,1,2,2,2,2 0", await ScalarAsync(source, "select array_to_string(numbers, ',') || ' ' || cardinality(event_keys) from hotspot_member where analysis_id = md5('harm')::uuid"));
        Assert.Equal(7L, await ScalarAsync(source,
            """
            select count(*) from hotspot_member, unnest(numbers, incident_ids) as member (number, id), generate_series(1, 7) n
            where analysis_id = md5('harm')::uuid and member.id = md5('incident ' || n)::uuid and member.number = 1 + n % 2
            """));
        Assert.Equal("3,3,3,3 edition:1,edition:2,edition:3,edition:4 0", await ScalarAsync(source,
            "select array_to_string(numbers, ',') || ' ' || array_to_string(event_keys, ',') || ' ' || cardinality(incident_ids) from hotspot_member where analysis_id = md5('context')::uuid"));
    }

    private static async Task DoAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
