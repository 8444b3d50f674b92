using Avalonia;
using Avalonia.Automation;
using Avalonia.Controls;
using Avalonia.Input;
using Avalonia.Interactivity;
using Avalonia.Threading;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>The one window: header, layers, map with the time below it, what is told beside it, and the sign-in over all of it.</summary>
internal sealed partial class MainWindow : Window
{
    private readonly Desk desk;
    private SignInView signIn = null!;
    private LayerPane layers = null!;
    private MapPane map = null!;
    private SidePane side = null!;
    private HeaderBar header = null!;
    private Grid body = null!;
    private DockPanel all = null!;
    private Guid? shownTo;
    private bool wasLocked = true;
    private bool isWaiting;
    private Control[] parts = [];
    private StackPanel strip = null!;
    private int shownPart = 1;
    private bool isNarrow;

    public MainWindow(Desk desk)
    {
        this.desk = desk;
        (Title, Width, Height, MinWidth, MinHeight) = (desk.Words["house.product"], 1600, 1000, 760, 440);
        Build();
        desk.Changed += (_, _) => Later();
        desk.Workspace.Changed += (_, _) => Later();
        desk.Surface.ViewChanged += (_, _) => Later();
        desk.Words.Changed += (_, _) => Build();
        AddHandler(KeyDownEvent, OnKey, RoutingStrategies.Tunnel);
        Opened += (_, _) => signIn.Begin();
        SizeChanged += (_, _) => Fit();
    }

    private void Build()
    {
        map?.Release();
        (layers, side, header) = (new(desk.Workspace), new(desk), new(desk, Do));
        map = new(desk);
        signIn = new(desk, OtherLanguage);
        body = new() { ColumnDefinitions = new("360,4,*,4,430") };
        Border left = new() { Background = Look.Brush("surface"), Child = layers }, right = new() { Background = Look.Brush("surface"), Child = side };
        parts = [left, map, right];
        strip = Look.Row(Part("desktop.layers", 0), Part("map.region", 1), Part("desktop.beside_map", 2));
        (strip.Margin, strip.IsVisible) = (new Thickness(8, 6), false);
        side.Shown += (_, _) => Show(2);
        map.Asked += (_, _) => Show(1);
        Put(left, 0);
        Put(new GridSplitter { Background = Look.Brush("line"), Focusable = false }, 1);
        Put(map, 2);
        Put(new GridSplitter { Background = Look.Brush("line"), Focusable = false }, 3);
        Put(right, 4);
        all = new() { Background = Look.Brush("ground") };
        DockPanel.SetDock(header, Dock.Top);
        DockPanel.SetDock(strip, Dock.Top);
        all.Children.AddRange([header, strip, body]);
        Fit();
        Content = new Panel { Children = { all, signIn } };
        AutomationProperties.SetName(this, desk.Words["house.product"]);
        if (desk.Me is not null) _ = side.BeginAsync();
        Refresh();
        // What had the focus is no longer there.
        if (!desk.IsLocked) Dispatcher.UIThread.Post(() => desk.Surface.Control.Focus(NavigationMethod.Tab), DispatcherPriority.Background);
    }

    // With large text, or on a small screen, one part of the window is shown at a time, and F6 or the strip goes to the next.
    private void Fit()
    {
        const double narrow = 1_080, layersPart = 0.225, sidePart = 0.27;
        if (Bounds.Width <= 0) return;
        isNarrow = Bounds.Width < narrow;
        strip.IsVisible = isNarrow;
        header.Narrow(isNarrow);
        foreach (var (part, at) in parts.Select((part, at) => (part, at))) part.IsVisible = !isNarrow || at == shownPart;
        foreach (var splitter in body.Children.OfType<GridSplitter>()) splitter.IsVisible = !isNarrow;
        GridLength Of(int part, double width) => !isNarrow ? new(width) : part == shownPart ? GridLength.Star : new(0);
        body.ColumnDefinitions[0].Width = Of(0, Math.Clamp(Bounds.Width * layersPart, 240, 360));
        body.ColumnDefinitions[2].Width = isNarrow && shownPart != 1 ? new(0) : GridLength.Star;
        body.ColumnDefinitions[4].Width = Of(2, Math.Clamp(Bounds.Width * sidePart, 290, 430));
    }

    private void Show(int part)
    {
        shownPart = part;
        Fit();
    }

    private void Put(Control control, int column)
    {
        Grid.SetColumn(control, column);
        body.Children.Add(control);
    }

    // Many changes at once are shown once.
    private void Later()
    {
        if (isWaiting) return;
        isWaiting = true;
        Dispatcher.UIThread.Post(() =>
        {
            isWaiting = false;
            Refresh();
        }, DispatcherPriority.Background);
    }

    private void Refresh()
    {
        // Whoever comes next finds no sheet, list or form of whoever was here before.
        if (desk.Me?.UserId != shownTo)
        {
            shownTo = desk.Me?.UserId;
            Build();
            return;
        }

        // What is locked can neither be seen nor heard.
        signIn.IsVisible = desk.IsLocked;
        all.IsVisible = !desk.IsLocked;
        signIn.Refresh();
        header.Refresh();
        if (!desk.IsLocked)
        {
            layers.Refresh();
            side.Refresh();
            map.Refresh();
        }

        if (wasLocked != desk.IsLocked)
        {
            wasLocked = desk.IsLocked;
            if (desk.IsLocked) signIn.Begin();
            else desk.Surface.Control.Focus();
        }
    }
}
