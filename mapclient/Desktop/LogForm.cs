using Avalonia.Automation;
using Avalonia.Controls;
using Avalonia.Input;
using Avalonia.Threading;
using Avalonia.VisualTree;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Http;
using SpacesPlaces.MapClient.Incidents;
using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>Writes down an incident at a point of the map. Its rules are Core's; what is missing is said at the top and at its field.</summary>
internal sealed class LogForm
{
    private readonly Desk desk;
    private readonly SidePane side;
    // Somebody who points at a screen means a few pixels.
    private const double PointingPixels = 6;
    private readonly TextBox day = new() { MaxLength = 10, Width = 140, Watermark = "6/3/2026" };
    private readonly TextBox hour = new() { MaxLength = 5, Width = 140, Watermark = "21:30" };
    private readonly TextBox lastDay = new() { MaxLength = 10, Width = 140 };
    private readonly TextBox lastHour = new() { MaxLength = 5, Width = 140 };
    private readonly TextBox unknown = new() { MaxLength = 3, Text = "0" };
    private readonly TextBox narrative = new() { AcceptsReturn = true, MinHeight = 120, TextWrapping = Avalonia.Media.TextWrapping.Wrap, VerticalContentAlignment = Avalonia.Layout.VerticalAlignment.Top };
    private readonly TextBox reason = new() { MaxLength = 500 };
    private readonly List<(TextBox Token, Agency? Holder, AgeBand? Age)> children = [];
    private readonly StackPanel wording = new() { Spacing = 6 };
    private string? reasonFault;
    private IncidentDraft draft = null!;
    private MapPane map = null!;

    public LogForm(Desk desk, SidePane side)
    {
        (this.desk, this.side) = (desk, side);
        narrative.TextChanged += (_, _) => SayWording();
        AutomationProperties.SetLiveSetting(wording, AutomationLiveSetting.Polite);
    }

    /// <summary>Asks for the point, then for the rest.</summary>
    public void Begin(MapPane on)
    {
        map = on;
        map.ChoosePoint(desk.Words["desktop.log_point"], at =>
        {
            draft = draft is null ? new(at, Accuracy) : draft.MovedTo(at, Accuracy);
            desk.Surface.Mark(new NetTopologySuite.Geometries.Point(at.Lon, at.Lat));
            Show([], null);
        });
    }

    private double Accuracy => PointingPixels * desk.Surface.View.MetresPerPixel;

    private void Show(List<DraftFault> faults, string? refused)
    {
        var words = desk.Words;
        // The fields keep what was typed and move to the new form.
        foreach (var field in children.Select(child => child.Token).Concat([day, hour, lastDay, lastHour, unknown, narrative, reason])) (field.Parent as Panel)?.Children.Remove(field);
        (wording.Parent as Panel)?.Children.Remove(wording);
        string? Of(string field) => faults.FirstOrDefault(fault => fault.Field == field) is { } fault ? words[fault.TextKey] : null;
        Control Pick<T>(string key, string field, T? now, Action<T?> set) where T : struct, Enum => Look.Field(words[key],
            Look.Choice<T?>(Enum.GetValues<T>().Select(each => (T?)each), each => words.Word(each!.Value), now, set, words["house.choose"]), Of(field));
        var where = GridReference.Of(desk.Workspace.Grid.FromLonLat(draft.At.Lon, draft.At.Lat), 10).ToString();
        StackPanel harm = new();
        foreach (var type in Enum.GetValues<HarmType>())
            harm.Children.Add(Look.Check(words.Word(type), draft.HarmTypes.Contains(type), on => _ = on ? draft.HarmTypes.Add(type) : draft.HarmTypes.Remove(type)));
        var summary = Look.Column([.. faults.Select(fault => words[fault.TextKey]).Append(refused).OfType<string>().Distinct().Select(Look.Fault)]);
        reasonFault = Of(nameof(IncidentDraft.LanguageReason));
        SayWording();
        var form = Look.Column(
            faults.Count > 0 || refused is not null ? Look.Heading(words["house.errors_title"], 3) : null, summary,
            Look.Facts([(words["incidents.where"], where)]), Look.Button(words["desktop.other_point"], () => Begin(map)),
            Pick<IncidentKind>("incidents.kind", nameof(IncidentDraft.Kind), draft.Kind, kind =>
            {
                if (draft.Kind == kind) return;
                draft.Kind = kind;
                Again();
            }),
            Look.Field(words["incidents.harm"], harm, Of(nameof(IncidentDraft.HarmTypes)), words["incidents.harm_hint"]),
            Pick<ContextLevel>("incidents.context_level", nameof(IncidentDraft.Context), draft.Context, level => draft.Context = level),
            Look.Heading(words["incidents.when"], 3),
            Look.Flow(Look.Field(words["desktop.first_day"], day, Of(nameof(IncidentDraft.From))), Look.Field(words["desktop.first_hour"], hour)),
            Look.Flow(Look.Field(words["desktop.last_day"], lastDay, Of(nameof(IncidentDraft.To))), Look.Field(words["desktop.last_hour"], lastHour)),
            Pick<TimeConfidence>("incidents.time_confidence", nameof(IncidentDraft.Confidence), draft.Confidence, sure => draft.Confidence = sure),
            draft.Kind == IncidentKind.Harm ? Children(Of) : null,
            Pick<SourceKind>("incidents.source", nameof(IncidentDraft.Source), draft.Source, source => draft.Source = source),
            Pick<InfoGrade>("incidents.info_grade", nameof(IncidentDraft.Grade), draft.Grade, grade => draft.Grade = grade),
            Look.Field(words["incidents.narrative_label"], narrative, Of(nameof(IncidentDraft.Narrative)), words["desktop.no_names"]), wording,
            Look.Button(words["incidents.send"], SendAsync, main: true));
        form.Spacing = 14;
        side.Open(words["incidents.log_title"], form, isPassing: true);
    }

