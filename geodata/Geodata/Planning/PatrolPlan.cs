namespace SpacesPlaces.Geodata.Planning;

/// <summary>
/// Routes under work. Each knows when its stops begin, and when they may begin at the latest without making a later one too late, so
/// that whether a visit fits between two stops is told without walking the whole route.
/// </summary>
internal sealed class PatrolPlan
{
    private readonly PatrolModel _model;
    private readonly int[][] _stops;
    private readonly double[][] _leaves;
    private readonly double[][] _latest;
    private readonly double[] _minutes;

    public PatrolPlan(PatrolModel model)
    {
        _model = model;
        int n = model.Visits.Length, m = model.Teams.Length;
        (Counts, RouteOf, _minutes) = (new int[m], new int[n], new double[m]);
        Array.Fill(RouteOf, -1);
        _stops = [.. Enumerable.Range(0, m).Select(_ => new int[n])];
        _leaves = [.. Enumerable.Range(0, m).Select(_ => new double[n + 1])];
        _latest = [.. Enumerable.Range(0, m).Select(_ => new double[n + 1])];
        for (var team = 0; team < m; team++) Time(team);
    }

    /// <summary>How many stops each route has.</summary>
    public int[] Counts { get; }

    /// <summary>The route of each visit; −1 for none.</summary>
    public int[] RouteOf { get; }

    /// <summary>Minutes on the way, and what leaving each visit out costs.</summary>
    public double Cost(double[] leftOut)
    {
        var cost = 0.0;
        foreach (var minutes in _minutes) cost += minutes;
        for (var visit = 0; visit < RouteOf.Length; visit++)
            if (RouteOf[visit] < 0) cost += leftOut[visit];
        return cost;
    }

    public double MinutesOf(int team) => _minutes[team];

    public ReadOnlySpan<int> Stops(int team) => _stops[team].AsSpan(0, Counts[team]);

    public void CopyFrom(PatrolPlan other)
    {
        Array.Copy(other.RouteOf, RouteOf, RouteOf.Length);
        for (var team = 0; team < Counts.Length; team++)
        {
            var count = Counts[team] = other.Counts[team];
            _minutes[team] = other._minutes[team];
            Array.Copy(other._stops[team], _stops[team], count);
            Array.Copy(other._leaves[team], _leaves[team], count + 1);
            Array.Copy(other._latest[team], _latest[team], count + 1);
        }
    }

    /// <summary>More minutes on the way with a visit before the stop at a position; infinite where it does not fit.</summary>
    public double Extra(int visit, int team, int position)
    {
        var (stops, count) = (_stops[team], Counts[team]);
        var before = position == 0 ? _model.BeginOf(team) : stops[position - 1];
        var after = position == count ? _model.EndOf(team) : stops[position];
        var there = _model.Way(before, visit);
        var begin = _model.Earliest(visit, _leaves[team][position] + there);
        var onward = _model.Way(visit, after);
        if (!(begin + _model.Minutes[visit] + onward <= _latest[team][position])) return double.PositiveInfinity;
        return there + onward - (count == 0 ? 0 : _model.Way(before, after));
    }

    public void Insert(int visit, int team, int position)
    {
        var stops = _stops[team];
        Array.Copy(stops, position, stops, position + 1, Counts[team]++ - position);
        stops[position] = visit;
        RouteOf[visit] = team;
        Time(team);
    }

    /// <summary>Takes stops out of a route.</summary>
    public void Remove(int team, int position, int count)
    {
        var stops = _stops[team];
        for (var i = position; i < position + count; i++) RouteOf[stops[i]] = -1;
        Counts[team] -= count;
        Array.Copy(stops, position + count, stops, position, Counts[team] - position);

        // Where a way round is quicker than the straight one, or the straight one does not exist, what is left may not hold.
        if (!Time(team)) Remove(team, 0, Counts[team]);
    }

    public PatrolRoute Route(int team)
    {
        var (at, time) = (_model.BeginOf(team), _model.Starts[team]);
        List<PatrolStop> stops = [];
        foreach (var visit in Stops(team))
        {
            var arrive = time + _model.Way(at, visit);
            var begin = _model.Earliest(visit, arrive);
            (at, time) = (visit, begin + _model.Minutes[visit]);
            stops.Add(new(_model.Visits[visit], arrive, begin, time));
        }

        return new(_model.Teams[team], stops, _minutes[team], stops.Count == 0 ? null : time + _model.Way(at, _model.EndOf(team)));
    }

    /// <summary>Times a route anew; false when it does not hold.</summary>
    private bool Time(int team)
    {
        var (stops, count, leaves, latest) = (_stops[team], Counts[team], _leaves[team], _latest[team]);
        var (at, minutes) = (_model.BeginOf(team), 0.0);
        leaves[0] = _model.Starts[team];
        for (var i = 0; i < count; i++)
        {
            minutes += _model.Way(at, stops[i]);
            leaves[i + 1] = _model.Earliest(stops[i], leaves[i] + _model.Way(at, stops[i])) + _model.Minutes[stops[i]];
            at = stops[i];
        }

        _minutes[team] = count == 0 ? 0 : minutes + _model.Way(at, _model.EndOf(team));
        latest[count] = _model.Ends[team];
        for (var i = count - 1; i >= 0; i--)
            latest[i] = _model.Latest(stops[i], latest[i + 1] - _model.Way(stops[i], i == count - 1 ? _model.EndOf(team) : stops[i + 1]));
        return count == 0 || leaves[0] + _model.Way(_model.BeginOf(team), stops[0]) <= latest[0];
    }
}
