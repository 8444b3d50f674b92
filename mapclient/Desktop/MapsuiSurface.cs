using Avalonia.Controls;
using Avalonia.Input;
using Avalonia.Interactivity;
using Avalonia.Threading;
using Mapsui;
using Mapsui.Extensions;
using Mapsui.Layers;
using Mapsui.Projections;
using Mapsui.Rendering.Skia;
using Mapsui.UI.Avalonia;
using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>The map as Mapsui draws it: the only file, with its styles, that knows Mapsui. Everything about the layers comes from Core.</summary>
internal sealed class MapsuiSurface : IMapSurface, IDisposable
{
    // More features than this are drawn to a picture once, and the picture is moved.
    private const int MostLive = 5_000;
    private const double FingerPixels = 9;
    private const float PrintDensity = 2;
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(120);
    // Longer than any movement of Mapsui's goes on by itself.
    private static readonly TimeSpan Rested = TimeSpan.FromSeconds(2);

    private readonly MapControl control = new() { Focusable = true };
    private readonly Dictionary<string, (LayerDescription Layer, MemoryLayer Source, ILayer Shown)> known = [];
    private readonly MemoryLayer mark = new("mark") { Style = MapsuiStyles.Mark, Features = [] };
    private readonly DispatcherTimer settling = new() { Interval = Settled };
    private readonly DispatcherTimer resting = new() { Interval = Rested };
    private bool isAsleep;

    public MapsuiSurface()
    {
        var map = new Mapsui.Map { CRS = "EPSG:3857", BackColor = MapsuiStyles.Sea };
        map.Layers.Add(mark);
        map.Navigator.RotationLock = true;
        map.Navigator.OverrideResolutions = [.. Enumerable.Range(0, 14).Select(step => 0.2 * Math.Pow(2, 13 - step))];
        map.Navigator.ViewportChanged += (_, _) => Dispatcher.UIThread.Post(Restart);
        map.DataChanged += (_, _) => Dispatcher.UIThread.Post(Wake);
        control.Map = map;
        control.Tapped += OnTapped;
        control.SizeChanged += (_, _) => Wake();
        const RoutingStrategies anyway = RoutingStrategies.Tunnel | RoutingStrategies.Bubble;
        control.AddHandler(InputElement.PointerPressedEvent, (_, _) => Wake(), anyway, handledEventsToo: true);
        control.AddHandler(InputElement.PointerReleasedEvent, (_, _) => Wake(), anyway, handledEventsToo: true);
        control.AddHandler(InputElement.PointerWheelChangedEvent, (_, _) => Wake(), anyway, handledEventsToo: true);
        resting.Tick += (_, _) =>
        {
            resting.Stop();
            isAsleep = true;
            control.StopUpdates();
        };
        resting.Start();
        settling.Tick += (_, _) =>
        {
            settling.Stop();
            ViewChanged?.Invoke(this, EventArgs.Empty);
        };
    }

    public event EventHandler? ViewChanged;

    public event EventHandler<MapPointedEventArgs>? Pointed;

    /// <summary>The control to be put into a window.</summary>
    public Control Control => control;

    /// <summary>Takes the next points in place of whoever listens to <see cref="Pointed"/>, for instance while an area is drawn.</summary>
    public Action<LonLat>? Catch { get; set; }

    public MapView View
    {
        get
        {
            var view = control.Map.Navigator.Viewport;
            if (view.Width <= 0 || view.Height <= 0) return new(new Envelope(-5.6, -3.6, 51.8, 53), 200);
            var (west, south) = SphericalMercator.ToLonLat(view.CenterX - view.Width * view.Resolution / 2, view.CenterY - view.Height * view.Resolution / 2);
            var (east, north) = SphericalMercator.ToLonLat(view.CenterX + view.Width * view.Resolution / 2, view.CenterY + view.Height * view.Resolution / 2);
            return new(new Envelope(west, east, south, north), MapView.GroundMetres(view.Resolution, Middle.Lat));
        }
    }

    /// <summary>The middle of the map.</summary>
    public LonLat Middle
    {
        get
        {
            var view = control.Map.Navigator.Viewport;
            var (lon, lat) = SphericalMercator.ToLonLat(view.CenterX, view.CenterY);
            return new(lon, lat);
        }
    }

    public void Show(IReadOnlyList<LayerState> drawn)
    {
        var layers = control.Map.Layers;
        if (drawn.Count == 0)
        {
            foreach (var (_, _, shown) in known.Values) layers.Remove(shown);
            known.Clear();
            return;
        }

        foreach (var off in known.Where(each => drawn.All(state => state.Layer.Id != each.Key))) off.Value.Shown.Enabled = false;
        List<ILayer> order = [.. known.Values.Select(each => each.Shown).Where(shown => !shown.Enabled)];
        foreach (var state in drawn)
        {
            var shown = Put(state.Layer);
            shown.Enabled = true;
            shown.Opacity = state.Opacity;
            order.Add(shown);
        }

        order.Add(mark);
        if (!layers.SequenceEqual(order))
            for (var at = 0; at < order.Count; at++) layers.Move(at, order[at]);
        Draw();
    }

    public void Mark(Geometry? shape)
    {
        mark.Features = shape switch
        {
            null => [],
            NetTopologySuite.Geometries.Point at => [PointAt(at.X, at.Y)],
            _ => [new Mapsui.Nts.GeometryFeature(MapsuiStyles.Flat(shape))],
        };
        mark.DataHasChanged();
        Draw();
    }

