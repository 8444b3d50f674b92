using SpacesPlaces.Api.Commands;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Tests.Database;

namespace SpacesPlaces.Api.Tests.Commands;

/// <summary>A program does not touch a database that is of something else than it was started for.</summary>
[Long(130)]
public sealed class EnvironmentTests(TestApi api) : IClassFixture<TestApi>
{
    [Theory]
    [InlineData("production", null, false)] // this build is one for developers
    [InlineData("production", "production", true)]
    [InlineData("production", "test", false)]
    [InlineData("demonstration", "production", false)]
    [InlineData("demonstration", null, true)]
    [InlineData("test", null, true)]
    [InlineData("test", "staging", false)]
    public async Task Program_RefusesTheDatabaseOfAnother(string database, string? startedFor, bool goesOn)
    {
        await api.ScalarAsync<string>("insert into environment (kind) values ($1) on conflict (one) do update set kind = excluded.kind returning kind", database);
        var environment = new Dictionary<string, string> { [OpenDatabase.OwnerVariable] = api.ConnectionString, [OpenDatabase.ApiVariable] = api.ApiConnection };
        if (startedFor is not null) environment[EnvironmentMark.Variable] = startedFor;
        await using var data = new TemporaryDataFolder();
        var (code, output) = await ProgramProcess.RunAsync(environment, "erasures", "replay", "--data", data.Path);
        Assert.Equal(goesOn ? 0 : CommandLine.Refused, code);
        Assert.Single(output.Split('\n'));
    }
}
