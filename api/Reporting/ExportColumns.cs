using System.Globalization;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Reporting;

/// <summary>What a column holds, for formats that keep it.</summary>
internal enum ColumnType { Text, Real, Integer, Instant, Day }

/// <summary>A column of a file: its lasting name, what it holds, and the cell of a view. Nothing is read that the view does not hold.</summary>
/// <param name="Name">Name in files of map programs, and key of the section <c>export_column</c>.</param>
/// <param name="Type">What its cells hold; numbers are doubles, everything else is text.</param>
/// <param name="Cell">The cell of a view, in a language; null for nothing.</param>
internal sealed record ExportColumn(string Name, ColumnType Type, Func<object, Tongue, object?> Cell)
{
    public string Heading(Tongue tongue) => Texts.Get(tongue, $"export_column.{Name}");
}

/// <summary>The columns of files of records.</summary>
internal static class ExportColumns
{
    /// <summary>Position of an incident, which files of map programs hold as their geometry.</summary>
    private static readonly string[] Position = ["longitude", "latitude"];

    private static readonly IReadOnlyList<ExportColumn> Incidents =
    [
        Of<IncidentView>("id", (i, _) => i.Id.ToString()),
        Of<IncidentView>("kind", (i, t) => Word(t, "incident_kind", i.Kind)),
        Of<IncidentView>("status", (i, t) => Word(t, "incident_status", i.Status)),
        Of<IncidentView>("longitude", (i, _) => i.Point?.X, ColumnType.Real),
        Of<IncidentView>("latitude", (i, _) => i.Point?.Y, ColumnType.Real),
        Of<IncidentView>("precision", (i, t) => Texts.Get(t, i.Precision switch
        {
            LocationPrecision.Exact => "export.precision_exact",
            LocationPrecision.GridSquare1Km => "export.precision_square",
            _ => "export.precision_none",
        })),
        Of<IncidentView>("accuracy_metres", (i, _) => i.AccuracyMetres, ColumnType.Real),
        Of<IncidentView>("occurred_from", (i, _) => Instant(i.OccurredFrom), ColumnType.Instant),
        Of<IncidentView>("occurred_to", (i, _) => Instant(i.OccurredTo), ColumnType.Instant),
        Of<IncidentView>("harm_types", (i, t) => string.Join("; ", i.HarmTypes.Select(harm => Word(t, "harm_type", harm)))),
        Of<IncidentView>("context_level", (i, t) => Word(t, "context_level", i.ContextLevel)),
        Of<IncidentView>("source_kind", (i, t) => Word(t, "source_kind", i.SourceKind)),
        Of<IncidentView>("info_grade", (i, t) => Word(t, "info_grade", i.InfoGrade)),
        Of<IncidentView>("source_agency", (i, t) => Word(t, "agency", i.SourceAgency)),
        Of<IncidentView>("recorded_by_agency", (i, t) => Word(t, "agency", i.RecordedByAgency)),
        Of<IncidentView>("children", (i, _) => string.Join("; ", i.Children.Select(child => child.Token))),
        Of<IncidentView>("children_known", (i, _) => (double?)i.ChildrenKnownCount, ColumnType.Integer),
        Of<IncidentView>("children_unknown", (i, _) => (double?)i.ChildrenUnknownCount, ColumnType.Integer),
        Of<IncidentView>("narrative", (i, _) => i.Narrative),
        Of<IncidentView>("sensitivity", (i, t) => Word(t, "sensitivity", i.Sensitivity)),
        Of<IncidentView>("controller", (i, t) => Word(t, "agency", i.Governance.Controller)),
        Of<IncidentView>("regime", (i, t) => Word(t, "legal_regime", i.Governance.Regime)),
        Of<IncidentView>("review_on", (i, _) => Day(i.Governance.ReviewOn), ColumnType.Day),
    ];

    private static readonly IReadOnlyList<ExportColumn> Hotspots =
    [
        Of<HotspotView>("number", (h, _) => (double?)h.Number, ColumnType.Integer),
        Of<HotspotView>("class", (h, t) => h.Class is { } word ? Word(t, "cluster_class", word) : null),
        Of<HotspotView>("band", (h, t) => h.Band is { } word ? Word(t, "concern_band", word) : null),
        Of<HotspotView>("events", (h, _) => (double?)h.Events, ColumnType.Integer),
        Of<HotspotView>("distinct_children", (h, _) => (double?)h.DistinctChildren, ColumnType.Integer),
        Of<HotspotView>("children_unknown", (h, _) => (double?)h.ChildrenUnknown, ColumnType.Integer),
        Of<HotspotView>("agencies", (h, _) => (double?)h.Agencies, ColumnType.Integer),
        Of<HotspotView>("dates", (h, _) => (double?)h.Dates, ColumnType.Integer),
        Of<HotspotView>("first", (h, _) => Day(h.First), ColumnType.Day),
        Of<HotspotView>("last", (h, _) => Day(h.Last), ColumnType.Day),
        Of<HotspotView>("nearest_place", (h, t) => t == Tongue.Cy ? h.NearestPlaceCy : h.NearestPlaceEn),
        Of<HotspotView>("nearest_place_metres", (h, _) => h.NearestPlaceMetres, ColumnType.Real),
        Of<HotspotView>("outreach_sessions", (h, _) => (double?)h.OutreachSessions, ColumnType.Integer),
        Of<HotspotView>("outreach_hours", (h, _) => h.OutreachHours, ColumnType.Real),
    ];

    /// <summary>The columns of a file of that subject and format.</summary>
    public static IReadOnlyList<ExportColumn> For(ExportSubject subject, ExportFormat format)
    {
        if (subject == ExportSubject.Hotspots) return Hotspots;
        return IsOfMaps(format) ? [.. Incidents.Where(column => !Position.Contains(column.Name))] : Incidents;
    }

    /// <summary>True for formats that hold places as geometries.</summary>
    public static bool IsOfMaps(ExportFormat format) => format is ExportFormat.Geojson or ExportFormat.Gpkg;

    private static ExportColumn Of<TView>(string name, Func<TView, Tongue, object?> cell, ColumnType type = ColumnType.Text) =>
        new(name, type, (view, tongue) => cell((TView)view, tongue));

    private static string Word<TWord>(Tongue tongue, string section, TWord word) where TWord : struct, Enum =>
        Texts.Get(tongue, $"{section}.{WireName.Of(word)}");

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