    private StackPanel Children(Func<string, string?> fault)
    {
        var words = desk.Words;
        StackPanel all = Look.Column(Look.Heading(words["incidents.children_title"], 3), fault(nameof(IncidentDraft.Children)) is { } wrong ? Look.Fault(wrong) : null);
        for (var at = 0; at < children.Count; at++)
        {
            var child = at;
            var number = ("n", Language.Words.Number(at + 1));
            all.Children.Add(Look.Column(
                Look.Text(words.Say("incidents.child", number), bold: true), Look.Field(words["incidents.token"], children[at].Token, hint: words["incidents.token_hint"]),
                Look.Field(words["incidents.holder"], Look.Choice<Agency?>(Enum.GetValues<Agency>().Select(each => (Agency?)each), each => words.Word(each!.Value), children[at].Holder, each => children[child] = children[child] with { Holder = each }, words["house.choose"])),
                Look.Field(words["incidents.age"], Look.Choice<AgeBand?>(Enum.GetValues<AgeBand>().Select(each => (AgeBand?)each), each => words.Word(each!.Value), children[at].Age, each => children[child] = children[child] with { Age = each }, words["house.choose"])),
                Look.Button(words.Say("incidents.child_remove", number), () =>
                {
                    children.RemoveAt(child);
                    Again();
                })));
        }

        all.Children.Add(Look.Button(words["incidents.child_add"], () =>
        {
            children.Add((new TextBox { MaxLength = 20 }, null, null));
            Again();
        }));
        all.Children.Add(Look.Field(words["incidents.unknown"], unknown, fault(nameof(IncidentDraft.ChildrenUnknown)), words["incidents.unknown_hint"]));
        return all;
    }

    // The form is made anew, and whoever types stays where they were.
    private void Again() => Dispatcher.UIThread.Post(() =>
    {
        var name = TopLevel.GetTopLevel(side)?.FocusManager?.GetFocusedElement() is Control focused ? AutomationProperties.GetName(focused) : null;
        Show([], null);
        Dispatcher.UIThread.Post(
            () => side.GetVisualDescendants().OfType<Control>().FirstOrDefault(each => each.Focusable && name is not null && AutomationProperties.GetName(each) == name)?.Focus(NavigationMethod.Tab),
            DispatcherPriority.Background);
    });

    private void SayWording()
    {
        draft.Narrative = narrative.Text ?? "";
        wording.Children.Clear();
        (reason.Parent as Panel)?.Children.Remove(reason);
        foreach (var finding in draft.Findings) wording.Children.Add(Look.Notice(Look.Text($"“{narrative.Text?.Substring(finding.Start, finding.Length)}”: {desk.Words["language.reword"]}")));
        if (draft.Findings.Any(finding => finding.Level == Geodata.Language.LanguageLevel.Challenge)) wording.Children.Add(Look.Field(desk.Words["language.reason"], reason, reasonFault));
    }

    private async Task SendAsync()
    {
        List<DraftFault> faults = [];
        draft.From = Instant(day, hour, nameof(IncidentDraft.From), faults);
        draft.To = string.IsNullOrWhiteSpace(lastDay.Text) ? null : Instant(lastDay, lastHour, nameof(IncidentDraft.To), faults);
        draft.ChildrenUnknown = int.TryParse(unknown.Text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var more) ? more : -1;
        draft.LanguageReason = reason.Text ?? "";
        draft.Children.Clear();
        foreach (var (token, holder, age) in children)
        {
            if (holder is not { } who) faults.Add(new(nameof(IncidentDraft.Children), "incidents.holder_missing"));
            else if (age is not { } band) faults.Add(new(nameof(IncidentDraft.Children), "incidents.age_missing"));
            else draft.Children.Add(new(token.Text?.Trim() ?? "", who, band));
        }

        faults.AddRange(draft.Faults(DateTimeOffset.UtcNow).Where(fault => faults.All(known => known.Field != fault.Field)));
        if (faults.Count > 0 || desk.Client is not { } client)
        {
            Show(faults, faults.Count > 0 ? null : desk.Words["house.unreachable"]);
            return;
        }

        try
        {
            var receipt = await client.RecordAsync(draft.Id, draft.AsIncident(desk.Words.Tongue), desk.Ending);
            side.Open(desk.Words["incidents.sent_title"], Look.Column(
                Look.Facts([(desk.Words["incidents.sent_reference"], receipt.Id.ToString())]), Look.Text(desk.Words.Say("incidents.sent_at", ("moment", desk.Words.Moment(receipt.ReceivedAt))))));
            await desk.ReadAsync();
        }
        catch (ApiProblemException problem)
        {
            Show([], problem.Message);
        }
        catch (UnreachableException)
        {
            // The record has its id already: sent again it arrives once.
            Show([], desk.Words["desktop.not_sent"]);
        }
    }

    private static DateTimeOffset? Instant(TextBox day, TextBox hour, string field, List<DraftFault> faults)
    {
        if (string.IsNullOrWhiteSpace(day.Text)) return null;
        if (WallClock.TryRead(day.Text, hour.Text, out var at)) return at;
        faults.Add(new(field, "desktop.day_wrong"));
        return null;
    }
}
