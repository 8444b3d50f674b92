using System.CommandLine;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Samples;

namespace SpacesPlaces.Api.Commands;

/// <summary>Everything in one: database, schema, demonstration, server; and all of it stopped again at the end.</summary>
internal static class RunCommand
{
    /// <summary>Exit code when another program runs on the same data folder.</summary>
    public const int AlreadyRunning = 3;

    public static Command Define(CommonOptions options)
    {
        var empty = new Option<bool>("--empty") { Description = "On a database without a partnership: do not create the demonstration." };
        var reset = new Option<bool>("--reset-demo") { Description = "Make the demonstration's records anew; its audit is kept." };
        var command = new Command("run", "Start everything, with a private database unless SPACESPLACES_DB names one, and serve until Ctrl-C.")
        {
            options.Port, options.Bind, empty, reset,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var data = DataFolder.Open(parsed.GetValue(options.Data)!);
            var hold = data.TryHold()
                ?? throw new OperatorException($"SpacesPlaces already runs on {data.Path} ({data.WhoRuns()}).", AlreadyRunning);
            using (hold)
                await RunAsync(
                    data, hold, parsed.GetValue(options.Bind)!, parsed.GetValue(options.Port), parsed.GetValue(empty), parsed.GetValue(reset), cancel);
            return 0;
        });
        return command;
    }

    private static async Task RunAsync(
        DataFolder data, IDisposable hold, string bind, int port, bool empty, bool reset, CancellationToken cancel)
    {
        data.SayStopped();
        Server.RefuseTakenPort(bind, port);
        // On what looks like a first start the county is invented while the database is made: each takes seconds.
        var county = empty || File.Exists(data.DemonstrationAccounts) ? null : Task.Run(() => InventedCounty.Build(), cancel);
        await using var database = await OpenDatabase.OpenHeldAsync(data, hold, cancel);
        await database.MigrateAsync(cancel);
        await Migrator.VerifyApiRoleAsync(database.ApiConnection, cancel);

        var partnerships = await PartnershipRegister.ReadAsync(database.Owner, cancel);
        if (!empty && (partnerships.Count == 0 || partnerships.Any(p => p.IsDemonstration)) && !File.Exists(data.File(FixedAreas.FileName)))
        {
            var residents = Residents.ByCell(await (county ??= Task.Run(() => InventedCounty.Build(), cancel)));
            FixedAreas.Write(data.Path, residents, Residents.OfSecondaryAge(residents));
        }
        await using var server = Server.Build(database.ApiConnection, data, bind, port);
        if (reset)
        {
            await Demonstration.ResetAsync(server.Services, database.Owner, data, cancel);
        }
        else if (partnerships.Count == 0 ? !empty : partnerships.Any(p => p.IsDemonstration) && !await Demonstration.IsFilledAsync(server.Services, cancel))
        {
            Console.WriteLine("First start: creating the demonstration, an invented county (a few seconds)");
            await Demonstration.CreateAsync(server.Services, county is null ? InventedCounty.Build() : await county, data, cancel);
        }

        if (partnerships.Count > 0 || !empty)
            await EnvironmentMark.KeepAsync(database.Owner, EnvironmentMark.Kind(partnerships.All(p => p.IsDemonstration)), cancel);
        await server.SayCoordinatesAsync(database, data, cancel);
        await server.StartAsync(cancel);
        data.SayRunning(server.Address);
        try
        {
            Greet(server.Address, data, reset ? await PartnershipRegister.ReadAsync(database.Owner, cancel) : partnerships, empty);
            await server.UntilStoppedAsync(cancel);
            Console.WriteLine("Stopping");
        }
        finally
        {
            data.SayStopped();
        }
    }

    private static void Greet(string address, DataFolder data, IReadOnlyList<PartnershipName> known, bool empty)
    {
        Console.WriteLine();
        Console.WriteLine($"SpacesPlaces serves at {address}   (Ctrl-C stops it)");
        Console.WriteLine();
        if (known.Count == 0 && empty)
        {
            Console.WriteLine("There is no partnership yet. While this runs, create one and its first administrator:");
            Console.WriteLine("  ./run partnership add --name-en NAME --name-cy ENW --area AREA.geojson");
            Console.WriteLine("  ./run user add USER --role admin --agency childrens_services --partnership NAME");
            return;
        }

        if ((known.Count == 0 || known.Any(p => p.IsDemonstration)) && File.Exists(data.DemonstrationAccounts))
        {
            Console.WriteLine($"Demonstration accounts (kept in {data.DemonstrationAccounts}):");
            foreach (var account in DemonstrationAccounts.Read(data.DemonstrationAccounts))
                Console.WriteLine($"  {account.User,-22} {account.Password}");
        }
    }
}
