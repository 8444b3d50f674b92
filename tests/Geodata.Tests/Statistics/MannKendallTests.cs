using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Statistics;

public sealed class MannKendallTests
{
    // R 4.2.2: cor.test(x, seq_along(x), method = "kendall", exact = TRUE) without ties, (…, exact = FALSE, continuity = TRUE) with.
    public static TheoryData<double[], bool, double, double> Known => new()
    {
        { [1, 3, 2, 5, 4, 6, 8, 7, 9], true, 3.023459003827585, 0.0008542768959436398 },
        { [-0.841, 1.384, -1.255, 0.07, 1.711, -0.603, -0.472, -0.635, -0.286, 0.138, 1.228, -0.802], true,
            0.3428627406618708, 0.7373055246579552 },
        { [-0.98, 0.042, -0.772, 0.261, -0.097, -1.584, 0.941, 0.541, 1.801, 1.942, 2.568, 1.907, 2.119, 1.107, 2.919,
            3.099, 1.043, 0.947, 2.216, 3.11, 4.315, 3.417, 3.779, 3.352, 1.49], true, 4.414089013395835,
            1.974119407055497e-06 },
        { [0, 0, 1, 0, 2, 1, 1, 3, 2, 2, 4, 0], false, 1.92529988859319, 0.05419185158195175 },
        { [0, 4, 0, 3, 2, 1, 4, 3, 1, 0, 2, 0, 5, 3, 1, 2, 3, 1, 1, 1, 1, 3, 1, 2, 2, 2, 4, 3, 2, 4], false,
            1.171145443460245, 0.2415403202119421 },
        { [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2], false, 0.3675735220573525, 0.713191261016072 },
        { [1.022, -0.5918, -0.1122, -0.925, 0.7533, -0.1126, -0.0641, 0.2333, -1.1366, 0.8548, -0.5784, 0.4964,
            -0.7601, -0.3414, -2.1023, -0.3017, -1.2724, -0.2797, -0.2041, -0.2256, 0.347, 0.0324, 0.4135, -0.1553,
            0.9735, 0.1211, 0.1892, -0.5629, 0.4984, -1.7423, 0.9755, -0.0241, 0.6757, -0.7103, 2.3872, -0.4734, -0.0758,
            -0.5218, 0.926, -1.0624, 0.557, 0.9007, 0.9899, 0.3836, -0.3466], false, 1.457565644372665, 0.1449603050703392
            },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Test_EqualsR(double[] values, bool isExact, double z, double p)
    {
        var found = MannKendall.Test(values);
        Assert.Equal(isExact, found.IsExact);
        if (!isExact) Assert.Equal(z, found.Z, 1e-12);
        Assert.Equal(p, found.PTwoSided, 1e-14); // R takes an exact tail from 1, which leaves small ones fewer digits
    }

    [Fact]
    public void ExactP_IsTheShareOfAllOrders()
    {
        // All 40,320 orders of eight values.
        var counts = new Dictionary<long, int>();
        Count([1, 2, 3, 4, 5, 6, 7, 8], 0);
        var all = counts.Values.Sum();
        Assert.Equal(40_320, all);
        double[] values = [2, 1, 3, 5, 4, 6, 8, 7];
        var s = MannKendall.Test(values).S;
        Assert.Equal(22, s);
        Assert.Equal(counts.Where(c => Math.Abs(c.Key) >= s).Sum(c => c.Value) / (double)all, MannKendall.Test(values).PTwoSided, 1e-12);

        void Count(double[] order, int at)
        {
            if (at == order.Length)
            {
                var sum = 0L;
                for (var i = 0; i < order.Length; i++)
                    for (var j = i + 1; j < order.Length; j++) sum += Math.Sign(order[j] - order[i]);
                counts[sum] = counts.GetValueOrDefault(sum) + 1;
                return;
            }

            for (var i = at; i < order.Length; i++)
            {
                (order[at], order[i]) = (order[i], order[at]);
                Count(order, at + 1);
                (order[at], order[i]) = (order[i], order[at]);
            }
        }
    }

    [Fact]
    public void SevenValues_ClaimNothing()
    {
        var found = MannKendall.Test([1, 2, 3, 4, 5, 6, 7]);
        Assert.Equal((true, 1.0, 0.0), (found.IsTooFewToTell, found.PTwoSided, found.Z));
        Assert.True(MannKendall.Test([1, 2, 3, 4, 5, 6, 7, 8]).PTwoSided < 0.001);
        Assert.Equal(1, MannKendall.Test([5, 5, 5, 5, 5, 5, 5, 5, 5]).PTwoSided);
        Assert.Throws<ArgumentOutOfRangeException>(() => MannKendall.Test([1, double.NaN]));
    }

    [Fact]
    public void Fall_IsARiseTurnedRound()
    {
        double[] values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];
        var (rise, fall) = (MannKendall.Test(values), MannKendall.Test([.. values.Select(v => -v)]));
        Assert.Equal((-rise.S, -rise.Z, rise.PTwoSided), (fall.S, fall.Z, fall.PTwoSided));
    }
}
