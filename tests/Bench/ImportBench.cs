using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.ReferenceData;

namespace SpacesPlaces.Bench;

/// <summary>
/// Imports a police.uk street file (unpack, parse, project, count, compare, store) against a plain binary COPY of the same rows,
/// ready made, into a table with the same columns, indexes and constraints but without row-level security. Each round has a
/// fresh database on a private cluster; both run in it, one after the other. Memory is that of a child process: its peak
/// working set after the import less its working set before, once it has imported a file of one row.
/// </summary>
internal static class ImportBench
{
    private const string ApiPassword = "bench";
    private const double GoalRatio = 0.35;
    private const int GoalMebibytes = 64;
    private const string Columns =
        """
        partnership_id, edition_id, line, publisher_id, month_from, month_to, reported_by, falls_within, lon, lat, point, inside_area,
        location, lsoa_code, lsoa_name, crime_type, last_outcome, context
        """;

    private static readonly Guid Partnership = Guid.Parse("0196a000-0000-7000-8000-00000000000a");

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["child", var connection, var child]) return await ChildAsync(connection, child);
        if (args is not ["--file", var file, .. var rest] || !File.Exists(file)) return Usage();
        var rounds = rest is ["--rounds", var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("spacesplaces-bench-").FullName;
        await using var cluster = await PrivateCluster.CreateOrOpen(Path.Combine(folder, "cluster"));
        try
        {
            await cluster.Start();
            await cluster.CreateDatabase("template_import");
            await FillAsync(cluster.SuperuserConnectionString("template_import"), folder);
            List<double> imports = [], copies = [];
            for (var round = 0; round <= rounds; round++)
            {
                var (rows, import, copy) = await RoundAsync(cluster, folder, file);
                // The first round warms up.
                if (round == 0) continue;
                imports.Add(rows / import);
                copies.Add(rows / copy);
                Console.WriteLine($"round {round}: {rows} rows, import {import:F2} s, plain COPY {copy:F2} s");
            }

            var ratio = Median(imports) / Median(copies);
            var grown = await MemoryAsync(cluster, file);
            Console.WriteLine($"import {Median(imports):F0} rows/s, plain COPY {Median(copies):F0} rows/s, ratio {ratio:F2} (goal {GoalRatio:F2} or more)");
            Console.WriteLine($"memory grows by {grown:F0} MiB (goal {GoalMebibytes} or less)");
            return ratio >= GoalRatio && grown <= GoalMebibytes ? 0 : 1;
        }
        finally
        {
            await cluster.Delete();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(long Rows, double Import, double Copy)> RoundAsync(PrivateCluster cluster, string folder, string file)
    {
        await cluster.DropDatabase("round_import");
        await cluster.CloneDatabase("template_import", "round_import");
        var owner = cluster.SuperuserConnectionString("round_import");
        await using (var host = Host.Build(new HostSettings(Migrator.ApiConnection(owner, ApiPassword), folder), []))
        {
            var clock = Stopwatch.StartNew();
            await ImportCommand.RunAsync("police_uk", file, Partnership, host.Services, (_, _) => { }, default);
            var import = clock.Elapsed.TotalSeconds;

            await using var source = NpgsqlDataSource.Create(owner);
            await using var connection = await source.OpenConnectionAsync();
            using var rows = new MemoryStream();
            await using (var export = await connection.BeginRawBinaryCopyAsync($"copy (select {Columns} from context_event) to stdout (format binary)"))
                await export.CopyToAsync(rows);
            await ExecuteAsync(connection,
                """
                create table plain_event (like context_event including all);
                alter table plain_event add foreign key (partnership_id, edition_id) references import_edition (partnership_id, id);
                checkpoint;
                """);
            rows.Position = 0;
            clock.Restart();
            await using (var copy = await connection.BeginRawBinaryCopyAsync($"copy plain_event ({Columns}) from stdin (format binary)"))
                await rows.CopyToAsync(copy);
            var plain = clock.Elapsed.TotalSeconds;
            await using var count = new NpgsqlCommand("select count(*) from plain_event", connection);
            var stored = (long)(await count.ExecuteScalarAsync())!;
            await connection.CloseAsync();
            NpgsqlConnection.ClearAllPools();
            return (stored, import, plain);
        }
    }

    private static async Task<double> MemoryAsync(PrivateCluster cluster, string file)
    {
        await cluster.DropDatabase("round_import");
        await cluster.CloneDatabase("template_import", "memory_import");
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { "import", "child", Migrator.ApiConnection(cluster.SuperuserConnectionString("memory_import"), ApiPassword), file },
            RedirectStandardOutput = true,
        })!;
        var said = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return double.Parse(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], CultureInfo.InvariantCulture) / (1 << 20);
    }

    private static async Task<int> ChildAsync(string connection, string file)
    {
        var folder = Directory.CreateTempSubdirectory("spacesplaces-bench-child-").FullName;
        var one = Path.Combine(folder, "2001-01-none-street.csv");
        await File.WriteAllTextAsync(one,
            "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context\n"
            + ",2001-01,None,None,-3.4,52.2,On or near Heol y Bont,,,Other crime,,\n");
        await using (var host = Host.Build(new HostSettings(connection, folder), []))
        {
            await ImportCommand.RunAsync("police_uk", one, Partnership, host.Services, (_, _) => { }, default);
            using var self = Process.GetCurrentProcess();
            var before = self.WorkingSet64;
            await ImportCommand.RunAsync("police_uk", file, Partnership, host.Services, (_, _) => { }, default);
            self.Refresh();
            Console.WriteLine((self.PeakWorkingSet64 - before).ToString(CultureInfo.InvariantCulture));
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task FillAsync(string owner, string folder)
    {
        await Migrator.MigrateAsync(owner, ApiPassword, default);
        await using (var host = Host.Build(new HostSettings(Migrator.ApiConnection(owner, ApiPassword), folder), []))
        {
            await using var scope = host.Services.CreateAsyncScope();
            var factory = new GeometryFactory(new PrecisionModel(), 27700);
            // A ragged area, so that asking whether a point lies in it is not free.
            var ring = Enumerable.Range(0, 2_000).Select(i => 2 * Math.PI * i / 2_000)
                .Select(a => new Coordinate(300_000 + (30_000 + 900 * Math.Sin(a * 97)) * Math.Cos(a), 190_000 + (30_000 + 900 * Math.Sin(a * 97)) * Math.Sin(a))).ToList();
            await scope.ServiceProvider.GetRequiredService<PeopleDirectory>().CreatePartnershipAsync(
                new()
                {
                    PartnershipId = Partnership,
                    NameEn = "Bench",
                    NameCy = "Mainc",
                    Area = factory.CreateMultiPolygon([factory.CreatePolygon([.. ring, ring[0]])]),
                    CreatedAt = DateTimeOffset.UtcNow,
                }, default);
        }

        NpgsqlConnection.ClearAllPools();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values.Count % 2 == 1 ? values[values.Count / 2] : (values[values.Count / 2 - 1] + values[values.Count / 2]) / 2;
    }

    private static int Usage()
    {
        Console.Error.WriteLine("import --file STREET.csv.gz [--rounds 5]");
        return 2;
    }
}