    public void GoTo(Envelope box)
    {
        var (west, south) = SphericalMercator.FromLonLat(box.MinX, box.MinY);
        var (east, north) = SphericalMercator.FromLonLat(box.MaxX, box.MaxY);
        var rect = new MRect(west, south, east, north);
        // Before the control has a size only Home is heard.
        control.Map.Home = navigator => navigator.ZoomToBox(rect);
        control.Map.Navigator.ZoomToBox(rect);
        control.RefreshData();
    }

    /// <summary>Shows exactly what another map shows.</summary>
    public void Follow(MapsuiSurface other)
    {
        var (mine, theirs) = (control.Map.Navigator, other.control.Map.Navigator.Viewport);
        if (mine.Viewport.Width <= 0 || theirs.Width <= 0) return;
        if (mine.Viewport.CenterX == theirs.CenterX && mine.Viewport.CenterY == theirs.CenterY && mine.Viewport.Resolution == theirs.Resolution) return;
        mine.CenterOnAndZoomTo(new MPoint(theirs.CenterX, theirs.CenterY), theirs.Resolution);
        control.RefreshData();
    }

    /// <summary>Zooms about the middle.</summary>
    /// <param name="steps">Doublings of the scale; negative to zoom out.</param>
    public void Zoom(int steps)
    {
        control.Map.Navigator.ZoomTo(control.Map.Navigator.Viewport.Resolution * Math.Pow(2, -steps));
        control.RefreshData();
    }

    /// <summary>Moves the map by parts of its width and height, to the right and downwards.</summary>
    public void Pan(double right, double down)
    {
        var view = control.Map.Navigator.Viewport;
        control.Map.Navigator.CenterOn(view.CenterX + right * view.Width * view.Resolution, view.CenterY - down * view.Height * view.Resolution);
        control.RefreshData();
    }

    /// <summary>Points at the middle of the map, as a click there would.</summary>
    public void PointMiddle() => Point(Middle);

    /// <summary>The map as drawn, PNG.</summary>
    public byte[] ExportPng()
    {
        using var picture = new MapRenderer().RenderToBitmapStream(control.Map.Navigator.Viewport, control.Map.Layers, control.Map.BackColor, PrintDensity);
        return picture.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        settling.Stop();
        resting.Stop();
        control.Dispose();
        mark.Dispose();
    }

    private ILayer Put(LayerDescription layer)
    {
        var features = layer.Features;
        var isMany = features.Count > MostLive;
        if (known.TryGetValue(layer.Id, out var old))
        {
            if (ReferenceEquals(old.Layer, layer)) return old.Shown;
            if (old.Shown is RasterizingLayer == isMany)
            {
                Fill(old.Source, layer);
                known[layer.Id] = old with { Layer = layer };
                return old.Shown;
            }

            control.Map.Layers.Remove(old.Shown);
        }

        var source = new MemoryLayer(layer.Id);
        Fill(source, layer);
        var density = (float)(TopLevel.GetTopLevel(control)?.RenderScaling ?? 1);
        ILayer shown = isMany ? new RasterizingLayer(source, delayBeforeRasterize: 200, pixelDensity: density) { MaxVisible = source.MaxVisible } : source;
        known[layer.Id] = (layer, source, shown);
        control.Map.Layers.Add(shown);
        return shown;
    }

    private static void Fill(MemoryLayer source, LayerDescription layer)
    {
        var latitude = layer.Features is [var first, ..] ? first.Shape.EnvelopeInternal.Centre.Y : 52.5;
        var stretch = 1 / MapView.GroundMetres(1, latitude);
        source.Style = MapsuiStyles.Of(layer, stretch);
        source.MaxVisible = MapsuiStyles.Stretched(layer.MaxResolution, stretch);
        source.Features =
        [
            .. layer.Features.Select(feature => MapsuiStyles.Feature(feature, layer.Styles[feature.Style])),
            .. layer.LeastPixels > 0 ? layer.Features.Where(feature => feature.Shape.Dimension == Dimension.Surface).Select(feature => MapsuiStyles.Disc(feature, layer.Styles[feature.Style], layer.LeastPixels)) : [],
        ];
        source.DataHasChanged();
    }

    private static PointFeature PointAt(double lon, double lat)
    {
        var (x, y) = SphericalMercator.FromLonLat(lon, lat);
        return new(x, y);
    }

    private void OnTapped(object? sender, TappedEventArgs e)
    {
        control.Focus();
        var at = e.GetPosition(control);
        var (x, y) = control.Map.Navigator.Viewport.ScreenToWorldXY(at.X, at.Y);
        var (lon, lat) = SphericalMercator.ToLonLat(x, y);
        Point(new(lon, lat));
    }

    private void Point(LonLat at)
    {
        if (Catch is { } taken) taken(at);
        else Pointed?.Invoke(this, new(at, FingerPixels * View.MetresPerPixel));
    }

    private void Restart()
    {
        settling.Stop();
        settling.Start();
        Wake();
    }

    private void Draw()
    {
        control.RefreshGraphics();
        Wake();
    }

    // Mapsui looks 60 times a second whether something is to be drawn. While nobody does anything, nothing is.
    private void Wake()
    {
        resting.Stop();
        resting.Start();
        if (!isAsleep) return;
        isAsleep = false;
        control.StartUpdates();
    }
}
