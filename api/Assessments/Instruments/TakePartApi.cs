using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>
/// The doors for those who answer: no account, no cookie, nothing written down of who they are or when they came. The token of the link
/// travels in the body, because addresses are written into logs along the way.
/// </summary>
internal static class TakePartApi
{
    private const int LargestBody = 128 << 10;

    public static void MapTakePart(this IEndpointRouteBuilder api)
    {
        var doors = api.MapGroup("/take-part").WithTags("Taking part").WithMetadata(new RequestSizeLimitAttribute(LargestBody), new ManyAtOneAddress());
        doors.MapPost("/form", Read).ForAnyone().WithoutTrace()
            .WithSummary("What is asked by a link, in both languages, until when, and what happens with the answers");
        doors.MapPost("/ballots", HandOut).ForAnyone().WithoutTrace()
            .WithSummary("A ballot: the right to hand in one set of answers");
        doors.MapPost("/answers", Take).ForAnyone().WithoutTrace()
            .WithSummary("Hand in one set of answers; a resend with the same ballot and the same answers is received once");
        doors.MapPost("/own-maps/deletion", Delete).ForAnyone().WithoutTrace()
            .WithSummary("Delete one's own safety map by its code, even after the closing; wrong codes are slowed down");
    }

    private static async Task<Results<Ok<TakePartForm>, ProblemHttpResult>> Read(
        HeldLink body, SpacesContext context, UnitOfWork work, IEnumerable<AnonymousInstrument> instruments, TimeProvider clock, CancellationToken cancel)
    {
        var (collection, refusal) = await EnterAsync(body.Token, context, work, clock, cancel);
        await work.RollbackAsync();
        if (collection is null) return Problems.Of([refusal!]);
        return TypedResults.Ok(FormOf(collection, instruments));
    }

    /// <summary>What those who answer are shown.</summary>
    public static TakePartForm FormOf(Collection collection, IEnumerable<AnonymousInstrument> instruments)
    {
        var promise = collection.Instrument switch
        {
            Instrument.SafetyMap => "take_part.promise_map",
            Instrument.SurveyYoungPeople => "take_part.promise_young",
            _ => "take_part.promise",
        };
        var form = new TakePartForm(
            collection.Instrument, collection.Wording, Texts.Get(Tongue.En, AssessmentForm.LabelKey), Texts.Get(Tongue.Cy, AssessmentForm.LabelKey),
            Texts.Get(Tongue.En, promise), Texts.Get(Tongue.Cy, promise), collection.PlaceNameEn, collection.PlaceNameCy, collection.ClosesOn);
        return Of(collection, instruments).Ask(collection, form);
    }

    private static async Task<Results<Ok<HandedBallot>, ProblemHttpResult>> HandOut(
        HeldLink body, HttpContext http, SpacesContext context, UnitOfWork work, BallotBrake brake, TimeProvider clock, CancellationToken cancel)
    {
        var (collection, refusal) = await EnterAsync(body.Token, context, work, clock, cancel);
        if (collection is null) return await RefuseAsync(work, refusal!);
        if (!brake.Lets(collection.Id, http.Connection.RemoteIpAddress))
        {
            http.Response.Headers.RetryAfter = "3600";
            return await RefuseAsync(work, new(ProblemCodes.TooManyRequests));
        }

        if (await context.CollectionBallots.CountAsync(b => b.CollectionId == collection.Id, cancel) >= CollectionChecks.MostBallots)
            return await RefuseAsync(work, new(ProblemCodes.CollectionFull));
        var ballot = Collections.MakeSecret();
        context.CollectionBallots.Add(new() { PartnershipId = collection.PartnershipId, CollectionId = collection.Id, BallotSha256 = Collections.Digest(ballot) });
        await work.CommitUnsignedAsync(cancel);
        return TypedResults.Ok(new HandedBallot(ballot));
    }

