using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Hotspots;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>Rules of input for clusters: pure, so that the same request is judged the same everywhere.</summary>
public static class HotspotChecks
{
    public static IEnumerable<Refusal> Check(NewHotspotAnalysis asked, CheckContext about) =>
        [.. How(asked), .. SelectionChecks.Check(EventSelection.Of(asked), about)];

    private static IEnumerable<Refusal> How(NewHotspotAnalysis asked)
    {
        // Written so that NaN, for which every comparison is false, is refused too.
        if (!(asked.EpsMetres > 0)) yield return new(ProblemCodes.DistanceNotPositive, "epsMetres");
        else if (asked.EpsMetres > HotspotParameters.MaxEpsMetres)
            yield return Refusal.Of(ProblemCodes.DistanceTooLarge, "epsMetres", ("max", HotspotParameters.MaxEpsMetres));
        else if (asked.EpsMetres < HotspotParameters.LeastEpsMetres)
        {
            yield return Refusal.Of(ProblemCodes.NumberOutOfRange, "epsMetres",
                ("min", HotspotParameters.LeastEpsMetres), ("max", HotspotParameters.MaxEpsMetres));
        }

        if (asked.Method == ClusterMethodChoice.StDbscan)
        {
            if (asked.EpsDays is null) yield return new(ProblemCodes.FieldMissing, "epsDays");
            else if (asked.EpsDays is < 0 or > HotspotParameters.MostEpsDays)
                yield return Refusal.Of(ProblemCodes.CountOutOfRange, "epsDays", ("min", 0), ("max", HotspotParameters.MostEpsDays));
            if (asked.Subject == AnalysisSubject.Context) yield return new(ProblemCodes.TimesTooCoarse, "method");
        }
        else if (asked.EpsDays is not null)
        {
            yield return new(ProblemCodes.FieldNotAllowedHere, "epsDays");
        }

        if (asked.MinEvents is < HotspotParameters.LeastMinEvents or > HotspotParameters.MostMinEvents)
        {
            yield return Refusal.Of(ProblemCodes.CountOutOfRange, "minEvents",
                ("min", HotspotParameters.LeastMinEvents), ("max", HotspotParameters.MostMinEvents));
        }
    }
}
