using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.Samples;

namespace SpacesPlaces.Geodata.Tests.Samples;

/// <summary>Three years of invented life: what was planted is there, what was not planted forms nothing.</summary>
public class PlantedTruthsTests
{
    private static readonly County County = TheCounty.Of;

    private static readonly string[] Blame =
    [
        "youths", "loiter", "prostitut", "promiscuous", "risky", "risk-taking", "chose to", "choosing", "put herself", "put himself", "lifestyle",
        "consent to", "boyfriend", "girlfriend", "gang", "streetwise", "troublemaker", "absconded", "hot spot", "alleged", "claims", "no-go",
    ];

    [Fact]
    public void Clusters_AreExactlyThosePlanted()
    {
        var clusters = OddClusters.Of(County);
        var planted = County.Truths.Where(t => t.ExpectedClass is not null).ToList();
        Assert.Equal(planted.Count, clusters.Count);
        Assert.All(planted, truth =>
        {
            var cluster = Assert.Single(clusters, c => c.All(i => i.Location.Distance(truth.Centre) <= truth.RadiusMetres));
            Assert.All(cluster, i => Assert.Equal(truth.Id, i.TruthId));
            Assert.Equal(truth.Events, cluster.Count);
            Assert.Equal(truth.DistinctChildren, cluster.SelectMany(i => i.Children).Select(c => c.Token).Distinct().Count());
            Assert.All(cluster, i => Assert.InRange(Day(i.OccurredFrom), truth.From, truth.To.AddDays(1)));
        });
        Assert.Empty(OddClusters.In(County));
    }

    [Fact]
    public void HotspotAnalysis_FindsThem_WithTheExpectedClass()
    {
        var events = County.Incidents.Select(i => new HotspotEvent(
            i.Id, new GridPoint(i.Location.X, i.Location.Y), Day(i.OccurredFrom), i.Agency, [.. i.Children.Select(c => c.Token)], i.ChildrenUnknown,
            AccuracyMetres: i.AccuracyMetres)).ToList();
        var found = HotspotAnalysis.Run(events, new HotspotParameters(100, 3)).Hotspots;
        var truthOf = County.Incidents.ToDictionary(i => i.Id, i => i.TruthId);
        Assert.Equal(
            County.Truths.Where(t => t.ExpectedClass is not null).Select(t => (t.Id, t.ExpectedClass!.Value, t.Events, t.DistinctChildren)).Order(),
            found.Select(h => (truthOf[h.Members[0].EventId]!, h.Counts.Class, h.Counts.Events, h.Counts.DistinctChildren)).Order());
    }

    [Fact]
    public void ConcernsAddNoCluster_EvenWhenCountedAsEvents()
    {
        var both = County with { Incidents = [.. County.Incidents, .. County.HotspotReports] };
        Assert.Equal(County.Truths.Count(t => t.ExpectedClass is not null), OddClusters.Of(both).Count);
        Assert.All(OddClusters.Of(both), c => Assert.Single(c.Select(i => i.TruthId).Distinct()));
    }

    [Fact]
    public void SpaceThatOutlivesACase_HarmsNewChildrenMonthsLater()
    {
        var events = County.Incidents.Where(i => i.TruthId == "outlives-case").ToList();
        var first = events[0].Children[0].Token;
        var lastOfFirst = events.Last(i => i.Children.Any(c => c.Token == first));
        var later = events.Where(i => i.OccurredFrom > lastOfFirst.OccurredFrom).ToList();
        Assert.Equal(4, events.Count - later.Count);
        Assert.True(later[0].OccurredFrom - lastOfFirst.OccurredFrom > TimeSpan.FromDays(150));
        Assert.Equal(3, later.SelectMany(i => i.Children).Select(c => c.Token).Distinct().Count());
    }

    [Fact]
    public void Showground_PeaksEachJuly_AndOnlyThen()
    {
        Assert.Equal([2024, 2025, 2026], County.Shows.Select(s => s.FirstDay.Year));
        var events = County.Incidents.Where(i => i.TruthId == "show-peak").ToList();
        Assert.All(County.Shows, show =>
        {
            Assert.Equal((7, DayOfWeek.Monday, 3), (show.FirstDay.Month, show.FirstDay.DayOfWeek, show.LastDay.DayNumber - show.FirstDay.DayNumber));
            // A night of the show ends the next morning.
            Assert.Equal(4, events.Count(i => Day(i.OccurredFrom) >= show.FirstDay && Day(i.OccurredFrom) <= show.LastDay.AddDays(1)));
            Assert.Contains(County.Sessions, s => s.PlaceIds.Contains(show.PlaceId) && Day(s.StartedAt) == show.FirstDay && s.YoungPeopleSpokenTo >= 150);
        });
    }

    [Theory]
    [InlineData("gap-stonewick")]
    [InlineData("gap-wrackport")]
    public void ReportingGap_HasOutreachButNoRecords(string id)
    {
        var gap = County.Truths.Single(t => t.Id == id);
        bool In(DateTimeOffset time) => Day(time) >= gap.From && Day(time) <= gap.To;
        Assert.DoesNotContain(County.Incidents.Concat(County.HotspotReports), i => i.DistrictId == gap.DistrictId && (In(i.OccurredFrom) || In(i.RecordedAt)));
        Assert.Contains(County.Incidents, i => i.DistrictId == gap.DistrictId && Day(i.OccurredFrom) < gap.From);
        Assert.Contains(County.Incidents, i => i.DistrictId == gap.DistrictId && Day(i.OccurredFrom) > gap.To);
        for (var month = gap.From; month < gap.To; month = month.AddMonths(1))
            Assert.True(County.Sessions.Count(s => s.DistrictId == gap.DistrictId && Day(s.StartedAt) >= month && Day(s.StartedAt) < month.AddMonths(1)) >= 2);
    }