    private static async Task<Results<Ok<AnswersReceived>, ProblemHttpResult>> Take(
        TakePartAnswers body, HttpContext http, SpacesContext context, UnitOfWork work, IEnumerable<AnonymousInstrument> instruments, TimeProvider clock,
        CancellationToken cancel)
    {
        var (collection, refusal) = await EnterAsync(body.Token, context, work, clock, cancel);
        if (collection is null) return await RefuseAsync(work, refusal!);
        if (string.IsNullOrEmpty(body.Ballot) || body.Ballot.Length > CollectionChecks.LongestSecret)
            return await RefuseAsync(work, new(ProblemCodes.BallotNotValid, "ballot"));
        var instrument = Of(collection, instruments);
        var (kept, wrong) = await instrument.ReadAsync(collection, new(body.Survey, body.Map, instrument.CodeOf(body.Ballot)), RequestLanguage.Of(http), cancel);
        if (kept is null)
        {
            await work.RollbackAsync();
            return Problems.Of(wrong);
        }

        var (digest, id) = (Collections.Digest(body.Ballot), AnswerIdOf(body.Ballot));
        var used = await context.CollectionBallots.Where(b => b.CollectionId == collection.Id && b.BallotSha256 == digest).ExecuteDeleteAsync(cancel);
        if (used == 0)
        {
            // The ballot is gone: what came with it is what comes again, or somebody else's.
            var held = await context.CollectionAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.CollectionId == collection.Id && a.Id == id, cancel);
            await work.RollbackAsync();
            return held is not null && JsonNode.DeepEquals(JsonNode.Parse(held.Detail), JsonNode.Parse(kept))
                ? TypedResults.Ok(new AnswersReceived(collection.ClosesOn, instrument.CodeOf(body.Ballot)))
                : Problems.Of(ProblemCodes.BallotNotValid, "ballot");
        }

        if (await context.CollectionAnswers.CountAsync(a => a.CollectionId == collection.Id, cancel) >= CollectionChecks.MostAnswers)
            return await RefuseAsync(work, new(ProblemCodes.CollectionFull));
        context.CollectionAnswers.Add(new() { PartnershipId = collection.PartnershipId, Id = id, CollectionId = collection.Id, Detail = kept });
        await work.CommitUnsignedAsync(cancel);
        return TypedResults.Ok(new AnswersReceived(collection.ClosesOn, instrument.CodeOf(body.Ballot)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        OwnMapCode body, HttpContext http, SpacesContext context, UnitOfWork work, CodeBrake brake, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(body.Code) || body.Code.Length > CollectionChecks.LongestSecret) return Problems.Of(ProblemCodes.MapCodeNotKnown, "code");
        if (!brake.Lets(http.Connection.RemoteIpAddress))
        {
            http.Response.Headers.RetryAfter = "3600";
            return Problems.Of(ProblemCodes.TooManyRequests);
        }

        await work.BeginForLinkAsync([], cancel);
        var deleted = await context.Database.SqlQuery<int>($"""select delete_own_map({OwnMaps.Digest(body.Code)}) as "Value" """).SingleAsync(cancel);
        await work.CommitUnsignedAsync(cancel);
        if (deleted > 0) return TypedResults.NoContent();
        brake.Count(http.Connection.RemoteIpAddress);
        return Problems.Of(ProblemCodes.MapCodeNotKnown, "code");
    }

    // Nobody closes it until this transaction ends.
    private static async Task<(Collection?, Refusal?)> EnterAsync(
        string token, SpacesContext context, UnitOfWork work, TimeProvider clock, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(token) || token.Length > CollectionChecks.LongestSecret) return (null, new(ProblemCodes.LinkNotValid, "token"));
        var digest = Collections.Digest(token);
        await work.BeginForLinkAsync(digest, cancel);
        var found = await context.Collections.FromSql($"select * from assessment_collection where token_sha256 = {digest} for share").AsNoTracking().SingleOrDefaultAsync(cancel);
        return found?.StateOn(LocalDays.Of(clock.GetUtcNow())) switch
        {
            CollectionState.Open => (found, null),
            CollectionState.Waiting => (null, Refusal.Of(ProblemCodes.LinkNotOpenYet, "token", ("day", AssessmentChecks.Day(found.OpensOn)))),
            CollectionState.Closed => (null, new(ProblemCodes.LinkClosed, "token")),
            _ => (null, new(ProblemCodes.LinkNotValid, "token")),
        };
    }

    /// <summary>The id of what comes with a ballot: whoever holds the database alone cannot tell it from the ballot's digest.</summary>
    private static Guid AnswerIdOf(string ballot) => new(Collections.Digest($"answer {ballot}").AsSpan(0, 16));

    private static AnonymousInstrument Of(Collection collection, IEnumerable<AnonymousInstrument> instruments) =>
        instruments.First(one => one.Instruments.Contains(collection.Instrument));

    private static async Task<ProblemHttpResult> RefuseAsync(UnitOfWork work, Refusal refusal)
    {
        await work.RollbackAsync();
        return Problems.Of([refusal]);
    }
}
