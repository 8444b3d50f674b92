using SpacesPlaces.Geodata.Hotspots.Scans;

namespace SpacesPlaces.Geodata.Tests.Hotspots.Scans;

public sealed class ScanStatisticTests
{
    private static readonly ScanParameters Plain = new(MaxPeriods: 3, Replicas: 99, Seed: 2);

    private sealed record County(double[] X, double[] Y, int[][] Cases, double[][] People)
    {
        public int[] FlatCases => [.. Cases.SelectMany(c => c)];

        public double[] FlatPeople => [.. People.SelectMany(p => p)];
    }

    [Fact]
    public void MostLikelyCluster_EqualsTheDefinition()
    {
        for (var run = 0; run < 60; run++)
        {
            // On a small grid, so that equal distances and shared spots are common.
            var county = Invented(run, places: 4 + run % 9, periods: 2 + run % 4, mean: 3);
            double? radius = run % 3 == 0 ? 3 : null;
            var parameters = new ScanParameters(
                run % 2 == 0 ? 0.5 : 0.3, radius, MaxPeriods: 1 + run % 3, IsProspective: run / 2 % 2 == 0, Replicas: 1);
            foreach (var model in Enum.GetValues<ScanModel>())
            {
                var wanted = SlowScan.Find(county.X, county.Y, county.Cases, model == ScanModel.Poisson ? county.People : null,
                    parameters.MaxShare, radius, parameters.MaxPeriods, parameters.IsProspective);
                var found = Run(model, county, parameters);
                if (found.IsTooFewToTell) continue;
                if (wanted.Ratio < 1e-7)
                {
                    Assert.Empty(found.Clusters);
                    continue;
                }

                Assert.Equal(wanted.Ratio, found.Clusters[0].LogLikelihoodRatio, 7);
                AssertHolds(county, model, found.Clusters[0]);
            }
        }
    }

    [Fact]
    public void EveryReplicasMaximum_EqualsTheDefinition()
    {
        foreach (var model in Enum.GetValues<ScanModel>())
        {
            var county = Invented(5, places: 9, periods: 3, mean: 2, isApart: true);
            var places = ScanPlaces.Sort(county.X, county.Y, county.FlatCases, model == ScanModel.Poisson ? county.FlatPeople : [], 3);
            var parameters = Plain with { Replicas = 19, MaxPeriods = 2 };
            var circles = ScanCircles.Draw(places, parameters, places.Distance);
            var windows = new ScanWindows(3, parameters);
            var ratio = new LikelihoodRatio(places.CaseCount);
            var maxima = ReplicaScan.Maxima<short>(model, places, circles, windows, ratio, parameters, CancellationToken.None);
            Assert.Equal(maxima, ReplicaScan.Maxima<int>(model, places, circles, windows, ratio, parameters, CancellationToken.None));

            double[] x = [.. Enumerable.Range(0, 9).Select(p => county.X[places.FirstRow(p)])];
            double[] y = [.. Enumerable.Range(0, 9).Select(p => county.Y[places.FirstRow(p)])];
            double[][] expected = [.. Enumerable.Range(0, 9).Select(p => places.Expected.Skip(3 * p).Take(3).ToArray())];
            for (var replica = 0; replica < maxima.Length; replica++)
            {
                var cells = new int[27];
                new ScanReplicas(model, places).Make(parameters.Seed, (ulong)replica, cells, 0, 1);
                int[][] cases = [.. Enumerable.Range(0, 9).Select(p => new[] { cells[3 * p], cells[3 * p + 1] - cells[3 * p], cells[3 * p + 2] - cells[3 * p + 1] })];
                var wanted = SlowScan.Find(x, y, cases, expected, 0.5, null, 2, prospective: false);
                Assert.Equal(wanted.Ratio, maxima[replica], 7);
            }
        }
    }

