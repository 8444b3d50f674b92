using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Tests.Hotspots;
using SpacesPlaces.Api.Tests.Incidents;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Tests.Ogc;

/// <summary>A partnership with something in every collection, whose published boundaries and places anybody may have.</summary>
public class OgcWorld : TestApi
{
    /// <summary>Incidents that are shown: of the youth service, of the police, and one that is nowhere.</summary>
    public const int Youth = 14, Police = 7, Nowhere = 1;

    public static readonly string[] Collections =
        ["incidents", "hotspots", "spaces", "outreach", "environment-tasks", "context-events", "boundaries", "places"];

    private static readonly DateTimeOffset Then = new(2026, 3, 6, 23, 30, 0, TimeSpan.Zero);

    protected override DoorSettings Doors => new() { Rates = RateSettings.None, OpenDataOf = Here };

    /// <summary>Ids of incidents by the agency that recorded them.</summary>
    public Dictionary<Guid, Agency> Incidents { get; } = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await PublishAsync();
        await RecordAsync(Here);
        await RecordAsync(Elsewhere);
    }

    /// <summary>A key of the person of a role, made with a fresh sign-in.</summary>
    public async Task<string> KeyAsync(Role role, string name = "QGIS", Guid? id = null)
    {
        using var client = await FreshAsync(UserName(role, Here));
        using var answer = await client.PostAsync(
            $"/api/v1/access/keys/{id ?? Guid.CreateVersion7()}", new NewAccessKey(name, Purpose.PanelPreparation, DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30)));
        return (await answer.ReadAsync<MadeAccessKey>(HttpStatusCode.Created)).Key;
    }

    /// <summary>A client that has just signed in.</summary>
    public async Task<HttpClient> FreshAsync(string user)
    {
        var client = Anyone();
        var answer = await client.PostAsJsonAsync("/api/v1/access/sign-in", new { user, password = Password });
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!);
        return client;
    }

    /// <summary>A client that comes with a key as the password of HTTP Basic.</summary>
    public HttpClient Basic(string key, string user = "whoever")
    {
        var client = Anyone();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{key}")));
        return client;
    }

    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task RecordAsync(Guid partnership)
    {
        using var reporter = As(Role.Reporter, partnership);
        using var analyst = As(Role.Analyst, partnership);
        for (var i = 0; i < Youth; i++) await IncidentAsync(reporter, partnership, Agency.YouthService, Examples.Harm(300_000 + (i * 37.3), 250_000 + (i * 411.7), at: Then.AddHours(i * 7)));
        for (var i = 0; i < Police; i++) await IncidentAsync(analyst, partnership, Agency.Police, Examples.Harm(301_210 + (i * 13), 251_310 + (i * 9), at: Then.AddDays(-i)));
        var place = await ScalarAsync<Guid>("select id from place where partnership_id = $1 order by id limit 1", partnership);
        await IncidentAsync(reporter, partnership, Agency.YouthService, Examples.Harm(at: Then) with { Location = null, PlaceId = place });
        for (var i = 0; i < 5; i++)
        {
            await (await reporter.PostAsync(
                $"/api/v1/outreach/sessions/{Guid.CreateVersion7()}",
                new NewOutreachSession(At(300_120 + (i * 900), 250_450), Then.AddDays(i), Then.AddDays(i).AddHours(2), 2, i))).ReadAsync<Receipt>(HttpStatusCode.Created);
            await (await reporter.PostAsync(
                $"/api/v1/environment-tasks/{Guid.CreateVersion7()}",
                new NewEnvironmentTask(At(300_220 + (i * 900), 250_660), EnvironmentDefect.LightBroken, i % 2 == 0 ? Agency.Housing : Agency.ChildrensServices))).ReadAsync<Receipt>(HttpStatusCode.Created);
        }

        using var chair = As(Role.MaceChair, partnership);
        for (var i = 0; i < 4; i++) await chair.OpenAsync(SpaceWorld.Park(300_000 + (i * 1_500)) with { NameEn = $"Park {i}", Sensitivity = i == 3 ? SpaceSensitivity.Restricted : SpaceSensitivity.Ordinary });
        if (partnership != Here) return;
        await analyst.AnalyseAsync(new(AnalysisSubject.Harm, 100, 3, new(2026, 1, 1), new(2026, 6, 30)));
    }

    private async Task IncidentAsync(HttpClient client, Guid partnership, Agency agency, NewIncident incident)
    {
        var id = Guid.CreateVersion7();
        await (await client.PostAsync(Examples.PathOf(id), incident)).ReadAsync<Receipt>(HttpStatusCode.Created);
        if (partnership == Here) Incidents[id] = agency;
    }

    private static Location At(double easting, double northing) => new(new(easting, northing), PointSource.Pin, 10, "EPSG:27700");

    // What publishers give: two sets of boundaries, places, and events of the police. One place somebody entered by hand.
    private Task PublishAsync() => RunAsync(string.Concat(((Guid[])[Here, Elsewhere]).Select(partnership => $"""
        insert into import (partnership_id, id, kind, file_name, file_sha256, publisher, licence, imported_by, imported_at, notices)
        select '{partnership}', md5('{partnership}' || k)::uuid, k, 'f', '\x00', 'p', 'OGL-UK-3.0',
            (select account_id from membership where partnership_id = '{partnership}' limit 1), now(), '[]'
        from unnest(array['boundaries', 'open_names', 'police_uk']) k;
        insert into import_edition (partnership_id, id, import_id, edition, month, force, file_name, rows_read, located, unlocated, rejected, outside_area,
            without_id, reused_ids, exact_duplicates, added, removed, changed)
        select '{partnership}', md5('{partnership}' || 'e' || k)::uuid, md5('{partnership}' || k)::uuid, k, null, null, 'f', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
        from unnest(array['boundaries', 'open_names', 'police_uk']) k;
        insert into boundary (partnership_id, edition_id, code, boundary_set, name_en, name_cy, shape)
        select '{partnership}', md5('{partnership}' || 'eboundaries')::uuid, 'W0100' || n, 'LSOA21', 'Area ' || n, 'Ardal ' || n,
            st_multi(st_difference(st_makeenvelope(290000 + n * 3000, 240000, 292500 + n * 3000, 243000, 27700), st_makeenvelope(290500 + n * 3000, 240500, 290900 + n * 3000, 241000, 27700)))
        from generate_series(1, 9) n;
        insert into place (partnership_id, id, name_en, name_cy, place_type, shape, point, town_en, town_cy, reach_metres, edition_id)
        select '{partnership}', md5('{partnership}' || 'place' || n)::uuid, 'Shelter ' || n, 'Lloches ' || n, 'park_open_space', p, p, 'Newtown', 'Y Drenewydd',
            case when n > 3 then n * 10.5 end, case when n <> 12 then md5('{partnership}' || 'eopen_names')::uuid end
        from generate_series(1, 12) n, st_setsrid(st_makepoint(295000 + n * 811, 255000), 27700) p;
        insert into context_event (partnership_id, edition_id, line, month_from, month_to, reported_by, falls_within, point, inside_area, location, crime_type)
        select '{partnership}', md5('{partnership}' || 'epolice_uk')::uuid, n, date '2026-01-01' + make_interval(months => n % 3), date '2026-02-01' + make_interval(months => n % 3), 'f', 'f',
            st_setsrid(st_makepoint(300000 + (n % 5) * 700, 250000), 27700), n <> 60, 'On or near a street', case when n % 2 = 0 then 'Drugs' else 'Anti-social behaviour' end
        from generate_series(1, 60) n;
        """)));
}
