namespace SpacesPlaces.Geodata.Planning;

/// <summary>
/// A patrol problem in a form that does not depend on the order of visits and teams. Points are the visits, then each team's
/// beginning and end.
/// </summary>
internal sealed class PatrolModel
{
    private readonly PatrolWindow[][] _windows;
    private readonly double[,] _travel;

    public PatrolModel(PatrolProblem problem)
    {
        Visits = [.. Enumerable.Range(0, problem.Visits.Count).OrderBy(i => problem.Visits[i], Comparer<PatrolVisit>.Create(Compare)).ThenBy(i => i)];
        Teams = [.. Enumerable.Range(0, problem.Teams.Count).OrderBy(i => Key(problem.Teams[i])).ThenBy(i => i)];
        int n = Visits.Length, m = Teams.Length;
        Minutes = [.. Visits.Select(v => problem.Visits[v].Minutes)];
        Starts = [.. Teams.Select(t => problem.Teams[t].StartsAt)];
        Ends = [.. Teams.Select(t => problem.Teams[t].EndsAt)];
        _windows = [.. Visits.Select(v => Join(problem.Visits[v].Windows))];
        int[] places = [.. Visits.Select(v => problem.Visits[v].Place), .. Teams.Select(t => problem.Teams[t].Begin), .. Teams.Select(t => problem.Teams[t].End)];
        _travel = new double[n + 2 * m, n + 2 * m];
        var ways = Ways(problem.Travel);
        for (var a = 0; a < places.Length; a++)
            for (var b = 0; b < places.Length; b++)
                _travel[a, b] = ways[places[a], places[b]];

        // One visit's worth is more than all walking, one required visit more than all worth.
        var walking = 1 + Teams.Sum(t => problem.Teams[t].EndsAt - problem.Teams[t].StartsAt);
        var worth = 1 + problem.Visits.Sum(v => v.Worth);
        Penalties = [.. Visits.Select(v => problem.Visits[v]).Select(v => walking * (v.Worth + (v.Required ? worth : 0)))];
        Required = [.. Visits.Select(v => problem.Visits[v].Required)];
        Near = [.. Enumerable.Range(0, n).Select(v => (int[])[.. Enumerable.Range(0, n).OrderBy(w => _travel[v, w] + _travel[w, v]).ThenBy(w => w)])];
        double[] usual = [.. Enumerable.Range(0, n).SelectMany(v => Near[v].Skip(1).Take(10).Select(w => _travel[v, w])).Where(way => double.IsFinite(way) && way > 0)];
        UsualWay = usual.Length == 0 ? 1 : usual.Average();
        var mean = worth > 1 ? (worth - 1) / n : 1;
        Regrets = [.. Visits.Select(v => problem.Visits[v]).Select(v => UsualWay * (2.5 * v.Worth / mean + (v.Required ? 40 : 0)))];
    }

    /// <summary>The caller's number of each visit.</summary>
    public int[] Visits { get; }

    /// <summary>The caller's number of each team.</summary>
    public int[] Teams { get; }

    public double[] Minutes { get; }

    public double[] Starts { get; }

    public double[] Ends { get; }

    public bool[] Required { get; }

    /// <summary>What leaving a visit out costs, in minutes on the way.</summary>
    public double[] Penalties { get; }

    /// <summary>
    /// What leaving a visit out counts as while plans are tried: no more than a few ways, so that one visit is now and then left for
    /// another.
    /// </summary>
    public double[] Regrets { get; }

    /// <summary>The middle way of a visit to one of its ten nearest, in minutes; 1 where there is none.</summary>
    public double UsualWay { get; }

    /// <summary>For each visit all visits, itself first, the nearest before others.</summary>
    public int[][] Near { get; }

    public int BeginOf(int team) => Visits.Length + team;

    public int EndOf(int team) => Visits.Length + Teams.Length + team;

    public double Way(int from, int to) => _travel[from, to];

    public double Opens(int visit) => _windows[visit][0].From;

    public double Closes(int visit) => _windows[visit][^1].To;

