namespace SpacesPlaces.Geodata.Statistics;

/// <summary>
/// Probabilities and tails of the binomial and the Poisson distribution, to about 12 digits also for large counts, where
/// factorials overflow and sums of logarithms lose their digits.
/// </summary>
/// <remarks>
/// Sources: single probabilities by the saddle point, Loader, <i>Fast and Accurate Computation of Binomial Probabilities</i>
/// (2000); tails as incomplete beta and gamma functions, DLMF 8.17.22 (continued fraction), 8.11.4 (series) and 8.9.2.
/// </remarks>
internal static class ExactTails
{
    private const double Tiny = 1e-300, Enough = 1e-16;

    /// <summary>Probability of exactly <paramref name="k"/> of <paramref name="n"/>, each with probability <paramref name="p"/>.</summary>
    public static double Binomial(int k, int n, double p)
    {
        if (p <= 0) return k == 0 ? 1 : 0;
        if (p >= 1) return k == n ? 1 : 0;
        return BinomialDensity(k, n, p, 1 - p);
    }

    /// <summary>P(X ≤ k).</summary>
    public static double BinomialAtMost(int k, int n, double p) => k < 0 ? 0 : k >= n ? 1 : Beta(p, k + 1.0, n - k).Above;

    /// <summary>P(X ≥ k).</summary>
    public static double BinomialAtLeast(int k, int n, double p) => k <= 0 ? 1 : k > n ? 0 : Beta(p, k, n - k + 1.0).Below;

    /// <summary>P(X ≤ k) of a Poisson count with this mean.</summary>
    public static double PoissonAtMost(int k, double mean) => k < 0 ? 0 : Gamma(k + 1.0, mean).Above;

    /// <summary>P(X ≥ k) of a Poisson count with this mean.</summary>
    public static double PoissonAtLeast(int k, double mean) => k <= 0 ? 1 : Gamma(k, mean).Below;

    /// <summary>Where a function that rises from one side of <paramref name="wanted"/> to the other passes it, to the last digit.</summary>
    public static double Crossing(Func<double, double> rising, double wanted, double low, double high)
    {
        for (var step = 0; step < 2_000; step++)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) break;
            if (rising(middle) < wanted) low = middle;
            else high = middle;
        }

        return high;
    }

    private static (double Below, double Above) Beta(double x, double a, double b)
    {
        if (x <= 0) return (0, 1);
        if (x >= 1) return (1, 0);
        // The fraction converges fast on the near side of the mean only.
        if (x > (a + 1) / (a + b + 2))
        {
            var above = BetaNear(1 - x, x, b, a);
            return (1 - above, above);
        }

        var below = BetaNear(x, 1 - x, a, b);
        return (below, 1 - below);
    }

    private static double BetaNear(double x, double y, double a, double b)
    {
        var lead = BinomialDensity(a, a + b, x, y) * b / (a + b); // x^a y^b / (a B(a, b))
        double c = 1, d = 1 / Away(1 - (a + b) * x / (a + 1)), fraction = d;
        for (var m = 1; m < 1_000_000; m++)
        {
            var even = m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
            d = 1 / Away(1 + even * d);
            c = Away(1 + even / c);
            fraction *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
            d = 1 / Away(1 + odd * d);
            c = Away(1 + odd / c);
            var change = d * c;
            fraction *= change;
            if (Math.Abs(change - 1) < Enough) break;
        }

        return lead * fraction;
    }

    private static (double Below, double Above) Gamma(double a, double x)
    {
        if (x <= 0) return (0, 1);
        var lead = PoissonDensity(a, x); // x^a e^-x / Γ(a + 1)
        if (x < a + 1)
        {
            double term = 1, sum = 1;
            for (var k = 1; term > Enough * sum; k++) sum += term *= x / (a + k);
            return (lead * sum, 1 - lead * sum);
        }

        double b = x + 1 - a, c = 1 / Tiny, d = 1 / b, fraction = d;
        for (var k = 1; k < 1_000_000; k++)
        {
            var part = -k * (k - a);
            b += 2;
            d = 1 / Away(part * d + b);
            c = Away(b + part / c);
            var change = d * c;
            fraction *= change;
            if (Math.Abs(change - 1) < Enough) break;
        }

        var above = lead * a * fraction;
        return (1 - above, above);
    }

    private static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    private static double BinomialDensity(double k, double n, double p, double q)
    {
        if (k == 0) return Math.Exp(n * double.LogP1(-p));
        if (k == n) return Math.Exp(n * Math.Log(p));
        var exponent = StirlingError(n) - StirlingError(k) - StirlingError(n - k) - Deviance(k, n * p) - Deviance(n - k, n * q);
        return Math.Exp(exponent) * Math.Sqrt(n / (2 * Math.PI * k * (n - k)));
    }

    private static double PoissonDensity(double k, double mean) =>
        Math.Exp(-StirlingError(k) - Deviance(k, mean)) / Math.Sqrt(2 * Math.PI * k);

    // log(n!) minus Stirling's approximation of it.
    private static double StirlingError(double n)
    {
        if (n < 16)
        {
            double factorial = 1;
            for (var i = 2; i <= n; i++) factorial *= i;
            return Math.Log(factorial) - (n + 0.5) * Math.Log(n) + n - 0.5 * Math.Log(2 * Math.PI);
        }

        var square = n * n;
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square) / n;
    }

    // x log(x / m) + m - x, without cancellation where x is near m.
    private static double Deviance(double x, double m)
    {
        if (Math.Abs(x - m) >= 0.1 * (x + m)) return x * Math.Log(x / m) + m - x;
        var v = (x - m) / (x + m);
        double sum = (x - m) * v, power = 2 * x * v;
        for (var j = 1; j < 1_000; j++)
        {
            power *= v * v;
            var next = sum + power / (2 * j + 1);
            if (next == sum) break;
            sum = next;
        }

        return sum;
    }
}
