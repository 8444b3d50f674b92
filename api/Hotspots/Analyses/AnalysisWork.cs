using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Hotspots.Analyses;

/// <summary>Makes the analysis that somebody asked for, in the worker's transaction and with the requester's rights.</summary>
internal sealed class AnalysisWork(AnalysisRun analyses, AnalysisMethods methods, TimeProvider clock) : IJobWork
{
    public const string KindName = "analysis";

    public string Kind => KindName;
    public Permission Needs => Permission.RunAnalyses;
    public AuditAction Audited => AuditAction.AnalysisFinished;

    public async Task<string> RunAsync(JobRun run, CancellationToken cancel)
    {
        var asked = run.Parameters.Deserialize<NewAnalysis>(WireJson.Options)!;
        var context = run.Services.GetRequiredService<SpacesContext>();
        var answer = await analyses.AnswerAsync(asked, (NpgsqlConnection)context.Database.GetDbConnection(), run.Who, null, run.Report, cancel);
        run.Report(0.9, "storing");
        context.Add(new StoredAnalysis
        {
            PartnershipId = run.Who.PartnershipId,
            Id = run.JobId,
            Kind = methods.Of(asked).Kind,
            Subject = asked.Subject,
            WindowFrom = asked.From,
            WindowTo = asked.To,
            Request = JsonSerializer.Serialize(asked, WireJson.Options),
            Method = answer.Outcome.Method,
            MethodVersion = answer.Outcome.MethodVersion,
            Seed = answer.Seed,
            InputDigest = answer.InputDigest,
            Facts = JsonSerializer.Serialize(answer.Facts, WireJson.Options),
            TooFew = answer.Outcome.Result is null,
            Caveats = [.. answer.Caveats],
            Result = answer.Outcome.Result is { } result ? JsonSerializer.Serialize(result, WireJson.Options) : null,
            CreatedBy = run.Who.UserId,
            CreatedAt = clock.GetUtcNow(),
        });
        await context.SaveChangesAsync(cancel);
        context.ChangeTracker.Clear();
        return $"/api/v1/analyses/{run.JobId}";
    }
}
