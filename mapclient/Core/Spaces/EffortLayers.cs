using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Spaces;

/// <summary>Where workers were, and what somebody can mend. What is known to a square of 1 km only is drawn as that square.</summary>
public static class EffortLayers
{
    private const string SessionKey = "desktop.session";
    private const string SessionSquareKey = "desktop.session_square";
    private const string TaskKey = "desktop.task";
    private const string TaskSquareKey = "desktop.task_square";
    private static readonly GeometryFactory Geometries = new(new PrecisionModel(), 4326);

    private static readonly FeatureStyle Square = new(Palette.Colour("effort"), 0.12, Palette.Colour("effort"), 1, OutlineKind.Dashed, PatternKind.Slanted);

    /// <summary>Outreach sessions: time that workers spent, whatever they met.</summary>
    public static LayerDescription Sessions(IReadOnlyList<OutreachSessionView> sessions, IGridTransform grid, Words words)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(words);
        var hours = sessions.Sum(session => (session.EndedAt - session.StartedAt).TotalHours);
        return new("sessions", "desktop.sessions", LayerGroup.Effort,
            new Dictionary<string, FeatureStyle>
            {
                [SessionKey] = new(Palette.Colour("surface"), 0.9, Palette.Colour("effort"), 2, OutlineKind.Solid, Symbol: SymbolKind.Triangle, SymbolSize: 14),
                [SessionSquareKey] = Square,
            },
            [.. sessions.Select(session => new LayerFeature(
                session.Id.ToString(), Shape(session.Location, session.Precision, grid), session.Precision == LocationPrecision.Exact ? SessionKey : SessionSquareKey,
                Told(session, words)))],
            CanPick: true, words.Say("analyses.outreach_is", ("sessions", Words.Number(sessions.Count)), ("hours", Words.Number(hours, 1))));
    }

    /// <summary>Environment tasks that are still to be done.</summary>
    public static LayerDescription Tasks(IReadOnlyList<EnvironmentTaskView> tasks, IGridTransform grid, Words words)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(words);
        return new("tasks", "desktop.tasks", LayerGroup.Effort,
            new Dictionary<string, FeatureStyle>
            {
                [TaskKey] = new(Palette.Colour("plan-tint"), 1, Palette.Colour("plan"), 2, OutlineKind.Solid, Symbol: SymbolKind.Square, SymbolSize: 12),
                [TaskSquareKey] = Square,
            },
            [.. tasks.Select(task => new LayerFeature(
                task.Id.ToString(), Shape(task.Location, task.Precision, grid), task.Precision == LocationPrecision.Exact ? TaskKey : TaskSquareKey,
                $"{words.Word(task.Defect)}; {words.Word(task.Status)}; {words.Word(task.Owner)}"))],
            CanPick: true, words.Count("desktop.tasks_overdue", tasks.Count(task => task.Overdue)));
    }

    private static string Told(OutreachSessionView session, Words words) => string.Join("; ",
        words.Moment(session.StartedAt), words.Word(session.Agency), words.Count("desktop.staff", session.Staff), words.Count("desktop.spoken_to", session.SpokenTo));

    private static Geometry Shape(PointGeometry at, LocationPrecision precision, IGridTransform grid)
    {
        if (precision == LocationPrecision.Exact) return Geometries.CreatePoint(new Coordinate(at.X, at.Y));
        var square = GridReference.Of(grid.FromLonLat(at.X, at.Y), 1000);
        return GroundLayers.Square(square.Easting, square.Northing, grid);
    }
}
