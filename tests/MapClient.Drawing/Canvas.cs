using System.Runtime.InteropServices;
using Avalonia;
using Avalonia.Controls;
using Avalonia.Headless;
using Avalonia.Media.Imaging;
using Avalonia.Platform;
using Avalonia.Threading;
using NetTopologySuite.Geometries;
using SpacesPlaces.MapClient.Desktop;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Drawing;

/// <summary>Avalonia without a window system, drawn by Skia: the same pixels as in a window.</summary>
public static class Headless
{
    private static readonly Lazy<HeadlessUnitTestSession> Session = new(() => HeadlessUnitTestSession.StartNew(typeof(Headless)));

    public static AppBuilder BuildAvaloniaApp() =>
        AppBuilder.Configure<App>().UseSkia().UseHeadless(new AvaloniaHeadlessPlatformOptions { UseHeadlessDrawing = false });

    /// <summary>Does something where windows may be touched.</summary>
    public static Task<T> DoAsync<T>(Func<T> act) => Session.Value.Dispatch(act, CancellationToken.None);
}

/// <summary>The client's own map in a window that nobody sees.</summary>
internal sealed class Canvas : IDisposable
{
    private readonly Window window;

    public Canvas(int wide, int tall)
    {
        window = new() { Width = wide, Height = tall, SystemDecorations = SystemDecorations.None, Content = Surface.Control };
        window.Show();
        Settle();
    }

    public MapsuiSurface Surface { get; } = new();

    /// <summary>Shows layers and goes to a box.</summary>
    public void Show(Envelope box, params LayerDescription[] layers)
    {
        Surface.Show([.. layers.Select(layer => new LayerState(layer, true, 1))]);
        Surface.GoTo(box);
        Settle();
    }

    /// <summary>Lets time pass, with everything that waits for it, and draws.</summary>
    public Pixels Settle(int milliseconds = 400)
    {
        for (var end = Environment.TickCount64 + milliseconds; Environment.TickCount64 < end;)
        {
            var frame = new DispatcherFrame();
            DispatcherTimer.RunOnce(() => frame.Continue = false, TimeSpan.FromMilliseconds(10));
            Dispatcher.UIThread.PushFrame(frame);
            AvaloniaHeadlessPlatform.ForceRenderTimerTick();
        }

        return Frame();
    }

    /// <summary>What would be on screen now.</summary>
    public Pixels Frame()
    {
        Dispatcher.UIThread.RunJobs();
        return new(window.CaptureRenderedFrame()!, Surface.View);
    }

    public void Dispose()
    {
        window.Content = null;
        window.Close();
        Surface.Dispose();
    }
}

/// <summary>A picture to be looked at by a test.</summary>
internal sealed class Pixels
{
    private readonly byte[] bytes;
    private readonly MapView? view;
    private readonly Bitmap picture;

    public Pixels(Bitmap picture, MapView? view = null)
    {
        (this.picture, this.view) = (picture, view);
        (Wide, Tall) = (picture.PixelSize.Width, picture.PixelSize.Height);
        bytes = new byte[Wide * Tall * 4];
        var pinned = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        using WriteableBitmap plain = new(picture.PixelSize, new Vector(96, 96), PixelFormat.Bgra8888, AlphaFormat.Unpremul);
        using (var to = plain.Lock()) picture.CopyPixels(to, AlphaFormat.Unpremul);
        using (var from = plain.Lock()) Marshal.Copy(from.Address, bytes, 0, bytes.Length);
        pinned.Free();
    }

    public int Wide { get; }

    public int Tall { get; }

    public static Pixels Read(byte[] png, MapView? view = null)
    {
        using MemoryStream stream = new(png);
        return new(new Bitmap(stream), view);
    }

    /// <summary>The part of a box of the world that has about a colour.</summary>
    public double Share(Envelope box, string colour, int within = 40)
    {
        var (west, north) = At(box.MinX, box.MaxY);
        var (east, south) = At(box.MaxX, box.MinY);
        var wanted = Avalonia.Media.Color.Parse(colour);
        int all = 0, like = 0;
        for (var y = Math.Max(0, north); y < Math.Min(Tall, south); y++)
        {
            for (var x = Math.Max(0, west); x < Math.Min(Wide, east); x++)
            {
                all++;
                var at = (y * Wide + x) * 4;
                if (Math.Abs(bytes[at] - wanted.B) <= within && Math.Abs(bytes[at + 1] - wanted.G) <= within && Math.Abs(bytes[at + 2] - wanted.R) <= within) like++;
            }
        }

        return all == 0 ? 0 : (double)like / all;
    }

    /// <summary>The part of the pixels that clearly differ; 1 for pictures of unlike size.</summary>
    public double Differs(Pixels other, int by = 48)
    {
        if ((Wide, Tall) != (other.Wide, other.Tall)) return 1;
        var unlike = 0;
        for (var at = 0; at < bytes.Length; at += 4)
            if (Math.Abs(bytes[at] - other.bytes[at]) > by || Math.Abs(bytes[at + 1] - other.bytes[at + 1]) > by || Math.Abs(bytes[at + 2] - other.bytes[at + 2]) > by) unlike++;
        return (double)unlike / (Wide * Tall);
    }

    public void Save(string path) => picture.Save(path);

    // The box of a small piece of the world: degrees are even enough.
    private (int X, int Y) At(double lon, double lat) => (
        (int)Math.Round((lon - view!.Box.MinX) / view.Box.Width * Wide), (int)Math.Round((view.Box.MaxY - lat) / view.Box.Height * Tall));
}
