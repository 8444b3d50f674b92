using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Bench;

/// <summary>Invented incidents of a whole county, all in Cardigan Bay, for benches of the desktop program.</summary>
internal static class InventedIncidents
{
    /// <summary>Five years of them from July 2021, all with an exact point; the same every time.</summary>
    public static IEnumerable<IncidentView> Of(int n)
    {
        var random = new Random(20261123);
        TWord Any<TWord>() where TWord : struct, Enum => Enum.GetValues<TWord>()[random.Next(Enum.GetValues<TWord>().Length)];
        for (var i = 0; i < n; i++)
        {
            var at = new DateTimeOffset(2021, 7, 1, 0, 0, 0, TimeSpan.Zero).AddHours(random.Next(24 * 365 * 5));
            var agency = Any<Agency>();
            yield return new(
                Guid.CreateVersion7(), 1, Any<IncidentKind>(), IncidentStatus.Recorded, new PointGeometry(-5.2 + 1.2 * random.NextDouble(), 51.9 + random.NextDouble()),
                LocationPrecision.Exact, 10, PointSource.Pin, true, null, at, at.AddHours(random.Next(12)), TimeConfidence.Approximate, [Any<HarmType>()],
                ContextLevel.Neighbourhood, Any<SourceKind>(), Any<InfoGrade>(), agency, agency, [], 1, 0, false, null, null, null, at, Sensitivity.Ordinary, null, null,
                null, new(agency, LegalRegime.UkGdpr, [], new(2027, 1, 1)), [], [], [], true);
        }
    }
}
