using System.Diagnostics;
using Avalonia;
using Avalonia.Threading;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.MapClient.Cache;
using SpacesPlaces.MapClient.Desktop;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Tests;

namespace SpacesPlaces.MapClient.Drawing;

/// <summary>The program's own window on a screen, with a kept view of many incidents: until it stands, and what it costs while nobody touches it.</summary>
internal static class WindowBench
{
    private const string User = "bench";
    private const string Password = "no secret: invented incidents";
    private const double MostIdle = 0.05;
    private const long MostBytes = 1_000_000_000;

    public static int Prepare(string folder, string[] args)
    {
        using var workspace = new Workspace(new RecordingMap(), new Words(Tongue.En), NationalGrid.Helmert, TimeProvider.System);
        workspace.Take(DrawingBench.Data(DrawingBench.Option(args, "--n", 300_000)));
        using var cache = new OfflineCache(Path.Combine(folder, "kept"), TimeSpan.FromDays(3), TimeProvider.System);
        cache.Open(User, Password);
        workspace.Keep(cache);
        using var self = Process.GetCurrentProcess();
        DrawingBench.Say($"kept {new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) >> 20} MiB; most memory ever {self.PeakWorkingSet64 >> 20} MiB");
        return 0;
    }

    public static int Run(string folder, string[] args)
    {
        AppBuilder.Configure<App>().UsePlatformDetect().SetupWithoutStarting();
        using var desk = new Desk(new Words(Tongue.En), folder);
        var window = new MainWindow(desk);
        window.Show();
        using CancellationTokenSource ending = new();
        var result = 1;
        Dispatcher.UIThread.Post(async () =>
        {
            result = await MeasureAsync(desk, window, DrawingBench.Option(args, "--seconds", 60));
            ending.Cancel();
        });
        Dispatcher.UIThread.MainLoop(ending.Token);
        window.Close();
        return result;
    }

    private static async Task<int> MeasureAsync(Desk desk, MainWindow window, int seconds)
    {
        await Task.Delay(2_000);
        desk.Workspace.Slider.Show(desk.Workspace.Slider.Span);
        var watch = Stopwatch.StartNew();
        if (!await desk.RecallAsync(User, Password)) return 1;
        var read = watch.Elapsed;
        TaskCompletionSource drawn = new();
        window.RequestAnimationFrame(_ => window.RequestAnimationFrame(_ => drawn.SetResult()));
        await drawn.Task;
        DrawingBench.Say($"{desk.Workspace.Rows.Count} incidents opened and described: {read.TotalSeconds:F1} s; next frame but one: {watch.Elapsed.TotalSeconds:F1} s");
        await Task.Delay(5_000);
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        watch.Restart();
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        self.Refresh();
        var idle = (self.TotalProcessorTime - before).TotalSeconds / watch.Elapsed.TotalSeconds;
        DrawingBench.Say($"idle over {seconds} s: {idle:P2} of one core; memory {self.WorkingSet64 >> 20} MiB, most ever {self.PeakWorkingSet64 >> 20} MiB");
        return idle < MostIdle && self.PeakWorkingSet64 <= MostBytes ? 0 : 1;
    }
}
