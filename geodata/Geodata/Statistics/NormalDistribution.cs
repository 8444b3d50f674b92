namespace SpacesPlaces.Geodata.Statistics;

/// <summary>Tails of the standard normal distribution, accurate where p-values are small.</summary>
public static class NormalDistribution
{
    // Rational approximations of Cody, Mathematics of Computation 23 (1969), 631-637, for |z| up to 0.66291, up to √32, and beyond.
    private static ReadOnlySpan<double> CentreAbove =>
        [2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249, .065682337918207449113];

    private static ReadOnlySpan<double> CentreBelow =>
        [47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956];

    private static ReadOnlySpan<double> MiddleAbove =>
    [
        .39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226, 2494.5375852903726711,
        6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218, 1.0765576773720192317e-8,
    ];

    private static ReadOnlySpan<double> MiddleBelow =>
    [
        22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755, 18615.571640885098091,
        34900.952721145977266, 38912.003286093271411, 19685.429676859990727,
    ];

    private static ReadOnlySpan<double> FarAbove =>
        [.21589853405795699, .1274011611602473639, .022235277870649807, .001421619193227893466, 2.9112874951168792e-5, .02307344176494017303];

    private static ReadOnlySpan<double> FarBelow =>
        [1.28426009614491121, .468238212480865118, .0659881378689285515, .00378239633202758244, 7.29751555083966205e-5];

    /// <summary>Probability that a standard normal number is greater than z: a one-sided p-value.</summary>
    /// <param name="z">Any number; infinite gives 0 or 1.</param>
    /// <returns>0 to 1, to about 15 digits; 0 from z = 38.6 on, where it is less than the smallest number.</returns>
    /// <exception cref="ArgumentException">z is not a number.</exception>
    public static double UpperTail(double z)
    {
        if (double.IsNaN(z)) throw new ArgumentException("z is not a number.", nameof(z));
        var size = Math.Abs(z);
        if (size <= 0.66291)
        {
            var square = z * z;
            double above = CentreAbove[4] * square, below = square;
            for (var i = 0; i < 3; i++) (above, below) = ((above + CentreAbove[i]) * square, (below + CentreBelow[i]) * square);
            return 0.5 - z * (above + CentreAbove[3]) / (below + CentreBelow[3]);
        }

        double tail;
        if (size <= 5.656854249492380195)
        {
            double above = MiddleAbove[8] * size, below = size;
            for (var i = 0; i < 7; i++) (above, below) = ((above + MiddleAbove[i]) * size, (below + MiddleBelow[i]) * size);
            tail = Bell(size) * ((above + MiddleAbove[7]) / (below + MiddleBelow[7]));
        }
        else if (size < 50)
        {
            var inverse = 1 / (size * size);
            double above = FarAbove[5] * inverse, below = inverse;
            for (var i = 0; i < 4; i++) (above, below) = ((above + FarAbove[i]) * inverse, (below + FarBelow[i]) * inverse);
            var rest = inverse * (above + FarAbove[4]) / (below + FarBelow[4]);
            tail = Bell(size) * ((0.398942280401432677939946059934 - rest) / size);
        }
        else tail = 0;

        return z > 0 ? tail : 1 - tail;
    }

    /// <summary>Probability of a number at least as far from 0 as z, either way: a two-sided p-value.</summary>
    /// <exception cref="ArgumentException">z is not a number.</exception>
    public static double TwoSided(double z) => Math.Min(1, 2 * UpperTail(Math.Abs(z)));

    /// <summary>How many standard deviations an interval reaches to each side: 1.96 for a confidence of 0.95.</summary>
    /// <param name="confidence">0.5 to 0.9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is out of range.</exception>
    public static double Limit(double confidence)
    {
        PoissonRate.RefuseConfidence(confidence);
        return ExactTails.Crossing(z => -UpperTail(z), -(1 - confidence) / 2, 0, 10);
    }

    /// <summary>exp(-z²/2), the square split so that the rounding of a large one does not spoil the result.</summary>
    private static double Bell(double size)
    {
        var round = Math.Truncate(size * 16) / 16;
        return Math.Exp(-0.5 * round * round) * Math.Exp(-0.5 * (size - round) * (size + round));
    }
}
