using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Spaces;

/// <summary>Everything that happened in a space and in those that became part of it, newest first.</summary>
internal static class SpaceTimelines
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 200;

    public static async Task<Results<Ok<SpaceTimeline>, ProblemHttpResult>> Show(
        Guid id, [Description("Lines on a page, 1 to 200; 50 when left out")] int? limit, [Description("Token of the next page, from the answer before")] string? after,
        Actor actor, SpacesContext context, IGridTransform grid, PageTokens tokens, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        if (limit is < 1 or > LargestLimit) return Problems.Of(ProblemCodes.NumberOutOfRange, "limit", ("min", 1), ("max", LargestLimit));
        var (at, key) = (DateTimeOffset.MaxValue, Guid.Empty);
        if (after is not null && !tokens.TryRead(after, KeyOf(id), out at, out key)) return Problems.Of(ProblemCodes.PageTokenNotValid, "after");
        var space = await context.Spaces.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (space is null) return Problems.Of(ProblemCodes.NotFound);

        var views = await SpaceApi.ViewsAsync(context, actor, grid, clock, cancel);
        List<SpaceEvent> all =
        [
            .. await HistoryAsync(space, views.IsExpired(space), actor, context, cancel),
            .. await SpaceHappenings.ReadAsync(space, actor, context, clock, cancel),
        ];
        var lines = all.Select(line => (Line: line, Key: LineKey(line))).OrderByDescending(one => one.Line.At).ThenByDescending(one => one.Key)
            .Where(one => after is null || one.Line.At < at || (one.Line.At == at && one.Key.CompareTo(key) < 0)).ToList();
        var page = lines.Take(limit ?? DefaultLimit).ToList();
        trail.Note("shown", page.Count);
        return TypedResults.Ok(new SpaceTimeline(
            [.. page.Select(one => one.Line)], lines.Count > page.Count ? tokens.Make(KeyOf(id), page[^1].Line.At, page[^1].Key) : null));
    }

    // Moves, links and replies of the space and of all that became part of it.
    private static async Task<IReadOnlyList<SpaceEvent>> HistoryAsync(Space space, bool expired, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var family = await FamilyAsync(space.Id, actor, context, cancel);
        var moves = await context.SpaceMoves.AsNoTracking().Where(m => m.PartnershipId == actor.PartnershipId && family.Contains(m.SpaceId)).ToListAsync(cancel);
        var replies = await context.VenueReplies.AsNoTracking().Where(r => r.PartnershipId == actor.PartnershipId && family.Contains(r.SpaceId)).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(context, moves.Select(move => move.MovedBy), cancel);
        List<SpaceEvent> lines =
        [
            // Becoming part of another is told by the link; its reason goes with it.
            .. moves.Where(move => move.ToStatus != SpaceStatus.Merged).Select(move => new SpaceEvent(
                move.AssessmentWithdrawn ? SpaceEventKind.AssessmentWithdrawn : move.FromStatus is null ? SpaceEventKind.Opened : move.FromStatus == move.ToStatus ? SpaceEventKind.Reviewed : SpaceEventKind.Moved,
                move.MovedAt, move.SpaceId, move.FromStatus, move.ToStatus, expired ? null : move.Reason, move.ReviewOn, names[move.MovedBy], move.Agency)),
            .. replies.Select(reply => new SpaceEvent(
                SpaceEventKind.VenueReply, reply.RecordedAt, reply.SpaceId, Agency: reply.Agency, Text: expired ? null : reply.Text, TextLanguage: reply.TextLanguage)),
        ];
        // What it was called and where it lay ends with the reasons.
        if (!expired) lines.AddRange(await SpacePast.LinesAsync(family, actor, context, cancel));
        var told = moves.Where(move => move.ToStatus == SpaceStatus.Merged).ToDictionary(move => move.SpaceId, move => move.Reason);
        foreach (var member in family)
        {
            foreach (var link in await SpaceViews.LinksAsync(member, actor, context, cancel))
            {
                // Between two of the family it is told once, by the one that stayed.
                if (family.Contains(link.OtherId) && link.Kind is SpaceEventKind.MergedAway or SpaceEventKind.SplitFrom && member != space.Id) continue;
                var merged = link.Kind == SpaceEventKind.MergedAway ? member : link.OtherId;
                lines.Add(new(link.Kind, link.At, member, Reason: expired ? null : told.GetValueOrDefault(merged),
                    OtherId: link.OtherId, OtherNameEn: link.OtherNameEn, OtherNameCy: link.OtherNameCy));
            }
        }

        return lines;
    }

    private static async Task<HashSet<Guid>> FamilyAsync(Guid id, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var merges = await context.SpaceLinks.AsNoTracking().Where(l => l.PartnershipId == actor.PartnershipId && l.Kind == SpaceLinkKind.Merged)
            .Select(l => new { l.FromId, l.ToId }).ToListAsync(cancel);
        var partsOf = merges.ToLookup(link => link.ToId, link => link.FromId);
        HashSet<Guid> family = [];
        var next = new Stack<Guid>([id]);
        while (next.TryPop(out var one))
            if (family.Add(one)) foreach (var part in partsOf[one]) next.Push(part);
        var known = await context.Spaces.AsNoTracking().VisibleTo(actor).Where(s => family.Contains(s.Id)).Select(s => s.Id).ToListAsync(cancel);
        return [.. known];
    }

    // Of the line itself, so that a page goes on where the one before ended.
    private static Guid LineKey(SpaceEvent line) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(line.ToString())).AsSpan(0, 16));

    private static string KeyOf(Guid id) => $"timeline {id}";
}
