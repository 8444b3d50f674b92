using System.CommandLine;
using System.Globalization;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Governance;

namespace SpacesPlaces.Api.Commands;

/// <summary>Runs retention now, as the daily job does.</summary>
internal static class RetentionCommand
{
    public static Command Define(CommonOptions options)
    {
        var command = new Command("retention", "Reduce and erase what is past its time, and tell what ends soon; the server does this daily.") { options.Partnership };
        command.SetAction(async (parsed, cancel) =>
        {
            var data = DataFolder.Open(parsed.GetValue(options.Data)!);
            await using var database = await OpenDatabase.OpenAsync(data, cancel);
            await Migrator.VerifyApiRoleAsync(database.ApiConnection, cancel);
            await using var rooms = database.Rooms(data);
            var work = rooms.Services.GetRequiredService<GovernanceWork>();
            var partnerships = parsed.GetValue(options.Partnership) is { } named
                ? [await database.FindPartnershipAsync(named, cancel)]
                : await work.PartnershipsAsync(cancel);
            foreach (var partnership in partnerships)
            {
                var did = await work.DailyAsync(partnership, cancel);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{partnership}: {did.Coarsened} records reduced, {did.Erased} erased, {did.Held} held; {did.Analyses} analyses, {did.AccessRecords} access records, {did.Exports} register entries, {did.Files} files gone."));
            }

            return 0;
        });
        return command;
    }
}

/// <summary>The erasure ledger: carried out again on a restored copy.</summary>
internal static class ErasuresCommand
{
    public static Command Define(CommonOptions options)
    {
        var replay = new Command("replay", "Erase again what an older copy of the database brought back; every start does this by itself.");
        replay.SetAction(async (parsed, cancel) =>
        {
            var data = DataFolder.Open(parsed.GetValue(options.Data)!);
            await using var database = await OpenDatabase.OpenAsync(data, cancel);
            await Migrator.VerifyApiRoleAsync(database.ApiConnection, cancel);
            await using var rooms = database.Rooms(data);
            var replayed = await rooms.Services.GetRequiredService<GovernanceWork>().ReplayAsync(cancel);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{replayed} erased records had come back; they are gone again."));
            return 0;
        });
        return new("erasures", "The ledger of what was erased.") { replay };
    }
}
