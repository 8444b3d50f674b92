using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SpacesPlaces.Api.Governance;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Governance;

/// <summary>The real program with a clock that a test can move forward.</summary>
public sealed class GovernedApi : TestApi
{
    public MovableClock Clock { get; } = new();

    /// <summary>Runs retention for the first partnership at the moved time, as the daily job does.</summary>
    internal async Task<RetentionReport> RunRetentionAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RetentionRun>().RunAsync(Here, default);
    }

    /// <summary>A record of a reporter, with a narrative and one child.</summary>
    public async Task<Guid> RecordAsync(NewIncident? incident = null, Role recorder = Role.Reporter)
    {
        using var reporter = As(recorder);
        var id = Guid.NewGuid();
        await (await reporter.PostAsync(PathOf(id), incident ?? Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        return id;
    }

    protected override void Adjust(WebApplicationBuilder builder) => builder.Services.AddSingleton<TimeProvider>(Clock);
}

/// <summary>The system's clock, moved forward by a test.</summary>
public sealed class MovableClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    /// <summary>Moves to the same day a number of months later, and a day more.</summary>
    public void PastMonths(int months) => Ahead = System.GetUtcNow().AddMonths(months).AddDays(1) - System.GetUtcNow();
}