    [Fact]
    public void BusyPlace_HasManySessions_AndNoHarmNear()
    {
        var busy = County.Truths.Single(t => t.Id == "busy-no-harm");
        Assert.True(County.Sessions.Count(s => s.PlaceIds.Contains(busy.PlaceId!.Value)) >= 30);
        Assert.DoesNotContain(County.Incidents.Concat(County.HotspotReports), i => i.Location.Distance(busy.Centre) < busy.RadiusMetres);
    }

    [Fact]
    public void Volumes_AreThoseOfASmallCounty()
    {
        Assert.InRange(County.Incidents.Count, 200, 260);
        Assert.InRange(County.HotspotReports.Count, 75, 85);
        Assert.InRange(County.Sessions.Count, 200, 400);
        Assert.Contains(County.Sessions, s => s.YoungPeopleSpokenTo == 0);
        for (var year = 0; year < 3; year++)
        {
            var (from, to) = (InventedCounty.From.AddYears(year), InventedCounty.From.AddYears(year + 1));
            Assert.InRange(County.Incidents.Where(i => Day(i.OccurredFrom) >= from && Day(i.OccurredFrom) < to)
                .SelectMany(i => i.Children).Select(c => c.Token).Distinct().Count(), 29, 75);
        }

        Assert.InRange(County.Incidents.Count(i => i.NarrativeLanguage == "cy"), County.Incidents.Count / 8, County.Incidents.Count / 3);
    }

    [Fact]
    public void Times_LieInTheWindow_AndInOrder()
    {
        var (start, end) = (new DateTimeOffset(2023, 8, 31, 23, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 8, 31, 23, 0, 0, TimeSpan.Zero));
        Assert.All(County.Incidents.Concat(County.HotspotReports), i =>
        {
            Assert.True(i.OccurredFrom >= start && i.OccurredFrom <= i.OccurredTo && i.OccurredFrom <= i.RecordedAt);
            Assert.True(i.OccurredTo < end && i.RecordedAt < end);
            Assert.Equal(TimeSpan.Zero, i.OccurredFrom.Offset);
            Assert.InRange(i.AccuracyMetres, 5, 80);
            Assert.NotEmpty(i.HarmTypes);
        });
        Assert.Contains(County.Incidents, i => i.OccurredTo - i.OccurredFrom >= TimeSpan.FromHours(12));
        Assert.All(County.Sessions, s => Assert.True(s.StartedAt >= start && s.StartedAt < s.EndedAt && s.EndedAt < end));
    }

    [Fact]
    public void Narratives_NeverBlameAChild()
    {
        Assert.All(County.Incidents.Concat(County.HotspotReports), i =>
        {
            Assert.DoesNotContain(Blame, word => i.Narrative.Contains(word, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("{0}", i.Narrative);
            Assert.InRange(i.Narrative.Length, 40, 320);
        });
    }

    [Fact]
    public void Children_AreTokensOnly_AndKeepOneAgeBand()
    {
        var children = County.Incidents.SelectMany(i => i.Children).ToList();
        Assert.All(children, c => Assert.True(ChildToken.TryParse(c.Token, out var spelt) && spelt == c.Token));
        Assert.All(children.GroupBy(c => c.Token), g => Assert.Single(g.Distinct()));
        Assert.All(County.HotspotReports, r => Assert.Empty(r.Children));
        Assert.All(County.Incidents, i => Assert.True(i.Children.Count + i.ChildrenUnknown > 0));
    }

    private static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);
}

/// <summary>DBSCAN by its definition, every pair compared: an answer that owes nothing to the product's own.</summary>
internal static class OddClusters
{
    /// <summary>Clusters of harm with eps 100 m and at least 3 events.</summary>
    public static List<List<SampleIncident>> Of(County county)
    {
        var all = county.Incidents;
        List<SampleIncident> Near(SampleIncident one) => [.. all.Where(o => o.Location.Distance(one.Location) <= 100)];
        HashSet<Guid> placed = [];
        List<List<SampleIncident>> clusters = [];
        foreach (var start in all.Where(i => Near(i).Count >= 3))
        {
            if (!placed.Add(start.Id)) continue;
            List<SampleIncident> cluster = [start];
            for (var k = 0; k < cluster.Count; k++)
                if (Near(cluster[k]) is { Count: >= 3 } near) cluster.AddRange(near.Where(o => placed.Add(o.Id)));
            clusters.Add(cluster);
        }

        return clusters;
    }

    /// <summary>Clusters that nobody planted, or that mix a planted space with something else.</summary>
    public static List<List<SampleIncident>> In(County county) =>
        [.. Of(county).Where(c => c.Any(i => i.TruthId is null) || c.Select(i => i.TruthId).Distinct().Count() > 1)];
}