    [Fact]
    public void Permutation_KeepsTheCasesOfEachPlaceAndOfEachPeriod()
    {
        var county = Invented(6, places: 8, periods: 4, mean: 5, isApart: true);
        var places = ScanPlaces.Sort(county.X, county.Y, county.FlatCases, [], 4);
        var cells = new int[32];
        new ScanReplicas(ScanModel.SpaceTimePermutation, places).Make(1, 7, cells, 0, 1);
        for (var period = 0; period < 4; period++)
        {
            Assert.Equal(
                Enumerable.Range(0, 8).Sum(p => places.Cases.Skip(4 * p).Take(period + 1).Sum()),
                Enumerable.Range(0, 8).Sum(p => cells[4 * p + period]));
        }

        for (var place = 0; place < 8; place++)
            Assert.Equal(places.Cases.Skip(4 * place).Take(4).Sum(), cells[4 * place + 3]);
        Assert.NotEqual(places.Cases.Select((_, cell) => places.Cases.Skip(cell / 4 * 4).Take(cell % 4 + 1).Sum()), cells);
    }

    [Fact]
    public void PoissonReplicas_HaveTheExpectedMeans()
    {
        var county = Invented(7, places: 6, periods: 2, mean: 4, isApart: true);
        county.People[2][1] = 0;
        county.Cases[2][1] = 0;
        var places = ScanPlaces.Sort(county.X, county.Y, county.FlatCases, county.FlatPeople, 2);
        var sums = new double[12];
        const int replicas = 4000;
        for (var replica = 0; replica < replicas; replica++)
        {
            var cells = new int[12];
            new ScanReplicas(ScanModel.Poisson, places).Make(1, (ulong)replica, cells, 0, 1);
            for (var cell = 0; cell < 12; cell++) sums[cell] += cells[cell] - (cell % 2 == 0 ? 0 : cells[cell - 1]);
        }

        for (var cell = 0; cell < 12; cell++)
        {
            var error = 5 * Math.Sqrt(places.Expected[cell] / replicas);
            Assert.InRange(sums[cell] / replicas, places.Expected[cell] - error, places.Expected[cell] + error);
        }
    }

    [Theory]
    [InlineData(ScanModel.SpaceTimePermutation)]
    [InlineData(ScanModel.Poisson)]
    public void RowOrder_DoesNotChangeTheResult(ScanModel model)
    {
        var county = Invented(8, places: 30, periods: 4, mean: 2);
        int[] rows = [.. Enumerable.Range(0, 30)];
        new Random(3).Shuffle(rows);
        var shuffled = new County(
            [.. rows.Select(r => county.X[r])], [.. rows.Select(r => county.Y[r])],
            [.. rows.Select(r => county.Cases[r])], [.. rows.Select(r => county.People[r])]);
        var plain = Run(model, county, Plain);
        var other = Run(model, shuffled, Plain);
        Assert.NotEmpty(plain.Clusters);
        Assert.Equal(plain.Clusters.Select(Facts), other.Clusters.Select(Facts));
        Assert.Equal(
            plain.Clusters.Select(c => c.Places), other.Clusters.Select(c => c.Places.Select(p => rows[p]).Order().ToArray()));
    }

    [Fact]
    public void ScalingPeople_AndMovingTheCounty_ChangesNothing()
    {
        var county = Invented(9, places: 30, periods: 3, mean: 2);
        var other = new County(
            [.. county.X.Select(v => v + 4096)], [.. county.Y.Select(v => v - 512)], county.Cases,
            [.. county.People.Select(p => p.Select(v => 8 * v).ToArray())]);
        var plain = Run(ScanModel.Poisson, county, Plain);
        Assert.NotEmpty(plain.Clusters);
        Assert.Equal(plain.Clusters.Select(Facts), Run(ScanModel.Poisson, other, Plain).Clusters.Select(Facts));
    }

    [Fact]
    public void OnePlaceSplitOverTwoRows_IsOnePlace()
    {
        var county = Invented(10, places: 20, periods: 3, mean: 3, isApart: true);
        var split = new County(
            [.. county.X, county.X[4]], [.. county.Y, county.Y[4]], [.. county.Cases.Select(c => c.ToArray()), [1, 0, 0]],
            [.. county.People.Select(p => p.ToArray()), [.. county.People[4].Select(v => v / 2)]]);
        county.Cases[4][0]++;
        split.People[4] = [.. split.People[4].Select(v => v / 2)];
        var plain = Run(ScanModel.Poisson, county, Plain);
        var other = Run(ScanModel.Poisson, split, Plain);
        Assert.Equal((20, 20), (plain.Places, other.Places));
        Assert.Equal(plain.Clusters.Select(Facts), other.Clusters.Select(Facts));
        Assert.All(other.Clusters, c => Assert.Equal(c.Places.Contains(4), c.Places.Contains(20)));
    }

