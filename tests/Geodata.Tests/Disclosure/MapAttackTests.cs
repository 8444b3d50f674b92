using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Geodata.Tests.Disclosure;

/// <summary>
/// The attacker's side of the published map (TH-10, PRV-41, 43, 44): small worlds, everything that may be asked, and a solver that
/// puts the answers together.
/// </summary>
public sealed class MapAttackTests
{
    private static readonly AreaPartition Partition = new(new Dictionary<GridCell, int>
    {
        [new(288, 240)] = 900,
        [new(296, 240)] = 900,
        [new(288, 248)] = 900,
        [new(296, 248)] = 900,
    });

    /// <summary>Four squares of 8 km, each with as many residents as an area needs.</summary>
    private static readonly FixedArea[] Areas = [new(3, 36, 30), new(3, 37, 30), new(3, 36, 31), new(3, 37, 31)];

    private static readonly FixedPeriod[] Periods =
        [new(2025, 1), new(2025, 2), new(2025, 3), new(2025, 4), new(2025, null), new(2026, 1)];

    [Fact]
    public void NoPairOfAnswers_IsolatesFewerThanK_WhicheverRolesAskAndWhicheverDay()
    {
        // Every answer of both roles, as bounds on how many records lie in a set of (area, quarter); then every pair of nested sets.
        var compared = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var facts = FactsOf(World(new Random(seed), records: 20 + (seed % 200)));
            foreach (var whole in facts)
            {
                Assert.False(Isolates(whole.Least, whole.Most), $"world {seed}: one answer tells {whole.Least} to {whole.Most}");
                foreach (var part in facts.Where(part => part.Area == whole.Area && part.Quarters.IsProperSubsetOf(whole.Quarters)))
                {
                    compared++;
                    var (least, most) = (Math.Max(0, whole.Least - part.Most), whole.Most - part.Least);
                    Assert.False(Isolates(least, most), $"world {seed}: {whole.Area} without {string.Join(' ', part.Quarters)} holds {least} to {most}");
                }
            }
        }

