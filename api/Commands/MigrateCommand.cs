using System.CommandLine;
using SpacesPlaces.Api.Database;

namespace SpacesPlaces.Api.Commands;

/// <summary>Brings the database to this version of the program.</summary>
internal static class MigrateCommand
{
    public static Command Define(CommonOptions options)
    {
        var command = new Command("migrate", $"Bring the database to this version, as the owner that {OpenDatabase.OwnerVariable} names.");
        command.SetAction(async (parsed, cancel) =>
        {
            var data = DataFolder.Open(parsed.GetValue(options.Data)!);
            await using var database = await OpenDatabase.OpenAsync(data, cancel);
            await database.MigrateAsync(cancel);
            await Migrator.VerifyApiRoleAsync(database.ApiConnection, cancel);
            Console.WriteLine("The database is up to date.");
            return 0;
        });
        return command;
    }
}