    [Theory]
    [InlineData(ScanModel.SpaceTimePermutation)]
    [InlineData(ScanModel.Poisson)]
    public void APlantedCluster_IsFound(ScanModel model)
    {
        var county = Invented(11, places: 40, periods: 12, mean: 1, isApart: true);
        // Four places nearest to place 0, the last two periods.
        int[] planted = [.. Enumerable.Range(0, 40).OrderBy(p => Apart(county, 0, p)).Take(4).Order()];
        foreach (var place in planted)
            for (var period = 10; period < 12; period++) county.Cases[place][period] += 7;

        var parameters = new ScanParameters(MaxPeriods: 4, IsProspective: true, Replicas: 999);
        var first = Run(model, county, parameters).Clusters[0];
        Assert.Equal((10, 11, 0.001, 1000.0), (first.FirstPeriod, first.LastPeriod, first.P, Math.Round(first.RecurrencePeriods!.Value, 6)));
        Assert.Equal(planted, first.Places.Order());
        Assert.True(first.RelativeRisk > 2);
        Assert.Null(Run(model, county, parameters with { IsProspective = false, Replicas = 9 }).Clusters[0].RecurrencePeriods);
    }

    [Fact]
    public void Clusters_ShareNoPlace_AndFollowTheirRatio()
    {
        var found = Run(ScanModel.Poisson, Invented(12, places: 60, periods: 2, mean: 3), Plain with { MostClusters = 20 });
        Assert.True(found.Clusters.Count > 3);
        var places = found.Clusters.SelectMany(c => c.Places).ToArray();
        Assert.Equal(places.Length, places.Distinct().Count());
        Assert.Equal(found.Clusters.OrderByDescending(c => c.LogLikelihoodRatio).ThenBy(c => c.P), found.Clusters);
        Assert.All(found.Clusters, c => Assert.InRange(c.P, 0.01, 1));
    }

    [Theory]
    [InlineData(ScanModel.SpaceTimePermutation)]
    [InlineData(ScanModel.Poisson)]
    public void PValues_AreUniformUnderChance(ScanModel model)
    {
        // 150 counties where nothing but chance is at work; p of the first cluster is at most 0.2 in about a fifth.
        var low = Enumerable.Range(0, 150).Count(run => Run(model,
            Invented(500 + run, places: 12, periods: 3, mean: 3, isApart: true), Plain with { Replicas = 49, Seed = (ulong)run }).Clusters[0].P <= 0.2);
        Assert.InRange(low, 10, 55);
    }

    [Fact]
    public void FewCases_AreTooFewToTell()
    {
        var found = ScanStatistic.Poisson([0, 1], [0, 1], [ScanStatistic.LeastCases - 1, 0], [1, 1], 1, Plain);
        Assert.True(found.IsTooFewToTell);
        Assert.Empty(found.Clusters);
        Assert.False(ScanStatistic.Poisson([0, 1], [0, 1], [ScanStatistic.LeastCases, 0], [1, 1], 1, Plain).IsTooFewToTell);
        Assert.True(ScanStatistic.Poisson([0, 0], [0, 0], [99, 0], [1, 1], 1, Plain).IsTooFewToTell);
    }

