using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Reporting;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Bench;

/// <summary>
/// Files of a million incidents, as an analyst under row-level security: chosen, counted, read, narrowed to what the recipient may see,
/// written, sealed and stored, the whole file in one act. The program itself makes no file of more than 50,000 rows; this limit is lifted
/// here, and the ids for the audit are dropped as they come. Against it stands COPY of the same columns in the same order, as a superuser
/// whom no policy binds, to nowhere. Each format runs in a process of its own, once warm: its growth is the peak of its working set less
/// what it held before.
/// </summary>
internal static class ExportBench
{
    private const double GoalRatio = 0.3;
    private const int GoalMebibytes = 64;

    private const string Copy =
        """
        copy (
            select i.id, i.kind, i.status, st_x(st_transform(i.point, 4326)), st_y(st_transform(i.point, 4326)), 'exact', i.accuracy_metres, i.occurred_from,
                i.occurred_to, array_to_string(i.harm_types, '; '), i.context_level, i.source_kind, i.info_grade, i.source_agency, i.recorded_by_agency,
                (select string_agg(c.token, '; ' order by c.token) from incident_child l join child c on c.partnership_id = l.partnership_id and c.id = l.child_id
                 where l.partnership_id = i.partnership_id and l.incident_id = i.id),
                (select count(*) from incident_child l where l.partnership_id = i.partnership_id and l.incident_id = i.id),
                i.children_unknown_count, i.narrative, i.sensitivity, i.controller, i.regime, i.review_on
            from incident i where i.partnership_id = '{0}' and i.status = 'recorded' and i.sensitivity = 'ordinary'
            order by i.occurred_from desc, i.id desc) to stdout (format binary)
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["child", var connection, var folder, var account, var format, var most])
            return await ChildAsync(connection, folder, Guid.Parse(account), WireName.Parse<ExportFormat>(format), int.Parse(most, CultureInfo.InvariantCulture));
        var n = args is ["--n", var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 1_000_000;
        await using var world = await BenchWorld.StartAsync();
        await ManyIncidents.FillAsync(world.Owner, BenchWorld.Partnership, BenchWorld.Other, n);
        var met = true;
        foreach (var one in (ExportFormat[])[ExportFormat.Csv, ExportFormat.Geojson, ExportFormat.Gpkg, ExportFormat.Json, ExportFormat.Xlsx])
        {
            var (rows, copy) = await CopyAsync(world.Owner);
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
            {
                ArgumentList = { "export", "child", world.Api, world.DataFolder, world.Accounts[Role.Analyst].ToString(), WireName.Of(one), n.ToString(CultureInfo.InvariantCulture) },
                RedirectStandardOutput = true,
            })!;
            var said = (await child.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split(' ');
            await child.WaitForExitAsync();
            var (made, seconds) = (long.Parse(said[0], CultureInfo.InvariantCulture), double.Parse(said[1], CultureInfo.InvariantCulture));
            var (grown, length) = (double.Parse(said[2], CultureInfo.InvariantCulture) / (1 << 20), double.Parse(said[3], CultureInfo.InvariantCulture) / (1 << 20));
            var ratio = made / seconds / (rows / copy);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{WireName.Of(one)}: {made} rows, {length:F0} MiB in {seconds:F1} s ({made / seconds:F0} rows/s); COPY {rows} rows in {copy:F1} s; ratio {ratio:F2} (goal {GoalRatio} or more); "
                + $"the process grows by {grown:F0} MiB (goal {GoalMebibytes} or less)"));
            met &= ratio >= GoalRatio && grown <= GoalMebibytes;
        }

        return met ? 0 : 1;
    }

    private static async Task<(long Rows, double Seconds)> CopyAsync(string owner)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var connection = await source.OpenConnectionAsync();
        var clock = Stopwatch.StartNew();
        await using (var copy = await connection.BeginRawBinaryCopyAsync(Copy.Replace("{0}", BenchWorld.Partnership.ToString(), StringComparison.Ordinal)))
            await copy.CopyToAsync(Stream.Null);
        var seconds = clock.Elapsed.TotalSeconds;
        await using var count = new NpgsqlCommand(
            $"select count(*) from incident where partnership_id = '{BenchWorld.Partnership}' and status = 'recorded' and sensitivity = 'ordinary'", connection)
        { CommandTimeout = 0 };
        return ((long)(await count.ExecuteScalarAsync())!, seconds);
    }

    private static async Task<int> ChildAsync(string connection, string folder, Guid account, ExportFormat format, int most)
    {
        await using var host = Host.Build(new HostSettings(connection, folder), []);
        var from = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await MakeAsync(host.Services, account, format, most, new(From: from, To: from.AddDays(20)));
        using var self = Process.GetCurrentProcess();
        var before = self.WorkingSet64;
        var clock = Stopwatch.StartNew();
        var (rows, length) = await MakeAsync(host.Services, account, format, most, new());
        var seconds = clock.Elapsed.TotalSeconds;
        self.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} {seconds:F3} {self.PeakWorkingSet64 - before} {length}"));
        return 0;
    }

    private static async Task<(int Rows, long Length)> MakeAsync(IServiceProvider services, Guid account, ExportFormat format, int most, ExportFilter filter)
    {
        await using var scope = services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var who = await work.BeginAsync(account, BenchWorld.Partnership, TimeSpan.Zero, default);
        scope.ServiceProvider.GetRequiredService<Actor>().Become(who!);
        var contents = scope.ServiceProvider.GetRequiredService<ExportContents>();
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        var asked = new NewExport(
            ExportSubject.Incidents, format, "A. Analyst", who!.Agency, Role.Analyst, Purpose.PanelPreparation, "en", filter);
        var (content, refusal) = await contents.ChooseAsync(asked, default, most);
        if (content is null) throw new InvalidOperationException(refusal!.Code.Code);
        var id = Guid.CreateVersion7();
        var head = contents.Head(asked, content, id);
        var length = 0L;
        await scope.ServiceProvider.GetRequiredService<ExportRegister>().EnterAsync(
            id, ExportRegister.Written(asked), new(asked.Subject, format, asked.Recipient, asked.Purpose, null, content.Rows, content.Suppressed, head.Name),
            async file =>
            {
                var written = await contents.WriteAsync(head, content, file, () => { trail.Clear(); return file.StoreAsync(default); }, default);
                if (written != content.Promise) throw new InvalidOperationException("Other rows than were promised.");
                length = file.Length;
            },
            default);
        await scope.ServiceProvider.GetRequiredService<SpacesContext>().SaveChangesAsync();
        await work.RollbackAsync();
        return (content.Rows, length);
    }
}
