using System.CommandLine;
using SpacesPlaces.Api.Database;

namespace SpacesPlaces.Api.Commands;

/// <summary>Serves over a database that somebody else keeps and migrates: production.</summary>
internal static class ServeCommand
{
    public static Command Define(CommonOptions options)
    {
        var command = new Command("serve", $"Serve over the database that {OpenDatabase.ApiVariable} or {OpenDatabase.OwnerVariable} names; migrate first.")
        {
            options.Port, options.Bind,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var data = DataFolder.Open(parsed.GetValue(options.Data)!);
            await using var database = await OpenDatabase.OpenAsync(data, cancel);
            await Migrator.VerifyApiRoleAsync(database.ApiConnection, cancel);
            await using var server = Server.Build(database.ApiConnection, data, parsed.GetValue(options.Bind)!, parsed.GetValue(options.Port));
            await server.SayCoordinatesAsync(database, data, cancel);
            await server.StartAsync(cancel);
            Console.WriteLine($"SpacesPlaces serves at {server.Address}");
            await server.UntilStoppedAsync(cancel);
            return 0;
        });
        return command;
    }
}
