using Avalonia;
using Avalonia.Automation;
using Avalonia.Controls;
using Avalonia.Layout;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>The layers, the topmost first, and what their signs mean. It says what Core's tree and legend say, and sets what they let be set.</summary>
internal sealed class LayerPane : UserControl
{
    private readonly Workspace workspace;
    private readonly StackPanel rows = new() { Spacing = 10 };
    private readonly StackPanel ground = new() { Spacing = 10 };
    private readonly StackPanel legend = new() { Spacing = 6 };
    private readonly Dictionary<string, Row> known = [];
    private List<string> order = [];
    private string legendTold = "";

    public LayerPane(Workspace workspace)
    {
        this.workspace = workspace;
        var words = workspace.Words;
        var under = new Expander { Header = Look.Text(words["desktop.ground"]), Content = ground, HorizontalAlignment = HorizontalAlignment.Stretch, MinHeight = Look.Target }.Named(words["desktop.ground"]);
        Content = Look.Scroll(Look.Column(Look.Heading(words["desktop.layers"]), rows, under, Look.Heading(words["map.legend"]), legend));
        this.Named(words["desktop.layers"]);
    }

    public void Refresh()
    {
        var states = workspace.Layers.TopFirst;
        List<string> now = [.. states.Select(state => state.Layer.Id)];
        if (!now.SequenceEqual(order))
        {
            order = now;
            rows.Children.Clear();
            ground.Children.Clear();
            foreach (var state in states)
            {
                if (!known.TryGetValue(state.Layer.Id, out var row)) known[state.Layer.Id] = row = new Row(workspace, state);
                (state.Layer.Group == LayerGroup.Ground ? ground : rows).Children.Add(row);
            }
        }

        foreach (var state in states) known[state.Layer.Id].Say(state, workspace.IsPresenting);
        SayLegend();
    }

    private void SayLegend()
    {
        var words = workspace.Words;
        var parts = Legend.Of(workspace.Drawn, words).Where(part => part.SaysSomething).ToList();
        var told = string.Join('\n', parts.Select(part => $"{part.Title}|{part.Caption}|{string.Join('|', part.Entries.Select(entry => entry.Words + entry.Count))}"));
        if (told == legendTold) return;
        legendTold = told;
        legend.Children.Clear();
        if (parts.Count == 0) legend.Children.Add(Look.Text(words["map.legend_empty"], soft: true));
        foreach (var part in parts)
        {
            legend.Children.Add(Look.Heading(part.Title, 3));
            if (part.Caption is { } caption) legend.Children.Add(Look.Text(caption, soft: true));
            foreach (var entry in part.Entries)
            {
                Grid line = new() { ColumnDefinitions = new("Auto,*"), ColumnSpacing = 10 };
                line.Children.Add(new SignPicture(entry) { Opacity = part.Opacity, VerticalAlignment = VerticalAlignment.Top });
                var meaning = Look.Text($"{entry.Words} ({Words.Number(entry.Count)})");
                Grid.SetColumn(meaning, 1);
                line.Children.Add(meaning);
                legend.Children.Add(line);
            }
        }
    }

    /// <summary>One layer: on or off, how much shows through, its place in the order, and how much it tells of.</summary>
    private sealed class Row : Border
    {
        private readonly CheckBox isOn;
        private readonly TextBlock title;
        private readonly Slider opacity;
        private readonly Words words;
        private bool isSaying;

        public Row(Workspace workspace, LayerState state)
        {
            words = workspace.Words;
            var (id, name) = (state.Layer.Id, words[state.Layer.TitleKey]);
            title = Look.Text(name);
            isOn = new CheckBox { Content = title };
            isOn.IsCheckedChanged += (_, _) => Unless(() => workspace.Layers.Turn(id, isOn.IsChecked == true));
            opacity = new Slider { Minimum = 0.1, Maximum = 1, Value = state.Opacity, SmallChange = 0.1, LargeChange = 0.1, TickFrequency = 0.1, IsSnapToTickEnabled = true, MinWidth = 110 }.Named(words.Say("desktop.opacity", ("layer", name)));
            opacity.Tip(words.Say("desktop.opacity", ("layer", name)));
            // A slider settles its value when it is put into the window: nobody has moved it then.
            opacity.ValueChanged += (_, e) => Unless(() =>
            {
                if (opacity.IsLoaded) workspace.Layers.SetOpacity(id, e.NewValue);
            });
            var up = Look.Button("↑", () => workspace.Layers.Move(id, 1)).Named(words.Say("desktop.layer_up", ("layer", name))).Tip(words.Say("desktop.layer_up", ("layer", name)));
            var down = Look.Button("↓", () => workspace.Layers.Move(id, -1)).Named(words.Say("desktop.layer_down", ("layer", name))).Tip(words.Say("desktop.layer_down", ("layer", name)));
            Grid tools = new() { ColumnDefinitions = new("*,Auto,Auto"), ColumnSpacing = 6, Margin = new Thickness(28, 0, 0, 0) };
            tools.Children.AddRange([opacity, up, down]);
            Grid.SetColumn(up, 1);
            Grid.SetColumn(down, 2);
            Child = new StackPanel { Spacing = -6, Children = { isOn, tools } };
            (BorderBrush, BorderThickness) = (Look.Brush("line"), new Thickness(0, 0, 0, 1));
        }

        public void Say(LayerState state, bool isPresenting)
        {
            isSaying = true;
            var name = words[state.Layer.TitleKey];
            title.Text = state.Layer.Group == LayerGroup.Ground || isPresenting ? name : $"{name} ({Words.Number(state.Layer.Count)})";
            AutomationProperties.SetName(isOn, title.Text);
            isOn.IsChecked = state.IsOn;
            opacity.Value = state.Opacity;
            isSaying = false;
        }

        private void Unless(Action act)
        {
            if (!isSaying) act();
        }
    }
}
