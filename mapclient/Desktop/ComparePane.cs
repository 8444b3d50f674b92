using Avalonia;
using Avalonia.Controls;
using SpacesPlaces.MapClient.Analyses;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>An earlier period beside the one on the main map: the same view, the same filter, the effort of both, and what the difference may say.</summary>
internal sealed class ComparePane : IDisposable
{
    private readonly Desk desk;
    private readonly MapsuiSurface surface = new();
    private readonly Workspace before;
    private readonly StackPanel told = new() { Spacing = 4 };
    private readonly TextBlock period = Look.Text("", bold: true);
    private readonly TextBox from = new() { Width = 116 };
    private readonly TextBox to = new() { Width = 116 };
    private bool isFollowing;

    private ComparePane(Desk desk)
    {
        this.desk = desk;
        var words = desk.Words;
        before = new(surface, words, desk.Workspace.Grid, TimeProvider.System);
        before.Take(desk.Workspace.Data);
        var now = desk.Workspace.Slider.Window;
        before.Slider.Show(new(now.From.AddDays(-now.Days), now.From.AddDays(-1)));
        surface.Control.Named(words["desktop.compare_map"]);
        desk.Surface.ViewChanged += OnMain;
        surface.ViewChanged += OnOwn;
        surface.Control.SizeChanged += OnMain;
        foreach (var field in new[] { from, to }) field.LostFocus += (_, _) => Read();
        var fields = Look.Column(
            Look.Heading(words["desktop.compare_title"]),
            Look.Flow(Look.Field(words["house.from"], from), Look.Field(words["house.to"], to), Step("◀", "map_command.time_back", -1), Step("▶▏", "map_command.time_forward", 1)));
        Grid head = new() { ColumnDefinitions = new("Auto,*"), ColumnSpacing = 24, Children = { fields, told } };
        Grid.SetColumn(told, 1);
        Head = new Border { Padding = new Thickness(12), Child = head, Background = Look.Brush("surface"), BorderBrush = Look.Brush("line"), BorderThickness = new Thickness(0, 0, 0, 1) };
        Map = new Border { Child = new Panel { Children = { surface.Control, MapPane.OnMap(period) } }, BorderBrush = Look.Brush("line-strong"), BorderThickness = new Thickness(2, 0, 0, 0) };
        Refresh();
    }

    /// <summary>Days and figures of both, to stand above both maps: then the maps are of one size and show the same ground.</summary>
    public Control Head { get; }

    /// <summary>The map of the second period.</summary>
    public Control Map { get; }

    /// <summary>A second period, as long as the one on the main map and before it. Whoever shows it disposes of it.</summary>
    public static ComparePane Beside(Desk desk) => new(desk);

    public void Refresh()
    {
        var words = desk.Words;
        var main = desk.Workspace;
        foreach (var state in main.Layers.TopFirst.Where(state => before.Layers.Find(state.Layer.Id) is not null))
        {
            before.Layers.Turn(state.Layer.Id, state.IsOn);
            before.Layers.SetOpacity(state.Layer.Id, state.Opacity);
        }

        if (before.Filter != main.Filter with { Window = before.Slider.Window }) before.Narrow(main.Filter);
        var (first, second) = (before.Slider.Window, main.Slider.Window);
        if (!from.IsFocused && !to.IsFocused) (from.Text, to.Text) = (Typed(first.From), Typed(first.To));
        period.Text = words.Period(first.From, first.To);
        told.Children.Clear();
        if (first.To >= second.From && second.To >= first.From)
        {
            told.Children.Add(Look.Fault(words["desktop.compare_overlap"]));
            return;
        }

        // The verdict speaks of a second period that follows a first, so the earlier one stands first whichever map it is on.
        var comparison = first.From < second.From
            ? PeriodComparison.Of(main.Incidents, main.Filter, first, second, main.Data.Sessions)
            : PeriodComparison.Of(main.Incidents, main.Filter, second, first, main.Data.Sessions);
        told.Children.Add(Look.Text(Line(comparison.Before)));
        told.Children.Add(Look.Text(Line(comparison.After)));
        if (comparison.Shared > 0) told.Children.Add(Look.Text(words.Count("desktop.compare_shared", comparison.Shared), soft: true));
        told.Children.Add(Look.Notice(Look.Text(comparison.Told(words), bold: true)));
    }

    /// <summary>Ends it: nothing listens any longer, and the second map is let go.</summary>
    public void Dispose()
    {
        desk.Surface.ViewChanged -= OnMain;
        before.Dispose();
        surface.Dispose();
    }

    private string Line(ComparedPeriod period)
    {
        var words = desk.Words;
        var effort = period is { Sessions: { } sessions, Hours: { } hours }
            ? words.Say("analyses.outreach_is", ("sessions", Words.Number(sessions)), ("hours", Words.Number(hours, 1))) : words["analyses.no_outreach"];
        return $"{words.Period(period.Window.From, period.Window.To)}: {words.Count("desktop.incidents_shown", period.Events)}. {effort}.";
    }

    private Button Step(string sign, string key, int by)
    {
        var button = Look.Button(sign, () => Move(by)).Named(desk.Words[key]).Tip(desk.Words[key]);
        button.VerticalAlignment = Avalonia.Layout.VerticalAlignment.Bottom;
        return button;
    }

    private void Move(int by)
    {
        before.Slider.Move(by);
        Refresh();
    }

    private void Read()
    {
        if (!TimeSlider.TryReadDay(from.Text, out var first) || !TimeSlider.TryReadDay(to.Text, out var last) || last < first) return;
        before.Slider.Show(new(first, last));
        Refresh();
    }

    private void OnMain(object? sender, EventArgs e) => Follow(surface, desk.Surface);

    private void OnOwn(object? sender, EventArgs e)
    {
        if (surface.Control.IsPointerOver || surface.Control.IsKeyboardFocusWithin) Follow(desk.Surface, surface);
    }

    // Each follows the other, but not its own echo.
    private void Follow(MapsuiSurface who, MapsuiSurface whom)
    {
        if (isFollowing) return;
        isFollowing = true;
        who.Follow(whom);
        isFollowing = false;
    }

    private static string Typed(DateOnly day) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{day.Day}/{day.Month}/{day.Year}");
}