    public double OpenFor(int visit) => _windows[visit].Sum(w => w.To - w.From);

    /// <summary>When a visit begins for one who is there at a time; infinite when no window is left.</summary>
    public double Earliest(int visit, double arrive)
    {
        foreach (var window in _windows[visit])
        {
            var begin = Math.Max(arrive, window.From);
            if (begin + Minutes[visit] <= window.To) return begin;
        }

        return double.PositiveInfinity;
    }

    /// <summary>When a visit that is over by a time begins at the latest; minus infinite when no window is early enough.</summary>
    public double Latest(int visit, double over)
    {
        for (var i = _windows[visit].Length - 1; i >= 0; i--)
        {
            var begin = Math.Min(over, _windows[visit][i].To) - Minutes[visit];
            if (begin >= _windows[visit][i].From) return begin;
        }

        return double.NegativeInfinity;
    }

    /// <summary>Why a visit that is in no route is in none.</summary>
    public LeftOutReason Why(int visit)
    {
        if (Teams.Length == 0) return LeftOutReason.NoTeam;
        int[] teams = [.. Enumerable.Range(0, Teams.Length).Where(t => double.IsFinite(Way(BeginOf(t), visit) + Way(visit, EndOf(t))))];
        if (teams.Length == 0) return LeftOutReason.NoWay;
        if (!teams.Any(t => Fits(visit, Starts[t], Ends[t]))) return LeftOutReason.NoWindowInAnyShift;
        var isNear = teams.Any(t => Fits(visit, Starts[t] + Way(BeginOf(t), visit), Ends[t] - Way(visit, EndOf(t))));
        return isNear ? LeftOutReason.DoesNotFitBeside : LeftOutReason.WayTooLong;
    }

    private bool Fits(int visit, double from, double to) => Earliest(visit, from) + Minutes[visit] <= to;

    /// <summary>Ways as given; where there is none, the shortest over other places, infinite where there is none either.</summary>
    private static double[,] Ways(IReadOnlyList<IReadOnlyList<double?>> given)
    {
        var n = given.Count;
        var (ways, over) = (new double[n, n], new double[n, n]);
        for (var a = 0; a < n; a++)
            for (var b = 0; b < n; b++)
                over[a, b] = ways[a, b] = a == b ? 0 : given[a][b] ?? double.PositiveInfinity;
        if (!ways.Cast<double>().Any(double.IsInfinity)) return ways;
        for (var k = 0; k < n; k++)
            for (var a = 0; a < n; a++)
                for (var b = 0; b < n; b++)
                    over[a, b] = Math.Min(over[a, b], over[a, k] + over[k, b]);
        for (var a = 0; a < n; a++)
            for (var b = 0; b < n; b++)
                if (double.IsInfinity(ways[a, b])) ways[a, b] = over[a, b];
        return ways;
    }

    private static PatrolWindow[] Join(IReadOnlyList<PatrolWindow> windows)
    {
        if (windows.Count == 0) return [new(double.NegativeInfinity, double.PositiveInfinity)];
        List<PatrolWindow> joined = [];
        foreach (var window in windows.OrderBy(w => w.From).ThenBy(w => w.To))
        {
            if (joined.Count > 0 && window.From <= joined[^1].To) joined[^1] = joined[^1] with { To = Math.Max(joined[^1].To, window.To) };
            else joined.Add(window);
        }

        return [.. joined];
    }

    private static (double, double, int, int) Key(PatrolTeam team) => (team.StartsAt, team.EndsAt, team.Begin, team.End);

    private static int Compare(PatrolVisit a, PatrolVisit b)
    {
        var c = (a.Place, a.Minutes, a.Worth, a.Required).CompareTo((b.Place, b.Minutes, b.Worth, b.Required));
        if (c != 0) return c;
        var (one, other) = (Join(a.Windows), Join(b.Windows));
        for (var i = 0; c == 0 && i < Math.Min(one.Length, other.Length); i++) c = (one[i].From, one[i].To).CompareTo((other[i].From, other[i].To));
        return c != 0 ? c : one.Length.CompareTo(other.Length);
    }
}
