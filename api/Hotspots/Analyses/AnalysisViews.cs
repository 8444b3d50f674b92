using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Hotspots.Analyses;

/// <summary>Analyses as a reader may see them.</summary>
internal static class AnalysisViews
{
    /// <summary>
    /// The analysis as it is for one reader. A stored result may count records that the reader must not know of: such a reader gets it
    /// made anew over the records that they may know, with the same seed.
    /// </summary>
    public static async Task<AnalysisView> ForAsync(
        StoredAnalysis analysis, Actor actor, SpacesContext context, AnalysisRun analyses, IGridTransform grid, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<NewAnalysis>(analysis.Request, WireJson.Options)!;
        var sight = Sights.OfHotspots(actor.Role);
        if (analysis.Subject == AnalysisSubject.Context
            || (!actor.HidesRecords && await ComputedHotspots.SeesAllAgenciesAsync(actor.Identity, context, cancel)))
        {
            return View(analysis, asked, sight, grid,
                JsonSerializer.Deserialize<AnalysisFacts>(analysis.Facts, WireJson.Options)!, Convert.ToHexStringLower(analysis.InputDigest),
                analysis.Result is null ? null : JsonSerializer.Deserialize<AnalysisResult>(analysis.Result, WireJson.Options), analysis.Caveats);
        }

        var again = asked with { Seed = analysis.Seed is null ? null : unchecked((long)ulong.Parse(analysis.Seed, System.Globalization.CultureInfo.InvariantCulture)) };
        var answer = await analyses.AnswerAsync(
            again, (NpgsqlConnection)context.Database.GetDbConnection(), actor.Identity, analysis.CreatedAt, (_, _) => { }, cancel);
        return View(analysis, asked, sight, grid, answer.Facts, Convert.ToHexStringLower(answer.InputDigest), answer.Outcome.Result, answer.Caveats);
    }

    private static AnalysisView View(
        StoredAnalysis analysis, NewAnalysis asked, HotspotSight sight, IGridTransform grid, AnalysisFacts facts, string digest, AnalysisResult? result,
        IReadOnlyList<string> caveats)
    {
        var everything = sight == HotspotSight.Everything || analysis.Subject == AnalysisSubject.Context;
        return new(
            analysis.Id, asked, analysis.Kind, analysis.Method, analysis.MethodVersion, analysis.Seed, everything ? digest : null,
            everything ? facts : PanelSight.Of(facts), result is null,
            everything || !PanelSight.IsTooFine(result) ? caveats : [.. caveats, "cells_too_fine_for_panel"], analysis.ShownToPanelAt, analysis.CreatedAt,
            everything ? result : PanelSight.Of(result, facts, grid));
    }
}
