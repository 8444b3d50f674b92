using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>Instruments that are handed out by a link: opened, looked at, given another link, closed.</summary>
internal static class CollectionApi
{
    public static void MapCollections(this RouteGroupBuilder assessments)
    {
        assessments.MapGet("/{id:guid}/collections", List).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeAssessments).Audited(AuditAction.CollectionsListed)
            .WithSummary("Instruments that were handed out to be answered without a name, by round; nothing of the answers of one that is open");
        assessments.MapPost("/{id:guid}/collections/{collectionId:guid}", Open).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.CollectionOpened).Checked<NewCollection>(CollectionChecks.Check)
            .WithSummary("Hand out an instrument under an id that the client made; the token of its link is shown only now");
        assessments.MapGet("/{id:guid}/collections/{collectionId:guid}/form", Ask).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeAssessments).Audited(AuditAction.CollectionsListed)
            .WithSummary("What those who answer are shown, to read, to print and to key in from");
        assessments.MapPost("/{id:guid}/collections/{collectionId:guid}/link", Relink).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.CollectionLinkReplaced).Checked<NewCollectionLink>(CollectionChecks.Check)
            .WithSummary("Make another link, the old one dies; one that closed with too few answers opens again while its round is open");
        assessments.MapPost("/{id:guid}/collections/{collectionId:guid}/closing", Close).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.CollectionClosed)
            .WithSummary("Close before the last day; what came may be looked at then");
    }

    private static async Task<Results<Ok<IReadOnlyList<CollectionView>>, ProblemHttpResult>> List(
        Guid id, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        if (await rows.ReadAsync(id, cancel) is null) return Problems.Of(ProblemCodes.NotFound);
        var handed = await context.Collections.AsNoTracking().Where(c => c.PartnershipId == actor.PartnershipId && c.AssessmentId == id).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(context, handed.Select(one => one.OpenedBy), cancel);
        List<CollectionView> views = [];
        foreach (var one in handed.OrderBy(one => one.Round).ThenBy(one => one.Instrument)) views.Add(await ViewAsync(one, names[one.OpenedBy], context, rows.Today, cancel));
        return TypedResults.Ok<IReadOnlyList<CollectionView>>(views);
    }

    private static async Task<Results<Ok<TakePartForm>, ProblemHttpResult>> Ask(
        Guid id, Guid collectionId, Actor actor, SpacesContext context, AssessmentRows rows, IEnumerable<AnonymousInstrument> instruments, AuditTrail trail,
        CancellationToken cancel)
    {
        trail.Subjects([id, collectionId]);
        if (await rows.ReadAsync(id, cancel) is null) return Problems.Of(ProblemCodes.NotFound);
        var collection = await context.Collections.AsNoTracking()
            .SingleOrDefaultAsync(c => c.PartnershipId == actor.PartnershipId && c.AssessmentId == id && c.Id == collectionId, cancel);
        return collection is null ? Problems.Of(ProblemCodes.NotFound) : TypedResults.Ok(TakePartApi.FormOf(collection, instruments));
    }

    private static async Task<Results<Created<CollectionLink>, ProblemHttpResult>> Open(
        Guid id, Guid collectionId, NewCollection body, Actor actor, SpacesContext context, AssessmentRows rows, IEnumerable<AnonymousInstrument> instruments,
        AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subjects([id, collectionId]);
        if (instruments.FirstOrDefault(one => one.Instruments.Contains(body.Instrument)) is not { } asked)
            return Problems.Of(ProblemCodes.InstrumentNotAnonymous, "instrument");
        var (found, refusal) = await rows.HoldAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        if (!RoundApi.IsOpen(found!.Assessment, body.Round)) return Problems.Of(ProblemCodes.RoundNotOpen, "round");
        // A token cannot be shown twice, so a resend is not the same answer: it is refused.
        if (await context.Collections.AnyAsync(c => c.PartnershipId == actor.PartnershipId && c.Id == collectionId, cancel))
            return Problems.Of(ProblemCodes.IdTakenByOtherContent, "collectionId");
        if (await context.Collections.AnyAsync(
            c => c.PartnershipId == actor.PartnershipId && c.AssessmentId == id && c.Round == body.Round && c.Instrument == body.Instrument, cancel))
            return Problems.Of(ProblemCodes.AlreadyAsked, "instrument");
        var (detail, unfit) = await asked.FixAsync(body, found, context, cancel);
        if (unfit is not null) return Problems.Of([unfit]);
        var token = Collections.MakeSecret();
        var collection = new Collection
        {
            PartnershipId = actor.PartnershipId,
            Id = collectionId,
            AssessmentId = id,
            Round = body.Round,
            Instrument = body.Instrument,
            Wording = asked.Wording(body.Instrument),
            OpensOn = body.OpensOn ?? rows.Today,
            ClosesOn = body.ClosesOn,
            TokenSha256 = Collections.Digest(token),
            NamesPlace = body.NamesPlace,
            PlaceNameEn = body.NamesPlace ? found.Space.NameEn : null,
            PlaceNameCy = body.NamesPlace ? found.Space.NameCy : null,
            Detail = detail,
            Agency = actor.Agency,
            OpenedBy = actor.UserId,
            OpenedAt = clock.StoredNow(),
        };
        context.Collections.Add(collection);
        await context.SaveChangesAsync(cancel);
        Tell(trail, collection);
        return TypedResults.Created(
            $"/api/v1/assessments/{id}/collections", new CollectionLink(await ViewAsync(collection, actor.UserName, context, rows.Today, cancel), token));
    }

    private static async Task<Results<Ok<CollectionLink>, ProblemHttpResult>> Relink(
        Guid id, Guid collectionId, NewCollectionLink body, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subjects([id, collectionId]);
        var (assessment, collection, refusal) = await LockAsync(id, collectionId, actor, context, rows, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        if (!RoundApi.IsOpen(assessment!, collection!.Round)) return Problems.Of(ProblemCodes.RoundNotOpen, "round");
        if (collection.StateOn(rows.Today) == CollectionState.Closed)
        {
            // What was told of it once stands; where nothing was, nothing is learnt by asking on.
            if (await HasEnoughAsync(collection, context, cancel) || await SafetyMapApi.IsReleasedAsync(collection, context, cancel)) return Problems.Of(ProblemCodes.CollectionOver);
            if (body.ClosesOn is null) return Problems.Of(ProblemCodes.FieldMissing, "closesOn");
            collection.ClosedOn = null;
        }

        if (body.ClosesOn is { } closes)
        {
            if (closes < collection.OpensOn) return Problems.Of(ProblemCodes.FieldNotAllowedHere, "closesOn");
            collection.ClosesOn = closes;
        }

        var token = Collections.MakeSecret();
        collection.TokenSha256 = Collections.Digest(token);
        await context.CollectionBallots.Where(b => b.PartnershipId == actor.PartnershipId && b.CollectionId == collectionId).ExecuteDeleteAsync(cancel);
        await context.SaveChangesAsync(cancel);
        Tell(trail, collection);
        var opener = (await MemberNames.NamesAsync(context, [collection.OpenedBy], cancel))[collection.OpenedBy];
        return TypedResults.Ok(new CollectionLink(await ViewAsync(collection, opener, context, rows.Today, cancel), token));
    }

    private static async Task<Results<Ok<CollectionView>, ProblemHttpResult>> Close(
        Guid id, Guid collectionId, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subjects([id, collectionId]);
        var (_, collection, refusal) = await LockAsync(id, collectionId, actor, context, rows, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        Tell(trail, collection!);
        await Collections.CloseAsync(collection!, actor.UserId, actor.Agency, rows.Today, clock.StoredNow(), context, cancel);
        await context.Entry(collection!).ReloadAsync(cancel);
        var opener = (await MemberNames.NamesAsync(context, [collection!.OpenedBy], cancel))[collection.OpenedBy];
        return TypedResults.Ok(await ViewAsync(collection, opener, context, rows.Today, cancel));
    }

    /// <summary>One of an assessment that is under way, locked; or why not.</summary>
    internal static async Task<(Assessment? Assessment, Collection? Collection, Refusal? Refusal)> LockAsync(
        Guid id, Guid collectionId, Actor actor, SpacesContext context, AssessmentRows rows, CancellationToken cancel)
    {
        var (found, refusal) = await rows.ShareAsync(id, cancel);
        if (refusal is not null) return (null, null, refusal);
        var collection = await context.Collections.FromSql(
            $"select * from assessment_collection where partnership_id = {actor.PartnershipId} and assessment_id = {id} and id = {collectionId} for update")
            .SingleOrDefaultAsync(cancel);
        return collection is null ? (null, null, new(ProblemCodes.NotFound)) : (found!.Assessment, collection, null);
    }

    private static void Tell(AuditTrail trail, Collection collection)
    {
        trail.Note("instrument", WireName.Of(collection.Instrument));
        trail.Note("round", collection.Round);
    }

    private static Task<bool> HasEnoughAsync(Collection collection, SpacesContext context, CancellationToken cancel) =>
        context.Database.SqlQuery<bool>($"""select collection_has_enough({collection.Id}) as "Value" """).SingleAsync(cancel);

    private static async Task<CollectionView> ViewAsync(
        Collection collection, string opener, SpacesContext context, DateOnly today, CancellationToken cancel)
    {
        var (state, enough) = (collection.StateOn(today), await HasEnoughAsync(collection, context, cancel));
        int? answers = state == CollectionState.Closed && enough
            ? await context.CollectionAnswers.CountAsync(a => a.PartnershipId == collection.PartnershipId && a.CollectionId == collection.Id, cancel) : null;
        return new(
            collection.Id, collection.Round, collection.Instrument, collection.Wording, collection.OpensOn, collection.ClosedOn ?? collection.ClosesOn, state, enough, answers,
            collection.NamesPlace, opener, collection.OpenedAt);
    }
}
