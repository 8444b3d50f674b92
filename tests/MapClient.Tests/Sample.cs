using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Tests;

/// <summary>Invented things to draw, all in Cardigan Bay.</summary>
internal static class Sample
{
    public static readonly GeometryFactory Geometries = new(new PrecisionModel(), 4326);

    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static IncidentView Incident(
        double lon = -4.9, double lat = 52.4, DateTimeOffset? at = null, DateTimeOffset? until = null, HarmType harm = HarmType.Cse,
        IncidentKind kind = IncidentKind.Harm, LocationPrecision precision = LocationPrecision.Exact, Agency agency = Agency.Police,
        InfoGrade grade = InfoGrade.FirstHand, SourceKind source = SourceKind.ChildToldUs, bool hasPoint = true, string? narrative = null) => new(
        Guid.CreateVersion7(), 1, kind, IncidentStatus.Recorded, hasPoint ? new PointGeometry(lon, lat) : null, precision, 10, PointSource.Pin, true, null,
        at ?? Now.AddDays(-10), until ?? at ?? Now.AddDays(-10), TimeConfidence.Exact, [harm], ContextLevel.Neighbourhood, source, grade, agency, agency, [], 1, 0,
        false, narrative, narrative is null ? null : "en", null, Now, Sensitivity.Ordinary, null, null, null,
        new(agency, LegalRegime.UkGdpr, [], new(2027, 1, 1)), [], [], [], true);

    public static OutreachSessionView Session(DateTimeOffset startedAt, double hours = 2, double lon = -4.9, double lat = 52.4) => new(
        Guid.CreateVersion7(), 1, new(lon, lat), LocationPrecision.Exact, startedAt, startedAt.AddHours(hours), 2, 5, true, Agency.YouthService, null, null, null, [], true);

    public static MapView View(double lon = -4.9, double lat = 52.4, double metresPerPixel = 10) => new(
        new Envelope(lon - metresPerPixel * 0.01, lon + metresPerPixel * 0.01, lat - metresPerPixel * 0.006, lat + metresPerPixel * 0.006), metresPerPixel);

    public static LayerDescription Points(string id, int count, LayerGroup group = LayerGroup.Incidents, bool canPick = true, double lon = -4.9, double lat = 52.4) => new(
        id, "incidents.title", group,
        new Dictionary<string, FeatureStyle> { ["map.legend_harm"] = new("#2f4a55", 1, "#ffffff", 1, OutlineKind.Solid) },
        [.. Enumerable.Range(0, count).Select(i => new LayerFeature($"{id}-{i}", Geometries.CreatePoint(new Coordinate(lon, lat)), "map.legend_harm", $"told {i}"))], canPick);

    public static Polygon Box(double west, double south, double east, double north) => (Polygon)Geometries.ToGeometry(new Envelope(west, east, south, north));
}

/// <summary>Writes down what it is asked to draw, and lets a test point and look as a person does.</summary>
internal sealed class RecordingMap : IMapSurface
{
    public MapView View { get; private set; } = Sample.View();

    public event EventHandler? ViewChanged;

    public event EventHandler<MapPointedEventArgs>? Pointed;

    public IReadOnlyList<LayerState> Shown { get; private set; } = [];

    public int Draws { get; private set; }

    public Geometry? Marked { get; private set; }

    public Envelope? WentTo { get; private set; }

    public void Show(IReadOnlyList<LayerState> drawn) => (Shown, Draws) = (drawn, Draws + 1);

    public void Mark(Geometry? shape) => Marked = shape;

    public void GoTo(Envelope box) => WentTo = box;

    public void Look(MapView view)
    {
        View = view;
        ViewChanged?.Invoke(this, EventArgs.Empty);
    }

    public void Point(LonLat at, double metres = 50) => Pointed?.Invoke(this, new(at, metres));
}
