using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Planning;

namespace SpacesPlaces.Geodata.Tests.Planning;

/// <summary>Invented siting problems, and the slow way to their answer: every choice there is.</summary>
internal static class SitingScenes
{
    /// <summary>Sites and cells at random in a square of 30 km; cover within the distance, or the p-median with it as its cap.</summary>
    public static SitingProblem Make(int seed, int sites, int cells, int pick, double metres, bool isCover, double spreadMetres = 0, params int[] locked)
    {
        var random = new Random(seed);
        GridPoint Point() => new(300_000 + random.Next(30_000), 250_000 + random.Next(30_000));
        GridPoint[] at = [.. Enumerable.Range(0, sites).Select(_ => Point())];
        GridPoint[] demand = [.. Enumerable.Range(0, cells).Select(_ => Point())];
        double[] weights = [.. demand.Select(_ => (double)random.Next(1, 100))];
        var total = weights.Sum();
        return new SitingProblem
        {
            Pick = pick,
            SiteGains = [.. at.Select(_ => random.Next(100) / 200.0 / pick)],
            DemandWeights = [.. weights.Select(w => 0.5 * w / total)],
            Reaches =
            [
                .. demand.Select(d => at.Select((s, i) => (Site: i, Metres: Math.Sqrt(Math.Pow(s.Easting - d.Easting, 2) + Math.Pow(s.Northing - d.Northing, 2))))
                    .Where(r => r.Metres < metres)
                    .Select(r => new Reach(r.Site, isCover ? 1 : 1 - r.Metres / metres))
                    .ToArray()),
            ],
            SpreadMetres = spreadMetres,
            Sites = at,
            Locked = locked,
        };
    }

    public static double Value(SitingProblem problem, IReadOnlyCollection<int> sites) =>
        sites.Sum(s => problem.SiteGains[s])
        + problem.Reaches.Select((cell, i) => problem.DemandWeights[i] * cell.Where(r => sites.Contains(r.Site)).Select(r => r.Gain).DefaultIfEmpty().Max()).Sum();

    public static bool Keeps(SitingProblem problem, IReadOnlyCollection<int> sites) =>
        sites.Count == problem.Pick && sites.Distinct().Count() == sites.Count && problem.Locked.All(sites.Contains)
        && !Near(problem, sites).Any();

    public static IEnumerable<(int, int)> Near(SitingProblem problem, IReadOnlyCollection<int> sites) =>
        from a in sites
        from b in sites
        where a < b && problem.SpreadMetres > 0
        let dx = problem.Sites[a].Easting - problem.Sites[b].Easting
        let dy = problem.Sites[a].Northing - problem.Sites[b].Northing
        where Math.Sqrt(dx * dx + dy * dy) < problem.SpreadMetres
        select (a, b);

    /// <summary>Best value of all choices that keep the conditions, null when there is none.</summary>
    public static double? Exhaustive(SitingProblem problem) =>
        Choices(problem.SiteGains.Count, problem.Pick).Where(c => Keeps(problem, c)).Select(c => (double?)Value(problem, c)).Max();

    public static IEnumerable<int[]> Choices(int sites, int pick)
    {
        if (pick == 0) return [[]];
        return from first in Enumerable.Range(0, sites)
               from rest in Choices(first, pick - 1)
               select (int[])[.. rest, first];
    }
}
