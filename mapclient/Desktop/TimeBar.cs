using Avalonia;
using Avalonia.Controls;
using Avalonia.Layout;
using Avalonia.Threading;
using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>The days that are shown: typed, moved by step, drawn along the span, or played.</summary>
internal sealed class TimeBar : UserControl
{
    private readonly Workspace workspace;
    private readonly TextBox from = new() { Width = 130 };
    private readonly TextBox to = new() { Width = 130 };
    private readonly Slider along;
    private readonly Button play;
    private readonly TextBlock told = Look.Text("", soft: true);
    private readonly DispatcherTimer beat = new() { Interval = TimeSpan.FromMilliseconds(900) };
    private bool isSaying;

    public TimeBar(Workspace workspace)
    {
        this.workspace = workspace;
        var (words, slider) = (workspace.Words, workspace.Slider);
        along = new Slider { Minimum = slider.Span.From.DayNumber, SmallChange = 30, LargeChange = 91, MinWidth = 160 }.Named(words["desktop.time_along"]);
        along.ValueChanged += (_, e) => Unless(() =>
        {
            var first = DateOnly.FromDayNumber((int)Math.Round(e.NewValue));
            slider.Show(new(first, first.AddDays(slider.Window.Days - 1)));
        });
        foreach (var field in new[] { from, to })
        {
            field.LostFocus += (_, _) => Read();
            field.KeyDown += (_, e) =>
            {
                if (e.Key == Avalonia.Input.Key.Enter) Read();
            };
        }

        play = Look.Button("▶", Play);
        var step = Look.Choice(Enum.GetValues<TimeStep>(), each => words[$"desktop.step_{Geodata.Vocabulary.WireName.Of(each)}"], slider.Step, slider.StepBy).Named(words["desktop.step"]);
        step.Width = 150;
        var back = Look.Button("◀", () => slider.Move(-1)).Named(words["map_command.time_back"]).Tip($"{words["map_command.time_back"]} (Alt+←)");
        var on = Look.Button("▶▏", () => slider.Move(1)).Named(words["map_command.time_forward"]).Tip($"{words["map_command.time_forward"]} (Alt+→)");
        var fields = Look.Flow(Label(words["house.from"]), from.Named(words["house.from"]), Label(words["house.to"]), to.Named(words["house.to"]), back, step, on, play);
        fields.Margin = new Thickness(12, 8, 12, 0);
        told.VerticalAlignment = VerticalAlignment.Center;
        Grid bar = new() { ColumnDefinitions = new("3*,2*"), ColumnSpacing = 12, Margin = new Thickness(12, 0, 16, 0), Children = { told, along } };
        Grid.SetColumn(along, 1);
        Content = new Border { Background = Look.Brush("surface"), BorderBrush = Look.Brush("line"), BorderThickness = new Thickness(0, 1, 0, 0), Child = new StackPanel { Children = { fields, bar } } };
        beat.Tick += (_, _) => slider.Beat();
        slider.Changed += (_, _) => Refresh();
        Refresh();
    }

    public void Play()
    {
        if (workspace.Slider.IsPlaying) workspace.Slider.Pause();
        else workspace.Slider.Play();
    }

    private void Refresh()
    {
        isSaying = true;
        var (words, slider) = (workspace.Words, workspace.Slider);
        var window = slider.Window;
        along.Maximum = Math.Max(along.Minimum, slider.Span.To.DayNumber - window.Days + 1);
        along.Value = window.From.DayNumber;
        (from.Text, to.Text) = (Typed(window.From), Typed(window.To));
        var doing = words[slider.IsPlaying ? "desktop.pause" : "map_command.play_time"];
        ((TextBlock)play.Content!).Text = slider.IsPlaying ? "❚❚" : "▶";
        play.Named(doing).Tip($"{doing} (F8)");
        told.Text = $"{words.Period(window.From, window.To)}. {words["desktop.days_inclusive"]}";
        beat.IsEnabled = slider.IsPlaying;
        isSaying = false;
    }

    private void Read()
    {
        var words = workspace.Words;
        if (TimeSlider.TryReadDay(from.Text, out var first) && TimeSlider.TryReadDay(to.Text, out var last) && first <= last)
        {
            if ((first, last) != (workspace.Slider.Window.From, workspace.Slider.Window.To)) workspace.Slider.Show(new(first, last));
        }
        else told.Text = words["desktop.days_wrong"];
    }

    private static TextBlock Label(string text)
    {
        var label = Look.Text(text);
        label.VerticalAlignment = VerticalAlignment.Center;
        return label;
    }

    private static string Typed(DateOnly day) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{day.Day}/{day.Month}/{day.Year}");

    private void Unless(Action act)
    {
        if (!isSaying) act();
    }
}
