using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Audit;

/// <summary>One act of the day that is looked at.</summary>
/// <param name="At">When.</param>
/// <param name="LocalHour">Hour on the wall, 0 to 23.</param>
/// <param name="PersonId">Account; null for a failed sign-in.</param>
/// <param name="Person">User name.</param>
/// <param name="Role">Role at that moment, as its word.</param>
/// <param name="Act">What was done, as its word.</param>
/// <param name="Problem">Code of the refusal; null where it was done.</param>
/// <param name="Address">Network address.</param>
/// <param name="TouchesCanary">Whether a marked record was opened or changed.</param>
internal sealed record DayAct(
    DateTimeOffset At, int LocalHour, Guid? PersonId, string Person, string Role, string Act, string? Problem, string Address, bool TouchesCanary);

/// <summary>How many different records a person was shown on one day.</summary>
internal sealed record DayVolume(Guid PersonId, string Person, int Records, DateTimeOffset First, DateTimeOffset Last, IReadOnlyList<int> Before);

/// <summary>How many records of one 1 km square a person opened, who recorded none there and stated no purpose that day.</summary>
internal sealed record DaySquare(Guid PersonId, string Person, int Records, int OfAll, DateTimeOffset First, DateTimeOffset Last);

/// <summary>The stated rules of what stands out. Pure: the day's acts in, the list out.</summary>
internal static class UnusualRules
{
    public const int NightBegins = 22, NightEnds = 6;
    public const int TimesUsual = 10;

    /// <summary>A person who usually sees less counts as seeing this many: a first list of a hundred is nothing unusual.</summary>
    public const int LeastUsual = 20;
    public const int RecordsOfOneSquare = 5;
    public const int RefusalsInARow = 5;
    public const int FailuresOfOneName = 8;
    public const int NamesFromOneAddress = 10;

    /// <summary>Detached youth work is done in the evening and at night.</summary>
    private static readonly HashSet<string> WorksNights = [WireName.Of(Role.Reporter), WireName.Of(Role.YouthLead)];

    private static readonly HashSet<string> Braked = [ProblemCodes.TooManyRequests.Code, "view_budget_spent"];
    private static readonly string SignIn = WireName.Of(AuditAction.SignedIn);

    public static IReadOnlyList<UnusualAccess> Find(
        IReadOnlyList<DayAct> acts, IEnumerable<DayVolume> volumes, IEnumerable<DaySquare> squares)
    {
        var people = acts.Where(act => act.PersonId is not null).GroupBy(act => act.PersonId!.Value)
            .Select(group => group.OrderBy(act => act.At).ToList()).ToList();
        IEnumerable<UnusualAccess?> found =
        [
            .. people.Select(person => Of(UnusualRule.Night, [.. person.Where(IsAtNight)])),
            .. volumes.Select(Volume),
            .. squares.Select(Square),
            .. people.Select(LongestRefusals),
            .. Failures(acts).Where(group => group.Count() >= FailuresOfOneName).Select(group => Of(UnusualRule.SignInFailures, [.. group])),
            .. Sprayings(acts),
            .. people.Select(person => Of(UnusualRule.BudgetSpent, [.. person.Where(act => act.Problem is not null && Braked.Contains(act.Problem))])),
            .. people.Select(person => Of(UnusualRule.Canary, [.. person.Where(act => act.TouchesCanary)])),
            .. people.Select(person => Of(
                UnusualRule.GlassBroken, [.. person.Where(act => act.Act == WireName.Of(AuditAction.GlassBroken) && act.Problem is null)])),
        ];
        return [.. found.OfType<UnusualAccess>().OrderBy(item => item.Rule).ThenByDescending(item => item.Count).ThenBy(item => item.Person, StringComparer.Ordinal)];
    }

    /// <summary>The middle of the days before on which the person was shown anything; 0 for somebody new.</summary>
    public static double Usual(IReadOnlyList<int> before)
    {
        List<int> days = [.. before.Where(records => records > 0).Order()];
        if (days.Count == 0) return 0;
        return days.Count % 2 == 1 ? days[days.Count / 2] : (days[days.Count / 2 - 1] + days[days.Count / 2]) / 2.0;
    }

    private static bool IsAtNight(DayAct act) => act.LocalHour is >= NightBegins or < NightEnds && !WorksNights.Contains(act.Role);

    private static UnusualAccess? Volume(DayVolume day)
    {
        var usual = Math.Max(LeastUsual, Usual(day.Before));
        return day.Records < TimesUsual * usual ? null : new(UnusualRule.Volume, day.PersonId, day.Person, day.Records, usual, day.First, day.Last, null);
    }

    private static UnusualAccess? Square(DaySquare day) => day.Records < RecordsOfOneSquare || day.Records * 2 < day.OfAll
        ? null
        : new(UnusualRule.OnePlace, day.PersonId, day.Person, day.Records, null, day.First, day.Last, null);

    private static UnusualAccess? LongestRefusals(List<DayAct> person)
    {
        List<DayAct> longest = [], run = [];
        foreach (var act in person)
        {
            if (act.Problem is null) run = [];
            else run.Add(act);
            if (run.Count > longest.Count) longest = run;
        }

        return longest.Count < RefusalsInARow ? null : Of(UnusualRule.RefusedInARow, longest);
    }

    private static IEnumerable<IGrouping<string, DayAct>> Failures(IEnumerable<DayAct> acts) =>
        acts.Where(act => act.Act == SignIn && act.Problem is not null).OrderBy(act => act.At).GroupBy(act => act.Person.ToUpperInvariant());

    // Names are counted and not told: some of them may be of people elsewhere.
    private static IEnumerable<UnusualAccess> Sprayings(IEnumerable<DayAct> acts) =>
        from act in acts
        where act.Act == SignIn && act.Problem is not null
        group act by act.Address into tried
        let names = tried.Select(act => act.Person.ToUpperInvariant()).Distinct().Count()
        where names >= NamesFromOneAddress
        select new UnusualAccess(UnusualRule.SignInSpraying, null, null, names, null, tried.Min(act => act.At), tried.Max(act => act.At), tried.Key);

    private static UnusualAccess? Of(UnusualRule rule, List<DayAct> acts) => acts.Count == 0
        ? null
        : new(rule, acts[0].PersonId, acts[0].Person, acts.Count, null, acts.Min(act => act.At), acts.Max(act => act.At), null);
}
