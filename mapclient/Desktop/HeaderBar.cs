using Avalonia;
using Avalonia.Automation;
using Avalonia.Controls;
using Avalonia.Layout;
using Avalonia.Media;
using SpacesPlaces.MapClient.Http;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>Product, partnership, the mark of a demonstration, what can be done, who is there; and below it how things stand with the service.</summary>
internal sealed class HeaderBar : UserControl
{
    private readonly Desk desk;
    private readonly TextBlock partnership = Pale("");
    private readonly TextBlock who = Pale("");
    private readonly Border demonstration;
    private readonly Button present;
    private readonly Button log;
    private readonly Button signOut;
    private readonly StackPanel banners = new();
    private readonly Action<bool> narrow;
    private string said = "";

    public HeaderBar(Desk desk, Action<MapCommand> act)
    {
        this.desk = desk;
        var words = desk.Words;
        var product = Pale(words["house.product"], bold: true);
        (product.FontSize, partnership.FontWeight) = (20, FontWeight.Bold);
        demonstration = new Border
        {
            Background = Look.Brush("surface"),
            Padding = new Thickness(8, 2),
            VerticalAlignment = VerticalAlignment.Center,
            Child = new TextBlock { Text = words["house.demonstration"], FontWeight = FontWeight.Bold, Foreground = Look.Brush("ink") },
        };
        demonstration.Tip(words["house.demonstration_means"]).Named($"{words["house.demonstration"]}. {words["house.demonstration_means"]}");
        Button Of(MapCommand command, string key)
        {
            var shortcut = Shortcut.All.First(each => each.Command == command);
            return Look.Button(words[key], () => act(command)).Tip($"{words[shortcut.TextKey]} ({shortcut.Keys})");
        }

        present = Of(MapCommand.Present, "desktop.present");
        log = Of(MapCommand.LogIncident, "incidents.log_short");
        signOut = Look.Button(words["access.sign_out"], desk.SignOutAsync);
        var left = Look.Row(product, partnership, demonstration);
        var right = Look.Flow(log, Of(MapCommand.Print, "desktop.print"), Of(MapCommand.SavePicture, "desktop.picture"), present, Of(MapCommand.Refresh, "desktop.refresh"), Of(MapCommand.Help, "desktop.keys"), Of(MapCommand.OtherLanguage, "house.other_language"), who, signOut);
        (left.Spacing, left.Margin, right.Margin) = (16, new Thickness(16, 0), new Thickness(8));
        DockPanel bar = new() { Background = Look.Brush("header") };
        narrow = isNarrow =>
        {
            DockPanel.SetDock(left, isNarrow ? Dock.Top : Dock.Left);
            left.Margin = isNarrow ? new Thickness(8, 6, 8, 0) : new Thickness(16, 0);
        };
        narrow(false);
        right.HorizontalAlignment = HorizontalAlignment.Right;
        bar.Children.AddRange([left, right]);
        Content = new StackPanel { Children = { bar, banners } };
        AutomationProperties.SetLiveSetting(banners, AutomationLiveSetting.Polite);
    }

    /// <summary>Puts the buttons below the name of the product where they do not fit beside it.</summary>
    public void Narrow(bool isNarrow) => narrow(isNarrow);

    public void Refresh()
    {
        var words = desk.Words;
        var me = desk.Me;
        var isPresenting = desk.Workspace.IsPresenting;
        partnership.Text = me is null ? "" : words.Name(me.Partnership.NameEn, me.Partnership.NameCy);
        demonstration.IsVisible = me?.Partnership.IsDemonstration == true;
        who.Text = me is null ? "" : $"{me.User} ({words.Word(me.Role)})";
        ((TextBlock)present.Content!).Text = words[isPresenting ? "desktop.leave" : "desktop.present"];
        log.IsVisible = desk.May("record_incidents") && !isPresenting;
        signOut.IsVisible = !isPresenting;
        List<string> lines = [];
        if (desk.Connection is { State: ConnectionState.Broken, BrokenSince: { } since }) lines.Add(words.Say("desktop.broken", ("moment", words.Moment(since))));
        if (desk.Workspace.StaleSince is { } kept) lines.Add(words.Say("desktop.stale", ("moment", words.Moment(kept))));
        if (desk.Reading is { } done) lines.Add(words.Say("desktop.reading", ("part", Language.Words.Number(done * 100))));
        if (desk.Fault is { } fault) lines.Add(fault);
        var all = string.Join('\n', lines) + isPresenting;
        if (all == said) return;
        said = all;
        banners.Children.Clear();
        foreach (var line in lines) banners.Children.Add(Look.Notice(line == desk.Fault ? WithClose(line) : Look.Text(line)));
        if (isPresenting)
        {
            banners.Children.Add(new Border
            {
                Background = Look.Brush("ink"),
                Padding = new Thickness(16, 10),
                Child = new TextBlock { Text = words["desktop.presenting"], FontSize = 24, FontWeight = FontWeight.Bold, Foreground = Look.Brush("surface"), TextAlignment = TextAlignment.Center },
            });
        }
    }

    private DockPanel WithClose(string line)
    {
        var close = Look.Button(desk.Words["house.close"], () => desk.Say(null));
        DockPanel.SetDock(close, Dock.Right);
        var text = Look.Text(line);
        text.VerticalAlignment = VerticalAlignment.Center;
        return new DockPanel { Children = { close, text } };
    }

    private static TextBlock Pale(string text, bool bold = false) => new() { Text = text, Foreground = Look.Brush("header-ink"), VerticalAlignment = VerticalAlignment.Center, FontWeight = bold ? FontWeight.Bold : FontWeight.Normal };
}
