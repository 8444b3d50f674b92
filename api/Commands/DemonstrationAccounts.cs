using System.Text.Json;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Commands;

/// <summary>An account of the demonstration.</summary>
internal sealed record DemonstrationAccount(string User, string Password, string Role, string Partnership);

/// <summary>One account per role, with random passwords kept in a private file.</summary>
internal static class DemonstrationAccounts
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The user name of a role, for instance <c>demo-youth-lead</c>.</summary>
    public static string UserOf(Role role) => "demo-" + WireName.Of(role).Replace('_', '-');

    /// <summary>The agency that the demonstration's person in a role works for.</summary>
    public static Agency AgencyOf(Role role) => role switch
    {
        Role.Reporter or Role.YouthLead => Agency.YouthService,
        Role.Analyst => Agency.Police,
        Role.Planner => Agency.ThirdSector,
        _ => Agency.ChildrensServices,
    };

    public static IReadOnlyList<DemonstrationAccount> Read(string file) =>
        JsonSerializer.Deserialize<List<DemonstrationAccount>>(File.ReadAllText(file), Json)!;

    public static void Write(string file, IReadOnlyList<DemonstrationAccount> accounts) =>
        DataFolder.WritePrivate(file, JsonSerializer.Serialize(accounts, Json) + "\n");
}
