using Avalonia;
using Avalonia.Controls;
using Avalonia.Layout;
using SpacesPlaces.Contracts;
using SpacesPlaces.MapClient.Analyses;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>The hours of a week as a diary shows them, and the same as a list. Peaks have an outline, so that colour is not needed.</summary>
internal static class HourGrid
{
    private static readonly string[] Tints = ["surface-sunk", "harm-1", "harm-2", "harm-3", "harm-4"];

    public static Control Of(HoursResult result, Words words)
    {
        var matrix = HourMatrix.Of(result, words);
        Grid grid = new() { ColumnDefinitions = new("56,*,*,*,*,*,*,*"), RowDefinitions = new(string.Join(',', Enumerable.Repeat("26", 25))) };
        for (var day = 1; day <= 7; day++) Put(grid, Head(words[$"analyses.day_short_{day}"]), 0, day);
        foreach (var (row, at) in matrix.Rows.Select((row, at) => (row, at)))
        {
            Put(grid, Head(at.ToString("00", System.Globalization.CultureInfo.InvariantCulture) + ":00"), at + 1, 0);
            foreach (var cell in row)
            {
                var square = new Border
                {
                    Background = Look.Brush(Tints[cell.Step]),
                    Margin = new Thickness(1),
                    BorderBrush = Look.Brush(cell.IsPeak ? "ink" : "line"),
                    BorderThickness = new Thickness(cell.IsPeak ? 3 : 0.5),
                };
                Put(grid, square.Named(cell.Told).Tip(cell.Told), at + 1, cell.Day);
            }
        }

        ListBox list = new() { ItemsSource = matrix.Rows.SelectMany(row => row).Where(cell => cell.Weight > 0).OrderByDescending(cell => cell.Weight).Select(cell => cell.Told + (cell.IsPeak ? $" {words["analyses.peak"]}" : "")).ToList(), MaxHeight = 300 };
        return Look.Column(
            Look.Heading(words["analyses.week"], 3), Look.Text(words.Say("analyses.week_means", ("n", Words.Number(matrix.Total)))), Look.Text(matrix.Certainty, soft: true),
            grid.Named(words["analyses.week"]), Look.Text(words["desktop.hour_key"], soft: true), Look.Heading(words["desktop.hours_listed"], 3), list.Named(words["desktop.hours_listed"]));
    }

    private static TextBlock Head(string text)
    {
        var head = Look.Text(text, soft: true);
        (head.HorizontalAlignment, head.VerticalAlignment, head.TextWrapping) = (HorizontalAlignment.Center, VerticalAlignment.Center, Avalonia.Media.TextWrapping.NoWrap);
        return head;
    }

    private static void Put(Grid grid, Control control, int row, int column)
    {
        Grid.SetRow(control, row);
        Grid.SetColumn(control, column);
        grid.Children.Add(control);
    }
}
