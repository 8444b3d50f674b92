using Avalonia.Controls;
using SpacesPlaces.MapClient.Incidents;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>Which incidents are shown, and ways to keep such a choice. An empty choice means all.</summary>
internal sealed class FilterPane : UserControl
{
    private readonly Workspace workspace;
    private readonly TextBlock told = Look.Text("", soft: true);

    public FilterPane(Workspace workspace)
    {
        this.workspace = workspace;
        workspace.Changed += (_, _) => told.Text = workspace.Filter.Told(workspace.Words);
        Build();
    }

    private void Build()
    {
        var words = workspace.Words;
        told.Text = workspace.Filter.Told(words);
        Content = Look.Scroll(Look.Column(
            Look.Heading(words["house.filters_title"]), told,
            Look.Flow(
                Look.Button(words["house.clear_filters"], () =>
                {
                    workspace.Select(null);
                    workspace.Narrow(new(workspace.Slider.Window));
                    Build();
                }),
                Look.Button(words["desktop.save_view"], SaveAsync), Look.Button(words["desktop.open_view"], OpenAsync)),
            Choices("house.harm_types", workspace.Filter.HarmTypes, (filter, chosen) => filter with { HarmTypes = chosen }),
            Choices("house.kinds", workspace.Filter.Kinds, (filter, chosen) => filter with { Kinds = chosen }),
            Choices("incidents.agency", workspace.Filter.Agencies, (filter, chosen) => filter with { Agencies = chosen }),
            Choices("incidents.info_grade", workspace.Filter.Grades, (filter, chosen) => filter with { Grades = chosen }),
            Choices("incidents.source", workspace.Filter.Sources, (filter, chosen) => filter with { Sources = chosen })));
    }

    private Expander Choices<TWord>(string titleKey, IReadOnlySet<TWord>? now, Func<IncidentFilter, IReadOnlySet<TWord>?, IncidentFilter> narrow) where TWord : struct, Enum
    {
        var words = workspace.Words;
        HashSet<TWord> chosen = [.. now ?? new HashSet<TWord>()];
        StackPanel boxes = new();
        foreach (var word in Enum.GetValues<TWord>())
        {
            boxes.Children.Add(Look.Check(words.Word(word), chosen.Contains(word), on =>
            {
                if (on) chosen.Add(word);
                else chosen.Remove(word);
                workspace.Narrow(narrow(workspace.Filter, chosen.Count == 0 ? null : chosen.ToHashSet()));
            }));
        }

        return new Expander { Header = Look.Text(words[titleKey], bold: true), Content = boxes, IsExpanded = titleKey == "house.harm_types" || chosen.Count > 0, HorizontalAlignment = Avalonia.Layout.HorizontalAlignment.Stretch }
            .Named(words[titleKey]);
    }

    // A saved view holds settings and nothing that was seen, so it may lie wherever its owner puts it.
    private async Task SaveAsync()
    {
        if (TopLevel.GetTopLevel(this)?.StorageProvider is not { } files || await files.SaveFilePickerAsync(new() { SuggestedFileName = "spacesplaces-view.json", DefaultExtension = "json" }) is not { } file) return;
        await using var stream = await file.OpenWriteAsync();
        await using StreamWriter writer = new(stream);
        await writer.WriteAsync(workspace.Save().Write());
    }

    private async Task OpenAsync()
    {
        if (TopLevel.GetTopLevel(this)?.StorageProvider is not { } files || await files.OpenFilePickerAsync(new()) is not [var file]) return;
        await using var stream = await file.OpenReadAsync();
        using StreamReader reader = new(stream);
        if (SavedView.Read(await reader.ReadToEndAsync()) is not { } view)
        {
            told.Text = workspace.Words["desktop.view_wrong"];
            return;
        }

        workspace.Restore(view);
        Build();
    }
}
