using Avalonia;
using Avalonia.Controls;
using Avalonia.Controls.Templates;
using Avalonia.Input;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>A layer as a list: the same features, the same filter, the same words as the map.</summary>
internal sealed class ListPane : UserControl
{
    private readonly Desk desk;
    private readonly Func<Picked, Task> open;
    private readonly ComboBox layers = new() { HorizontalAlignment = Avalonia.Layout.HorizontalAlignment.Stretch };
    private readonly ListBox lines = new() { Background = Look.Brush("surface") };
    private readonly TextBlock count = Look.Text("", soft: true);
    private readonly CheckBox onlyInView;
    private List<string> ids = [];
    private string chosen = "hotspots";
    private bool isSaying;

    public ListPane(Desk desk, Func<Picked, Task> open)
    {
        (this.desk, this.open) = (desk, open);
        var words = desk.Words;
        onlyInView = Look.Check(words["desktop.only_in_view"], true, _ => Refresh());
        layers.Named(words["desktop.list_of"]);
        layers.SelectionChanged += (_, _) =>
        {
            if (isSaying || layers.SelectedIndex < 0) return;
            chosen = ids[layers.SelectedIndex];
            Refresh();
        };
        lines.ItemTemplate = new FuncDataTemplate<ListLine>((line, _) =>
            line is null ? null : new StackPanel { Spacing = 2, Children = { Look.Text(line.Kind, soft: true), Look.Text(line.Told) } }.Named($"{line.Kind}: {line.Told}"));
        lines.Named(words["desktop.list_of"], words["desktop.list_help"]);
        lines.SelectionChanged += (_, _) =>
        {
            if (!isSaying && Chosen() is { } picked) desk.Surface.Mark(picked.Feature.Shape);
        };
        lines.DoubleTapped += (_, _) => Go();
        lines.KeyDown += (_, e) =>
        {
            if (e.Key != Key.Enter) return;
            e.Handled = true;
            Go();
        };
        DockPanel all = new();
        var head = Look.Column(layers, onlyInView, count);
        head.Margin = new Thickness(12, 8);
        DockPanel.SetDock(head, Dock.Top);
        var go = Look.Button(words["desktop.show_chosen"], Go);
        go.Margin = new Thickness(12, 8);
        DockPanel.SetDock(go, Dock.Bottom);
        (head.TabIndex, lines.TabIndex, go.TabIndex) = (0, 1, 2);
        all.Children.AddRange([head, go, lines]);
        Content = all;
    }

    public void Refresh()
    {
        var workspace = desk.Workspace;
        var words = desk.Words;
        isSaying = true;
        var pickable = workspace.Drawn.Where(state => state.Layer.CanPick).Reverse().Select(state => state.Layer).ToList();
        List<string> now = [.. pickable.Select(layer => layer.Id)];
        if (!now.SequenceEqual(ids))
        {
            ids = now;
            layers.ItemsSource = pickable.Select(layer => words[layer.TitleKey]).ToList();
        }

        if (!ids.Contains(chosen)) chosen = ids.FirstOrDefault() ?? chosen;
        layers.SelectedIndex = ids.IndexOf(chosen);
        var layer = pickable.Find(each => each.Id == chosen);
        var before = (lines.SelectedItem as ListLine)?.Key;
        var told = layer is null ? [] : ListTwin.Of(layer, words, onlyInView.IsChecked == true ? desk.Surface.View.Box : null);
        if (lines.ItemsSource is not IReadOnlyList<ListLine> old || !old.SequenceEqual(told))
        {
            lines.ItemsSource = told;
            lines.SelectedItem = told.FirstOrDefault(line => line.Key == before);
        }

        count.Text = layer is null ? words["map.legend_empty"] : words.Say("desktop.list_count", ("shown", Words.Number(told.Count)), ("all", Words.Number(layer.Features.Count)));
        isSaying = false;
    }

    private Picked? Chosen() => lines.SelectedItem is ListLine line && desk.Workspace.Drawn.FirstOrDefault(state => state.Layer.Id == line.Layer)?.Layer is { } layer
        && layer.Features.FirstOrDefault(feature => feature.Key == line.Key) is { } feature ? new(line.Layer, feature) : null;

    private void Go()
    {
        if (Chosen() is not { } picked) return;
        desk.Workspace.GoTo(picked.Feature);
        _ = open(picked);
    }
}
