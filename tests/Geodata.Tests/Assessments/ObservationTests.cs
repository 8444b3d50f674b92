using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Assessments;

/// <summary>Two rounds of visits, item by item.</summary>
public sealed class ObservationTests
{
    [Fact]
    public void EveryVisitAfterHigher_IsHigher_WithMediansExtremesAndChance()
    {
        var told = Assert.Single(Observation.Compare(Day("light", 0, 1), Day("light", 3, 2)));
        Assert.Equal(new("light", ObservationTime.Day, new(2, 0, 0.5, 1), new(2, 2, 2.5, 3), 2, 1.0 / 3, ObservationReading.Higher),
            told with { ByChance = Math.Round(told.ByChance!.Value, 12) == Math.Round(1.0 / 3, 12) ? 1.0 / 3 : null });
        Assert.Equal(ObservationReading.Lower, Assert.Single(Observation.Compare(Day("light", 3, 2), Day("light", 0, 1))).Reading);
    }

    [Fact]
    public void VisitsThatOverlap_SayNoChange_HoweverFarTheMedians()
    {
        var told = Assert.Single(Observation.Compare(Day("light", 0, 0, 2), Day("light", 2, 3, 3)));
        Assert.Equal((3, ObservationReading.Overlapping), (told.Difference, told.Reading));
    }

    [Fact]
    public void OneVisitOfARound_IsTooFewToTell()
    {
        var told = Assert.Single(Observation.Compare(Day("light", 0), Day("light", 3, 3, 3)));
        Assert.Equal((null, null, ObservationReading.TooFewToTell), (told.Difference, told.ByChance, told.Reading));
        Assert.Equal((1, 3), (told.Before.Visits, told.After.Visits));
    }

    [Fact]
    public void NotSeen_CountsAsNoVisit()
    {
        var told = Assert.Single(Observation.Compare(Day("light", 0, null, null), Day("light", 3, 3)));
        Assert.Equal((1, ObservationReading.TooFewToTell), (told.Before.Visits, told.Reading));
        Assert.Equal(new(0, null, null, null), Assert.Single(Observation.Compare(Day("light", null, null), Day("light", 3, 3))).Before);
    }

    [Fact]
    public void DayIsComparedWithDay_AndNightWithNight()
    {
        var told = Observation.Compare([.. Day("light", 3, 3), .. Night("light", 0, 0)], [.. Day("light", 3, 3), .. Night("light", 2, 2)]);
        Assert.Equal(
            [(ObservationTime.Day, ObservationReading.Overlapping), (ObservationTime.Night, ObservationReading.Higher)],
            told.Select(item => (item.Time, item.Reading)));
        Assert.All(
            Observation.Compare(Day("light", 0, 0), Night("light", 3, 3)), item => Assert.Equal(ObservationReading.TooFewToTell, item.Reading));
    }

    [Fact]
    public void ChanceOfRoundsApart_IsTheShareOfWaysToDealTheValues()
    {
        for (var before = 2; before <= 4; before++)
            for (var after = 2; after <= 4; after++)
            {
                // Every way to choose which of the values 1, 2, … came after.
                var (apart, ways) = (0, 0);
                for (var chosen = 0; chosen < 1 << (before + after); chosen++)
                {
                    if (int.PopCount(chosen) != after) continue;
                    ways++;
                    if (chosen == (1 << after) - 1 || chosen == ((1 << after) - 1) << before) apart++;
                }

                var told = Assert.Single(Observation.Compare(Day("x", new int?[before].Select(_ => (int?)0).ToArray()), Day("x", new int?[after].Select(_ => (int?)1).ToArray())));
                Assert.Equal((double)apart / ways, told.ByChance!.Value, 12);
            }
    }

    [Fact]
    public void OrderOfVisits_ChangesNothing_AndExchangeOfRoundsTurnsTheWord()
    {
        var random = new SeededRandom(9);
        for (var run = 0; run < 300; run++)
        {
            int?[] Values() => [.. Enumerable.Range(0, 1 + random.Below(5)).Select(_ => random.Below(5) is var value and < 4 ? (int?)value : null)];
            var (before, after) = (Values(), Values());
            var (one, turned) = (Assert.Single(Observation.Compare(Day("x", before), Day("x", after))), Assert.Single(Observation.Compare(Day("x", after), Day("x", before))));
            Assert.Equal(one, Assert.Single(Observation.Compare(Day("x", [.. before.Reverse()]), Day("x", [.. after.Reverse()]))));
            Assert.Equal(one.Difference, -turned.Difference);
            Assert.Equal(one.Reading == ObservationReading.Higher, turned.Reading == ObservationReading.Lower);
        }
    }

    [Fact]
    public void NoResult_HoldsASumOverItems() => Assert.Equal(
        ["kerb", "light"], Observation.Compare([.. Day("light", 1), .. Day("kerb", 2)], []).Select(item => item.Item));

    [Fact]
    public void ValueBeyondTheScale_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Observation.Compare(Day("light", 4), []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Observation.Compare([], Day("light", -1)));
    }

    private static ObservedVisit[] Day(string item, params int?[] values) => Visits(ObservationTime.Day, item, values);

    private static ObservedVisit[] Night(string item, params int?[] values) => Visits(ObservationTime.Night, item, values);

    private static ObservedVisit[] Visits(ObservationTime time, string item, int?[] values) =>
        [.. values.Select(value => new ObservedVisit(time, new Dictionary<string, int?> { [item] = value }))];
}
