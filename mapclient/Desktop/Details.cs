using Avalonia.Controls;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Hotspots;
using SpacesPlaces.MapClient.Http;
using SpacesPlaces.MapClient.Incidents;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;
using SpacesPlaces.MapClient.Spaces;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>Everything that the reader may know of one thing on the map, each kind in its own way. While others look on: no more than the map says.</summary>
internal sealed class Details(Desk desk, SidePane side)
{
    public Task ShowAsync(Picked picked)
    {
        var data = desk.Workspace.Data;
        var words = desk.Words;
        var key = picked.Feature.Key;
        if (desk.Workspace.IsPresenting) Plain(picked);
        else if (picked.Layer == HotspotLayer.Id && data.Hotspots is { } list && HotspotLayer.Find(list, key) is { } hotspot) Hotspot(hotspot);
        else if (picked.Layer == SpaceLayer.Id && data.Spaces is not null && Guid.TryParse(key, out var space)) return SpaceAsync(space);
        else if (picked.Layer == AssessmentLayer.Id && data.Assessments?.FirstOrDefault(one => one.Id.ToString() == key) is { } assessed) return SpaceAsync(assessed.SpaceId);
        else if (picked.Layer == IncidentLayer.Id && Guid.TryParse(key, out var incident)) return IncidentAsync(incident);
        else if (key.StartsWith(IncidentLayer.SquareKey, StringComparison.Ordinal)) Square(picked);
        else Plain(picked);
        return Task.CompletedTask;

        void Plain(Picked thing) => side.Open(words[desk.Workspace.Layers.Find(thing.Layer)!.Layer.TitleKey], Look.Text(thing.Feature.Told));
    }

    private static Control List(IEnumerable<Fact> facts) => Look.Facts(facts.Select(fact => (fact.Term, fact.Value)));

    private void Hotspot(HotspotView hotspot)
    {
        var words = desk.Words;
        var title = hotspot.Class is { } found ? words.Word(found) : words.Word(hotspot.Band ?? ConcernBand.NoCurrentConcern);
        var mayOpen = hotspot.Number is not null && hotspot.Class != ClusterClass.ContextOnly && desk.May("see_incidents");
        side.Open(title, Look.Column(
            Look.Text(HotspotFacts.Told(hotspot, words)), List(HotspotFacts.Of(hotspot, words)),
            mayOpen ? Look.Button(words["desktop.records"], () => RecordsAsync(hotspot)) : null));
    }

    private async Task RecordsAsync(HotspotView hotspot)
    {
        var words = desk.Words;
        try
        {
            if (await desk.Connection.UntilAnsweredAsync(stop => new DrillDown(desk.Client!).ReadAsync(hotspot, stop), desk.Ending) is not { } found) return;
            side.Open(words["desktop.records"], Look.Column(
                Look.Text(words.Count("desktop.records_of", found.Records.Count, ("events", words.Count("desktop.events", hotspot.Events ?? 0)))),
                found.Agrees ? null : Look.Notice(Look.Text(words["desktop.records_differ"])),
                Lines(found.Records.OrderByDescending(record => record.OccurredFrom).Select(record => (IncidentFacts.Told(record, words), record.Id)))));
        }
        catch (ApiProblemException problem) when (problem.Code == ProblemCodes.PurposeNeeded.Code)
        {
            side.Open(words["access.purpose_title"], PurposeForm(() => RecordsAsync(hotspot)), isPassing: true);
        }
        catch (ApiProblemException problem)
        {
            desk.Say(problem.Message);
        }
    }

    /// <summary>What restricted data is needed for; goes on once it is said.</summary>
    private StackPanel PurposeForm(Func<Task> goOn)
    {
        var words = desk.Words;
        Purpose? purpose = null;
        TextBox reason = new() { MaxLength = 200 };
        StackPanel fault = new();
        return Look.Column(
            Look.Text(words["access.purpose_ask"]), fault,
            Look.Field(words["access.purpose_which"], Look.Choice<Purpose?>(Enum.GetValues<Purpose>().Select(each => (Purpose?)each), each => words.Word(each!.Value), null, each => purpose = each, words["house.choose"])),
            Look.Field(words["access.purpose_more"], reason, hint: words["access.purpose_more_hint"]),
            Look.Button(words["access.go_on"], async () =>
            {
                fault.Children.Clear();
                if (purpose is not { } why) fault.Children.Add(Look.Fault(words["access.purpose_missing"]));
                else if (await desk.AskAsync((client, stop) => client.StatePurposeAsync(why, string.IsNullOrWhiteSpace(reason.Text) ? null : reason.Text.Trim(), stop)) is not null) await goOn();
            }, main: true));
    }

