using Avalonia.Automation;
using Avalonia.Controls;
using Avalonia.Input;
using Avalonia.Interactivity;
using Avalonia.Threading;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.MapClient.Http;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>The one window: header, layers, map with the time below it, what is told beside it, and the sign-in over all of it.</summary>
internal sealed class MainWindow : Window
{
    private const double PanPart = 0.2;
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

    public MainWindow(Desk desk)
    {
        this.desk = desk;
        (Title, Width, Height, MinWidth, MinHeight) = (desk.Words["house.product"], 1600, 1000, 1000, 640);
        Build();
        desk.Changed += (_, _) => Later();
        desk.Workspace.Changed += (_, _) => Later();
        desk.Surface.ViewChanged += (_, _) => Later();
        desk.Words.Changed += (_, _) => Build();
        AddHandler(KeyDownEvent, OnKey, RoutingStrategies.Tunnel);
        Opened += (_, _) => signIn.Begin();
    }

    private void Build()
    {
        map?.Release();
        (layers, side, header) = (new(desk.Workspace), new(desk), new(desk, Do));
        map = new(desk);
        signIn = new(desk, OtherLanguage);
        body = new() { ColumnDefinitions = new("360,4,*,4,430") };
        Put(new Border { Background = Look.Brush("surface"), Child = layers }, 0);
        Put(new GridSplitter { Background = Look.Brush("line"), Focusable = false }, 1);
        Put(map, 2);
        Put(new GridSplitter { Background = Look.Brush("line"), Focusable = false }, 3);
        Put(new Border { Background = Look.Brush("surface"), Child = side }, 4);
        all = new() { Background = Look.Brush("ground") };
        DockPanel.SetDock(header, Dock.Top);
        all.Children.AddRange([header, body]);
        Content = new Panel { Children = { all, signIn } };
        AutomationProperties.SetName(this, desk.Words["house.product"]);
        if (desk.Me is not null) _ = side.BeginAsync();
        Refresh();
        // What had the focus is no longer there.
        if (!desk.IsLocked) Dispatcher.UIThread.Post(() => desk.Surface.Control.Focus(NavigationMethod.Tab), DispatcherPriority.Background);
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

    private void OtherLanguage() => desk.Words.Speak(desk.Words.Tongue == Tongue.En ? Tongue.Cy : Tongue.En);

    private void OnKey(object? sender, KeyEventArgs e)
    {
        var isOnMap = desk.Surface.Control.IsKeyboardFocusWithin;
        foreach (var shortcut in Shortcut.All)
        {
            if ((shortcut.OnlyOnMap && !isOnMap) || !Keys.Match(e, shortcut.Keys)) continue;
            if (desk.IsLocked && shortcut.Command != MapCommand.OtherLanguage) return;
            e.Handled = true;
            Do(shortcut.Command);
            return;
        }

        if (desk.IsLocked) return;
        if (e.Key == Key.Escape && (map.EndDoing() || side.Back()))
        {
            e.Handled = true;
            return;
        }

        if (!isOnMap) return;
        if (e.Key is Key.OemPlus or Key.Add) Do(MapCommand.ZoomIn);
        else if (e.Key is Key.OemMinus or Key.Subtract) Do(MapCommand.ZoomOut);
        else return;
        e.Handled = true;
    }

    private void Do(MapCommand command)
    {
        var surface = desk.Surface;
        var isPresenting = desk.Workspace.IsPresenting;
        switch (command)
        {
            case MapCommand.NextPane: NextPane(); break;
            case MapCommand.ZoomIn: surface.Zoom(1); break;
            case MapCommand.ZoomOut: surface.Zoom(-1); break;
            case MapCommand.WholeArea: desk.WholeArea(); break;
            case MapCommand.MoveUp: surface.Pan(0, -PanPart); break;
            case MapCommand.MoveDown: surface.Pan(0, PanPart); break;
            case MapCommand.MoveLeft: surface.Pan(-PanPart, 0); break;
            case MapCommand.MoveRight: surface.Pan(PanPart, 0); break;
            case MapCommand.PickMiddle: surface.PointMiddle(); break;
            case MapCommand.TimeBack: desk.Workspace.Slider.Move(-1); break;
            case MapCommand.TimeForward: desk.Workspace.Slider.Move(1); break;
            case MapCommand.PlayTime: map.Time.Play(); break;
            case MapCommand.DrawArea: map.DrawArea(); break;
            case MapCommand.LogIncident when desk.May("record_incidents") && !isPresenting: new LogForm(desk, side).Begin(map); break;
            case MapCommand.Print: desk.Print(); break;
            case MapCommand.SavePicture: _ = desk.SavePictureAsync(this); break;
            case MapCommand.Present: Present(); break;
            case MapCommand.OtherLanguage: OtherLanguage(); break;
            case MapCommand.Refresh: _ = desk.ReadAsync(); break;
            case MapCommand.Help: side.Open(desk.Words["map_command.help"], Look.Facts(Shortcut.All.Select(each => (each.Keys, desk.Words[each.TextKey])))); break;
        }
    }

    private void Present()
    {
        if (!desk.Workspace.IsPresenting)
        {
            map.Compare(false);
            desk.Workspace.Present();
            return;
        }

        var words = desk.Words;
        TextBox password = new() { PasswordChar = '●' };
        TextBox code = new();
        StackPanel faults = new();
        side.Open(words["access.again_title"], Look.Column(
            Look.Text(words["desktop.leave_means"]), faults, Look.Field(words["access.password"], password),
            desk.Me?.SecondFactor == true ? Look.Field(words["access.code_next"], code) : null,
            Look.Submit(words["desktop.leave"], async () =>
            {
                faults.Children.Clear();
                try
                {
                    if (desk.Client is not { } client) throw new UnreachableException("Nobody is signed in.");
                    await desk.Workspace.EndPresentationAsync(client, password.Text ?? "", string.IsNullOrWhiteSpace(code.Text) ? null : code.Text.Trim(), desk.Ending);
                    side.Back();
                }
                catch (ApiProblemException problem)
                {
                    faults.Children.Add(Look.Fault(problem.Message));
                }
                catch (UnreachableException)
                {
                    faults.Children.Add(Look.Fault(words["house.unreachable"]));
                }
            })));
        Dispatcher.UIThread.Post(() => password.Focus(), DispatcherPriority.Background);
    }

    private void NextPane()
    {
        Control[] panes = [layers, map, side];
        var next = panes[(Array.FindIndex(panes, pane => pane.IsKeyboardFocusWithin) + 1) % panes.Length];
        if (next == map) desk.Surface.Control.Focus(NavigationMethod.Tab);
        else if (next == side) side.First?.Focus(NavigationMethod.Tab);
        else Keys.FirstIn(next)?.Focus(NavigationMethod.Tab);
    }
}
