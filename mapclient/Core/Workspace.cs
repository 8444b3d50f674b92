using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Cache;
using SpacesPlaces.MapClient.Http;
using SpacesPlaces.MapClient.Incidents;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;
using SpacesPlaces.MapClient.Print;
using SpacesPlaces.MapClient.Spaces;
using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient;

/// <summary>
/// What one person works with: what they received, how they look at it, and the layers that come of both. Everything but drawing happens
/// here, so that everything but drawing can be tested without a window.
/// </summary>
public sealed partial class Workspace : IDisposable
{
    private const string CacheName = "workspace";
    private const double PickPixels = 8;
    private readonly IMapSurface surface;
    private readonly TimeProvider clock;
    private readonly IncidentLayer incidentLayer;
    private readonly Presentation presentation;
    private readonly Picking picking = new();
    private int[] rows = [];
    private WorkspaceData data = WorkspaceData.Empty;
    private SafetyShown? safety;

    /// <summary>A workspace over a map that is drawn by somebody else.</summary>
    /// <param name="surface">The map.</param>
    /// <param name="words">The language.</param>
    /// <param name="grid">The way to the National Grid.</param>
    /// <param name="clock">Time.</param>
    public Workspace(IMapSurface surface, Words words, IGridTransform grid, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(surface);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(clock);
        (this.surface, this.clock, Words, Grid) = (surface, clock, words, grid);
        (incidentLayer, presentation) = (new(grid), new(grid));
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        Slider = new(new(today.AddYears(-5), today), new(today.AddYears(-1).AddDays(1), today));
        Filter = new(Slider.Window);
        Slider.Changed += OnTime;
        Layers.Changed += OnLayers;
        words.Changed += OnWords;
        surface.ViewChanged += OnView;
        surface.Pointed += OnPointed;
    }

    /// <summary>The language.</summary>
    public Words Words { get; }

    /// <summary>The way to the National Grid.</summary>
    public IGridTransform Grid { get; }

    /// <summary>The layers.</summary>
    public LayerTree Layers { get; } = new();

    /// <summary>The days that are shown.</summary>
    public TimeSlider Slider { get; }

    /// <summary>The filter; its days are those of the slider.</summary>
    public IncidentFilter Filter { get; private set; }

    /// <summary>The incidents that were received.</summary>
    public IncidentTable Incidents => data.Incidents;

    /// <summary>Rows that the filter lets through.</summary>
    public IReadOnlyList<int> Rows => rows;

    /// <summary>What was received.</summary>
    public WorkspaceData Data => data;

    /// <summary>When what is shown was received, where it comes from the cache; null while it is fresh.</summary>
    public DateTimeOffset? StaleSince { get; private set; }

    /// <summary>True while others may see the screen: no exact point, no text of a record.</summary>
    public bool IsPresenting { get; private set; }

    /// <summary>What was pointed at last.</summary>
    public PickedPages Picked { get; private set; } = new([]);

    /// <summary>Something on screen beside the map changed.</summary>
    public event EventHandler? Changed;

    /// <summary>Layers as they are drawn, the lowest first; while presenting, as others may see them.</summary>
    public IReadOnlyList<LayerState> Drawn => IsPresenting
        ? [.. Layers.Drawn.Select(state => state with { Layer = presentation.Of(state.Layer, Words) })]
        : Layers.Drawn;

    /// <summary>Takes in what was received, and draws it. The analysis on the map stays for the same person; of another person nothing stays.</summary>
    /// <param name="received">What was received.</param>
    /// <param name="staleSince">When, where it comes from the cache.</param>
    public void Take(WorkspaceData received, DateTimeOffset? staleSince = null)
    {
        ArgumentNullException.ThrowIfNull(received);
        if (data.Me is { } before && before.UserId != received.Me?.UserId) Clear();
        (data, StaleSince) = (received with { Analysis = received.Analysis ?? data.Analysis }, staleSince);
        rows = Incidents.Matching(Filter);
        DescribeAll();
    }

    /// <summary>Keeps what was received for when there is no network.</summary>
    public void Keep(OfflineCache cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        cache.Put(CacheName, data.Write());
    }

    /// <summary>Shows what was kept, marked with when it was received; false when nothing is kept that the key opens.</summary>
    public bool Recall(OfflineCache cache)
    {
        if (Kept(cache) is not var (received, keptAt)) return false;
        Take(received, keptAt);
        return true;
    }

    /// <summary>What was kept, and when; null when nothing is kept that the key opens. It may be called beside the window.</summary>
    public static (WorkspaceData Data, DateTimeOffset KeptAt)? Kept(OfflineCache cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        return cache.Get(CacheName) is { } kept && WorkspaceData.Read(kept.Content) is { } received ? (received, kept.KeptAt) : null;
    }

    /// <summary>Shows other incidents; the days are those of the slider.</summary>
    public void Narrow(IncidentFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Filter = filter with { Window = Slider.Window };
        rows = Incidents.Matching(Filter);
        if (GroundLayers.Drawn(Filter.Area) is { } area) Layers.Put(area);
        else Layers.Remove(GroundLayers.DrawnId);
        DescribeIncidents();
    }

    /// <summary>Shows an analysis on the map in place of the one before; none when null.</summary>
    public void Show(AnalysisView? analysis)
    {
        data = data with { Analysis = analysis };
        DescribeAnalysis();
    }

