using System.Globalization;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Reporting;

/// <summary>What a file holds, whatever its format: headings and cells in the language asked for.</summary>
/// <param name="Marking">The line that comes first.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Cells: text, number, or nothing.</param>
internal sealed record ExportTable(string Marking, IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows);

/// <summary>Views as rows. Nothing is read here that the view does not hold.</summary>
internal static class ExportRows
{
    private static readonly (string Name, Func<IncidentView, Tongue, object?> Cell)[] IncidentColumns =
    [
        ("id", (i, _) => i.Id.ToString()),
        ("kind", (i, t) => Word(t, "incident_kind", i.Kind)),
        ("status", (i, t) => Word(t, "incident_status", i.Status)),
        ("longitude", (i, _) => i.Point?.X),
        ("latitude", (i, _) => i.Point?.Y),
        ("precision", (i, t) => Texts.Get(t, i.Precision switch
        {
            LocationPrecision.Exact => "export.precision_exact",
            LocationPrecision.GridSquare1Km => "export.precision_square",
            _ => "export.precision_none",
        })),
        ("accuracy_metres", (i, _) => i.AccuracyMetres),
        ("occurred_from", (i, _) => Instant(i.OccurredFrom)),
        ("occurred_to", (i, _) => Instant(i.OccurredTo)),
        ("harm_types", (i, t) => string.Join("; ", i.HarmTypes.Select(harm => Word(t, "harm_type", harm)))),
        ("context_level", (i, t) => Word(t, "context_level", i.ContextLevel)),
        ("source_kind", (i, t) => Word(t, "source_kind", i.SourceKind)),
        ("info_grade", (i, t) => Word(t, "info_grade", i.InfoGrade)),
        ("source_agency", (i, t) => Word(t, "agency", i.SourceAgency)),
        ("recorded_by_agency", (i, t) => Word(t, "agency", i.RecordedByAgency)),
        ("children", (i, _) => string.Join("; ", i.Children.Select(child => child.Token))),
        ("children_known", (i, _) => (double?)i.ChildrenKnownCount),
        ("children_unknown", (i, _) => (double?)i.ChildrenUnknownCount),
        ("narrative", (i, _) => i.Narrative),
        ("sensitivity", (i, t) => Word(t, "sensitivity", i.Sensitivity)),
        ("controller", (i, t) => Word(t, "agency", i.Governance.Controller)),
        ("regime", (i, t) => Word(t, "legal_regime", i.Governance.Regime)),
        ("review_on", (i, _) => i.Governance.ReviewOn.ToString("O", CultureInfo.InvariantCulture)),
    ];

    private static readonly (string Name, Func<HotspotView, Tongue, object?> Cell)[] HotspotColumns =
    [
        ("number", (h, _) => (double?)h.Number),
        ("class", (h, t) => h.Class is { } word ? Word(t, "cluster_class", word) : null),
        ("band", (h, t) => h.Band is { } word ? Word(t, "concern_band", word) : null),
        ("events", (h, _) => (double?)h.Events),
        ("distinct_children", (h, _) => (double?)h.DistinctChildren),
        ("children_unknown", (h, _) => (double?)h.ChildrenUnknown),
        ("agencies", (h, _) => (double?)h.Agencies),
        ("dates", (h, _) => (double?)h.Dates),
        ("first", (h, _) => h.First?.ToString("O", CultureInfo.InvariantCulture)),
        ("last", (h, _) => h.Last?.ToString("O", CultureInfo.InvariantCulture)),
        ("nearest_place", (h, t) => t == Tongue.Cy ? h.NearestPlaceCy : h.NearestPlaceEn),
        ("nearest_place_metres", (h, _) => h.NearestPlaceMetres),
        ("outreach_sessions", (h, _) => (double?)h.OutreachSessions),
        ("outreach_hours", (h, _) => h.OutreachHours),
    ];

    public static ExportTable Of(IReadOnlyList<IncidentView> incidents, string marking, Tongue tongue) =>
        Table(IncidentColumns, incidents, marking, tongue);

    public static ExportTable Of(IReadOnlyList<HotspotView> hotspots, string marking, Tongue tongue) =>
        Table(HotspotColumns, hotspots, marking, tongue);

    private static ExportTable Table<TView>(
        (string Name, Func<TView, Tongue, object?> Cell)[] columns, IReadOnlyList<TView> views, string marking, Tongue tongue) => new(
        marking, [.. columns.Select(column => Texts.Get(tongue, $"export_column.{column.Name}"))],
        [.. views.Select(view => columns.Select(column => column.Cell(view, tongue)).ToArray())]);

    private static string Word<TWord>(Tongue tongue, string section, TWord word) where TWord : struct, Enum =>
        Texts.Get(tongue, $"{section}.{WireName.Of(word)}");

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
