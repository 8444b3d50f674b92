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
    private readonly Stack<(string Title, bool IsPassing, Border Sheet)> sheets = [];
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

    /// <summary>Something is shown here that somebody asked for.</summary>
    public event EventHandler? Shown;

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
        Shown?.Invoke(this, EventArgs.Empty);
        if (shown.All is [var only]) _ = OpenAsync(only);
    }

    /// <summary>What the cursor goes to first: the sheet where there is one, else the tab that is shown.</summary>
    public Control? First => sheet.IsVisible ? Keys.FirstIn(sheet) as Control : tabs.SelectedItem as Control;

    /// <summary>Shows something over the tabs, with a way back to what was there before. A sheet of the same title is put in its place.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="content">What it says.</param>
    /// <param name="isPassing">True for what nobody goes back to, such as a question that was answered.</param>
    public void Open(string title, Control content, bool isPassing = false)
    {
        if (sheets.TryPeek(out var top) && (top.IsPassing || top.Title == title)) sheets.Pop();
        var back = Look.Button($"← {desk.Words["house.back"]}", () => { Back(); });
        sheets.Push((title, isPassing, new Border { Background = Look.Brush("surface"), Child = Look.Scroll(Look.Column(back, Look.Heading(title), content)) }));
        Turn();
    }

    /// <summary>Goes back by one sheet; false when there is none.</summary>
    public bool Back()
    {
        if (!sheets.TryPop(out _)) return false;
        Turn();
        if (sheets.Count == 0) Dispatcher.UIThread.Post(() => (tabs.SelectedItem as Control)?.Focus(Avalonia.Input.NavigationMethod.Tab));
        return true;
    }

    // Every sheet is taken away.
    private void Close(int tab)
    {
        sheets.Clear();
        Turn();
        tabs.SelectedIndex = tab;
    }

    private void Turn()
    {
        var isOpen = sheets.TryPeek(out var top);
        sheet.Content = top.Sheet;
        (sheet.IsVisible, tabs.IsVisible) = (isOpen, !isOpen);
        if (!isOpen) return;
        Shown?.Invoke(this, EventArgs.Empty);
        Dispatcher.UIThread.Post(() => First?.Focus(Avalonia.Input.NavigationMethod.Tab));
    }

    /// <summary>Shows everything that may be known of a thing on the map.</summary>
    public Task OpenAsync(Picked picked)
    {
        desk.Surface.Mark(picked.Feature.Shape);
        return new Details(desk, this).ShowAsync(picked);
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

        var turn = Look.Flow(TurnPage("desktop.page_back", -1, pages.Page > 0), TurnPage("desktop.page_on", 1, pages.Page < pages.Pages - 1));
        chosen.Content = Look.Scroll(Look.Column(
            Look.Heading(words.Count("desktop.chosen", pages.All.Count)),
            pages.Pages > 1 ? Look.Text(words.Say("desktop.page_of", ("page", Words.Number(pages.Page + 1)), ("pages", Words.Number(pages.Pages))), soft: true) : null,
            lines, pages.Pages > 1 ? turn : null));
    }

    private Button TurnPage(string key, int by, bool can)
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
