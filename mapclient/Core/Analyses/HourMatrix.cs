using System.Globalization;
using SpacesPlaces.Contracts;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Analyses;

/// <summary>An hour of the week.</summary>
/// <param name="Day">Day of the week, 1 Monday to 7 Sunday.</param>
/// <param name="Hour">Hour, 0 to 23.</param>
/// <param name="Weight">Events that were, or may have been, in it.</param>
/// <param name="Step">How dark it is: 0 for none, then quarters of the greatest weight.</param>
/// <param name="IsPeak">True for the hours of the greatest weight; they have an outline, so that colour is not needed.</param>
/// <param name="Told">The same in words.</param>
public sealed record HourCell(int Day, int Hour, double Weight, int Step, bool IsPeak, string Told);

/// <summary>Day of the week by hour of the day: a row for each hour, a column for each day, as a diary shows a week.</summary>
/// <param name="Rows">24 rows of seven.</param>
/// <param name="Total">What all hours add up to: the events that were used.</param>
/// <param name="Certainty">How many events are certain to be of their hour, in words.</param>
public sealed record HourMatrix(IReadOnlyList<IReadOnlyList<HourCell>> Rows, double Total, string Certainty)
{
    /// <summary>Describes a result.</summary>
    public static HourMatrix Of(HoursResult result, Words words)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(words);
        var greatest = result.Weights.SelectMany(day => day).Max();
        var peaks = result.Peaks.Select(peak => (peak.Day, peak.Hour)).ToHashSet();
        return new(
            [.. Enumerable.Range(0, 24).Select(hour => (IReadOnlyList<HourCell>)[.. Enumerable.Range(1, 7).Select(day =>
            {
                var weight = result.Weights[day - 1][hour];
                return new HourCell(day, hour, weight, StepOf(weight, greatest), peaks.Contains((day, hour)), Told(day, hour, weight, words));
            })])],
            result.Weights.Sum(day => day.Sum()),
            words.Say("analyses.certain", ("exact", Words.Number(result.Exact)), ("spread", Words.Number(result.Spread)), ("week", Words.Number(result.WholeWeek))));
    }

    private static int StepOf(double weight, double greatest) =>
        weight <= 0 || greatest <= 0 ? 0 : Math.Min(4, 1 + (int)(weight / greatest * 4));

    private static string Told(int day, int hour, double weight, Words words) => words.Say(
        "desktop.hour", ("day", words[$"analyses.day_{day}"]), ("from", Clock(hour)), ("to", Clock(hour + 1)), ("weight", Words.Number(weight, 2)));

    private static string Clock(int hour) => (hour % 24).ToString("00", CultureInfo.InvariantCulture) + ":00";
}
