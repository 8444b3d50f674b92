using System.Text.Json;
using System.Text.Json.Serialization;
using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.MapClient.Map;

/// <summary>What was set for a layer.</summary>
/// <param name="Id">The layer.</param>
/// <param name="IsOn">Whether it was drawn.</param>
/// <param name="Opacity">0.1 to 1.</param>
public sealed record SavedLayer(string Id, bool IsOn, double Opacity);

/// <summary>
/// How somebody looked at the map, to come back to or to pass on. It holds settings and nothing of what was seen: a colleague who opens it sees
/// what their own rights let them see.
/// </summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="HarmTypes">Types of harm; empty for all.</param>
/// <param name="Kinds">Kinds of record; empty for all.</param>
/// <param name="Agencies">Agencies; empty for all.</param>
/// <param name="Grades">Grades; empty for all.</param>
/// <param name="Sources">Kinds of source; empty for all.</param>
/// <param name="Layers">Layers, the topmost first.</param>
/// <param name="Box">West, south, east, north in degrees (EPSG:4326).</param>
/// <param name="Analysis">The analysis on the map; null for the newest.</param>
/// <param name="Area">Corners of the drawn area, each as longitude and latitude; null for everywhere.</param>
public sealed record SavedView(
    DateOnly From, DateOnly To, IReadOnlyList<HarmType> HarmTypes, IReadOnlyList<IncidentKind> Kinds, IReadOnlyList<Agency> Agencies,
    IReadOnlyList<InfoGrade> Grades, IReadOnlyList<SourceKind> Sources, IReadOnlyList<SavedLayer> Layers, IReadOnlyList<double> Box, Guid? Analysis = null,
    IReadOnlyList<IReadOnlyList<double>>? Area = null)
{
    /// <summary>The drawn area, EPSG:4326; null where there is none, or its corners make none.</summary>
    [JsonIgnore]
    public Polygon? Drawn
    {
        get
        {
            AreaSketch sketch = new();
            foreach (var corner in Area ?? [])
            {
                if (corner is not [var lon, var lat] || !double.IsFinite(lon) || !double.IsFinite(lat)) return null;
                sketch.Add(new(lon, lat));
            }

            return sketch.Area;
        }
    }

    /// <summary>The view as a text to be saved.</summary>
    public string Write() => JsonSerializer.Serialize(this, WireJson.Options);

    /// <summary>Reads a saved view; null when the text is none, or one that cannot be.</summary>
    public static SavedView? Read(string text)
    {
        try
        {
            var view = JsonSerializer.Deserialize<SavedView>(text, WireJson.Options);
            return view is { Box.Count: 4 } && view.From <= view.To && view.Box.All(double.IsFinite) && view.Box[0] <= view.Box[2] && view.Box[1] <= view.Box[3]
                && (view.Area is null || view.Drawn is not null) ? view : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
