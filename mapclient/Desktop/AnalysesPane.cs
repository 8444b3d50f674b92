using Avalonia.Automation;
using Avalonia.Controls;
using Avalonia.Threading;
using SpacesPlaces.Contracts;
using SpacesPlaces.MapClient.Analyses;
using SpacesPlaces.MapClient.Http;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>Analyses: choosing one to be shown, asking for a new one over the days and types that the filter shows, and following it.</summary>
internal sealed class AnalysesPane : UserControl
{
    private readonly Desk desk;
    private readonly ComboBox made = new() { HorizontalAlignment = Avalonia.Layout.HorizontalAlignment.Stretch };
    private readonly ContentControl ask = new();
    private readonly ContentControl result = new();
    private readonly ProgressBar bar = new() { Minimum = 0, Maximum = 1, MinHeight = 10 };
    private readonly TextBlock step = Look.Text("");
    private readonly StackPanel running;
    private IReadOnlyList<AnalysisSummary> analyses = [];
    private static readonly double[] CellSizes = [100, 250, 500, 1000];
    private double cellMetres = 500;
    private AnalysisRun? run;
    private AnalysisView? told;

    public AnalysesPane(Desk desk)
    {
        this.desk = desk;
        var words = desk.Words;
        made.Named(words["desktop.choose_analysis"]);
        made.PlaceholderText = words["house.choose"];
        made.SelectionChanged += (_, _) =>
        {
            if (made.SelectedIndex >= 0 && analyses[made.SelectedIndex].Id != told?.Id) _ = ShowAsync(analyses[made.SelectedIndex].Id);
        };
        bar.Named(words["house.job_progress"]);
        AutomationProperties.SetLiveSetting(step, AutomationLiveSetting.Polite);
        running = Look.Column(step, bar, Look.Button(words["house.cancel"], () => run?.StopAsync(desk.Ending) ?? Task.CompletedTask));
        running.IsVisible = false;
        Content = Look.Scroll(Look.Column(
            Look.Heading(words["analyses.title"]), Look.Field(words["desktop.choose_analysis"], made),
            Look.Button(words["desktop.no_analysis"], () =>
            {
                made.SelectedIndex = -1;
                desk.Workspace.Show((AnalysisView?)null);
            }), result, ask, running));
    }

    public async Task ReadAsync()
    {
        if (!desk.May("see_analyses") || await desk.AskAsync((client, stop) => client.AnalysesAsync(stop)) is not { } found) return;
        analyses = found;
        made.ItemsSource = found.Select(each => $"{desk.Words[$"analyses.method_{each.Kind}"]}, {desk.Words.Period(each.From, each.To)}{(each.TooFew ? $" ({desk.Words["analyses.too_few_short"]})" : "")}").ToList();
    }

    public void Refresh()
    {
        if (desk.May("run_analyses") && ask.Content is null) ask.Content = Ask();
        var analysis = desk.Workspace.Data.Analysis;
        if (ReferenceEquals(analysis, told)) return;
        told = analysis;
        result.Content = analysis is null ? null : Told(analysis);
        made.SelectedIndex = analyses.ToList().FindIndex(each => each.Id == analysis?.Id);
    }

    private StackPanel Told(AnalysisView analysis)
    {
        var words = desk.Words;
        var layer = AnalysisLayer.Describe(analysis, words);
        return Look.Column(
        [
            Look.Heading(words[$"analyses.method_{analysis.Kind}"], 3), Look.Text(layer.Caption ?? ""),
            analysis.TooFew ? Look.Notice(Look.Text(words["analyses.too_few_next"])) : null,
            analysis.Result is HoursResult hours ? HourGrid.Of(hours, words) : null,
            analysis.Result is CellsResult or ScanResult or LivesResult or EffortAreasResult ? Look.Text(words["desktop.on_map_and_list"], soft: true) : null,
        ]);
    }

    private StackPanel Ask()
    {
        var words = desk.Words;
        return Look.Column(
            Look.Heading(words["analyses.new"], 3), Look.Text(words["desktop.asks_filter"], soft: true),
            Look.Field(words["analyses.p_cellMetres"], Look.Choice(CellSizes, words.Distance, cellMetres, each => cellMetres = each), hint: words["analyses.p_cellMetres_hint"]),
            Look.Flow(
                Question("kernel_density", () => new KernelDensityMethod(cellMetres)), Question("hot_cells", () => new HotCellsMethod(cellMetres)), Question("hour_matrix", () => new HourMatrixMethod())));
    }

    private Button Question(string kind, Func<AnalysisMethod> method) =>
        Look.Button(desk.Words[$"analyses.ask_{kind}"], () => RunAsync(method())).Tip(desk.Words[$"analyses.method_{kind}"]);

    private async Task RunAsync(AnalysisMethod method)
    {
        if (desk.Client is not { } client || run?.IsRunning == true) return;
        var filter = desk.Workspace.Filter;
        run = new(client, desk.Connection, desk.Words);
        run.Changed += (_, _) => Dispatcher.UIThread.Post(Say);
        try
        {
            var end = await run.AskAsync(
                new NewAnalysis(AnalysisSubject.Harm, filter.Window.From, filter.Window.To, method, filter.HarmTypes?.ToList(), filter.Sources?.ToList(), filter.Agencies?.ToList()), desk.Ending);
            if (end.State != JobState.Succeeded) return;
            await ReadAsync();
            await ShowAsync(end.Id);
        }
        catch (ApiProblemException problem)
        {
            desk.Say(problem.Message);
        }
        catch (OperationCanceledException)
        {
            // The program ends; the office goes on.
        }
    }

    private void Say()
    {
        running.IsVisible = run?.Job is not null && (run.IsRunning || run.Job.State is JobState.Failed or JobState.Cancelled);
        bar.Value = run?.Job?.Fraction ?? 0;
        bar.IsVisible = run?.IsRunning == true;
        running.Children[^1].IsVisible = run?.IsRunning == true;
        step.Text = run?.Told ?? "";
    }

    private async Task ShowAsync(Guid id)
    {
        if (await desk.AskAsync((client, stop) => client.AnalysisAsync(id, stop)) is { } analysis) desk.Workspace.Show(analysis);
    }
}
