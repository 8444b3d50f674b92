using Avalonia.Controls;
using Avalonia.Input;
using Avalonia.Threading;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.MapClient.Http;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Desktop;

/// <content>What keys and buttons do.</content>
internal sealed partial class MainWindow
{
    private const double PanPart = 0.2;

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
            case MapCommand.SavePicture: SavePicture(); break;
            case MapCommand.Present: Present(); break;
            case MapCommand.OtherLanguage: OtherLanguage(); break;
            case MapCommand.Refresh: _ = desk.ReadAsync(); break;
            case MapCommand.Help: side.Open(desk.Words["map_command.help"], Look.Facts(Shortcut.All.Select(each => (each.Keys, desk.Words[each.TextKey])))); break;
        }
    }

    // What goes wrong while a file is written reaches the window, which says so.
    private async void SavePicture() => await desk.SavePictureAsync(this);

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

    private Button Part(string key, int part) => Look.Button(desk.Words[key], () => Show(part));

    private void NextPane()
    {
        Control[] panes = [layers, map, side];
        var at = (Array.FindIndex(panes, pane => pane.IsKeyboardFocusWithin) + 1) % panes.Length;
        Show(at);
        var next = panes[at];
        // What was hidden takes the focus once it is laid out.
        Dispatcher.UIThread.Post(
            () => (next == map ? desk.Surface.Control : next == side ? side.First : Keys.FirstIn(next))?.Focus(NavigationMethod.Tab), DispatcherPriority.Background);
    }
}