    [Fact]
    public void Faults_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => ScanStatistic.Poisson([0, 1], [0], [1, 1], [1, 1], 1, Plain));
        Assert.Throws<ArgumentException>(() => ScanStatistic.Poisson([0, 1], [0, 1], [1], [1, 1], 1, Plain));
        Assert.Throws<ArgumentException>(() => ScanStatistic.Poisson([0, 1], [0, 1], [1, 1], [], 1, Plain));
        Assert.Throws<ArgumentException>(() => ScanStatistic.Poisson([0, 1], [0, 1], [1, 1], [1, 0], 1, Plain));
        Assert.Throws<ArgumentException>(() => ScanStatistic.Poisson([0, 1], [0, 1], [1, 1], [1, -1], 1, Plain));
        Assert.Throws<ArgumentException>(() => ScanStatistic.Poisson([0, double.NaN], [0, 1], [1, 1], [1, 1], 1, Plain));
        Assert.Throws<ArgumentException>(() => ScanStatistic.Poisson([0, 1], [0, 1], [1, -1], [1, 1], 1, Plain));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScanStatistic.SpaceTimePermutation([0, 1], [0, 1], [1, 1], 1, Plain));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScanStatistic.Poisson([0, 1], [0, 1], [1, 1], [1, 1], 1, Plain with { MaxShare = 0.6 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScanStatistic.Poisson([0, 1], [0, 1], [1, 1], [1, 1], 1, Plain with { Replicas = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScanStatistic.Poisson([0, 1], [0, 1], [1, 1], [1, 1], 1, Plain with { MaxRadiusMetres = -1 }));
    }

    private static ScanResult Run(ScanModel model, County county, ScanParameters parameters) => model == ScanModel.Poisson
        ? ScanStatistic.Poisson(county.X, county.Y, county.FlatCases, county.FlatPeople, county.Cases[0].Length, parameters)
        : ScanStatistic.SpaceTimePermutation(county.X, county.Y, county.FlatCases, county.Cases[0].Length, parameters);

    private static (int, int, int, double, double, double) Facts(ScanCluster c) =>
        (c.FirstPeriod, c.LastPeriod, c.Cases, Math.Round(c.Expected, 9), Math.Round(c.LogLikelihoodRatio, 7), c.P);

    private static void AssertHolds(County county, ScanModel model, ScanCluster cluster)
    {
        var periods = Enumerable.Range(cluster.FirstPeriod, cluster.LastPeriod - cluster.FirstPeriod + 1).ToArray();
        int all = county.Cases.Sum(c => c.Sum());
        Assert.Equal(cluster.Places.Sum(p => periods.Sum(t => county.Cases[p][t])), cluster.Cases);
        var expected = model == ScanModel.Poisson
            ? cluster.Places.Sum(p => periods.Sum(t => county.People[p][t])) / county.People.Sum(p => p.Sum()) * all
            : (double)cluster.Places.Sum(p => county.Cases[p].Sum()) * periods.Sum(t => county.Cases.Sum(c => c[t])) / all;
        Assert.Equal(expected, cluster.Expected, 9);
        Assert.Equal(cluster.Cases / expected / ((all - cluster.Cases) / (all - expected)), cluster.RelativeRisk, 9);
        Assert.Equal(cluster.RadiusMetres, cluster.Places.Max(p => Apart(county, cluster.CentrePlace, p)), 9);
    }

    private static double Apart(County c, int a, int b) => Math.Sqrt((c.X[a] - c.X[b]) * (c.X[a] - c.X[b]) + (c.Y[a] - c.Y[b]) * (c.Y[a] - c.Y[b]));

    // Cases by chance in proportion to people; on whole metres, or apart enough that no two distances are the same.
    private static County Invented(int seed, int places, int periods, double mean, bool isApart = false)
    {
        var random = new Random(seed);
        double At() => isApart ? random.NextDouble() * 1000 : random.Next(5);
        var people = Enumerable.Range(0, places).Select(_ =>
        {
            var here = 50 + random.Next(200);
            return Enumerable.Range(0, periods).Select(t => (double)here).ToArray();
        }).ToArray();
        var county = new County(
            [.. Enumerable.Range(0, places).Select(_ => At())], [.. Enumerable.Range(0, places).Select(_ => At())],
            [.. Enumerable.Range(0, places).Select(_ => new int[periods])], people);
        double[] sums = [.. people.Select((_, i) => people.Take(i + 1).Sum(p => p[0]))];
        for (var i = 0; i < (int)(mean * places * periods); i++)
        {
            var unit = random.NextDouble() * sums[^1];
            county.Cases[Array.FindIndex(sums, sum => unit < sum)][random.Next(periods)]++;
        }

        return county;
    }
}
