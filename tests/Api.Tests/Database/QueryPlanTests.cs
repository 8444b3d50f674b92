using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>The program over 300,000 incidents, with an ear on what it asks of them.</summary>
public sealed class ManyIncidentsWorld : TestApi
{
    public AskedQueries Asked { get; } = new("incident", explain: true);

    protected override void Adjust(WebApplicationBuilder builder) =>
        builder.Services.ConfigureDbContext<SpacesContext>(options => options.AddInterceptors(Asked));

    protected override async Task Fill(string connectionString)
    {
        await base.Fill(connectionString);
        await ManyIncidents.FillAsync(connectionString, Here, Elsewhere);
    }
}

/// <summary>Row-level security must not cost the index: plans of the API's own queries, as its role, with somebody acting.</summary>
public sealed class QueryPlanTests(ManyIncidentsWorld world) : IClassFixture<ManyIncidentsWorld>
{
    private const string Box = "bbox=-3.50,52.10,-3.44,52.14";

    [Theory]
    [InlineData(Role.Analyst, Box, "incident_partnership_id_cell_x_cell_y_idx")]
    // Whole squares may be met soonest in the order of time.
    [InlineData(Role.MaceMember, Box, "Index Scan using incident_partnership_id_")]
    [InlineData(Role.YouthLead, Box, "incident_partnership_id_cell_x_cell_y_idx")]
    [InlineData(Role.Analyst, "", "incident_partnership_id_occurred_from_id_idx")]
    [InlineData(Role.MaceMember, "", "incident_partnership_id_occurred_from_id_idx")]
    [InlineData(Role.YouthLead, "", "incident_partnership_id_occurred_from_id_idx")]
    [InlineData(Role.Analyst, "from=2024-03-01T00:00:00Z&to=2024-03-02T00:00:00Z", "incident_partnership_id_occurred_from_id_idx")]
    public async Task MapBoxAndList_UseAnIndexUnderRowSecurity(Role role, string filter, string index)
    {
        using var reader = world.As(role);
        (await reader.GetAsync("/api/v1/access/me")).EnsureSuccessStatusCode();
        world.Asked.Clear();
        var page = await (await reader.GetAsync($"/api/v1/incidents?limit=100&{filter}")).ReadAsync<IncidentPage>();
        Assert.NotEmpty(page.Items);
        // The page, its children, its photos, and the count.
        Assert.Equal(4, world.Asked.Plans.Count);
        Assert.All(world.Asked.Plans, plan => Assert.Contains("current_setting('spacesplaces.partnership'", plan, StringComparison.Ordinal));
        // Counting everything, up to 10,001, has nothing to look up by: it reads that many rows in whatever order they lie.
        var narrowed = filter.Length > 0 ? world.Asked.Plans : world.Asked.Plans.Take(3);
        Assert.All(narrowed, plan => Assert.DoesNotContain("Seq Scan on incident ", plan, StringComparison.Ordinal));
        Assert.Contains(index, world.Asked.Plans.First(), StringComparison.Ordinal);
    }
}
