using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Planning;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Planning;

/// <summary>
/// Answers a question for sites: what is known of each, which stay out and why, which are chosen. No count of harm goes in, so none
/// can come out; what is asked of plans is only whether a square of 100 m meets one.
/// </summary>
internal sealed class SitingWork(SpacesContext context, Actor actor, SiteGround ground, IGridTransform grid)
{
    /// <summary>A site with what is known of it for the time asked about.</summary>
    private sealed record Candidate(CandidateSite Site, GridPoint At, bool Moved, SiteReason? Out, SiteFacts Facts, IReadOnlyList<SitePartScore> Parts)
    {
        public double Score { get; } = Parts.Sum(part => part.Points);
    }

    /// <summary>The answer, or why the question cannot be answered.</summary>
    public async Task<(SitingView? Answer, Refusal? Refusal)> AnswerAsync(Guid id, NewSiting asked, DateTimeOffset now, CancellationToken cancel)
    {
        IReadOnlyList<Guid> locked = asked.Locked ?? [], leftOut = asked.LeftOut ?? [];
        var moved = asked.Moved ?? [];
        var sites = await context.CandidateSites.AsNoTracking().Where(s => s.PartnershipId == actor.PartnershipId && s.InUse)
            .OrderBy(s => s.Id).Take(SiteChecks.MostNamed).ToListAsync(cancel);
        var known = sites.Select(site => site.Id).ToHashSet();
        foreach (var (named, field) in new[] { (locked, "locked"), (leftOut, "leftOut"), (moved.Select(one => one.SiteId), "moved") })
            if (named.Any(one => !known.Contains(one)) || named.Distinct().Count() != named.Count()) return (null, new(ProblemCodes.SiteUnknown, field));
        var places = moved.ToDictionary(one => one.SiteId, one => SiteGround.Snapped(grid.FromLonLat(one.Point.X, one.Point.Y)));
        GridPoint[] points = [.. sites.Select(site => places.TryGetValue(site.Id, out var elsewhere) ? elsewhere : new GridPoint(site.Point.X, site.Point.Y))];
        var candidates = await CandidatesAsync(sites, points, [.. sites.Select(site => places.ContainsKey(site.Id))], asked, leftOut, cancel);
        if (candidates.Any(one => one.Out == SiteReason.InsideActivePlan && locked.Contains(one.Site.Id))) return (null, new(ProblemCodes.SiteInsidePlan, "locked"));
        var free = candidates.Where(one => one.Out is null).ToList();
        var (chosen, gap, notes) = Choose(free, asked, locked, cancel);
        return (new(
            id, now, asked, Shown(candidates, free, chosen, asked.SpreadMetres), Reached(chosen, asked.ReachMetres), gap,
            [.. notes.Concat(NotesOf(candidates, free, chosen)).Distinct().Order()]), null);
    }

    private async Task<List<Candidate>> CandidatesAsync(
        List<CandidateSite> sites, GridPoint[] points, bool[] moved, NewSiting asked, IReadOnlyList<Guid> leftOut, CancellationToken cancel)
    {
        var since = await ground.DaysSinceAsync(points, asked.Day, cancel);
        var inside = await ground.InsidePlansAsync(points, cancel);
        var children = ground.Children();
        var reach = points.Select(point => children.Where(square => IsWithin(point, square.Middle, asked.ReachMetres)).Sum(square => square.Children)).ToArray();
        var most = reach.DefaultIfEmpty().Max();
        return [.. sites.Select((site, at) =>
        {
            SiteReason? reason = inside[at] ? SiteReason.InsideActivePlan : leftOut.Contains(site.Id) ? SiteReason.LeftOutByHand : null;
            var facts = new SiteFacts(
                children.Count == 0 ? null : most == 0 ? 0 : reach[at] / (double)most, site.FootfallAt(asked.Time), site.Trust, since[at], site.Bus,
                site.WelshSpeaking, site.StaffSafety);
            return new Candidate(site, points[at], moved[at], reason, facts, SiteScores.Of(facts, asked.Weights));
        })];
    }

    private (HashSet<Candidate> Chosen, double? GapPercent, List<SitingNote> Notes) Choose(
        List<Candidate> free, NewSiting asked, IReadOnlyList<Guid> locked, CancellationToken cancel)
    {
        if (free.Count == 0) return ([], null, [SitingNote.NothingLeft]);
        // Fewer than asked for are better than none, and are said to be fewer.
        List<SitingNote> notes = free.Count < asked.Pick ? [SitingNote.TooFewSites] : [];
        for (var pick = Math.Min(asked.Pick, free.Count); pick > 0; pick--)
        {
            var answer = SitingSolver.Solve(ProblemOf(free, asked, locked, pick), new SitingLimits(), cancel);
            if (answer.End != SitingEnd.Infeasible)
            {
                var gap = answer.Value <= 0 ? 0 : Math.Max(0, (answer.Bound - answer.Value) / answer.Value * 100);
                if (answer.End != SitingEnd.Optimal) notes.Add(SitingNote.NotProvenBest);
                return ([.. answer.Picked.Select(at => free[at])], answer.End == SitingEnd.Optimal ? 0 : Math.Ceiling(gap * 100) / 100, notes);
            }

            if (answer.Obstacles.Any(obstacle => obstacle.Kind == SitingObstacleKind.LockedTooNear)) return ([], null, [SitingNote.LockedTooNear]);
            if (!notes.Contains(SitingNote.SpreadTooWide)) notes.Add(SitingNote.SpreadTooWide);
        }

        return ([], null, notes);
    }

