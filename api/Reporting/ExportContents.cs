using System.Globalization;
using System.Text;
using System.Text.Json;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Hotspots;
using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Incidents;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Reporting;

/// <summary>What a file will hold: no more than the person who asks sees, and no more than the recipient may.</summary>
/// <param name="Incidents">Incidents as views.</param>
/// <param name="Hotspots">Hotspots as views; null in a file of incidents.</param>
/// <param name="Suppressed">What is held back, by rule.</param>
/// <param name="Agreement">The agreement under which it leaves; null for the own agency.</param>
internal sealed record ExportContent(
    IReadOnlyList<IncidentView> Incidents, HotspotList? Hotspots, SortedDictionary<string, int> Suppressed, Sharing.Agreed? Agreement)
{
    public int Rows => Hotspots?.Items.Count ?? Incidents.Count;

    public int Restricted => Incidents.Count(incident => incident.Sensitivity == Sensitivity.Restricted);
}

/// <summary>Choosing and narrowing what leaves, and writing it.</summary>
internal sealed class ExportContents(
    Actor actor, SpacesContext context, EventReader reader, FixedAreas areas, IGridTransform grid, AuditTrail trail, TimeProvider clock)
{
    public const int MostRows = 50_000;

    /// <summary>Days after which whoever has the file deletes it.</summary>
    private const int DaysToKeep = 30;

    public async Task<(ExportContent? Content, Refusal? Refusal)> ChooseAsync(NewExport asked, CancellationToken cancel)
    {
        var (agreement, unshared) = AgreementWith(asked.RecipientAgency);
        if (unshared is not null) return (null, unshared);
        return asked.Subject == ExportSubject.Hotspots
            ? await HotspotsAsync(asked, agreement, cancel)
            : await IncidentsAsync(asked, agreement, cancel);
    }

    /// <summary>The agreement under which a file may leave to an agency, none for the own one; or why it may not.</summary>
    public (Sharing.Agreed? Agreement, Refusal? Refusal) AgreementWith(Agency recipient)
    {
        if (recipient == actor.Agency) return (null, null);
        return actor.Sharing.AgreementFor(DataItem.Exports, recipient) is { } agreed ? (agreed, null) : (null, new(ProblemCodes.SharingAgreementNeeded, "recipientAgency"));
    }

    /// <summary>The line that the file begins with.</summary>
    public string Marking(NewExport asked, ExportContent content, Tongue tongue)
    {
        var line = Marking(asked.Recipient, asked.Purpose, tongue);
        return content.Restricted == 0 ? line : line + " " + Texts.Get(tongue, "export.restricted", new Dictionary<string, string>
        {
            ["count"] = content.Restricted.ToString(CultureInfo.InvariantCulture),
        });
    }

    /// <summary>How to handle a file, who made it, when, for whom, what for, and until when it may be kept.</summary>
    public string Marking(string recipient, Purpose purpose, Tongue tongue)
    {
        var now = clock.GetUtcNow();
        return Texts.Get(tongue, "export.marking", new Dictionary<string, string>
        {
            ["user"] = actor.UserName,
            ["time"] = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
            ["recipient"] = recipient.Trim(),
            ["purpose"] = Texts.Get(tongue, $"purpose.{WireName.Of(purpose)}"),
            ["expiry"] = now.AddDays(DaysToKeep).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        });
    }

    public string FileName(ExportSubject subject, ExportFormat format, Guid id) => string.Create(CultureInfo.InvariantCulture,
        $"OFFICIAL-SENSITIVE_{WireName.Of(subject)}_{clock.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmm'Z'}_{id.ToString("N")[..8]}.{WireName.Of(format)}");

    public static ExportTable Table(ExportContent content, string marking, Tongue tongue) =>
        content.Hotspots is null ? ExportRows.Of(content.Incidents, marking, tongue) : ExportRows.Of(content.Hotspots.Items, marking, tongue);

    public static byte[] Write(NewExport asked, ExportContent content, string marking, string fileName, Tongue tongue) => asked.Format switch
    {
        ExportFormat.Csv => ExportFiles.Csv(Table(content, marking, tongue)),
        ExportFormat.Xlsx => ExportFiles.Xlsx(Table(content, marking, tongue), fileName),
        _ => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
            content.Hotspots is null ? new { marking, items = (object)content.Incidents } : new { marking, items = (object)content.Hotspots.Items },
            WireJson.Options)),
    };

    private async Task<(ExportContent?, Refusal?)> HotspotsAsync(NewExport asked, Sharing.Agreed? agreement, CancellationToken cancel)
    {
        if (SharingNeeded.RefusalFor(actor, DataItem.Hotspots) is { } unshared) return (null, unshared);
        if (agreement is not null && !agreement.Items.Contains(DataItem.Hotspots)) return (null, new(ProblemCodes.SharingAgreementNeeded, "recipientAgency"));
        var theirs = Sights.OfHotspots(asked.RecipientRole);
        var mine = Sights.OfHotspots(actor.Role);
        var sight = theirs < mine ? theirs : mine;
        if (sight == HotspotSight.None) return (null, new(ProblemCodes.ExportNotForRecipient, "recipientRole"));
        var list = await HotspotApi.ReadAsync(
            asked.AnalysisId, AnalysisSubject.Harm, sight, actor, context, reader, areas, grid, trail, cancel);
        if (list is null) return (null, new(ProblemCodes.NotFound, "analysisId"));
        return (new([], list, [], agreement), null);
    }

    private async Task<(ExportContent?, Refusal?)> IncidentsAsync(NewExport asked, Sharing.Agreed? agreement, CancellationToken cancel)
    {
        var theirs = Sights.OfIncidents(asked.RecipientRole);
        if (theirs.Rows is RowScope.None or RowScope.Own) return (null, new(ProblemCodes.ExportNotForRecipient, "recipientRole"));
        // Chosen as coarsely as the recipient sees: the choice itself would tell the rest.
        var sight = Narrow(Sights.OfIncidents(actor), theirs);
        var (found, refusal) = await IncidentSearch.AllAsync(QueryOf(asked.Filter ?? new()), sight, MostRows, actor, context, grid, cancel);
        if (refusal is not null) return (null, refusal);
        var suppressed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        List<IncidentView> views = [];
        foreach (var incident in found)
        {
            var from = incident.RecordedByAgency;
            if (!Passes(DataItem.Exports, from, asked.RecipientAgency)) Count("agreement");
            else if (theirs.Rows == RowScope.OwnAgency && from != asked.RecipientAgency) Count("role");
            else views.Add(ViewOf(incident, theirs, asked.RecipientAgency, Count));
        }

        return (new(views, null, suppressed, agreement), null);

        void Count(string rule) => suppressed[rule] = suppressed.GetValueOrDefault(rule) + 1;
    }

    private IncidentView ViewOf(Incident incident, IncidentSight theirs, Agency recipient, Action<string> count)
    {
        var from = incident.RecordedByAgency;
        var mine = Sights.OfRecord(actor, from);
        var narrow = Narrow(mine, theirs);
        narrow = narrow with
        {
            Precision = narrow.Precision == LocationPrecision.Exact && Passes(DataItem.ExactPlace, from, recipient) ? LocationPrecision.Exact : LocationPrecision.GridSquare1Km,
            Tokens = narrow.Tokens && Passes(DataItem.ChildToken, from, recipient),
            Narrative = narrow.Narrative && Passes(DataItem.Narrative, from, recipient),
        };
        if (mine.Precision == LocationPrecision.Exact && narrow.Precision != LocationPrecision.Exact) count("place");
        if (mine.Tokens && !narrow.Tokens && incident.Children.Count > 0) count("tokens");
        if (mine.Narrative && !narrow.Narrative && incident.Narrative is not null) count("narrative");
        return IncidentViews.Of(incident, actor, narrow, grid);
    }

    // Between two agencies that are not the actor's own, an agreement that names both.
    private bool Passes(DataItem item, Agency from, Agency to) =>
        from == actor.Agency && to == actor.Agency || (from == to && item != DataItem.Exports) || actor.Sharing.AgreementFor(item, from, to) is not null;

    private static IncidentSight Narrow(IncidentSight mine, IncidentSight theirs) => mine with
    {
        Precision = mine.Precision == LocationPrecision.Exact && theirs.Precision == LocationPrecision.Exact ? LocationPrecision.Exact : LocationPrecision.GridSquare1Km,
        Tokens = mine.Tokens && theirs.Tokens,
        Narrative = mine.Narrative && theirs.Narrative,
    };

    private static IncidentQuery QueryOf(ExportFilter filter) => new()
    {
        Bbox = filter.Bbox,
        PlaceId = filter.PlaceId,
        From = filter.From,
        To = filter.To,
        HarmType = filter.HarmTypes?.Select(WireName.Of).ToArray(),
        Agency = filter.Agencies?.Select(WireName.Of).ToArray(),
        Status = filter.Status is { } status ? WireName.Of(status) : null,
        Kind = filter.Kind is { } kind ? WireName.Of(kind) : null,
    };
}
