using SpacesPlaces.Geodata.Planning;

namespace SpacesPlaces.Geodata.Tests.Planning;

/// <summary>Invented patrol problems, the slow way to their answer, and a check of any answer by its own words.</summary>
internal static class PatrolScenes
{
    /// <summary>Places at random in a square of an hour's walk; some ways are missing where <paramref name="gaps"/> says so.</summary>
    public static PatrolProblem Make(int seed, int teams, int visits, bool gaps = false, bool windows = true)
    {
        var random = new Random(seed);
        var places = visits + 2;
        (double X, double Y)[] at = [.. Enumerable.Range(0, places).Select(_ => (random.Next(60) * 1.0, random.Next(60) * 1.0))];
        double?[][] travel = [.. at.Select(a => (double?[])[.. at.Select(b => gaps && random.Next(5) < 2 ? null : (double?)Math.Round(Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2)), 2))])];
        PatrolWindow Window() => new PatrolWindow(random.Next(150), 0) is var w ? w with { To = w.From + random.Next(10, 90) } : default;
        return new PatrolProblem
        {
            Teams = [.. Enumerable.Range(0, teams).Select(_ => new PatrolTeam(random.Next(40), 140 + random.Next(100), random.Next(2), random.Next(2)))],
            Visits =
            [
                .. Enumerable.Range(0, visits).Select(v => new PatrolVisit(
                    v + 2, random.Next(5, 30), windows ? [.. Enumerable.Range(0, random.Next(3)).Select(_ => Window())] : [], random.Next(1, 5),
                    random.Next(4) == 0)),
            ],
            Travel = travel,
        };
    }

    /// <summary>Required visits left out, worth missed and minutes walked of the best of all plans.</summary>
    public static (int Missing, double Missed, double Minutes) Exhaustive(PatrolProblem problem)
    {
        var best = (int.MaxValue, 0.0, 0.0);
        Extend(0, [], problem.Teams.Count == 0 ? 0 : problem.Teams[0].StartsAt, -1, 0);
        return best;

        void Extend(int team, HashSet<int> made, double time, int at, double minutes)
        {
            if (team == problem.Teams.Count)
            {
                var left = problem.Visits.Where((_, v) => !made.Contains(v)).ToArray();
                var cost = (left.Count(v => v.Required), left.Sum(v => v.Worth), Math.Round(minutes, 6));
                if (cost.CompareTo(best) < 0) best = cost;
                return;
            }

            var (from, shift) = (at < 0 ? problem.Teams[team].Begin : problem.Visits[at].Place, problem.Teams[team]);
            var home = at < 0 ? 0 : Way(problem, from, shift.End);
            if (time + home <= shift.EndsAt)
                Extend(team + 1, made, team + 1 < problem.Teams.Count ? problem.Teams[team + 1].StartsAt : 0, -1, minutes + home);
            for (var v = 0; v < problem.Visits.Count; v++)
            {
                var way = Way(problem, from, problem.Visits[v].Place);
                var begin = Begin(problem.Visits[v], time + way);
                if (made.Contains(v) || begin + problem.Visits[v].Minutes > shift.EndsAt) continue;
                made.Add(v);
                Extend(team, made, begin + problem.Visits[v].Minutes, v, minutes + way);
                made.Remove(v);
            }
        }
    }

    /// <summary>Walks every route with a watch, and fails where the answer says otherwise.</summary>
    public static void AssertHolds(PatrolProblem problem, PatrolAnswer answer)
    {
        Assert.Equal(Enumerable.Range(0, problem.Teams.Count), answer.Routes.Select(r => r.Team));
        var minutes = 0.0;
        foreach (var route in answer.Routes)
        {
            var team = problem.Teams[route.Team];
            var (time, at, walked) = (team.StartsAt, team.Begin, 0.0);
            foreach (var stop in route.Stops)
            {
                var visit = problem.Visits[stop.Visit];
                walked += Way(problem, at, visit.Place);
                Assert.Equal(time + Way(problem, at, visit.Place), stop.Arrive, 1e-9);
                Assert.Equal(Begin(visit, stop.Arrive), stop.Begin, 1e-9);
                Assert.Equal(visit.Minutes, stop.End - stop.Begin, 1e-9);
                (time, at) = (stop.End, visit.Place);
            }

            if (route.Stops.Count == 0)
            {
                Assert.Equal((null, 0), (route.Back, route.Minutes));
                continue;
            }

            Assert.Equal(time + Way(problem, at, team.End), route.Back!.Value, 1e-9);
            Assert.True(route.Back <= team.EndsAt + 1e-9);
            Assert.Equal(walked + Way(problem, at, team.End), route.Minutes, 1e-9);
            minutes += route.Minutes;
        }

        Assert.True(double.IsFinite(answer.Minutes));
        Assert.Equal(minutes, answer.Minutes, 1e-9);
        var all = answer.Routes.SelectMany(r => r.Stops).Select(s => s.Visit).Concat(answer.LeftOut.Select(l => l.Visit)).Order();
        Assert.Equal(Enumerable.Range(0, problem.Visits.Count), all);
        Assert.All(answer.LeftOut, left => Assert.Equal(problem.Visits[left.Visit].Required, left.IsRequired));
    }

    /// <summary>The way given, or else the shortest over other places, by asking each again and again.</summary>
    private static double Way(PatrolProblem problem, int from, int to)
    {
        if (from == to) return 0;
        if (problem.Travel[from][to] is { } given && double.IsFinite(given)) return given;
        var reached = Enumerable.Range(0, problem.Travel.Count).Select(p => p == from ? 0 : double.PositiveInfinity).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var a = 0; a < reached.Length; a++)
                for (var b = 0; b < reached.Length; b++)
                    if (reached[a] + (problem.Travel[a][b] ?? double.PositiveInfinity) is var over && over < reached[b]) (reached[b], changed) = (over, true);
        }

        return reached[to];
    }

    private static double Begin(PatrolVisit visit, double arrive)
    {
        if (visit.Windows.Count == 0) return arrive;
        // Windows that touch are one: joined here by asking for every minute where one begins.
        var best = double.PositiveInfinity;
        foreach (var begin in visit.Windows.Select(w => Math.Max(w.From, arrive)))
        {
            var reached = begin;
            while (visit.Windows.Where(w => w.From <= reached && w.To > reached).Select(w => (double?)w.To).Max() is { } further) reached = further;
            var isInside = visit.Windows.Any(w => w.From <= begin && begin <= w.To);
            if (isInside && begin + visit.Minutes <= reached) best = Math.Min(best, begin);
        }

        return best;
    }
}
