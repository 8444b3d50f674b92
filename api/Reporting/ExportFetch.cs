using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Reporting;

/// <summary>
/// A file is fetched once, by who asked for it. A fetch that broke off is taken up again by the same person until the file's time is over:
/// they ask for the rest of the file that its tag stands for. Each request is written down; the register counts one fetch.
/// </summary>
internal static class ExportFetch
{
    public static async Task<Results<SealedAnswer, ProblemHttpResult>> Fetch(
        Guid id, HttpRequest request, Actor actor, SpacesContext context, ExportRegister register, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var export = await context.Exports.AsNoTracking().SingleOrDefaultAsync(
            e => e.PartnershipId == actor.PartnershipId && e.Id == id && e.RequestedBy == actor.UserId, cancel);
        if (export is null) return Problems.Of(ProblemCodes.NotFound);
        await register.SweepAsync(cancel);
        var now = clock.GetUtcNow();
        var file = export.ExpiresAt <= now
            ? null
            : await context.ExportFiles.AsNoTracking().SingleOrDefaultAsync(f => f.PartnershipId == actor.PartnershipId && f.ExportId == id, cancel);
        if (file is null) return Problems.Of(ProblemCodes.ExportGone);

        var headers = request.GetTypedHeaders();
        var part = headers.Range is { Unit.Value: "bytes", Ranges: { Count: 1 } ranges } ? ranges.Single() : null;
        var named = headers.IfRange?.EntityTag is { } tag && tag.Compare(SealedAnswer.TagOf(export), useStrongComparison: true);
        if (headers.IfRange is not null && !named) part = null;
        if (!(part is not null && named) || export.FetchedAt is null)
        {
            // Of two that begin at once, one sets the time and the other finds it set.
            var first = await context.Exports.Where(e => e.PartnershipId == actor.PartnershipId && e.Id == id && e.FetchedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.FetchedAt, now), cancel);
            if (first == 0) return Problems.Of(ProblemCodes.ExportGone);
        }
        else
        {
            trail.Note("resumed", true);
        }

        if (Bounds(part, file.Length) is not { } bounds)
        {
            request.HttpContext.Response.GetTypedHeaders().ContentRange = new(file.Length);
            return Problems.Of(ProblemCodes.RangeNotSatisfiable);
        }

        if (part is not null) trail.Note("bytes", $"{bounds.From}-{bounds.To}");
        return new SealedAnswer(export, file, actor, ExportWriter.MediaTypeOf(export.Format), bounds.From, bounds.To, part is null);
    }

    // First and last byte; null where the file has none of those that are asked for.
    private static (long From, long To)? Bounds(RangeItemHeaderValue? part, long length) => part switch
    {
        null => (0, length - 1),
        { From: { } from } when from < length => (from, Math.Min(part.To ?? (length - 1), length - 1)),
        { From: null, To: { } last } when last > 0 && length > 0 => (Math.Max(0, length - last), length - 1),
        _ => default((long, long)?),
    };
}
