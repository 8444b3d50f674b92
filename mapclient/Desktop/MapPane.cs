using Avalonia;
using Avalonia.Controls;
using Avalonia.Layout;
using Avalonia.Media;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>The map with what stands on it: zoom, scale, the frame of the focus, what is being drawn; the time below, a second period beside.</summary>
internal sealed class MapPane : UserControl
{
    private const double LongestScale = 160;
    private readonly Desk desk;
    private readonly Border frame;
    private readonly Panel holder = new();
    private readonly Grid maps = new() { ColumnDefinitions = new("*,Auto"), RowDefinitions = new("Auto,*") };
    private readonly Border scale = new() { Height = 8, BorderBrush = Look.Brush("ink"), BorderThickness = new Thickness(2, 0, 2, 2), HorizontalAlignment = HorizontalAlignment.Left };
    private readonly TextBlock scaleTold = Look.Text("");
    private readonly TextBlock period = Look.Text("", bold: true);
    private readonly ContentControl doing = new();
    private readonly Button compareButton;
    private readonly Button drawButton;
    private ComparePane? compared;

    public MapPane(Desk desk)
    {
        this.desk = desk;
        var words = desk.Words;
        Time = new(desk.Workspace);
        desk.Surface.Control.Named(words["map.canvas"], words["map.help"]);
        // The frame below shows its focus.
        desk.Surface.Control.FocusAdorner = null;
        holder.Children.Add(desk.Surface.Control);
        frame = new Border { BorderThickness = new Thickness(3), BorderBrush = Brushes.Transparent, Child = holder };
        desk.Surface.Control.GotFocus += OnFocus;
        desk.Surface.Control.LostFocus += OnFocus;
        var zoom = Look.Column(
            Look.Button("+", () => desk.Surface.Zoom(1)).Named(words["map.zoom_in"]).Tip($"{words["map.zoom_in"]} (+)"),
            Look.Button("−", () => desk.Surface.Zoom(-1)).Named(words["map.zoom_out"]).Tip($"{words["map.zoom_out"]} (−)"),
            Look.Button("⌂", desk.WholeArea).Named(words["map.whole_area"]).Tip($"{words["map.whole_area"]} (Ctrl+0)"));
        (zoom.HorizontalAlignment, zoom.VerticalAlignment, zoom.Margin) = (HorizontalAlignment.Right, VerticalAlignment.Top, new Thickness(12));
        var measure = OnMap(new StackPanel { Children = { period, scaleTold, scale } });
        compareButton = Look.Button(words["desktop.compare"], () => Compare(compared is null));
        drawButton = Look.Button(words["map_command.draw_area"], DrawArea).Tip("Ctrl+D");
        var tools = Look.Flow(compareButton, drawButton);
        (tools.HorizontalAlignment, tools.VerticalAlignment, tools.Margin) = (HorizontalAlignment.Left, VerticalAlignment.Top, new Thickness(12, 12, 72, 12));
        doing.VerticalAlignment = VerticalAlignment.Bottom;
        doing.Margin = new Thickness(12, 12, 12, 64);
        Panel main = new() { Children = { frame, measure, zoom, tools, doing } };
        Grid.SetRow(main, 1);
        maps.Children.Add(main);
        DockPanel all = new();
        DockPanel.SetDock(Time, Dock.Bottom);
        all.Children.AddRange([Time, maps]);
        Content = all;
        this.Named(words["map.region"]);
    }

    public TimeBar Time { get; }

    /// <summary>Somebody is asked for a point of the map.</summary>
    public event EventHandler? Asked;

    /// <summary>Lets go of the one map control of the program, so that another pane can show it.</summary>
    public void Release()
    {
        Compare(false);
        EndDoing();
        desk.Surface.Control.GotFocus -= OnFocus;
        desk.Surface.Control.LostFocus -= OnFocus;
        holder.Children.Clear();
    }