    private SitingProblem ProblemOf(List<Candidate> free, NewSiting asked, IReadOnlyList<Guid> locked, int pick)
    {
        var children = asked.Weights.Reach == 0 ? [] : ground.Children();
        var all = children.Sum(square => square.Children);
        var reachWeight = asked.Weights.Reach / (double)asked.Weights.Total;
        return new()
        {
            Pick = pick,
            SiteGains = [.. free.Select(one => one.Parts.Where(part => part.Part != SitePart.Reach).Sum(part => part.Points) / 100 / pick)],
            DemandWeights = [.. children.Select(square => reachWeight * square.Children / all)],
            Reaches = [.. children.Select(square => (IReadOnlyList<Reach>)[.. free.Select((one, at) => new Reach(at, GainOf(one.At, square.Middle, asked))).Where(reach => reach.Gain > 0)])],
            Locked = [.. free.Index().Where(one => locked.Contains(one.Item.Site.Id)).Select(one => one.Index)],
            SpreadMetres = asked.SpreadMetres,
            Sites = [.. free.Select(one => one.At)],
        };
    }

    private static double GainOf(GridPoint site, GridPoint square, NewSiting asked) => asked.Aim switch
    {
        SitingAim.Coverage => IsWithin(site, square, asked.ReachMetres) ? 1 : 0,
        SitingAim.Nearness => Math.Max(0, 1 - (Metres(site, square) / asked.ReachMetres)),
        _ => throw new ArgumentOutOfRangeException(nameof(asked), asked.Aim, null),
    };

    private List<SiteScoreView> Shown(List<Candidate> candidates, List<Candidate> free, HashSet<Candidate> chosen, int spread)
    {
        var ranks = free.OrderByDescending(one => one.Score).ThenBy(one => one.Site.Id).Select((one, at) => (one, at)).ToDictionary(pair => pair.one, pair => pair.at + 1);
        return
        [
            .. candidates.OrderBy(OutcomeOf).ThenByDescending(one => one.Score).ThenBy(one => one.Site.Id).Select(one => new SiteScoreView(
                one.Site.Id, one.Site.NameEn, one.Site.NameCy, Where.ToWire(Where.ToPoint(one.At), grid), OutcomeOf(one),
                chosen.Contains(one) ? null : one.Out ?? (chosen.Any(other => Metres(one.At, other.At) < spread) ? SiteReason.TooNearChosen : SiteReason.OthersBetter),
                ranks.TryGetValue(one, out var rank) ? rank : null, Math.Round(one.Score, 1), one.Parts, one.Moved)),
        ];

        SiteOutcome OutcomeOf(Candidate one) => chosen.Contains(one) ? SiteOutcome.Chosen : one.Out is null ? SiteOutcome.NotChosen : SiteOutcome.LeftOut;
    }

    private int? Reached(HashSet<Candidate> chosen, int metres)
    {
        var children = ground.Children();
        if (children.Count == 0) return null;
        var reached = children.Where(square => chosen.Any(one => IsWithin(one.At, square.Middle, metres))).Sum(square => square.Children);
        return (int)Math.Round(100.0 * reached / children.Sum(square => square.Children));
    }

    private IEnumerable<SitingNote> NotesOf(List<Candidate> candidates, List<Candidate> free, HashSet<Candidate> chosen)
    {
        var best = chosen.Select(one => one.Score).DefaultIfEmpty(-1).Max();
        if (candidates.Any(one => one.Out == SiteReason.InsideActivePlan && one.Score > best)) yield return SitingNote.BestLeftOut;
        if (ground.Children().Count == 0) yield return SitingNote.ReachNotKnown;
        if (free.Any(one => one.Parts.Any(part => part is { Value: null, Weight: > 0 } && part.Part != SitePart.Reach))) yield return SitingNote.FactsMissing;
    }

    private static bool IsWithin(GridPoint one, GridPoint other, double metres) => Metres(one, other) <= metres;

    private static double Metres(GridPoint one, GridPoint other) => Math.Sqrt(Math.Pow(one.Easting - other.Easting, 2) + Math.Pow(one.Northing - other.Northing, 2));
}
