using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Incidents;
using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient.Tests.Incidents;

public sealed class IncidentTableTests
{
    private static readonly TimeWindow Year = new(new(2026, 1, 1), new(2026, 12, 31));

    [Fact]
    public void EveryFilter_LetsThroughWhatASlowReadingOfTheRecordsLetsThrough()
    {
        var random = new Random(20261123);
        List<IncidentView> incidents = [.. Enumerable.Range(0, 2_000).Select(_ => Any(random))];
        var table = new IncidentTable(incidents, NationalGrid.Helmert);
        for (var round = 0; round < 200; round++)
        {
            var filter = AnyFilter(random);
            var slow = incidents.Where(incident => incident.Point is not null && Passes(incident, filter)).Select(incident => incident.Id);
            Assert.Equal(slow, table.Matching(filter).Select(table.Id));
        }
    }

    [Fact]
    public void RecordsWithoutAPoint_AreInNoRow_AndCounted()
    {
        var table = new IncidentTable([Sample.Incident(), Sample.Incident(hasPoint: false)], NationalGrid.Helmert);
        Assert.Equal((1, 1), (table.Count, table.Placeless));
    }

    [Fact]
    public void ARow_GivesBackWhatWasReceived()
    {
        var incident = Sample.Incident(at: new(2026, 6, 5, 22, 0, 0, TimeSpan.FromHours(1)), harm: HarmType.Other, kind: IncidentKind.HotspotReport, precision: LocationPrecision.GridSquare1Km);
        var table = new IncidentTable([incident], NationalGrid.Helmert);
        Assert.Equal((incident.Id, incident.Point!.Value.X, incident.Point.Value.Y, false), (table.Id(0), table.Lon(0), table.Lat(0), table.IsExact(0)));
        Assert.Equal((incident.OccurredFrom, incident.OccurredTo, incident.Kind), (table.From(0), table.To(0), table.Kind(0)));
        Assert.Equal((incident.SourceKind, incident.InfoGrade), (table.Source(0), table.Grade(0)));
        Assert.Equal([HarmType.Other], table.HarmTypes(0));
    }

    [Fact]
    public void NoIncidents_PassNoFilter() => Assert.Empty(new IncidentTable([], NationalGrid.Helmert).Matching(new(Year)));

    private static bool Passes(IncidentView incident, IncidentFilter filter) =>
        filter.Window.CanHold(incident.OccurredFrom, incident.OccurredTo)
        && (filter.HarmTypes is not { Count: > 0 } harm || incident.HarmTypes.Any(harm.Contains))
        && (filter.Kinds is not { Count: > 0 } kinds || kinds.Contains(incident.Kind))
        && (filter.Agencies is not { Count: > 0 } agencies || agencies.Contains(incident.SourceAgency))
        && (filter.Grades is not { Count: > 0 } grades || grades.Contains(incident.InfoGrade))
        && (filter.Sources is not { Count: > 0 } sources || sources.Contains(incident.SourceKind))
        && (filter.Area is null || filter.Area.Intersects(Sample.Geometries.CreatePoint(new NetTopologySuite.Geometries.Coordinate(incident.Point!.Value.X, incident.Point.Value.Y))));

    private static IncidentView Any(Random random)
    {
        var at = new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.Zero).AddHours(random.Next(24 * 700));
        return Sample.Incident(
            -5 + random.NextDouble() * 0.5, 52.2 + random.NextDouble() * 0.3, at, at.AddHours(random.Next(0, 100)), Pick<HarmType>(random), Pick<IncidentKind>(random),
            agency: Pick<Agency>(random), grade: Pick<InfoGrade>(random), source: Pick<SourceKind>(random), hasPoint: random.Next(20) > 0);
    }

    private static IncidentFilter AnyFilter(Random random)
    {
        var from = new DateOnly(2025, 7, 1).AddDays(random.Next(600));
        var (west, south) = (-5 + random.NextDouble() * 0.4, 52.2 + random.NextDouble() * 0.2);
        return new(new(from, from.AddDays(random.Next(200))), Some<HarmType>(random), Some<IncidentKind>(random), Some<Agency>(random), Some<InfoGrade>(random),
            Some<SourceKind>(random), random.Next(3) == 0 ? Sample.Box(west, south, west + 0.2, south + 0.15) : null);
    }

    private static TWord Pick<TWord>(Random random) where TWord : struct, Enum => Enum.GetValues<TWord>()[random.Next(Enum.GetValues<TWord>().Length)];

    private static HashSet<TWord>? Some<TWord>(Random random) where TWord : struct, Enum =>
        random.Next(3) switch { 0 => null, 1 => [], _ => [.. Enum.GetValues<TWord>().Where(_ => random.Next(2) == 0)] };
}