        Assert.True(compared >= 8_000);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(10)]
    public void YearAndItsQuartersTogether_TellOfNoQuarterThatItHasFew(int k)
    {
        // Everything that can be said about a year at once, solved for each quarter that looks like none: it can still be none.
        // Every combination of counts around the thresholds, children and groups as many as records.
        var rule = new SmallNumberRule(k);
        int[] counts = [0, 1, k - 1, k, (2 * k) - 1, rule.FewestSeveral - 1, rule.FewestSeveral, rule.FewestSeveral + k];
        var solved = 0;
        foreach (var quarters in from a in counts from b in counts from c in counts from d in counts select (int[])[a, b, c, d])
        {
            var bounds = quarters.Select(count => BoundsOf(rule, count)).ToArray();
            var year = BoundsOf(rule, quarters.Sum());
            for (var i = 0; i < 4; i++)
            {
                if (bounds[i].Least > 0) continue;
                solved++;
                var least = year.Least - bounds.Where((_, other) => other != i).Sum(other => (long)other.Most);
                var most = Math.Min(bounds[i].Most, year.Most - bounds.Where((_, other) => other != i).Sum(other => (long)other.Least));
                Assert.True(least <= 0 && most >= 2, $"{string.Join(' ', quarters)}: quarter {i + 1} holds {least} to {most}");
            }
        }

        Assert.True(solved > 1_000);
    }

    [Fact]
    public void ExactCounts_WouldIsolate_AndTheSolverSeesIt()
    {
        // The seeded fault: numbers instead of bands.
        Assert.True(Isolates(12 - 9, 12 - 9));
        Assert.True(Isolates(1, 4));
        Assert.False(Isolates(0, 9));
        Assert.False(Isolates(5, 9));
    }

    [Theory]
    [InlineData("children")]
    [InlineData("groups")]
    [InlineData("records")]
    public void TooFewOfAnything_LooksLikeNothing(string few)
    {
        // PRV-41.
        var rule = new SmallNumberRule(SmallNumberRule.DefaultOutside);
        var records = Enumerable.Range(0, few == "records" ? 9 : 40).Select(i => new CountedRecord(
            new(289, 241), few == "groups" ? new(2025, 1, 1 + (i % 3)) : new DateOnly(2025, 1, 1).AddDays(i), few == "groups" ? "police" : $"agency{i % 2}",
            [few == "children" ? $"child{i % 9}" : $"child{i}"]));
        var shown = PublishedMap.Of(records, Areas, Periods[0], rule);
        Assert.Equal(PublishedMap.Of([], Areas, Periods[0], rule), shown);
        Assert.Equal(Areas.Length, shown.Count);
    }

    [Fact]
    public void TenThousandAnswers_TellNoSingleRecordsSquareDateOrKind()
    {
        // PRV-44. The attacker has every answer of both roles over a world and guesses where and when one record is: the area and
        // quarter of the highest band. Compared with the same guess over the world without that record: whatever is better came
        // from the record, and whatever is as good is what the map tells of the county at large.
        var (with, without, queries, trials) = (0.0, 0.0, 0, 0);
        for (var seed = 0; queries < 10_000; seed++)
        {
            var random = new Random(90_000 + seed);
            var records = World(random, 30 + random.Next(250));
            var target = random.Next(records.Count);
            var quarter = FixedPeriod.QuarterOf(records[target].Day);
            var place = Partition.AreaOf(records[target].Cell);
            with += Guess(records, place, quarter);
            without += Guess([.. records.Where((_, at) => at != target)], place, quarter);
            trials++;
            queries += 2 * Areas.Length * Periods.Length;
        }

        Assert.InRange((with - without) / trials, -0.05, 0.05);
        Assert.True(without / trials > 1.0 / (Areas.Length * 5), "The attacker is no attacker.");
    }

    [Fact]
    public void RecordMovedInsideItsSquareAndQuarter_ChangesNothing()
    {
        // What is not in any answer cannot be recovered from them: the point and kilometre inside an area, the agency's words, the child.
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var records = World(random, 120);
            var at = random.Next(records.Count);
            var area = Partition.AreaOf(records[at].Cell);
            var moved = records.ToList();
            moved[at] = moved[at] with { Cell = new((area.X << 3) + random.Next(8), (area.Y << 3) + random.Next(8)) };
            Assert.Equal(AnswersOf(records), AnswersOf(moved));
        }
    }

    [Fact]
    public void OneMoreRecord_ChangesAtMostOneBandOfEachPeriodThatHoldsIt()
    {
        var changed = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var records = World(random, 40 + (seed % 150));
            var fewer = AnswersOf([.. records.Skip(1)]);
            var different = AnswersOf(records).Zip(fewer).Count(pair => pair.First != pair.Second);
            Assert.InRange(different, 0, 4);
            if (different > 0) changed++;
        }

        // Across one threshold one record does show: that is why maps are frozen and late records wait for no earlier map.
        Assert.InRange(changed, 1, 200);
    }

    private sealed record Fact(FixedArea Area, HashSet<int> Quarters, int Least, int Most);

    // A set of records of which the attacker is sure that there are some, and fewer than the least threshold.
    private static bool Isolates(int least, int most) => least >= 1 && most < SmallNumberRule.DefaultInside;

    private static (int Least, int Most) BoundsOf(SmallNumberRule rule, int records) => rule.BandOf(new(records, records, records)) switch
    {
        CountBand.NoneOrTooFew => (0, rule.K - 1),
        CountBand.Some => (rule.K, rule.FewestSeveral - 1),
        _ => (rule.FewestSeveral, 1_000_000),
    };

    private static List<Fact> FactsOf(List<CountedRecord> records)
    {
        List<Fact> facts = [];
        foreach (var period in Periods)
        {
            HashSet<int> quarters = period.Quarter is { } quarter ? [(period.Year * 4) + quarter] : [.. Enumerable.Range(1, 4).Select(q => (period.Year * 4) + q)];
            foreach (var k in (int[])[SmallNumberRule.DefaultInside, SmallNumberRule.DefaultOutside])
            {
                var rule = new SmallNumberRule(k);
                foreach (var (area, band) in PublishedMap.Of(records, Areas, period, rule))
                {
                    var (least, most) = band switch
                    {
                        CountBand.NoneOrTooFew => (0, int.MaxValue),
                        CountBand.Some => (k, rule.FewestSeveral - 1),
                        _ => (rule.FewestSeveral, int.MaxValue),
                    };
                    // The attacker who takes records for children and groups reads "too few" as fewer than k records.
                    facts.Add(new(area, quarters, least, band == CountBand.NoneOrTooFew ? k - 1 : most));
                }
            }
        }

        // Two roles together: what both say of the same set is one fact.
        return [.. facts.GroupBy(fact => (fact.Area, Key: string.Join(' ', fact.Quarters.Order())))
            .Select(group => new Fact(group.Key.Area, group.First().Quarters, group.Max(fact => fact.Least), group.Min(fact => fact.Most)))];
    }

    private static List<CountBand> AnswersOf(List<CountedRecord> records) =>
        [.. from period in Periods
            from k in (int[])[SmallNumberRule.DefaultInside, SmallNumberRule.DefaultOutside]
            from answer in PublishedMap.Of(records, Areas, period, new SmallNumberRule(k))
            select answer.Band];

    // Chance that the attacker names the area and quarter of the target: one of those with the highest band, by lot.
    private static double Guess(List<CountedRecord> records, FixedArea place, FixedPeriod quarter)
    {
        var scores = (
            from period in Periods.Where(period => period.Quarter is not null)
            from area in Areas
            select (Area: area, Period: period, Score: new[] { SmallNumberRule.DefaultInside, SmallNumberRule.DefaultOutside }.Sum(k =>
                (int)PublishedMap.Of(records, [area], period, new SmallNumberRule(k))[0].Band))).ToList();
        var best = scores.Where(one => one.Score == scores.Max(other => other.Score)).ToList();
        return best.Any(one => one.Area == place && one.Period == quarter) ? 1.0 / best.Count : 0;
    }

    private static List<CountedRecord> World(Random random, int records)
    {
        // Busy and quiet squares and quarters, some children and evenings again and again: as records are.
        var (busy, favourite) = (random.Next(4), random.Next(1, 91));
        return [.. Enumerable.Range(0, records).Select(i =>
        {
            var area = Areas[random.Next(3) == 0 ? busy : random.Next(4)];
            var day = new DateOnly(2025, 1, 1).AddDays(random.Next(4) == 0 ? favourite : random.Next(455));
            return new CountedRecord(
                new((area.X << 3) + random.Next(8), (area.Y << 3) + random.Next(8)), day, $"agency{random.Next(6)}", [$"child{random.Next(records)}"]);
        })];
    }
}
