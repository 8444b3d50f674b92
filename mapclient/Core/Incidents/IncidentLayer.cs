using System.Globalization;
using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;
using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient.Incidents;

/// <summary>
/// Incidents as a layer: signs where few enough are in view to be told apart, numbers in squares of the National Grid where they are not.
/// An incident whose square of 1 km is all that the reader may know is never drawn as if it lay at the middle of it.
/// </summary>
/// <param name="grid">The way to the National Grid.</param>
public sealed class IncidentLayer(IGridTransform grid)
{
    /// <summary>Stable id of the layer.</summary>
    public const string Id = "incidents";

    /// <summary>Beginning of the key of a square; the rest is its south-west corner and its side in metres.</summary>
    public const string SquareKey = "square:";

    /// <summary>Most signs in one view; more cannot be told apart, and are slow to draw.</summary>
    public const int MostSigns = 4_000;

    private const string HarmKey = "map.legend_harm";
    private const string ReportKey = "map.legend_hotspot_report";
    private const string CoarseKey = "map.legend_coarse";
    private const string ManyKey = "desktop.legend_many";
    private const int KnownSquare = 1_000;
    private const double LeastSquarePixels = 28;
    private static readonly GeometryFactory Geometries = new(new PrecisionModel(), 4326);
    private static readonly int[] Sides = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000];

    /// <summary>Styles by the text key that says what they mean.</summary>
    public static IReadOnlyDictionary<string, FeatureStyle> Styles { get; } = new Dictionary<string, FeatureStyle>
    {
        [HarmKey] = new(Palette.Colour("incident"), 1, Palette.Colour("map-halo"), 2, OutlineKind.Solid, Symbol: SymbolKind.Disc, SymbolSize: 12),
        [ReportKey] = new(Palette.Colour("map-halo"), 1, Palette.Colour("incident"), 2.5, OutlineKind.Solid, Symbol: SymbolKind.Diamond, SymbolSize: 14),
        [CoarseKey] = new(Palette.Colour("incident"), 0.25, Palette.Colour("incident"), 1.5, OutlineKind.Dashed, PatternKind.Slanted),
        [ManyKey] = new(Palette.Colour("incident"), 0.35, Palette.Colour("incident"), 1, OutlineKind.Solid),
    };

    /// <summary>Describes the rows that are in view.</summary>
    /// <param name="table">All incidents that the reader received.</param>
    /// <param name="rows">The rows that the filter lets through.</param>
    /// <param name="view">What is on screen.</param>
    /// <param name="caption">What the figures stand on.</param>
    /// <param name="words">The language.</param>
    public LayerDescription Describe(IncidentTable table, IReadOnlyList<int> rows, MapView view, string caption, Words words)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(view);
        var box = view.Box.Copy();
        box.ExpandBy(box.Width * 0.1, box.Height * 0.1);
        List<int> seen = [.. rows.Where(row => box.Contains(table.Lon(row), table.Lat(row)))];
        var signs = seen.Count(table.IsExact);
        var features = signs > MostSigns
            ? Squares(table, seen, SideFor(view.MetresPerPixel), ManyKey, words)
            : [.. Squares(table, [.. seen.Where(row => !table.IsExact(row))], KnownSquare, CoarseKey, words), .. Signs(table, seen, words)];
        return new(Id, "incidents.title", LayerGroup.Incidents, Styles, features, CanPick: true, caption, Counted: rows.Count);
    }

    /// <summary>The rows whose points lie in a square that was picked, newest first.</summary>
    /// <param name="table">All incidents that the reader received.</param>
    /// <param name="rows">The rows that the filter lets through.</param>
    /// <param name="key">Key of the square.</param>
    /// <exception cref="FormatException">The key is not one of a square.</exception>
    public static IReadOnlyList<int> RowsIn(IncidentTable table, IReadOnlyList<int> rows, string key)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(key);
        if (!key.StartsWith(SquareKey, StringComparison.Ordinal)) throw new FormatException($"'{key}' is no square.");
        int[] parts = [.. key[SquareKey.Length..].Split('-').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        var squares = new SquareGrid(parts[2]);
        var onlyCoarse = parts.Length > 3;
        return [.. rows.Where(row => !(onlyCoarse && table.IsExact(row)))
            .Where(row => CellOf(squares, table, row) is var cell && cell.Column == parts[0] && cell.Row == parts[1])
            .OrderByDescending(table.From)];
    }

    /// <summary>One incident in words.</summary>
    public static string Told(IncidentTable table, int row, Words words)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(words);
        var first = WallClock.DayOf(table.From(row));
        var last = WallClock.DayOf(table.To(row));
        return IncidentFacts.Sentence(
            table.Kind(row), table.HarmTypes(row), first == last ? words.Day(first) : words.Period(first, last), table.Source(row), table.Grade(row), words);
    }

    private static IEnumerable<LayerFeature> Signs(IncidentTable table, List<int> seen, Words words) => seen.Where(table.IsExact).Select(row => new LayerFeature(
        table.Id(row).ToString(), Geometries.CreatePoint(new Coordinate(table.Lon(row), table.Lat(row))),
        table.Kind(row) == IncidentKind.Harm ? HarmKey : ReportKey, Told(table, row, words)));

    private List<LayerFeature> Squares(IncidentTable table, List<int> rows, int side, string style, Words words)
    {
        var squares = new SquareGrid(side);
        var onlyCoarse = style == CoarseKey ? "-1" : "";
        return [.. rows.CountBy(row => CellOf(squares, table, row)).OrderBy(cell => cell.Key.Row).ThenBy(cell => cell.Key.Column).Select(cell => new LayerFeature(
            string.Create(CultureInfo.InvariantCulture, $"{SquareKey}{cell.Key.Column}-{cell.Key.Row}-{side}{onlyCoarse}"),
            GroundLayers.Square(cell.Key.Column * (double)side, cell.Key.Row * (double)side, grid, side), style,
            words.Count("desktop.incidents_in_square", cell.Value, ("reference", ReferenceOf(squares, cell.Key))), Words.Number(cell.Value)))];
    }

    private static int SideFor(double metresPerPixel) =>
        Sides.FirstOrDefault(side => side / metresPerPixel >= LeastSquarePixels, Sides[^1]);

    private static GridAddress CellOf(SquareGrid squares, IncidentTable table, int row) => squares.CellOf(table.GridPoint(row));

    private static string ReferenceOf(SquareGrid squares, GridAddress cell) => GridReference.Of(squares.CentreOf(cell), KnownSquare).ToString();
}
