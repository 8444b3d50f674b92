using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Language;
using SpacesPlaces.Api.Photos;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Outreach;

/// <summary>Environment tasks: what somebody can mend about a place, with an owner and an end.</summary>
public static class EnvironmentTaskApi
{
    private const int LongestNote = 500;
    private const int MostTasks = 1_000;

    public static IEndpointRouteBuilder MapEnvironmentTasks(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/environment-tasks").WithTags("Outreach");
        tasks.MapPost("/{id:guid}", Record)
            .Requires(Permission.RecordOutreach).Audited(AuditAction.EnvironmentTaskRecorded).Checked<NewEnvironmentTask>(Check).GivesReceipt()
            .WithSummary("Record something about a place that somebody can mend, under an id that the client made");
        tasks.MapPost("/{id:guid}/steps", Step)
            .Requires(Permission.RecordOutreach).Audited(AuditAction.EnvironmentTaskChanged).Checked<EnvironmentTaskChange>(Check)
            .WithSummary("Say how an environment task goes on: agencies of its owner and its recorder only; If-Match names the version that was read");
        tasks.MapGet("/", Find)
            .Requires(Permission.SeeEnvironmentTasks).Audited(AuditAction.EnvironmentTasksListed)
            .WithSummary("Environment tasks, those still to be done unless a status is named, overdue first");
        return api;
    }

    public static IEnumerable<Refusal> Check(NewEnvironmentTask task, CheckContext about) =>
    [
        .. Where.Check(task.Location, "location", about.Area, about.Grid),
        .. Where.CheckIsPlace(task.Location, "location"),
        .. TextChecks.Allowed(task.Note, "note", LongestNote),
        .. task.Note is not null && task.NoteLanguage is not ("en" or "cy") ? [new(ProblemCodes.WordUnknown, "noteLanguage")]
            : task.Note is null && task.NoteLanguage is not null ? [new(ProblemCodes.FieldNotAllowedHere, "noteLanguage")] : (Refusal[])[],
        .. DueCheck(task.Due, about),
        .. PhotoChecks.Check(task.Photos),
    ];

    public static IEnumerable<Refusal> Check(EnvironmentTaskChange change, CheckContext about)
    {
        if (change.Status == EnvironmentTaskStatus.NotDone && change.Reason is null) yield return new(ProblemCodes.FieldMissing, "reason");
        foreach (var refusal in TextChecks.Allowed(change.Reason, "reason", LongestNote)) yield return refusal;
        foreach (var refusal in DueCheck(change.Due, about)) yield return refusal;
    }

