using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

#pragma warning disable CA1416 // File modes: the private cluster is for Linux.

namespace SpacesPlaces.Api.Tests.Commands;

/// <summary>One run of the whole program on a fresh folder, as <c>./run</c> starts it.</summary>
public sealed class RunningProgram : IAsyncLifetime
{
    public TemporaryDataFolder Data { get; } = new();

    public ProgramProcess Program { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Program = ProgramProcess.Start(null, "run", "--data", Data.Path, "--port", "0");
        Client = new() { BaseAddress = await Program.AddressAsync() };
    }

    public async Task DisposeAsync()
    {
        Client?.Dispose();
        await Program.DisposeAsync();
        await Data.DisposeAsync();
    }
}

[Long(80)]
public sealed class RunTests(RunningProgram run) : IClassFixture<RunningProgram>
{
    [Fact]
    public async Task FreshFolder_GivesAReadyServer()
    {
        Assert.Equal(HttpStatusCode.OK, (await run.Client.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public void PrivateFiles_AreReadableByTheirOwnerOnly()
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(ownerOnly, File.GetUnixFileMode(run.Data.File("demo-accounts.json")));
        Assert.Equal(ownerOnly, File.GetUnixFileMode(run.Data.File("api-role-password")));
        Assert.Equal(ownerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(run.Data.File("keys")));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(run.Data.Path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead));
    }

    [Fact]
    public async Task EveryRole_HasOneAccountThatSignsIn_WithARandomPassword()
    {
        var accounts = Accounts(run.Data);
        Assert.Equal(Enum.GetValues<Role>().Select(role => WireName.Of(role)).Order(), accounts.Select(a => a.Role).Order());
        Assert.Equal(accounts.Count, accounts.Select(a => a.Password).Distinct().Count());
        foreach (var account in accounts)
        {
            Assert.True(account.Password.Replace("-", "", StringComparison.Ordinal).Length >= 16);
            var signedIn = await SignInAsync(run.Client, account.User, account.Password);
            Assert.Equal(account.Role, WireName.Of(signedIn.Me.Role));
            Assert.True(signedIn.Me.Partnership.IsDemonstration);
            Assert.Equal(account.Partnership, signedIn.Me.Partnership.NameEn);
            Assert.NotEqual(signedIn.Me.Partnership.NameEn, signedIn.Me.Partnership.NameCy);
        }
    }

    [Fact]
    public async Task Demonstration_HasIncidentsOfDifferentChildren_InsideItsArea()
    {
        using var analyst = await AsAsync(run.Client.BaseAddress!, run.Data, Role.Analyst);
        var page = await (await analyst.GetAsync("/api/v1/incidents?limit=100")).ReadAsync<IncidentPage>();
        Assert.Equal(100, page.NumberReturned);
        Assert.True(page.Items.SelectMany(item => item.Children).Select(child => child.Token).Distinct().Count() > 10);
        var me = await (await analyst.GetAsync("/api/v1/access/me")).ReadAsync<Me>();
        var box = me.Partnership.Bounds;
        foreach (var point in page.Items.Where(item => item.Point is not null).Select(item => item.Point!.Value))
        {
            Assert.InRange(point.X, box[0] - 0.05, box[2] + 0.05);
            Assert.InRange(point.Y, box[1] - 0.05, box[3] + 0.05);
        }
    }

    [Fact]
    public async Task Demonstration_ShowsPlacesWhereHarmRepeats_WithoutAnybodyAsking()
    {
        using var analyst = await AsAsync(run.Client.BaseAddress!, run.Data, Role.Analyst);
        var deadline = DateTime.UtcNow.AddSeconds(30);
        IReadOnlyList<HotspotAnalysisView> analyses;
        while ((analyses = await (await analyst.GetAsync("/api/v1/hotspots/analyses")).ReadAsync<IReadOnlyList<HotspotAnalysisView>>()).Count == 0)
        {
            Assert.True(DateTime.UtcNow < deadline, "The demonstration's analysis does not end.");
            await Task.Delay(200);
        }

        Assert.Equal((100, 3), (analyses[0].Request.EpsMetres, analyses[0].Request.MinEvents));
        var hotspots = await (await analyst.GetAsync("/api/v1/hotspots")).ReadAsync<HotspotList>();
        Assert.Contains(hotspots.Items, hotspot => hotspot.Class == ClusterClass.PlaceRepeat && hotspot.DistinctChildren >= 2);
    }

    [Fact]
    public async Task Demonstration_TellsOfOutreach_AndOfWhatCanBeMended()
    {
        using var lead = await AsAsync(run.Client.BaseAddress!, run.Data, Role.YouthLead);
        var sessions = await (await lead.GetAsync("/api/v1/outreach/sessions?from=2020-01-01&to=2035-01-01")).ReadAsync<IReadOnlyList<OutreachSessionView>>();
        Assert.Contains(sessions, session => session.NoConcern);
        Assert.Contains(sessions, session => session.Detail is { Strengths: not null, TextLanguage: "cy" });
        var tasks = await (await lead.GetAsync("/api/v1/environment-tasks")).ReadAsync<IReadOnlyList<EnvironmentTaskView>>();
        Assert.Contains(tasks, task => task.Overdue);
        Assert.Contains(tasks, task => task.Status == EnvironmentTaskStatus.WithOwner);
    }

    [Fact]
    public async Task Reporter_FindsRecordsOfTheirOwn()
    {
        using var reporter = await AsAsync(run.Client.BaseAddress!, run.Data, Role.Reporter);
        var page = await (await reporter.GetAsync("/api/v1/incidents?limit=10")).ReadAsync<IncidentPage>();
        Assert.NotEmpty(page.Items);
    }

    [Fact]
    public async Task SecondRunOnTheSameFolder_SaysWhereTheFirstOneIs()
    {
        var (exitCode, output) = await ProgramProcess.RunAsync(null, "run", "--data", run.Data.Path, "--port", "0");
        Assert.Equal(3, exitCode);
        Assert.Contains(run.Data.Path, output, StringComparison.Ordinal);
        Assert.Contains(run.Client.BaseAddress!.Authority, output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', output);
    }

    [Fact]
    public async Task UserAdd_WhileTheProgramRuns_GivesAnAccountThatSignsInAtOnce()
    {
        var (exitCode, output) = await ProgramProcess.RunAsync(
            null, "user", "add", "new.person", "--role", "planner", "--agency", "housing", "--partnership", "county of gwaelod", "--data", run.Data.Path);
        Assert.True(exitCode == 0, output);
        var signedIn = await SignInAsync(run.Client, "new.person", output.Split(' ')[^1]);
        Assert.Equal((Role.Planner, Agency.Housing), (signedIn.Me.Role, signedIn.Me.Agency));

        var again = await ProgramProcess.RunAsync(
            null, "user", "add", "new.person", "--role", "planner", "--agency", "housing", "--partnership", "Sir Gwaelod", "--data", run.Data.Path);
        Assert.Equal(1, again.ExitCode);
        Assert.DoesNotContain('\n', again.Output);
        Assert.Equal(HttpStatusCode.OK, (await run.Client.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task StopAndStart_LeavesNoServer_KeepsTheRecords_AndResetMakesThemAnew()
    {
        await using var data = new TemporaryDataFolder();
        var id = Guid.CreateVersion7();
        int incidents;
        await using (var first = ProgramProcess.Start(null, "run", "--data", data.Path, "--port", "0"))
        {
            using var analyst = await AsAsync(await first.AddressAsync(), data, Role.Analyst);
            var answer = await analyst.PostAsync($"/api/v1/incidents/{id}", await CopyOfOneAsync(analyst));
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            incidents = await CountAsync(analyst);
            await first.SignalAsync("TERM");
            Assert.Equal(0, await first.EndAsync());
        }

        Assert.Empty(ServersOn(data));
        Assert.False(File.Exists(data.File("running")));

        var passwords = await File.ReadAllTextAsync(data.File("demo-accounts.json"));
        await using (var second = ProgramProcess.Start(null, "run", "--data", data.Path, "--port", "0"))
        {
            using var analyst = await AsAsync(await second.AddressAsync(), data, Role.Analyst);
            Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync($"/api/v1/incidents/{id}")).StatusCode);
            Assert.Equal(incidents, await CountAsync(analyst));
            // Killed: it could stop nothing, the next start has to.
            await second.SignalAsync("KILL");
            await second.EndAsync();
        }

        Assert.NotEmpty(ServersOn(data));
        await using (var third = ProgramProcess.Start(null, "run", "--data", data.Path, "--port", "0", "--reset-demo"))
        {
            using var analyst = await AsAsync(await third.AddressAsync(), data, Role.Analyst);
            Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync($"/api/v1/incidents/{id}")).StatusCode);
            Assert.Equal(incidents - 1, await CountAsync(analyst));
            Assert.Equal(passwords, await File.ReadAllTextAsync(data.File("demo-accounts.json")));
            var actions = await AuditActionsAsync(data);
            Assert.Contains("incident_recorded", actions);
            Assert.Contains("demonstration_cleared", actions);
            Assert.Equal(2, actions.Count(action => action == "demonstration_filled"));
            await third.SignalAsync("INT");
            Assert.Equal(0, await third.EndAsync());
        }

        Assert.Empty(ServersOn(data));
    }

    [Fact]
    public async Task EmptyStart_HasNoPartnership_AndACommandCreatesOneThatPeopleCanWorkIn()
    {
        await using var data = new TemporaryDataFolder();
        var area = Path.Combine(Path.GetTempPath(), $"area-{Guid.NewGuid():N}.geojson");
        await File.WriteAllTextAsync(area,
            """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[-3.6,52.1],[-3.2,52.1],[-3.2,52.4],[-3.6,52.4],[-3.6,52.1]]]}}]}""");
        try
        {
            await using (var empty = ProgramProcess.Start(null, "run", "--data", data.Path, "--port", "0", "--empty"))
            {
                await empty.AddressAsync();
                await empty.SignalAsync("TERM");
                Assert.Equal(0, await empty.EndAsync());
                Assert.Contains("partnership add", empty.Output, StringComparison.Ordinal);
            }

            Assert.False(File.Exists(data.File("demo-accounts.json")));
            var added = await ProgramProcess.RunAsync(
                null, "partnership", "add", "--name-en", "Square", "--name-cy", "Sgwâr", "--area", area, "--data", data.Path);
            Assert.True(added.ExitCode == 0, added.Output);
            Assert.Empty(ServersOn(data));
            var user = await ProgramProcess.RunAsync(
                null, "user", "add", "first", "--role", "admin", "--agency", "police", "--partnership", "sgwâr", "--data", data.Path);
            Assert.True(user.ExitCode == 0, user.Output);

            // A database with a partnership of its own gets no demonstration.
            await using var program = ProgramProcess.Start(null, "run", "--data", data.Path, "--port", "0");
            using var client = new HttpClient { BaseAddress = await program.AddressAsync() };
            var signedIn = await SignInWithNewFactorAsync(client, "first", user.Output.Split(' ')[^1].Trim());
            Assert.Equal("Sgwâr", signedIn.Me.Partnership.NameCy);
            Assert.False(File.Exists(data.File("demo-accounts.json")));
        }
        finally
        {
            File.Delete(area);
        }
    }

    private sealed record AccountLine(string User, string Password, string Role, string Partnership);

    private static List<AccountLine> Accounts(TemporaryDataFolder data) =>
        JsonSerializer.Deserialize<List<AccountLine>>(File.ReadAllText(data.File("demo-accounts.json")), JsonSerializerOptions.Web)!;

    private static async Task<SignedIn> SignInAsync(HttpClient client, string user, string password) =>
        await (await client.PostAsync("/api/v1/access/sign-in", new SignIn(user, password, Purpose: Purpose.PanelPreparation))).ReadAsync<SignedIn>();

    // A partnership that is no demonstration lets nobody in without a second factor: the first sign-in leads through its set-up.
    private static async Task<SignedIn> SignInWithNewFactorAsync(HttpClient client, string user, string password)
    {
        await (await client.PostAsync("/api/v1/access/sign-in", new SignIn(user, password))).AssertProblemAsync(ProblemCodes.SecondFactorSetupNeeded);
        var begun = await (await client.PostAsync("/api/v1/access/second-factor", new SecondFactorSetup(user, password))).ReadAsync<SecondFactorSecret>();
        var step = Totp.StepAt(DateTimeOffset.UtcNow);
        var confirmed = await client.PostAsync(
            "/api/v1/access/second-factor/confirmation", new SecondFactorConfirmation(user, password, Totp.CodeAt(begun.Secret, step)));
        Assert.True(confirmed.IsSuccessStatusCode, await confirmed.Content.ReadAsStringAsync());
        // A code counts once; the next one is good already.
        return await (await client.PostAsync("/api/v1/access/sign-in", new SignIn(user, password, Totp.CodeAt(begun.Secret, step + 1)))).ReadAsync<SignedIn>();
    }

    private static async Task<HttpClient> AsAsync(Uri address, TemporaryDataFolder data, Role role)
    {
        var client = new HttpClient { BaseAddress = address };
        var account = Accounts(data).Single(account => account.Role == WireName.Of(role));
        var signedIn = await SignInAsync(client, account.User, account.Password);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.Token);
        return client;
    }

