using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Incidents;

/// <summary>Valid incidents that tests change one thing of.</summary>
internal static class Examples
{
    /// <summary>In the area of both test partnerships.</summary>
    public const double Easting = 300_000, Northing = 250_000;

    public static string Token { get; } = Tokens.New();

    public static NewIncident Harm(double easting = Easting, double northing = Northing, string? token = null, DateTimeOffset? at = null)
    {
        var when = at ?? new DateTimeOffset(2026, 3, 6, 21, 0, 0, TimeSpan.Zero);
        return new(
            IncidentKind.Harm, when, when.AddHours(1), TimeConfidence.Approximate, [HarmType.Cse], ContextLevel.Neighbourhood,
            SourceKind.PractitionerObserved, InfoGrade.FirstHand,
            new(new(easting, northing), PointSource.GridRef, 20, "EPSG:27700"),
            Children: [new(token ?? Tokens.New(), Agency.ChildrensServices, AgeBand.From13To15)],
            Narrative: "Adults were approaching children near the shelter.", NarrativeLanguage: "en");
    }

    public static string PathOf(Guid id) => $"/api/v1/incidents/{id}";
}
