using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using NetTopologySuite.Geometries;
using SpacesPlaces.Bench;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Incidents;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Drawing;

/// <summary>
/// What happens between the records and the screen, on the wall: the workspace takes 300,000 invented incidents and Mapsui draws them, until the
/// frame has them. No peer: the numbers are held against what the client promises.
/// </summary>
internal static class DrawingBench
{
    private const double MostSeconds = 3;
    private const long MostBytes = 1_000_000_000;
    private static readonly Envelope County = new(-5.2, -4.0, 51.9, 52.9);
    private static readonly Envelope Town = new(-4.62, -4.58, 52.38, 52.42);

    public static int Paint(string[] args)
    {
        int n = Option(args, "--n", 300_000), reloads = Option(args, "--reloads", 100);
        Headless.BuildAvaloniaApp().SetupWithoutStarting();
        var data = Data(n);
        using var canvas = new Canvas(1000, 800);
        using var workspace = new Workspace(canvas.Surface, new Words(Tongue.En), NationalGrid.Helmert, TimeProvider.System);
        canvas.Surface.GoTo(County);
        workspace.Slider.Show(workspace.Slider.Span);
        canvas.Settle();
        var empty = canvas.Frame();
        var first = Until(canvas, empty, () => workspace.Take(data));
        Say($"{workspace.Rows.Count} of {n} incidents in {workspace.Layers.Find(IncidentLayer.Id)!.Layer.Features.Count} squares: first paint {first.TotalMilliseconds:F0} ms");
        var moved = Until(canvas, canvas.Frame(), () => canvas.Surface.GoTo(Town));
        Say($"a town with {workspace.Layers.Find(IncidentLayer.Id)!.Layer.Features.Count} signs: {moved.TotalMilliseconds:F0} ms");
        var filtered = Until(canvas, canvas.Frame(), () => workspace.Narrow(new(workspace.Slider.Window, new HashSet<HarmType> { HarmType.Cse })));
        Say($"one type of harm there: {filtered.TotalMilliseconds:F0} ms");
        var flat = Reload(canvas, workspace, data, reloads);
        var alive = Closed(100);
        Say($"map controls alive after 100 were closed: {alive}");
        return first.TotalSeconds <= MostSeconds && flat && alive == 0 ? 0 : 1;
    }

    /// <summary>What an analyst of an invented county would receive.</summary>
    public static WorkspaceData Data(int n)
    {
        var me = new Me(
            Guid.CreateVersion7(), "bench", Role.Analyst, Agency.Police,
            new(Guid.CreateVersion7(), "Bench", "Mainc", [County.MinX, County.MinY, County.MaxX, County.MaxY], true), ["see_incidents", "see_spaces"], false, 0, 30,
            new(false, null, [], []));
        return WorkspaceData.Empty with { Me = me, Incidents = new(InventedIncidents.Of(n), NationalGrid.Helmert) };
    }

    public static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

    public static void Say(string line) => Console.WriteLine(line);

    // From the act until a frame stands that differs from the one before and from which the next does not differ.
    private static TimeSpan Until(Canvas canvas, Pixels before, Action act)
    {
        const double changed = 0.002, same = 0.0005;
        var watch = Stopwatch.StartNew();
        act();
        var end = watch.Elapsed;
        Pixels last = before;
        for (var still = 0; still < 20;)
        {
            var frame = canvas.Settle(1);
            if (frame.Differs(last) > same) (end, still) = (watch.Elapsed, 0);
            else if (frame.Differs(before) > changed) still++;
            if (watch.Elapsed.TotalSeconds > 60) throw new TimeoutException("Nothing was drawn.");
            last = frame;
        }

        return end;
    }

    private static bool Reload(Canvas canvas, Workspace workspace, WorkspaceData data, int reloads)
    {
        List<long> sizes = [];
        var each = Math.Max(1, reloads / 5);
        for (var reload = 1; reload <= reloads; reload++)
        {
            workspace.Take(data);
            canvas.Surface.GoTo(reload % 2 == 0 ? County : Town);
            canvas.Settle(200);
            if (reload % each != 0) continue;
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            sizes.Add(Environment.WorkingSet);
        }

        var growth = sizes.Max() / (double)sizes[0] - 1;
        using var self = Process.GetCurrentProcess();
        Say($"memory of the process after {each}, {2 * each} … {reloads} reloads: {string.Join(", ", sizes.Select(size => $"{size >> 20} MiB"))}; {growth:P1}; most ever {self.PeakWorkingSet64 >> 20} MiB");
        return growth <= 0.05 && self.PeakWorkingSet64 <= MostBytes;
    }

    private static int Closed(int times)
    {
        List<WeakReference> all = [];
        for (var time = 0; time < times; time++) all.Add(OpenAndClose());
        for (var round = 0; round < 5; round++)
        {
            Avalonia.Threading.Dispatcher.UIThread.RunJobs();
            Avalonia.Headless.AvaloniaHeadlessPlatform.ForceRenderTimerTick();
            GC.Collect(2, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
        }

        return all.Count(each => each.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference OpenAndClose()
    {
        using var canvas = new Canvas(300, 200);
        canvas.Surface.GoTo(Town);
        canvas.Settle(30);
        return new(canvas.Surface.Control);
    }
}
