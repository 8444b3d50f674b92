using Avalonia.Controls;
using Avalonia.Threading;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>What is told beside the map: what was chosen on it, every layer as a list, the filter, the analyses; and over them one sheet at a time.</summary>
internal sealed class SidePane : UserControl
{
    private readonly Desk desk;
    private readonly TabControl tabs = new();
    private readonly ContentControl sheet = new() { IsVisible = false };
    private readonly ContentControl chosen = new();
    private readonly ListPane list;
    private readonly AnalysesPane analyses;
    private readonly TabItem filterTab;
    private readonly TabItem analysesTab;
    private PickedPages? shown;

    public SidePane(Desk desk)
    {
        this.desk = desk;
        var words = desk.Words;
        list = new ListPane(desk, OpenAsync);
        analyses = new AnalysesPane(desk);
        filterTab = Tab("house.tab_filters", new FilterPane(desk.Workspace));
        analysesTab = Tab("house.tab_analyses", analyses);
        tabs.ItemsSource = new List<TabItem> { Tab("desktop.tab_chosen", chosen), Tab("desktop.tab_list", list), filterTab, analysesTab };
        tabs.SelectedIndex = 1;
        Content = new Panel { Children = { tabs, sheet } };
        this.Named(words["desktop.beside_map"]);
    }

    /// <summary>Reads the list of analyses once somebody is there who may see it.</summary>
    public Task BeginAsync() => analyses.ReadAsync();

    public void Refresh()
    {
        var workspace = desk.Workspace;
        filterTab.IsVisible = desk.May("see_incidents") && !workspace.IsPresenting;
        analysesTab.IsVisible = desk.May("see_analyses") && !workspace.IsPresenting;
        if (workspace.IsPresenting && (sheet.IsVisible || tabs.SelectedIndex > 1)) Close(1);
        list.Refresh();
        analyses.Refresh();
        if (ReferenceEquals(shown, workspace.Picked)) return;
        var isNew = shown is not null && workspace.Picked.All.Count > 0;
        shown = workspace.Picked;
        SayChosen();
        if (!isNew) return;
        Close(0);
        if (shown.All is [var only]) _ = OpenAsync(only);
    }

    /// <summary>Shows something over the tabs, with a way back.</summary>
    public void Open(string title, Control content)
    {
        var back = Look.Button($"← {desk.Words["house.back"]}", () => { Close(); });
        sheet.Content = new Border { Background = Look.Brush("surface"), Child = Look.Scroll(Look.Column(back, Look.Heading(title), content)) };
        (sheet.IsVisible, tabs.IsVisible) = (true, false);
        Dispatcher.UIThread.Post(() => back.Focus());
    }

    /// <summary>Takes the sheet away; false when there is none.</summary>
    /// <param name="tab">Tab to be shown then; the one before when negative.</param>
    public bool Close(int tab = -1)
    {
        var was = sheet.IsVisible;
        (sheet.IsVisible, tabs.IsVisible) = (false, true);
        sheet.Content = null;
        if (tab >= 0) tabs.SelectedIndex = tab;
        return was;
    }

    /// <summary>Shows everything that may be known of a thing on the map.</summary>
    public Task OpenAsync(Picked picked)
    {
        desk.Surface.Mark(picked.Feature.Shape);
        return new Details(desk, Open).ShowAsync(picked);
    }

    private TabItem Tab(string key, Control content) => new TabItem { Header = desk.Words[key], Content = content }.Named(desk.Words[key]);

    private void SayChosen()
    {
        var words = desk.Words;
        var pages = shown!;
        if (pages.All.Count == 0)
        {
            chosen.Content = Look.Scroll(Look.Text(words["desktop.chosen_none"], soft: true));
            return;
        }

        StackPanel lines = new() { Spacing = 6 };
        foreach (var picked in pages.Shown)
        {
            var layer = desk.Workspace.Layers.Find(picked.Layer)?.Layer;
            var kind = layer is null ? "" : words[layer.TitleKey];
            var line = new Button
            {
                Content = Look.Column(Look.Text(kind, soft: true, size: 16), Look.Text(picked.Feature.Told)),
                HorizontalAlignment = Avalonia.Layout.HorizontalAlignment.Stretch,
                HorizontalContentAlignment = Avalonia.Layout.HorizontalAlignment.Left,
                Padding = new Avalonia.Thickness(10, 6),
                Background = Look.Brush("surface-sunk"),
            }.Named($"{kind}: {picked.Feature.Told}");
            line.Click += (_, _) => _ = OpenAsync(picked);
            lines.Children.Add(line);
        }

        var turn = Look.Flow(Turn("desktop.page_back", -1, pages.Page > 0), Turn("desktop.page_on", 1, pages.Page < pages.Pages - 1));
        chosen.Content = Look.Scroll(Look.Column(
            Look.Heading(words.Count("desktop.chosen", pages.All.Count)),
            pages.Pages > 1 ? Look.Text(words.Say("desktop.page_of", ("page", Words.Number(pages.Page + 1)), ("pages", Words.Number(pages.Pages))), soft: true) : null,
            lines, pages.Pages > 1 ? turn : null));
    }

    private Button Turn(string key, int by, bool can)
    {
        var button = Look.Button(desk.Words[key], () =>
        {
            shown!.Turn(by);
            SayChosen();
        });
        button.IsEnabled = can;
        return button;
    }
}