    private async Task SpaceAsync(Guid id)
    {
        var words = desk.Words;
        if (desk.Client is not { } client) return;
        SpacePanel panel = new(client, words);
        if (await desk.AskAsync(async (_, stop) =>
        {
            await panel.ReadAsync(id, desk.May("see_assessments"), stop);
            return panel;
        }) is null || panel.File is null) return;
        Show();

        void Show() => side.Open(SpaceLayer.NameOf(panel.File!.Space, words), Look.Column(
        [
            List(panel.Facts),
            panel.Assessments.Count > 0 ? Look.Heading(words["rooms.assessments"], 3) : null,
            .. panel.Assessments.Select(assessment => Look.Column(
                Look.Text(SpacePanel.Told(assessment, words)), Look.Button(words["safety_map.title"], () => SafetyAsync(panel.File.Space, assessment.Id)))),
            Look.Heading(words["desktop.timeline"], 3),
            .. panel.Timeline.Select(line => Look.Column(
                Look.Text($"{line.When} {line.What}".Trim(), bold: true), line.Told.Length > 0 ? Look.Text(line.Told) : null, line.Text is { } text ? Look.Text(text, soft: true) : null)),
            panel.HasMore ? Look.Button(words["house.more"], async () =>
            {
                if (await desk.AskAsync(async (_, stop) =>
                {
                    await panel.MoreAsync(stop);
                    return panel;
                }) is not null) Show();
            }) : null,
        ]));
    }

    private async Task SafetyAsync(SpaceView space, Guid assessment)
    {
        var (words, workspace) = (desk.Words, desk.Workspace);
        if (await desk.AskAsync((client, stop) => client.SafetyMapsAsync(assessment, stop)) is not { } file) return;
        IEnumerable<Control> parts = file.Grid is not { } squares || file.Maps.Count == 0 ? [Look.Text(words["safety_map.none"])] : file.Maps.Select(map => Look.Column(
            Look.Heading(SafetyLayer.TitleOf(map, words), 3), Look.Text(SafetyLayer.CountOf(map, words)),
            map.Maps is null ? null : Look.Button(words["desktop.show_on_map"], () =>
            {
                workspace.Show(new SafetyShown(space, squares, file.Least, map));
                if (space.Shape is not { } area) return;
                var box = area.Shape.EnvelopeInternal.Copy();
                box.ExpandBy(box.Width * 0.15, box.Height * 0.15);
                desk.Surface.GoTo(box);
            })));
        side.Open(words["safety_map.title"], Look.Column(
        [
            Look.Text(SpaceLayer.NameOf(space, words), bold: true), Look.Text(words.Say("safety_map.means", ("n", Words.Number(file.Least))), soft: true), .. parts,
            Look.Button(words["desktop.no_analysis"], () => workspace.Show((SafetyShown?)null)), Look.Button(words["desktop.to_space"], () => SpaceAsync(space.Id)),
        ]));
    }

    private async Task IncidentAsync(Guid id)
    {
        if (await desk.AskAsync((client, stop) => client.IncidentAsync(id, stop)) is { } incident)
            side.Open(desk.Words.Word(incident.Kind), List(IncidentFacts.Of(incident, desk.Words)));
    }

    private void Square(Picked picked)
    {
        var workspace = desk.Workspace;
        const int most = 100;
        var rows = IncidentLayer.RowsIn(workspace.Incidents, workspace.Rows, picked.Feature.Key);
        side.Open(picked.Feature.Told, Look.Column(
            rows.Count > most ? Look.Text(desk.Words.Say("desktop.newest_of", ("shown", Words.Number(most)), ("all", Words.Number(rows.Count))), soft: true) : null,
            Lines(rows.Take(most).Select(row => (IncidentLayer.Told(workspace.Incidents, row, desk.Words), workspace.Incidents.Id(row))))));
    }

    private StackPanel Lines(IEnumerable<(string Told, Guid Id)> lines)
    {
        StackPanel all = new() { Spacing = 6 };
        foreach (var (told, id) in lines)
        {
            var line = Look.Button(told, () => IncidentAsync(id));
            line.HorizontalAlignment = Avalonia.Layout.HorizontalAlignment.Stretch;
            line.HorizontalContentAlignment = Avalonia.Layout.HorizontalAlignment.Left;
            ((TextBlock)line.Content!).TextAlignment = Avalonia.Media.TextAlignment.Left;
            all.Children.Add(line);
        }

        return all;
    }
}
