using System.CommandLine;
using SpacesPlaces.Api.Database;

namespace SpacesPlaces.Api.Commands;

/// <summary>The demonstration, made anew.</summary>
internal static class DemonstrationCommand
{
    public static Command Define(CommonOptions options)
    {
        var reset = new Command("reset", "Make the demonstration's records anew, or create it; its audit is kept.");
        reset.SetAction(async (parsed, cancel) =>
        {
            var data = DataFolder.Open(parsed.GetValue(options.Data)!);
            await using var database = await OpenDatabase.OpenAsync(data, cancel);
            await Migrator.VerifyApiRoleAsync(database.ApiConnection, cancel);
            await using var rooms = database.Rooms(data);
            await Demonstration.ResetAsync(rooms.Services, database.Owner, data, cancel);
            Console.WriteLine($"The demonstration is as new. Its accounts: {data.DemonstrationAccounts}");
            return 0;
        });
        return new Command("demo", "The demonstration partnership.") { reset };
    }
}
