using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Hotspots;
using CaseClosure = SpacesPlaces.Geodata.Hotspots.CaseClosure;

namespace SpacesPlaces.Api.Hotspots.Analyses.Methods;

/// <summary>Harm that outlives a case: see <see cref="HarmAfterClosure"/>.</summary>
internal sealed class Closures() : AnalysisMethodOf<HarmAfterClosureMethod>("harm_after_closure")
{
    private const double DaysOfMonth = 30.4375;

    protected override IEnumerable<Refusal> Check(NewAnalysis asked, HarmAfterClosureMethod how)
    {
        foreach (var refusal in NeedsDays(asked)) yield return refusal;
        if (asked.Area is null) yield return new(ProblemCodes.AreaNeeded, "area");
        foreach (var refusal in Range(how.QuietMonths, "quietMonths", 1, 24)) yield return refusal;
        foreach (var refusal in Range(how.FollowUpMonths, "followUpMonths", 1, 60)) yield return refusal;
    }

    protected override AnalysisOutcome Run(AnalysisInput input, HarmAfterClosureMethod how)
    {
        var events = input.Events;
        var numbers = events.Children.Distinct().Order(StringComparer.Ordinal)
            .Select((token, number) => (token, number)).ToDictionary(pair => pair.token, pair => pair.number, StringComparer.Ordinal);
        // Nothing later than today is observed, whatever the window says.
        var observedTo = input.Asked.To < input.Today ? input.Asked.To : input.Today;
        SpaceHarm[] harms =
        [
            .. Enumerable.Range(0, events.Count).Where(row => events.Days[row] >= input.Asked.From && events.Days[row] <= observedTo)
                .Select(row => new SpaceHarm(events.Days[row], events.Children[row].Select(token => numbers[token]).ToArray(), events.ChildrenUnknown[row])),
        ];
        if (observedTo < input.Asked.From || harms.Length == 0)
            return new(HarmAfterClosure.Method, HarmAfterClosure.MethodVersion, HarmAfterClosure.LeastClosures, null);
        var found = HarmAfterClosure.Count(
            harms, [.. input.CaseClosed.Where(pair => numbers.ContainsKey(pair.Key)).Select(pair => new CaseClosure(numbers[pair.Key], pair.Value))],
            new(input.Asked.From, observedTo, how.FollowUpMonths, (int)Math.Round(how.QuietMonths * DaysOfMonth)));
        var share = found.Share;
        return new(found.Method, found.MethodVersion, HarmAfterClosure.LeastClosures, found.IsTooFewToTell ? null : new ClosuresResult(
            found.Children, found.EventsWithUnknownChildren, found.ClosureBasis.ByCase, found.ClosureBasis.ByLastEvent, found.NotClosed,
            found.ClosuresFollowed, found.ClosuresObserved - found.ClosuresFollowed, found.ClosuresNotYetKnown, found.ChildrenAfterFirstClosure,
            found.MonthsUntil.Count == 0 ? null : Median(found.MonthsUntil), share is null ? null : new(share.Share, share.Lower, share.Upper)));
    }

    private static double Median(IReadOnlyList<int> ascending) =>
        (ascending[(ascending.Count - 1) / 2] + ascending[ascending.Count / 2]) / 2.0;
}
