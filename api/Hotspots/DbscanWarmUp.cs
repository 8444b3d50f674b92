using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>
/// Has the loops of <see cref="Dbscan"/> compiled in the background when the program starts, by clustering a few invented events,
/// so that the first analyst does not wait for the compiler. They use the widest instructions of the machine, so they cannot be
/// compiled before it is known.
/// </summary>
internal sealed class DbscanWarmUp : BackgroundService
{
    private const int Events = 2_000;
    private const int FieldMetres = 4_000;
    private const int Crowds = 16;
    private const double EpsMetres = 50;

    // Few enough for cells to be compared, and so many that equal spots become one.
    private static readonly int[] MinEvents = [5, 40];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => Run(stoppingToken), CancellationToken.None);

    public static void Run(CancellationToken stop)
    {
        var random = new SeededRandom(1);
        double[] x = new double[Events], y = new double[Events];
        for (var i = 0; i < Events; i++)
        {
            // Half of them near earlier ones, many near the first, because only crowds reach every loop.
            var isNear = i % 2 == 1;
            var other = isNear ? random.Below(i % 4 == 1 ? i : Math.Min(i, Crowds)) : 0;
            x[i] = isNear ? x[other] + random.Below(20) : random.Below(FieldMetres);
            y[i] = isNear ? y[other] + random.Below(20) : random.Below(FieldMetres);
        }

        // Events at whole metres and others take different loops.
        double[] between = [.. x.Select(value => value + 0.5)];
        foreach (var order in Enum.GetValues<DbscanOrder>())
        {
            foreach (var minEvents in MinEvents)
            {
                if (stop.IsCancellationRequested) return;
                Dbscan.Run(x, y, EpsMetres, minEvents, order);
                Dbscan.Run(between, y, EpsMetres, minEvents, order);
            }
        }
    }
}
