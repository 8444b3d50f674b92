using SpacesPlaces.MapClient.Analyses;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Print;
using SpacesPlaces.MapClient.Spaces;

namespace SpacesPlaces.MapClient;

/// <content>How what was received becomes layers, and what stands around them.</content>
public sealed partial class Workspace
{
    private void DescribeAll()
    {
        foreach (var layer in data.Describe(Grid, Words)) Layers.Put(layer, data.BeginsOn(layer.Id));
        DescribeAnalysis();
        DescribeSafety();
        DescribeIncidents();
    }

    private void DescribeSafety()
    {
        if (safety is not null) Layers.Put(SafetyLayer.Describe(safety, Grid, Words));
        else Layers.Remove(SafetyLayer.Id);
    }

    private void DescribeAnalysis()
    {
        if (data.Analysis is { } analysis) Layers.Put(AnalysisLayer.Describe(analysis, Words));
        else Layers.Remove(AnalysisLayer.Id);
    }

    private void DescribeIncidents()
    {
        if (data.Me?.Permissions.Contains("see_incidents") != true) return;
        Layers.Put(incidentLayer.Describe(Incidents, rows, surface.View, Caption(), Words));
    }

    // Every number with what it is of: how many, which days, what is not on the map, and the effort of the same days.
    private string Caption()
    {
        List<string> parts = [Words.Count("desktop.incidents_shown", rows.Length), Filter.Told(Words)];
        if (Incidents.Placeless > 0) parts.Add(Words.Count("desktop.placeless", Incidents.Placeless));
        if (data.Sessions is { } sessions)
        {
            var there = sessions.Where(session => Filter.Window.CanHold(session.StartedAt, session.StartedAt)).ToList();
            parts.Add(Words.Say("analyses.outreach_is", ("sessions", Words.Number(there.Count)),
                ("hours", Words.Number(there.Sum(session => (session.EndedAt - session.StartedAt).TotalHours), 1))));
        }

        return string.Join("; ", parts);
    }

    private void Draw()
    {
        surface.Show(Drawn);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private PrintMarking Marking()
    {
        var me = data.Me ?? throw new InvalidOperationException("Nobody is signed in.");
        var partnership = Words.Name(me.Partnership.NameEn, me.Partnership.NameCy) ?? "";
        var sources = StaleSince is { } since ? Words.Say("desktop.stale", ("moment", Words.Moment(since))) : Words["desktop.sources_own"];
        return new(partnership, me.Partnership.IsDemonstration, me.User, clock.GetUtcNow(), Filter.Told(Words), sources);
    }
}
