using System.CommandLine;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Commands;

/// <summary>People's accounts, from the operator's side: the first administrator, and help where nobody can sign in.</summary>
internal static class UserCommand
{
    public static Command Define(CommonOptions options)
    {
        var name = new Argument<string>("user") { Description = "User name: letters, digits and - . _ @ +" };
        var role = Words<Role>("--role", "What the person does in the partnership");
        var agency = Words<Agency>("--agency", "Whom the person works for");
        var add = new Command("add", "Create an account; its random password is printed once.") { name, role, agency, options.Partnership };
        add.SetAction((parsed, cancel) => OnPeopleAsync(parsed, options, async (people, partnership) =>
        {
            var password = Passwords.Make();
            await people.CreateMemberAsync(
                partnership, parsed.GetValue(name)!, password, WireName.Parse<Role>(parsed.GetValue(role)!),
                WireName.Parse<Agency>(parsed.GetValue(agency)!), cancel);
            return $"Password of {parsed.GetValue(name)}, shown only now: {password}";
        }, cancel));
        var reset = new Command("reset-factor", "Forget a person's authenticator app and recovery codes; the next sign-in sets up another.") { name, options.Partnership };
        reset.SetAction((parsed, cancel) => OnPeopleAsync(parsed, options, async (people, partnership) =>
        {
            await people.ResetFactorAsync(partnership, parsed.GetValue(name)!, cancel);
            return $"{parsed.GetValue(name)} has no second factor now, and is signed out everywhere.";
        }, cancel));
        var disable = new Command("disable", "Switch an account off; it is signed out everywhere and its jobs end.") { name, options.Partnership };
        disable.SetAction((parsed, cancel) => OnPeopleAsync(parsed, options, async (people, partnership) =>
        {
            await people.DisableAsync(partnership, parsed.GetValue(name)!, cancel);
            return $"{parsed.GetValue(name)} is switched off. An administrator switches it on again on the page.";
        }, cancel));
        return new Command("user", "People's accounts.") { add, reset, disable };
    }

    private static async Task<int> OnPeopleAsync(
        ParseResult parsed, CommonOptions options, Func<PeopleDirectory, Guid, Task<string>> act, CancellationToken cancel)
    {
        var data = DataFolder.Open(parsed.GetValue(options.Data)!);
        await using var database = await OpenDatabase.OpenAsync(data, cancel);
        await Migrator.VerifyApiRoleAsync(database.ApiConnection, cancel);
        var partnership = await database.FindPartnershipAsync(parsed.GetValue(options.Partnership), cancel);
        await using var rooms = database.Rooms(data);
        await using var scope = rooms.Services.CreateAsyncScope();
        try
        {
            Console.WriteLine(await act(scope.ServiceProvider.GetRequiredService<PeopleDirectory>(), partnership));
        }
        catch (InvalidOperationException refused)
        {
            throw new OperatorException(refused.Message);
        }

        return 0;
    }

    private static Option<string> Words<TWord>(string option, string description) where TWord : struct, Enum
    {
        var words = Enum.GetValues<TWord>().Select(word => WireName.Of(word)).ToArray();
        var made = new Option<string>(option) { Description = description, Required = true };
        made.AcceptOnlyFromAmong(words);
        return made;
    }
}