    private static IEnumerable<Refusal> DueCheck(DateOnly? due, CheckContext about)
    {
        DateOnly today = LocalDays.Of(about.Now), first = today.AddYears(-1), last = today.AddYears(5);
        if (due < first || due > last)
            yield return Refusal.Of(ProblemCodes.DayNotInRange, "due", ("from", Day(first)), ("to", Day(last)));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<Results<Created<Receipt>, Accepted<Receipt>, ProblemHttpResult>> Record(
        Guid id, NewEnvironmentTask body, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var content = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options));
        var inserted = await context.Database.ExecuteSqlAsync(
            $"""
            insert into environment_task (partnership_id, id, version, point, accuracy_metres, placed_by, defect, status, owner, note, note_language,
                                          due, session_id, agency, recorded_by, recorded_at, content_sha256)
            values ({actor.PartnershipId}, {id}, 1, {Where.ToPoint(body.Location, grid)}, {body.Location.AccuracyMetres},
                    {WireName.Of(body.Location.PlacedBy)}, {WireName.Of(body.Defect)}, 'open', {WireName.Of(body.Owner)}, {body.Note}, {body.NoteLanguage},
                    {body.Due}, {body.SessionId}, {WireName.Of(actor.Agency)}, {actor.UserId}, {clock.GetUtcNow()}, {content})
            on conflict (partnership_id, id) do nothing
            """, cancel);
        var held = await context.EnvironmentTasks.AsNoTracking().SingleAsync(t => t.PartnershipId == actor.PartnershipId && t.Id == id, cancel);
        if (held.RecordedBy != actor.UserId || !held.ContentSha256.AsSpan().SequenceEqual(content))
            return Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        var receipt = new Receipt(id, 1, Convert.ToHexStringLower(content), held.RecordedAt, http.BodySha256());
        if (inserted == 0) return TypedResults.Accepted($"/api/v1/environment-tasks/{id}", receipt);
        var telling = await WordsAsync([.. Texts("note", body.Note), .. PhotoChecks.TextsOf(body.Photos)], http, actor, context, trail, clock, cancel);
        if (telling.Count > 0) return Problems.Of(telling);
        if (await PhotoRows.AnnounceAsync(context, actor, new(Task: id), body.Photos, [], clock.GetUtcNow(), cancel) is { } refusal) return Problems.Of([refusal]);
        context.Add(StepOf(held, null, actor, clock));
        return TypedResults.Created($"/api/v1/environment-tasks/{id}", receipt);
    }

    private static async Task<Results<Ok<EnvironmentTaskView>, ProblemHttpResult>> Step(
        Guid id, EnvironmentTaskChange body, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (version, refusal) = Versions.Asked(http);
        if (refusal is not null) return Problems.Of([refusal]);
        var task = await context.EnvironmentTasks
            .FromSql($"select * from environment_task where partnership_id = {actor.PartnershipId} and id = {id} for update")
            .Include(t => t.Steps).Include(t => t.Photos).SingleOrDefaultAsync(cancel);
        if (task is null || (task.Owner != actor.Agency && task.Agency != actor.Agency)) return Problems.Of(ProblemCodes.NotFound);
        if (task.Version != version) return Problems.Of([Refusal.Of(ProblemCodes.VersionStale, "If-Match", ("version", task.Version))]);
        var telling = await WordsAsync([.. Texts("reason", body.Reason)], http, actor, context, trail, clock, cancel);
        if (telling.Count > 0) return Problems.Of(telling);
        (task.Status, task.Owner, task.Due) = (body.Status, body.Owner ?? task.Owner, body.Due ?? task.Due);
        task.Version++;
        task.Steps.Add(StepOf(task, body.Reason, actor, clock));
        Versions.Show(http, task.Version);
        return TypedResults.Ok(View(task, actor, grid, clock));
    }

    private static async Task<Results<Ok<IReadOnlyList<EnvironmentTaskView>>, ProblemHttpResult>> Find(
        string? status, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        EnvironmentTaskStatus[] wanted = [EnvironmentTaskStatus.Open, EnvironmentTaskStatus.WithOwner];
        if (status is not null)
        {
            if (!WireName.TryParse<EnvironmentTaskStatus>(status, out var word)) return Problems.Of(ProblemCodes.WordUnknown, "status");
            wanted = [word];
        }

        var found = await context.EnvironmentTasks.AsNoTracking().Include(t => t.Steps).Include(t => t.Photos).AsSplitQuery()
            .Where(t => t.PartnershipId == actor.PartnershipId && wanted.Contains(t.Status))
            .OrderBy(t => t.Due == null).ThenBy(t => t.Due).ThenByDescending(t => t.RecordedAt).ThenBy(t => t.Id).Take(MostTasks).ToListAsync(cancel);
        trail.Note("shown", found.Count);
        return TypedResults.Ok<IReadOnlyList<EnvironmentTaskView>>([.. found.Select(task => View(task, actor, grid, clock))]);
    }

    // A task tells of no child and of no adult: no reason keeps such a text here.
    private static async Task<IReadOnlyList<Refusal>> WordsAsync(
        (string, string)[] texts, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel) =>
    [
        .. await IdentifyingChecks.RefuseAsync(texts, LocalDays.Of(clock.GetUtcNow()), null, http, actor.PartnershipId, context, cancel),
        .. LanguageChecks.Refuse(texts, null, trail),
    ];

    private static (string, string)[] Texts(string field, string? text) => text is null ? [] : [(field, text)];

    private static EnvironmentTaskEvent StepOf(EnvironmentTask task, string? reason, Actor actor, TimeProvider clock) => new()
    {
        PartnershipId = task.PartnershipId,
        TaskId = task.Id,
        Version = task.Version,
        Status = task.Status,
        Owner = task.Owner,
        Reason = reason,
        Agency = actor.Agency,
        By = actor.UserId,
        At = clock.GetUtcNow(),
    };

    private static EnvironmentTaskView View(EnvironmentTask task, Actor actor, IGridTransform grid, TimeProvider clock)
    {
        var exact = IsExactFor(task, actor);
        var open = task.Status is EnvironmentTaskStatus.Open or EnvironmentTaskStatus.WithOwner;
        return new(
            task.Id, task.Version,
            Where.ToWire(exact ? task.Point : GridCell.Of(new(task.Point.X, task.Point.Y)).ToPolygon().Centroid, grid),
            exact ? LocationPrecision.Exact : LocationPrecision.GridSquare1Km,
            task.Defect, task.Status, task.Owner, task.Agency, task.RecordedAt, task.Due, open && task.Due < LocalDays.Of(clock.GetUtcNow()),
            exact ? task.Note : null, exact ? task.NoteLanguage : null, task.SessionId,
            [.. task.Steps.OrderBy(step => step.Version).Select(step => new EnvironmentTaskStep(step.Status, step.Owner, exact ? step.Reason : null, step.Agency, step.At))],
            exact ? PhotoRows.Views(task.Photos) : [], PhotoRows.AllThere(task.Photos));
    }

    /// <summary>True for the agencies of its recorder and its owner, and for analysts.</summary>
    internal static bool IsExactFor(EnvironmentTask task, Actor actor) =>
        task.Agency == actor.Agency || task.Owner == actor.Agency || Sights.OfIncidents(actor.Role) is { Rows: RowScope.Partnership, Precision: LocationPrecision.Exact };
}