    public void Refresh()
    {
        var isPlain = desk.May("see_incidents") && !desk.Workspace.IsPresenting;
        Time.IsVisible = desk.May("see_incidents");
        compareButton.IsVisible = drawButton.IsVisible = isPlain;
        if (desk.Workspace.IsPresenting) EndDoing();
        var bar = ScaleBar.Of(desk.Surface.View.MetresPerPixel, LongestScale);
        scale.Width = bar.Pixels;
        scaleTold.Text = desk.Words.Distance(bar.Metres);
        var shown = desk.Workspace.Slider.Window;
        (period.IsVisible, period.Text) = (compared is not null, desk.Words.Period(shown.From, shown.To));
        compared?.Refresh();
    }

    /// <summary>Words that lie on a corner of a map and let every click through.</summary>
    public static Border OnMap(Control words) => new()
    {
        Background = Look.Brush("surface"),
        Opacity = 0.92,
        Padding = new Thickness(8, 2, 8, 6),
        Margin = new Thickness(12),
        HorizontalAlignment = HorizontalAlignment.Left,
        VerticalAlignment = VerticalAlignment.Bottom,
        Child = words,
        IsHitTestVisible = false,
    };

    /// <summary>Shows a second period beside, or takes it away.</summary>
    public void Compare(bool on)
    {
        if (on == compared is not null || (on && !desk.May("see_incidents"))) return;
        if (compared is not null)
        {
            maps.Children.RemoveAll([compared.Head, compared.Map]);
            compared.Dispose();
            (compared, maps.ColumnDefinitions[1].Width) = (null, GridLength.Auto);
        }
        else
        {
            compared = ComparePane.Beside(desk);
            maps.ColumnDefinitions[1].Width = new GridLength(1, GridUnitType.Star);
            Grid.SetColumnSpan(compared.Head, 2);
            Grid.SetColumn(compared.Map, 1);
            Grid.SetRow(compared.Map, 1);
            maps.Children.AddRange([compared.Head, compared.Map]);
        }

        ((TextBlock)compareButton.Content!).Text = desk.Words[on ? "desktop.compare_end" : "desktop.compare"];
        Refresh();
    }

    /// <summary>Lets an area be drawn by its corners, and narrows the incidents to it.</summary>
    public void DrawArea()
    {
        if (!desk.May("see_incidents") || desk.Workspace.IsPresenting) return;
        var words = desk.Words;
        AreaSketch sketch = new();
        var told = Look.Text("");
        var done = Look.Button(words["house.done"], () =>
        {
            var area = sketch.Area;
            EndDoing();
            desk.Workspace.Select(area);
        }, main: true);
        Say();
        Do(Look.Column(told, Look.Flow(
            done, Look.Button(words["desktop.corner_back"], () => Take(sketch.Undo)), Look.Button(words["house.cancel"], End))), at => Take(() => sketch.Add(at)));

        void Take(Action change)
        {
            change();
            desk.Surface.Mark(sketch.Shape);
            Say();
        }

        void Say()
        {
            told.Text = $"{words["desktop.draw_help"]} {words.Count("desktop.corners", sketch.Corners)}";
            done.IsEnabled = sketch.Area is not null;
        }
    }

    /// <summary>Lets one point be chosen on the map.</summary>
    public void ChoosePoint(string help, Action<LonLat> chosen) => Do(Look.Column(Look.Text(help), Look.Button(desk.Words["house.cancel"], End)), at =>
    {
        EndDoing();
        chosen(at);
    });

    private void Do(Control bar, Action<LonLat> point)
    {
        doing.Content = new Border { Background = Look.Brush("surface"), BorderBrush = Look.Brush("focus"), BorderThickness = new Thickness(2), Padding = new Thickness(12), Child = bar };
        desk.Surface.Catch = point;
        Asked?.Invoke(this, EventArgs.Empty);
        desk.Surface.Control.Focus();
    }

    /// <summary>Ends drawing or choosing a point; false when neither goes on.</summary>
    public bool EndDoing()
    {
        if (desk.Surface.Catch is null) return false;
        doing.Content = null;
        desk.Surface.Catch = null;
        desk.Surface.Mark(null);
        return true;
    }

    private void End() => EndDoing();

    private void OnFocus(object? sender, EventArgs e) =>
        frame.BorderBrush = desk.Surface.Control.IsKeyboardFocusWithin ? Look.Brush("focus") : Brushes.Transparent;
}
