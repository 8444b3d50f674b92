using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Hotspots.Times;
using PeakHour = SpacesPlaces.Contracts.PeakHour;

namespace SpacesPlaces.Api.Hotspots.Analyses.Methods;

/// <summary>Day of the week by hour: see <see cref="Aoristic"/>.</summary>
internal sealed class HourMatrices() : AnalysisMethodOf<HourMatrixMethod>("hour_matrix", needsPoints: false)
{
    private static readonly TimeZoneInfo Britain = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    protected override IEnumerable<Refusal> Check(NewAnalysis asked, HourMatrixMethod how) => NeedsDays(asked);

    protected override AnalysisOutcome Run(AnalysisInput input, HourMatrixMethod how)
    {
        var events = input.Events;
        var matrix = Aoristic.Of(
            [.. Enumerable.Range(0, events.Count).Select(i => new TimeRange(new(events.From[i], TimeSpan.Zero), new DateTimeOffset(events.To[i], TimeSpan.Zero)))],
            Britain);
        var result = matrix.IsTooFewToTell ? null : new HoursResult(
            [.. matrix.Weights.Chunk(24).Select(day => (IReadOnlyList<double>)day)], matrix.ExactEvents, matrix.SpreadEvents, matrix.WholeWeekEvents,
            [.. matrix.PeakHours.Select(peak => new PeakHour(peak.Day == DayOfWeek.Sunday ? 7 : (int)peak.Day, peak.Hour, peak.Weight, peak.Weight * peak.CertainShare))]);
        return new(Aoristic.Method, Aoristic.MethodVersion, Aoristic.LeastEvents, result);
    }
}
