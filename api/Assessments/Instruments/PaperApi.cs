using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>Instruments without a name on paper: what each sheet carries, and what comes back, keyed in one sheet at a time.</summary>
internal static class PaperApi
{
    private const string BeforeKeying = "before_keying";

    public static void MapPaper(this RouteGroupBuilder assessments)
    {
        assessments.MapPost("/{id:guid}/collections/{collectionId:guid}/sheets", Make).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.PaperSheetsMade).Checked<NewPaperSheets>(CollectionChecks.Check)
            .WithSummary("What is printed on each sheet of paper and on no other: the code of a safety map; nothing of it is kept");
        assessments.MapPost("/{id:guid}/collections/{collectionId:guid}/answers/{answerId:guid}", KeyIn).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.AnswerKeyed).Checked<KeyedAnswers>(CollectionChecks.Check)
            .WithSummary("Key in one set of answers that came on paper, under an id that the client made; once in, it is like any other, and nobody can change it");
    }

    private static async Task<Results<Ok<PaperSheets>, ProblemHttpResult>> Make(
        Guid id, Guid collectionId, NewPaperSheets body, Actor actor, SpacesContext context, AssessmentRows rows, IEnumerable<AnonymousInstrument> instruments,
        AuditTrail trail, CancellationToken cancel)
    {
        trail.Subjects([id, collectionId]);
        var (_, collection, refusal) = await CollectionApi.LockAsync(id, collectionId, actor, context, rows, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        if (collection!.StateOn(rows.Today) == CollectionState.Closed) return Problems.Of(ProblemCodes.LinkClosed);
        trail.Note("sheets", body.Sheets);
        return TypedResults.Ok(new PaperSheets(
            Of(collection, instruments).GivesCodes ? [.. Enumerable.Range(0, body.Sheets).Select(_ => OwnMaps.MakeForPaper())] : []));
    }

    private static async Task<Results<Ok<AnswersReceived>, ProblemHttpResult>> KeyIn(
        Guid id, Guid collectionId, Guid answerId, KeyedAnswers body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows,
        IEnumerable<AnonymousInstrument> instruments, AuditTrail trail, CancellationToken cancel)
    {
        // Which answer it was stands nowhere but with the answer.
        trail.Subjects([id, collectionId]);
        var (_, collection, refusal) = await CollectionApi.LockAsync(id, collectionId, actor, context, rows, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        if (collection!.StateOn(rows.Today) != CollectionState.Open) return Problems.Of(ProblemCodes.LinkClosed);
        var instrument = Of(collection, instruments);
        var code = string.IsNullOrWhiteSpace(body.Code) ? null : body.Code;
        if (code is not null && !instrument.GivesCodes) return Problems.Of(ProblemCodes.FieldNotAllowedHere, "code");
        if (code is not null && !OwnMaps.IsOfPaper(code)) return Problems.Of(ProblemCodes.MapCodeNotRead, "code");
        var (kept, wrong) = await instrument.ReadAsync(collection, new(body.Survey, body.Map, code), RequestLanguage.Of(http), cancel);
        if (kept is null) return Problems.Of(wrong);
        await InsertAsync(collection, answerId, kept, context, cancel);
        return TypedResults.Ok(new AnswersReceived(collection.ClosesOn));
    }

    // The program reads no answer before the closing, its own neither: a resend under the same id is received, and changes nothing. A code that
    // another sheet carries is refused by its index: whoever deletes one map must not delete two.
    private static async Task InsertAsync(Collection collection, Guid answerId, string kept, SpacesContext context, CancellationToken cancel)
    {
        var transaction = context.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(BeforeKeying, cancel);
        try
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                insert into collection_answer (partnership_id, id, collection_id, detail, keyed)
                values ({collection.PartnershipId}, {answerId}, {collection.Id}, {kept}::jsonb, true)
                """, cancel);
        }
        catch (PostgresException refused) when (refused.ConstraintName == "collection_answer_pkey")
        {
            await transaction.RollbackToSavepointAsync(BeforeKeying, cancel);
        }
    }

    private static AnonymousInstrument Of(Collection collection, IEnumerable<AnonymousInstrument> instruments) =>
        instruments.First(one => one.Instruments.Contains(collection.Instrument));
}