    private static async Task<int> CountAsync(HttpClient analyst) =>
        (await (await analyst.GetAsync("/api/v1/incidents?limit=1")).ReadAsync<IncidentPage>()).NumberMatched!.Value;

    private static async Task<NewIncident> CopyOfOneAsync(HttpClient analyst)
    {
        var page = await (await analyst.GetAsync("/api/v1/incidents?limit=1&kind=harm")).ReadAsync<IncidentPage>();
        var one = page.Items[0];
        return new(one.Kind, one.OccurredFrom, one.OccurredTo, one.TimeConfidence, one.HarmTypes, one.ContextLevel, one.SourceKind, one.InfoGrade,
            new Location(one.Point!.Value, one.PlacedBy!.Value, one.AccuracyMetres), ChildrenUnknownCount: 1);
    }

    private static async Task<List<string>> AuditActionsAsync(TemporaryDataFolder data)
    {
        var cluster = await PrivateCluster.CreateOrOpen(data.Path);
        await cluster.Start();
        Assert.False(cluster.StartedHere);
        await using var connection = new NpgsqlConnection(cluster.SuperuserConnectionString("spacesplaces") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select action from audit_entry", connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> actions = [];
        while (await reader.ReadAsync()) actions.Add(reader.GetString(0));
        return actions;
    }

    // Every process of a PostgreSQL server has its data folder as its working folder or in its command line.
    private static List<string> ServersOn(TemporaryDataFolder data) =>
        [.. Directory.GetDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Select(CommandLine)
            .Where(line => line.Contains($"{data.Cluster}/data", StringComparison.Ordinal))];

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
