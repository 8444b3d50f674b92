using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Assessments;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Reporting.Report;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Reporting;

/// <summary>What was counted for a comparison.</summary>
/// <param name="Counted">Its outcome as the recipient may read it.</param>
/// <param name="LikeSquare">The square of a kilometre in which the like area's middle lies.</param>
public sealed record ReportOutcome(OutcomeView Counted, string LikeSquare);

/// <summary>What a report holds: no more than who makes it sees, and no more than the recipient's role may.</summary>
/// <param name="File">The assessment.</param>
/// <param name="Parts">Parts that the recipient may have, in their order.</param>
/// <param name="Map">The space on the ground; null for a platform.</param>
/// <param name="Surveys">What people answered without a name.</param>
/// <param name="SafetyMaps">Young people's merged maps.</param>
/// <param name="Observations">What visits saw.</param>
/// <param name="Guardianship">Who is there with a caring intention, and when.</param>
/// <param name="PeerMaps">Groups by letters and journeys; null for who may not read the map itself.</param>
/// <param name="Outcomes">What was counted, for comparisons whose periods are over.</param>
/// <param name="Suppressed">What is held back, by rule.</param>
/// <param name="Agreement">The agreement under which it leaves.</param>
/// <param name="MadeOn">The day on which it is made.</param>
public sealed record AssessmentReport(
    AssessmentFile File, IReadOnlyList<ReportPart> Parts, ReportMap? Map, SurveyResults? Surveys, SafetyMapFile? SafetyMaps,
    ObservationFile? Observations, GuardianshipFile? Guardianship, PeerMapFile? PeerMaps,
    IReadOnlyList<ReportOutcome> Outcomes, SortedDictionary<string, int> Suppressed, Sharing.Agreed? Agreement, DateOnly MadeOn)
{
    /// <summary>True for those who see the plan and not what led to it: points in what was written are coarsened, nobody's reasons stand in it.</summary>
    public bool IsPlanOnly => !Parts.Contains(ReportPart.Evidence);
}

/// <summary>Chooses what a report holds, and writes it.</summary>
internal sealed class AssessmentReports(
    Actor actor, SpacesContext context, AssessmentRows rows, ExportContents contents, IGridTransform grid, IServiceProvider services,
    ILoggerFactory logs, TimeProvider clock)
{
    private static readonly ReportPart[] OfThePlan = [ReportPart.Map, ReportPart.Plan];

    public async Task<(AssessmentReport? Report, Refusal? Refusal)> ChooseAsync(Guid id, NewReport asked, CancellationToken cancel)
    {
        if (await rows.ReadAsync(id, cancel) is not { } found) return (null, new(ProblemCodes.NotFound));
        var (agreement, unshared) = contents.AgreementWith(asked.RecipientAgency);
        if (unshared is not null) return (null, unshared);
        if (agreement is not null && !agreement.Items.Contains(DataItem.Hotspots)) return (null, new(ProblemCodes.SharingAgreementNeeded, "recipientAgency"));
        if (PartsFor(asked.RecipientRole, found.Space) is not { } parts) return (null, new(ProblemCodes.ExportNotForRecipient, "recipientRole"));

        var (mine, theirs) = (Sights.OfSpaces(actor.Role), Sights.OfSpaces(asked.RecipientRole));
        var (sight, rounds) = (theirs < mine ? theirs : mine, parts.Contains(ReportPart.Rounds));
        var outcomes = parts.Contains(ReportPart.Counts) ? await OutcomesAsync(id, sight, cancel) : [];
        var surveys = rounds ? await SurveyApi.ResultsAsync(id, sight, actor, context, cancel) : null;
        var maps = rounds ? await SafetyMapApi.FileAsync(id, actor, context, clock, cancel) : null;
        var observations = rounds ? await ObservationApi.FileAsync(found.Assessment, actor, context, cancel) : null;
        var guardianship = rounds ? await GuardianshipMap.FileAsync(found.Assessment, actor, context, cancel) : null;
        var peers = rounds ? await PeerMaps.FileAsync(found.Assessment, rows.Today, actor, context, cancel) : null;
        var suppressed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        if (Enum.GetValues<ReportPart>().Length - parts.Length is var kept and > 0) suppressed["parts"] = kept;
        if (peers is not null && !(Permissions.Allow(actor.Role, Permission.SeePeerMaps) && Permissions.Allow(asked.RecipientRole, Permission.SeePeerMaps)))
        {
            if (peers.Rounds.Sum(round => round.Entries.Count) is var entries and > 0) suppressed["peer_map"] = entries;
            peers = null;
        }

        if (outcomes.Count(one => !one.Counted.FiguresShown) is var words and > 0) suppressed["figures"] = words;
        return (new(
            await AssessmentViews.FileAsync(found, actor, context, rows, cancel), parts,
            found.Space.Shape is { } shape ? await ReportMap.DrawAsync(shape, actor.PartnershipId, grid, context, cancel) : null,
            surveys, maps, observations, guardianship, peers, outcomes, suppressed, agreement, rows.Today), null);
    }

    /// <summary>The report as a page that needs nothing beside it, UTF-8: both languages, the one that was asked for first.</summary>
    public async Task<byte[]> WriteAsync(AssessmentReport report, NewReport asked)
    {
        var first = ExportApi.TongueOf(asked.Language);
        Tongue[] tongues = [first, first == Tongue.En ? Tongue.Cy : Tongue.En];
        await using var renderer = new HtmlRenderer(services, logs);
        var page = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ReportPage>(ParameterView.FromDictionary(
            new Dictionary<string, object?>
            {
                [nameof(ReportPage.Report)] = report,
                [nameof(ReportPage.Tongues)] = tongues,
                [nameof(ReportPage.Markings)] = Array.ConvertAll(tongues, tongue => contents.Marking(asked.Recipient, asked.Purpose, tongue)),
            }))).ToHtmlString());
        return Encoding.UTF8.GetBytes("<!DOCTYPE html>\n" + page);
    }

    // A restricted space is known to those who move spaces alone; evidence to those who see assessments; the plan to all who see spaces.
    private static ReportPart[]? PartsFor(Role recipient, Space space)
    {
        if (space.Sensitivity == SpaceSensitivity.Restricted && !Permissions.Allow(recipient, Permission.ChangeSpaces)) return null;
        if (Permissions.Allow(recipient, Permission.SeeAssessments)) return Enum.GetValues<ReportPart>();
        return Permissions.Allow(recipient, Permission.SeeSpaces) || Permissions.Allow(recipient, Permission.SeeSpaceAreas) ? OfThePlan : null;
    }

    private async Task<IReadOnlyList<ReportOutcome>> OutcomesAsync(Guid id, SpaceSight sight, CancellationToken cancel)
    {
        var today = rows.Today;
        var chosen = await context.Comparisons.AsNoTracking().Where(c => c.PartnershipId == actor.PartnershipId && c.AssessmentId == id && c.AfterTo < today)
            .OrderBy(c => c.Number).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(context, chosen.Select(one => one.ChosenBy), cancel);
        List<ReportOutcome> outcomes = [];
        foreach (var one in chosen)
        {
            var middle = one.Control.EnvelopeInternal.Centre;
            outcomes.Add(new(
                await Outcomes.ReadAsync(one, ComparisonApi.ViewOf(one, names[one.ChosenBy], grid), sight, actor, context, cancel),
                GridReference.Of(new(middle.X, middle.Y), 1000).ToString()));
        }

        return outcomes;
    }
}