    /// <summary>Shows a merged safety map in place of the one before; none when null. It is not kept.</summary>
    public void Show(SafetyShown? map)
    {
        safety = map;
        DescribeSafety();
    }

    /// <summary>Lets others see the screen.</summary>
    public void Present()
    {
        IsPresenting = true;
        Picked = new([]);
        // What was marked lies at an exact point.
        surface.Mark(null);
        Draw();
    }

    /// <summary>Ends the presentation, once whoever is there has shown that it is still the same person.</summary>
    /// <exception cref="ApiProblemException">The password or code is wrong; the presentation goes on.</exception>
    /// <exception cref="UnreachableException">No answer; the presentation goes on.</exception>
    public async Task EndPresentationAsync(ApiClient client, string password, string? code, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(client);
        await client.RenewAsync(password, code, cancel);
        IsPresenting = false;
        Draw();
    }

    /// <summary>Picks everything that a drawn area touches, and narrows the incidents to it.</summary>
    /// <param name="area">EPSG:4326; null to take the area away.</param>
    public void Select(Geometry? area)
    {
        Narrow(Filter with { Area = area });
        Picked = new(area is null ? [] : picking.Inside(Drawn, area));
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Goes to a feature and marks it, for instance from the list.</summary>
    public void GoTo(LayerFeature feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        var box = feature.Shape.EnvelopeInternal.Copy();
        const double aboutHalfAKilometre = 0.005;
        box.ExpandBy(Math.Max(box.Width, aboutHalfAKilometre), Math.Max(box.Height, aboutHalfAKilometre));
        surface.Mark(feature.Shape);
        surface.GoTo(box);
    }

    /// <summary>A sheet with what is on screen, the same by layer, filter and feature.</summary>
    /// <param name="picture">PNG of the map as drawn.</param>
    public string Print(ReadOnlySpan<byte> picture) => PrintSheet.Html(Drawn, surface.View, picture, Marking(), Words);

    /// <summary>What stands around a picture of what is on screen: the same as on paper.</summary>
    public SheetHead Head() => SheetHead.Of(Drawn, surface.View, Marking(), Words);

    /// <summary>How somebody looks at the map now, without anything of what they see.</summary>
    public SavedView Save() => new(
        Filter.Window.From, Filter.Window.To, [.. Filter.HarmTypes ?? new HashSet<HarmType>()], [.. Filter.Kinds ?? new HashSet<IncidentKind>()],
        [.. Filter.Agencies ?? new HashSet<Agency>()], [.. Filter.Grades ?? new HashSet<InfoGrade>()], [.. Filter.Sources ?? new HashSet<SourceKind>()],
        [.. Layers.TopFirst.Select(state => new SavedLayer(state.Layer.Id, state.IsOn, state.Opacity))],
        [surface.View.Box.MinX, surface.View.Box.MinY, surface.View.Box.MaxX, surface.View.Box.MaxY], data.Hotspots?.Analysis?.Id,
        Filter.Area is Polygon area ? [.. area.ExteriorRing.Coordinates[..^1].Select(corner => (double[])[corner.X, corner.Y])] : null);

    /// <summary>Looks at the map as somebody did before. Layers that this reader does not have are left out.</summary>
    public void Restore(SavedView saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        Slider.Show(new(saved.From, saved.To));
        Narrow(new(Slider.Window, saved.HarmTypes.ToHashSet(), saved.Kinds.ToHashSet(), saved.Agencies.ToHashSet(), saved.Grades.ToHashSet(), saved.Sources.ToHashSet(), saved.Drawn));
        foreach (var layer in saved.Layers.Where(layer => Layers.Find(layer.Id) is not null).Reverse())
        {
            Layers.Move(layer.Id, Layers.TopFirst.Count);
            Layers.Turn(layer.Id, layer.IsOn);
            Layers.SetOpacity(layer.Id, layer.Opacity);
        }

        surface.GoTo(new Envelope(saved.Box[0], saved.Box[2], saved.Box[1], saved.Box[3]));
    }

    /// <summary>Takes everything off the screen, for instance when the person signs out.</summary>
    public void Clear()
    {
        (data, safety, StaleSince, IsPresenting, rows) = (WorkspaceData.Empty, null, null, false, []);
        Filter = new(Slider.Window);
        Picked = new([]);
        surface.Mark(null);
        Layers.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Slider.Changed -= OnTime;
        Layers.Changed -= OnLayers;
        Words.Changed -= OnWords;
        surface.ViewChanged -= OnView;
        surface.Pointed -= OnPointed;
    }

    private void OnTime(object? sender, EventArgs e) => Narrow(Filter);

    private void OnLayers(object? sender, EventArgs e) => Draw();

    private void OnWords(object? sender, EventArgs e) => DescribeAll();

    private void OnView(object? sender, EventArgs e)
    {
        if (Incidents.Count > 0) DescribeIncidents();
    }

    private void OnPointed(object? sender, MapPointedEventArgs e)
    {
        Picked = new(picking.Around(Drawn, e.At, Math.Max(e.Metres, PickPixels * surface.View.MetresPerPixel)));
        surface.Mark(Picked.All is [var first, ..] ? first.Feature.Shape : null);
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
