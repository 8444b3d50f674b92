using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Hotspots.Analyses;

/// <summary>Rules of input for analyses: pure, so that the same request is judged the same everywhere.</summary>
internal static class AnalysisChecks
{
    private static readonly AnalysisMethods Methods = new(AnalysisRoom.Methods);

    public static IEnumerable<Refusal> Check(NewAnalysis asked, CheckContext about) =>
        [.. SelectionChecks.Check(EventSelection.Of(asked), about), .. Methods.Of(asked).Check(asked)];
}
