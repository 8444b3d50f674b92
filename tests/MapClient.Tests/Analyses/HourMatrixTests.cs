using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.MapClient.Analyses;

namespace SpacesPlaces.MapClient.Tests.Analyses;

public sealed class HourMatrixTests
{
    // Story D8: Friday 22:00 to 02:00, Friday 23:30, Saturday 21:00 to 23:00, spread evenly over the hours in which they can have been.
    private static readonly HoursResult StoryD8 = new(
        [.. Enumerable.Range(1, 7).Select(day => (IReadOnlyList<double>)[.. Enumerable.Range(0, 24).Select(hour => (day, hour) switch
        {
            (5, 22) => 0.25, (5, 23) => 1.25, (6, 0) or (6, 1) => 0.25, (6, 21) or (6, 22) => 0.5, _ => 0,
        })])], 1, 2, 0, [new(5, 23, 1.25, 1)]);

    [Fact]
    public void HoursOfStoryD8_StandWhereADiaryHasThem_AndAddUp()
    {
        var matrix = HourMatrix.Of(StoryD8, new(Tongue.En));
        Assert.Equal(3.00, matrix.Total, 9);
        Assert.Equal("Friday, 23:00 to 00:00: 1.25 events", matrix.Rows[23][4].Told);
        Assert.Equal((4, true), (matrix.Rows[23][4].Step, matrix.Rows[23][4].IsPeak));
        Assert.Equal([1, 2, 0], (int[])[matrix.Rows[22][4].Step, matrix.Rows[21][5].Step, matrix.Rows[12][0].Step]);
        Assert.Single(matrix.Rows.SelectMany(row => row), cell => cell.IsPeak);
    }

    [Fact]
    public void EveryHour_IsToldInWelshToo() => Assert.All(
        HourMatrix.Of(StoryD8, new(Tongue.Cy)).Rows.SelectMany(row => row), cell => Assert.Contains(" hyd ", cell.Told, StringComparison.Ordinal));

    [Fact]
    public void AWeekOfNothing_IsAllOfStepNought()
    {
        var empty = HourMatrix.Of(new([.. Enumerable.Range(0, 7).Select(_ => (IReadOnlyList<double>)new double[24])], 0, 0, 0, []), new(Tongue.En));
        Assert.All(empty.Rows.SelectMany(row => row), cell => Assert.Equal(0, cell.Step));
    }
}
