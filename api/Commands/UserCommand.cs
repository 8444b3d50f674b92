using System.CommandLine;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Commands;

/// <summary>Creates people's accounts.</summary>
internal static class UserCommand
{
    public static Command Define(CommonOptions options)
    {
        var name = new Argument<string>("user") { Description = "User name: letters, digits and - . _ @ +" };
        var role = Words<Role>("--role", "What the person does in the partnership");
        var agency = Words<Agency>("--agency", "Whom the person works for");
        var add = new Command("add", "Create an account; its random password is printed once.") { name, role, agency, options.Partnership };
        add.SetAction(async (parsed, cancel) =>
        {
            var data = DataFolder.Open(parsed.GetValue(options.Data)!);
            await using var database = await OpenDatabase.OpenAsync(data, cancel);
            await Migrator.VerifyApiRoleAsync(database.ApiConnection, cancel);
            var partnership = await database.FindPartnershipAsync(parsed.GetValue(options.Partnership), cancel);
            await using var rooms = database.Rooms(data);
            await using var scope = rooms.Services.CreateAsyncScope();
            var password = Passwords.Make();
            try
            {
                await scope.ServiceProvider.GetRequiredService<PeopleDirectory>().CreateMemberAsync(
                    partnership, parsed.GetValue(name)!, password, WireName.Parse<Role>(parsed.GetValue(role)!),
                    WireName.Parse<Agency>(parsed.GetValue(agency)!), cancel);
            }
            catch (InvalidOperationException refused)
            {
                throw new OperatorException(refused.Message);
            }

            Console.WriteLine($"Password of {parsed.GetValue(name)}, shown only now: {password}");
            return 0;
        });
        return new Command("user", "People's accounts.") { add };
    }

    private static Option<string> Words<TWord>(string option, string description) where TWord : struct, Enum
    {
        var words = Enum.GetValues<TWord>().Select(word => WireName.Of(word)).ToArray();
        var made = new Option<string>(option) { Description = description, Required = true };
        made.AcceptOnlyFromAmong(words);
        return made;
    }
}
