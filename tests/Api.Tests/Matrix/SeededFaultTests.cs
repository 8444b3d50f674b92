using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Tests.Database;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>Faults put in on purpose, each in a database and program of its own, to show that the guards see.</summary>
public sealed class SeededFaultTests
{
    [Fact]
    public async Task TableWithoutItsPolicy_IsSeenByTheMatrixAndByTheOracle()
    {
        await using var world = await OpenAsync(new MatrixWorld());
        await world.ScalarAsync<object>(
            """
            do $$ begin
                drop policy acting_member_only on incident;
                alter table incident no force row level security;
                alter table incident disable row level security;
            end $$;
            select 1
            """);
        var walk = await Walk.OfAsync(world, world.Policy.Rows.Where(row => row.Of == "incident" || row.Name == "GET /api/v1/incidents"));

        Assert.Contains("GET /api/v1/incidents/{id} as analyst on restricted: 200 instead of 404", walk.Wrong);
        Assert.Contains("GET /api/v1/incidents/{id} as analyst on unshared: 200 instead of 404", walk.Wrong);
        Assert.Contains("GET /api/v1/incidents/{id} as reporter on excluded: 200 instead of 404", walk.Wrong);
        Assert.Contains(walk.Wrong, wrong => wrong.StartsWith("PUT /api/v1/incidents/{id} as analyst on unshared: 200", StringComparison.Ordinal));
        Assert.Contains(walk.ChangedByRefusals, changed => changed.Contains("/withdrawal as analyst on restricted", StringComparison.Ordinal));
        var leaks = world.Canaries.Leaks(world.Heard);
        Assert.Contains(leaks, leak => leak.StartsWith("analyst sees a narrative in GET /api/v1/incidents/", StringComparison.Ordinal));
        Assert.Contains(leaks, leak => leak.StartsWith("analyst sees a child's token in GET /api/v1/incidents ", StringComparison.Ordinal));
        Assert.Contains(leaks, leak => leak.StartsWith("reporter sees an exact point", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EndpointWithoutDisclosure_IsNamedByTheOracle_AndAsksForARow()
    {
        await using var world = await OpenAsync(new WorldWithRawDump());
        foreach (var target in (string[])["colleague", "ended"]) world.Things.Plant("incident", world.People.Single(person => person.Column == "analyst"), target);
        await world.Rows.StoreAsync(world.ConnectionString);
        foreach (var person in world.People.Where(person => person.Column != Policy.Nobody))
            using (await world.ClientOf(person).GetAsync(WorldWithRawDump.Path)) { }
        var leaks = world.Canaries.Leaks(world.Heard);
        Assert.Contains(leaks, leak => leak == $"mace_member sees a narrative in GET {WorldWithRawDump.Path} (200)");
        Assert.Contains(leaks, leak => leak == $"planner sees a child's token in GET {WorldWithRawDump.Path} (200)");
        Assert.DoesNotContain(leaks, leak => !leak.Contains(WorldWithRawDump.Path, StringComparison.Ordinal));
        Assert.Contains($"GET {WorldWithRawDump.Path}", PolicyMatrixTests.DoorsOf(world.Services).Except(world.Policy.Rows.Select(row => row.Name)));
    }

    [Fact]
    public async Task TableWhosePolicyIsDropped_IsNamedByTheSchemaTest()
    {
        await using var database = await OpenAsync(new TestApi());
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        // Policies that close; one that lets something more be read may go without harm.
        var policies = await ListAsync(
            connection,
            $"""
            select t.relname || '|' || p.polname from ({SchemaTests.TenantTables}) t join pg_policy p on p.polrelid = t.oid
            where not p.polpermissive or pg_get_expr(p.polqual, p.polrelid) like '%acting_partnership()%'
            """);
        Assert.True(policies.Count > 25, "The test does not see the policies.");
        foreach (var policy in policies)
        {
            var (table, name) = policy.Split('|') is [var first, var second] ? (first, second) : default;
            foreach (var fault in (string[])[$"drop policy {name} on {table}", $"alter table {table} no force row level security", $"alter table {table} disable row level security"])
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await using (var command = new NpgsqlCommand(fault, connection)) await command.ExecuteNonQueryAsync();
                Assert.Contains(await ListAsync(connection, SchemaTests.OpenTables), open => open.StartsWith(table + ":", StringComparison.Ordinal));
                await transaction.RollbackAsync();
            }
        }

        Assert.Empty(await ListAsync(connection, SchemaTests.OpenTables));
    }

    private static async Task<TWorld> OpenAsync<TWorld>(TWorld world) where TWorld : TestApi, IAsyncLifetime
    {
        await world.InitializeAsync();
        return world;
    }

    private static async Task<List<string>> ListAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> list = [];
        while (await reader.ReadAsync()) list.Add(reader.GetString(0));
        return list;
    }

    /// <summary>A program with one door too many: it has its permission and its audit, and sends rows as they lie in the table.</summary>
    private sealed class WorldWithRawDump : MatrixWorld
    {
        public const string Path = "/api/v1/raw-dump";

        protected override void Map(WebApplication program) => program.MapGroup("/api/v1").AddEndpointFilter<HouseFilter>()
            .MapGet("/raw-dump", DumpAsync).Requires(Permission.SeeReferenceData).Audited(AuditAction.IncidentsListed);

        private static async Task<IResult> DumpAsync(SpacesContext context, CancellationToken cancel)
        {
            var rows = new StringBuilder();
            foreach (var incident in await context.Incidents.AsNoTracking().Include(i => i.Children).ThenInclude(c => c.Child).ToListAsync(cancel))
                rows.AppendJoin(' ', [incident.Narrative, incident.WithdrawnReason, .. incident.Children.Select(c => c.Child!.Token)]).AppendLine();
            return TypedResults.Text(rows.ToString());
        }
    }
}
