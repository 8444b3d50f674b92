using System.CommandLine;
using System.Globalization;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using Spectre.Console;

namespace SpacesPlaces.Api.Commands;

/// <summary>Imports published files from this machine.</summary>
internal static class ImportFilesCommand
{
    public static Command Define(CommonOptions options) => new("import", "Import published data as context; it says nothing about harm to children.")
    {
        DefineKind(options, "police-uk", "police_uk", "Crimes from police.uk: a street file, a folder of them, or the archive."),
        DefineKind(options, "boundaries", "boundaries", "Boundaries with official codes: GeoJSON or GeoPackage."),
        DefineKind(options, "open-names", "open_names", "Names and postcodes from OS Open Names: a square of 20 km (CSV), a folder of them, or the archive."),
        DefineKind(options, "places", "places", "A list of places that the partnership keeps: CSV, GeoJSON or GeoPackage."),
        DefineKind(options, "gtfs-stops", "gtfs_stops", "Stops and stations of public transport: a GTFS feed (ZIP)."),
        DefineKind(options, "osm-places", "osm_places", "Named places out of an extract of OpenStreetMap (.osm.pbf), or its features as GeoJSON."),
        DefineKind(options, "roads", "roads", "Roads and paths to walk on: an extract of OpenStreetMap (.osm.pbf), or its ways as GeoJSON."),
    };

    private static Command DefineKind(CommonOptions options, string name, string kind, string description)
    {
        var path = new Argument<string>("path") { Description = "File, folder or zip archive" };
        var command = new Command(name, description) { path, options.Partnership };
        command.SetAction(async (parsed, cancel) =>
        {
            var from = parsed.GetValue(path)!;
            if (!Path.Exists(from)) throw new OperatorException($"There is no file or folder {from}.");
            var data = DataFolder.Open(parsed.GetValue(options.Data)!);
            await using var database = await OpenDatabase.OpenAsync(data, cancel);
            await Migrator.VerifyApiRoleAsync(database.ApiConnection, cancel);
            var partnership = await database.FindPartnershipAsync(parsed.GetValue(options.Partnership), cancel);
            await using var rooms = database.Rooms(data);
            try
            {
                Tell(await WithProgressAsync(report => ImportCommand.RunAsync(kind, from, partnership, rooms.Services, report, cancel)));
            }
            catch (JobRefusedException refused)
            {
                throw new OperatorException(Texts.Get(Tongue.En, $"problem.{refused.Refusal.Code.Code}", refused.Refusal.Values));
            }

            return 0;
        });
        return command;
    }

    // A bar for people, plain lines for files and logs.
    private static async Task<ImportView> WithProgressAsync(Func<Action<double, string>, Task<ImportView>> work)
    {
        if (!Console.IsOutputRedirected && !Console.IsErrorRedirected)
            return await AnsiConsole.Progress().AutoClear(true).StartAsync(async progress =>
            {
                var task = progress.AddTask(Step("reading"), maxValue: 1);
                return await work((fraction, step) =>
                {
                    task.Description = Step(step);
                    task.Value = fraction;
                });
            });
        string? last = null;
        return await work((_, step) =>
        {
            if (step == last) return;
            last = step;
            Console.Error.WriteLine(Step(step));
        });
    }

    private static string Step(string step) => Texts.Get(Tongue.En, $"job_step.{step}");

    private static void Tell(ImportView import)
    {
        foreach (var edition in import.Editions)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{edition.Edition}: {edition.Read} rows read = {edition.Located} located + {edition.Unlocated} without a point + {edition.Rejected} rejected"));
        foreach (var notice in import.Notices)
            Console.WriteLine(Texts.Get(Tongue.En, $"import_notice.{notice.Code}", notice.Values));
    }
}
