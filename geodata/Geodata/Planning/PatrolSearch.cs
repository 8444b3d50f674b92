using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Planning;

/// <summary>
/// Takes a few stretches of routes near each other out and puts the visits back where they cost least, again and again; what is
/// worse is kept ever more rarely.
/// </summary>
/// <remarks>Source: Christiaens and Vanden Berghe, <em>Slack induction by string removals</em>, Transportation Science 54 (2020).</remarks>
internal sealed class PatrolSearch(PatrolModel model, CancellationToken cancellation)
{
    private const double RemovedOnAverage = 6;
    private const double LongestStretch = 6;
    private const double OverlookedShare = 0.01;

    // So few visits are now and then all put back anew.
    private const int Few = 10;

    // Chosen on Solomon's instances of 50 customers and few vehicles, where short searches that begin cooler end up to a tenth longer.
    private const double WarmthInWays = 15;
    private const double Cooled = 0.03;

    private readonly List<int> _absent = [];
    private readonly (double, double)[] _keys = new (double, double)[model.Visits.Length];
    private SeededRandom _random = new(seed: 8);

    /// <summary>The better of two searches that begin anew, of half the rounds each: one alone now and then ends in a poor valley.</summary>
    public PatrolPlan Run(int rounds)
    {
        var (one, other) = (RunOnce(rounds / 2), RunOnce(rounds - rounds / 2));
        return other.Cost(model.Penalties) < one.Cost(model.Penalties) - 1e-9 ? other : one;
    }

    private PatrolPlan RunOnce(int rounds)
    {
        PatrolPlan current = new(model), work = new(model), best = new(model);
        _absent.Clear();
        _absent.AddRange(Enumerable.Range(0, model.Visits.Length));
        if (model.Visits.Length == 0 || model.Teams.Length == 0) return best;
        PutBack(work);
        var (cost, least) = (work.Cost(model.Regrets), work.Cost(model.Penalties));
        current.CopyFrom(work);
        best.CopyFrom(work);

        var warmest = WarmthInWays * model.UsualWay;
        for (var round = 0; round < rounds; round++)
        {
            if (round % 64 == 0) cancellation.ThrowIfCancellationRequested();
            var warmth = warmest * Math.Pow(Cooled, round / (double)rounds);
            TakeOut(work);
            PutBack(work);
            if (work.Cost(model.Penalties) is var full && full < least - 1e-9)
            {
                least = full;
                best.CopyFrom(work);
            }

            var found = work.Cost(model.Regrets);
            if (found < cost - warmth * Math.Log(1 - _random.Unit()))
            {
                cost = found;
                current.CopyFrom(work);
            }
            else
            {
                work.CopyFrom(current);
            }
        }

        return best;
    }

    private void TakeOut(PatrolPlan plan)
    {
        var n = model.Visits.Length;
        if (n <= Few && _random.Below(4) == 0)
        {
            for (var team = 0; team < plan.Counts.Length; team++) plan.Remove(team, 0, plan.Counts[team]);
            _absent.Clear();
            _absent.AddRange(Enumerable.Range(0, n));
            return;
        }

        var inRoutes = n - plan.RouteOf.Count(r => r < 0);
        var average = inRoutes / (double)Math.Max(1, plan.Counts.Count(c => c > 0));
        var longest = Math.Min(LongestStretch, average);
        var stretches = (int)(_random.Unit() * (4 * RemovedOnAverage / (1 + longest) - 1)) + 1;
        var touched = 0L;
        var seed = _random.Below(n);
        foreach (var visit in model.Near[seed])
        {
            if (stretches == 0) break;
            var team = plan.RouteOf[visit];
            if (team < 0 || (team < 64 && (touched >> team & 1) != 0)) continue;
            touched |= 1L << team;
            stretches--;
            var count = 1 + (int)(_random.Unit() * Math.Min(plan.Counts[team], longest));
            count = Math.Min(count, plan.Counts[team]);
            var at = plan.Stops(team).IndexOf(visit);
            var least = Math.Max(0, at - count + 1);
            var from = least + _random.Below(Math.Min(at, plan.Counts[team] - count) - least + 1);

            // Half of the time a few visits within the stretch stay.
            if (count > 1 && count < plan.Counts[team] && _random.Below(2) == 0)
            {
                var kept = 1;
                while (count + kept < plan.Counts[team] && _random.Unit() > 0.01 && kept < 3) kept++;
                var split = from + _random.Below(count);
                var rest = from + count - split;
                if (from + count + kept <= plan.Counts[team]) plan.Remove(team, split + kept, rest);
                if (split > from && from < plan.Counts[team]) plan.Remove(team, from, Math.Min(split - from, plan.Counts[team] - from));
            }
            else
            {
                plan.Remove(team, from, count);
            }
        }

        _absent.Clear();
        for (var visit = 0; visit < n; visit++)
            if (plan.RouteOf[visit] < 0) _absent.Add(visit);
    }

    private void PutBack(PatrolPlan plan)
    {
        var order = _random.Below(14);
        foreach (var visit in _absent)
        {
            var near = double.PositiveInfinity;
            for (var team = 0; team < model.Teams.Length; team++) near = Math.Min(near, model.Way(model.BeginOf(team), visit));
            var key = order switch
            {
                < 4 => 0,
                < 6 => -near,
                < 7 => near,
                < 9 => model.OpenFor(visit),
                < 10 => model.Opens(visit),
                < 11 => -model.Closes(visit),
                < 12 => -model.Penalties[visit] / (1 + model.Minutes[visit]),
                _ => -model.Penalties[visit],
            };
            _keys[visit] = (key, _random.Unit());
        }

        _absent.Sort((a, b) => model.Required[a] != model.Required[b] ? (model.Required[a] ? -1 : 1) : _keys[a].CompareTo(_keys[b]) is var c and not 0 ? c : a - b);
        foreach (var visit in _absent)
        {
            var (bestTeam, bestPosition, least) = (-1, 0, double.PositiveInfinity);
            for (var team = 0; team < model.Teams.Length; team++)
            {
                for (var position = 0; position <= plan.Counts[team]; position++)
                {
                    var extra = plan.Extra(visit, team, position);
                    if (extra < least && _random.Unit() >= OverlookedShare) (bestTeam, bestPosition, least) = (team, position, extra);
                }
            }

            if (bestTeam >= 0) plan.Insert(visit, bestTeam, bestPosition);
        }
    }
}
