using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
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
/// <param name="Rows">Rows of data.</param>
/// <param name="Restricted">How many of them are restricted records.</param>
/// <param name="Suppressed">What is held back, by rule.</param>
/// <param name="Agreement">The agreement under which it leaves; null for the own agency.</param>
/// <param name="Promise">Stands for exactly these rows, in their order and version.</param>
/// <param name="Pages">Reads them as views, some at a time; more than these where somebody wrote meanwhile.</param>
internal sealed record ExportContent(
    int Rows, int Restricted, SortedDictionary<string, int> Suppressed, Sharing.Agreed? Agreement, string Promise,
    Func<CancellationToken, IAsyncEnumerable<ExportPage>> Pages);

/// <summary>Some rows of a file.</summary>
/// <param name="Views">As views.</param>
/// <param name="Subjects">The records that they show, for the audit.</param>
internal sealed record ExportPage(IReadOnlyList<object> Views, IReadOnlyList<Guid> Subjects);

/// <summary>Choosing and narrowing what leaves, and writing it.</summary>
internal sealed class ExportContents(
    Actor actor, SpacesContext context, EventReader reader, FixedAreas areas, IGridTransform grid, AuditTrail trail, TimeProvider clock)
{
    public const int MostRows = 50_000;

    /// <summary>Days after which whoever has the file deletes it.</summary>
    private const int DaysToKeep = 30;

    /// <summary>What the file would hold, or why none may be made.</summary>
    /// <param name="asked">What was asked.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="most">Most records that it may be chosen from.</param>
    public async Task<(ExportContent? Content, Refusal? Refusal)> ChooseAsync(NewExport asked, CancellationToken cancel, int most = MostRows)
    {
        var (agreement, unshared) = AgreementWith(asked.RecipientAgency);
        if (unshared is not null) return (null, unshared);
        return asked.Subject == ExportSubject.Hotspots
            ? await HotspotsAsync(asked, agreement, cancel)
            : await IncidentsAsync(asked, agreement, most, cancel);
    }

    /// <summary>The agreement under which a file may leave to an agency, none for the own one; or why it may not.</summary>
    public (Sharing.Agreed? Agreement, Refusal? Refusal) AgreementWith(Agency recipient)
    {
        if (recipient == actor.Agency) return (null, null);
        return actor.Sharing.AgreementFor(DataItem.Exports, recipient) is { } agreed ? (agreed, null) : (null, new(ProblemCodes.SharingAgreementNeeded, "recipientAgency"));
    }

    /// <summary>What the file says of itself.</summary>
    public ExportHead Head(NewExport asked, ExportContent content, Guid id)
    {
        var tongue = ExportApi.TongueOf(asked.Language);
        var line = Marking(asked.Recipient, asked.Purpose, tongue);
        if (content.Restricted > 0)
        {
            line += " " + Texts.Get(tongue, "export.restricted", new Dictionary<string, string>
            {
                ["count"] = content.Restricted.ToString(CultureInfo.InvariantCulture),
            });
        }

        return new(asked.Subject, asked.Format, FileName(asked.Subject, asked.Format, id), line, tongue, ExportGround.Of(asked.Crs, asked.Format)!);
    }

    /// <summary>Writes the file, and answers what it came to hold, told as the promise is.</summary>
    /// <param name="head">What it says of itself.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="file">Where it goes.</param>
    /// <param name="stored">Called now and then, so that what is written can be put away.</param>
    /// <param name="cancel">Stops it; the file is not whole then.</param>
    public async Task<string> WriteAsync(ExportHead head, ExportContent content, Stream file, Func<Task> stored, CancellationToken cancel)
    {
        await using var writer = ExportWriter.To(head, file, grid);
        using var promise = new ExportPromise();
        await foreach (var page in content.Pages(cancel))
        {
            foreach (var view in page.Views)
            {
                writer.Write(view);
                promise.Add(view);
            }

            trail.Subjects(page.Subjects);
            await stored();
        }

        await writer.EndAsync(stored, cancel);
        return promise.Kept();
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
        using var promise = new ExportPromise();
        foreach (var hotspot in list.Items) promise.Add(hotspot);
        return (new(list.Items.Count, 0, [], agreement, promise.Kept(), _ => new[] { new ExportPage(list.Items, []) }.ToAsyncEnumerable()), null);
    }

    private async Task<(ExportContent?, Refusal?)> IncidentsAsync(NewExport asked, Sharing.Agreed? agreement, int most, CancellationToken cancel)
    {
        var theirs = Sights.OfIncidents(asked.RecipientRole);
        if (theirs.Rows is RowScope.None or RowScope.Own) return (null, new(ProblemCodes.ExportNotForRecipient, "recipientRole"));
        // Chosen as coarsely as the recipient sees: the choice itself would tell the rest.
        var sight = Narrow(Sights.OfIncidents(actor), theirs);
        var (matching, refusal) = IncidentSearch.ForFile(QueryOf(asked.Filter ?? new()), sight, actor, context, grid);
        if (matching is null) return (null, refusal);
        var rules = Enum.GetValues<Agency>().ToDictionary(from => from, from => RuleOf(from, theirs, asked.RecipientAgency));
        await LetTakeAsync(cancel);
        var suppressed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        using var promise = new ExportPromise();
        var (read, rows, restricted) = (0, 0, 0);
        await foreach (var mark in IncidentPages.MarksAsync(matching, most + 1).WithCancellation(cancel))
        {
            if (++read > most) return (null, Refusal.Of(ProblemCodes.ExportTooLarge, "filter", ("max", most)));
            var rule = rules[mark.From];
            foreach (var held in rule.HeldBackOf(mark)) suppressed[held] = suppressed.GetValueOrDefault(held) + 1;
            if (rule.Whole is not null) continue;
            rows++;
            if (mark.Sensitivity == Sensitivity.Restricted) restricted++;
            promise.Add(mark.Id, mark.Version);
        }

        return (new(rows, restricted, suppressed, agreement, promise.Kept(), stop => PagesAsync(matching, rules, stop)), null);
    }

    private async IAsyncEnumerable<ExportPage> PagesAsync(
        IQueryable<Incident> matching, Dictionary<Agency, ExportRule> rules, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in IncidentPages.ReadAsync(matching, cancel))
        {
            List<object> views = new(page.Count);
            foreach (var incident in page)
                if (rules[incident.RecordedByAgency] is { Whole: null } rule) views.Add(IncidentViews.Of(incident, actor, rule.Shown, grid));
            yield return new(views, [.. views.Select(view => ((IncidentView)view).Id)]);
        }
    }

    // A large file takes as long as it takes, within the time of its request.
    private async Task LetTakeAsync(CancellationToken cancel)
    {
        context.Database.SetCommandTimeout(ExportApi.LongestMaking);
        await context.Database.ExecuteSqlAsync($"select set_config('statement_timeout', {ExportApi.LongestMaking.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture)}, true)", cancel);
    }

    private ExportRule RuleOf(Agency from, IncidentSight theirs, Agency recipient)
    {
        var mine = Sights.OfRecord(actor, from);
        var narrow = Narrow(mine, theirs);
        narrow = narrow with
        {
            Precision = narrow.Precision == LocationPrecision.Exact && Passes(DataItem.ExactPlace, from, recipient) ? LocationPrecision.Exact : LocationPrecision.GridSquare1Km,
            Tokens = narrow.Tokens && Passes(DataItem.ChildToken, from, recipient),
            Narrative = narrow.Narrative && Passes(DataItem.Narrative, from, recipient),
        };
        var whole = !Passes(DataItem.Exports, from, recipient) ? "agreement" : theirs.Rows == RowScope.OwnAgency && from != recipient ? "role" : null;
        return new(whole, mine, narrow);
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
