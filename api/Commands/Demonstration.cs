using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Governance;
using SpacesPlaces.Api.Hotspots;
using SpacesPlaces.Api.Hotspots.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Incidents;
using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.Samples;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Commands;

/// <summary>
/// The demonstration partnership: an invented county in Cardigan Bay. Its incidents pass the same checks as everybody's, as at
/// the time they say they were recorded.
/// </summary>
internal static class Demonstration
{
    public static readonly Guid PartnershipId = Guid.Parse("01920000-0000-7000-8000-00000000d3a0");

    private const double BufferMetres = 2_000;

    /// <summary>Creates the demonstration, or finishes one whose creation was interrupted.</summary>
    public static async Task CreateAsync(IServiceProvider services, County county, DataFolder data, CancellationToken cancel)
    {
        await using (var scope = services.CreateAsyncScope())
        {
            if (!await ExistsAsync(scope.ServiceProvider, cancel))
                await scope.ServiceProvider.GetRequiredService<PeopleDirectory>().CreatePartnershipAsync(
                    new()
                    {
                        PartnershipId = PartnershipId,
                        NameEn = county.NameEn,
                        NameCy = county.NameCy,
                        Area = AreaOf(county),
                        BufferMetres = BufferMetres,
                        IsDemonstration = true,
                        // Nobody is at risk from invented records; a real partnership asks everybody for a second factor.
                        SecondFactorRoles = [],
                        CreatedAt = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow(),
                    }, cancel);
        }

        await GiveAccountsAsync(services, county, data, cancel);
        await FillAsync(services, county, cancel);
    }

    /// <summary>Makes the records anew. Accounts stay, with new passwords where the file of the old ones is gone.</summary>
    public static async Task ResetAsync(IServiceProvider services, string ownerConnection, DataFolder data, CancellationToken cancel)
    {
        var county = InventedCounty.Build();
        await using (var scope = services.CreateAsyncScope())
        {
            if (!await ExistsAsync(scope.ServiceProvider, cancel))
            {
                await CreateAsync(services, county, data, cancel);
                return;
            }
        }

        await ClearAsync(ownerConnection, county, cancel);
        services.GetRequiredService<PartnershipAreas>().Forget(PartnershipId);
        if (!File.Exists(data.DemonstrationAccounts)) await GiveAccountsAsync(services, county, data, cancel);
        await FillAsync(services, county, cancel);
    }

    /// <summary>False when the creation was interrupted before the records were in: they come last, and all at once.</summary>
    public static async Task<bool> IsFilledAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginForHouseAsync(PartnershipId, cancel);
        var filled = await scope.ServiceProvider.GetRequiredService<SpacesContext>().Places.AnyAsync(p => p.PartnershipId == PartnershipId, cancel);
        await work.RollbackAsync();
        return filled;
    }

    private static async Task<bool> ExistsAsync(IServiceProvider services, CancellationToken cancel)
    {
        var work = services.GetRequiredService<UnitOfWork>();
        await work.BeginForHouseAsync(PartnershipId, cancel);
        var exists = await services.GetRequiredService<SpacesContext>().Partnerships.AnyAsync(p => p.PartnershipId == PartnershipId, cancel);
        await work.RollbackAsync();
        return exists;
    }

    private static async Task GiveAccountsAsync(IServiceProvider services, County county, DataFolder data, CancellationToken cancel)
    {
        List<DemonstrationAccount> accounts = [];
        foreach (var role in Enum.GetValues<Role>())
        {
            var account = new DemonstrationAccount(DemonstrationAccounts.UserOf(role), Passwords.Make(), WireName.Of(role), county.NameEn);
            await using var scope = services.CreateAsyncScope();
            var people = scope.ServiceProvider.GetRequiredService<PeopleDirectory>();
            if (await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByNameAsync(account.User) is null)
                await people.CreateMemberAsync(
                    PartnershipId, account.User, account.Password, role, DemonstrationAccounts.AgencyOf(role), cancel);
            else
                await people.SetPasswordAsync(PartnershipId, account.User, account.Password, cancel);
            accounts.Add(account);
        }

        DemonstrationAccounts.Write(data.DemonstrationAccounts, accounts);
    }

    // The API's role may not delete incidents, nobody may in ordinary work; so this runs as the owner of the tables. The entry
    // that says so commits with the deletion, and the audit itself stays.
    private static async Task ClearAsync(string ownerConnection, County county, CancellationToken cancel)
    {
        await using var source = DatabaseSetup.BuildDataSource(ownerConnection);
        var options = new DbContextOptionsBuilder<SpacesContext>();
        DatabaseSetup.Configure(options, source);
        await using var context = new SpacesContext(options.Options);
        var trail = new AuditTrail();
        await using var work = new UnitOfWork(context, trail);
        await work.BeginForHouseAsync(PartnershipId, cancel);
        foreach (var table in RecordTables(context.Model))
#pragma warning disable EF1002 // The name comes from the model, not from anybody's input.
            await context.Database.ExecuteSqlRawAsync($"delete from {table} where partnership_id = acting_partnership()", cancel);
#pragma warning restore EF1002
        await context.Partnerships.Where(p => p.PartnershipId == PartnershipId).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.NameEn, county.NameEn).SetProperty(p => p.NameCy, county.NameCy)
            .SetProperty(p => p.Area, AreaOf(county)).SetProperty(p => p.BufferMetres, BufferMetres), cancel);
        await work.CommitAsync(UnitOfWork.Operator(PartnershipId, PeopleDirectory.OperatorName), AuditAction.DemonstrationCleared, "", cancel);
    }

    /// <summary>Tables with records of a partnership, those first that refer to others.</summary>
    private static IEnumerable<string> RecordTables(IModel model)
    {
        // People, their sessions and what governs them stay; the agreement of the demonstration is made anew with its records.
        Type[] kept =
        [
            typeof(Partnership), typeof(Membership), typeof(AuditEntry), typeof(AuditHead), typeof(Session), typeof(Invitation),
            typeof(RoleRequest), typeof(PurposeStatement), typeof(Notice), typeof(RetentionRule), typeof(Erasure),
        ];
        var left = model.GetEntityTypes()
            .Where(type => type.FindProperty(nameof(Membership.PartnershipId)) is not null && !kept.Contains(type.ClrType)).ToList();
        while (left.Count > 0)
        {
            var next = left.First(type => !left.Any(other => other != type && other.GetForeignKeys().Any(key => key.PrincipalEntityType == type)));
            left.Remove(next);
            yield return next.GetTableName()!;
        }
    }

    private static async Task FillAsync(IServiceProvider services, County county, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<SpacesContext>();
        var grid = scope.ServiceProvider.GetRequiredService<IGridTransform>();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        var areas = scope.ServiceProvider.GetRequiredService<PartnershipAreas>();
        var about = await areas.ContextAsync(PartnershipId, cancel);

        await work.BeginForHouseAsync(PartnershipId, cancel);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        context.Places.AddRange(PlacesOf(county));
        context.BasemapLayers.AddRange(LayersOf(county, grid));
        context.SharingAgreements.Add(Agreement(DateOnly.FromDateTime(about.Now.UtcDateTime)));
        var recorders = await RecordersAsync(context, cancel);
        if (!await context.RetentionRules.AnyAsync(r => r.PartnershipId == PartnershipId && r.Class == RetentionClass.IncidentDetail, cancel))
            context.RetentionRules.Add(KeptLong(recorders.Analyst, about.Now));
        var children = new Dictionary<string, Child>();
        foreach (var sample in county.Incidents.Concat(county.HotspotReports)) Record(context, sample, about, recorders, children);
        CloseCases(county, children);
        context.OutreachSessions.AddRange(DemonstrationOutreach.SessionsOf(county, recorders.Reporter, about));
        context.EnvironmentTasks.AddRange(DemonstrationOutreach.TasksOf(county, recorders.Reporter, about.Now));
        context.AddRange(DemonstrationPlanning.Of(county, recorders.Planner, about));
        foreach (var (space, reply) in DemonstrationSpaces.Of(county, recorders.Analyst, about.Now))
        {
            context.Spaces.Add(space);
            if (reply is not null) context.VenueReplies.Add(reply);
            if (space.Status == SpaceStatus.PlanActive) context.AddRange(DemonstrationAssessment.Of(county, space, recorders.Analyst, recorders.Assessor, about.Now));
        }

        context.ChangeTracker.DetectChanges();
        await RoadRows.AddAsync((Npgsql.NpgsqlConnection)context.Database.GetDbConnection(), PartnershipId, DemonstrationRoads.Of(county), cancel);
        trail.Note("incidents", county.Incidents.Count);
        trail.Note("hotspot_reports", county.HotspotReports.Count);
        trail.Note("places", county.Places.Count);
        trail.Note("outreach_sessions", county.Sessions.Count);
        await work.CommitAsync(
            UnitOfWork.Operator(PartnershipId, PeopleDirectory.OperatorName), AuditAction.DemonstrationFilled, "", cancel);
        await AskForAnalysisAsync(
            services, recorders.Analyst, HotspotAnalysisWork.KindName,
            new NewHotspotAnalysis(AnalysisSubject.Harm, EpsMetres: 100, MinEvents: 3, county.From, county.To), cancel);
        foreach (var method in AnalysesAtFirstSight)
        {
            await AskForAnalysisAsync(
                services, recorders.Analyst, AnalysisWork.KindName, new NewAnalysis(AnalysisSubject.Harm, county.From, county.To, method), cancel);
        }
    }

    /// <summary>One of each kind that needs no area, so that a visitor can look before asking.</summary>
    private static readonly AnalysisMethod[] AnalysesAtFirstSight =
    [
        new NearRepeatMethod(200, 4, 14, 4), new ScanMethod(1_000, 10_000, StepDays: 28, MaxSteps: 6), new EmergingHotspotsMethod(1_000, CellShape.Hexagon, 3),
        new KernelDensityMethod(250, BandwidthMetres: 750), new HourMatrixMethod(), new HotCellsMethod(1_000, CellShape.Hexagon), new LineageMethod(100, 3, 12, 6),
    ];

    // About half of the cases that could be closed are, three months after the child was last harmed; the rest show what is said
    // when nobody entered it.
    private static void CloseCases(County county, Dictionary<string, Child> children)
    {
        var lastHarm = county.Incidents.SelectMany(incident => incident.Children, (incident, child) => (child.Token, Day: DateOnly.FromDateTime(incident.OccurredFrom.UtcDateTime)))
            .GroupBy(one => one.Token, one => one.Day).ToDictionary(one => one.Key, one => one.Max());
        foreach (var (token, child) in children)
        {
            var closed = lastHarm.GetValueOrDefault(token, county.To).AddMonths(3);
            if (closed < county.To && token[0] % 2 == 0) child.CaseClosedMonth = new(closed.Year, closed.Month, 1);
        }
    }

    // Asked for as the analyst would, so that the map shows something at first sight; the server's worker does it.
    private static async Task AskForAnalysisAsync<TAsked>(
        IServiceProvider services, ActorIdentity analyst, string kind, TAsked asked, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var who = await work.BeginAsync(analyst.UserId, PartnershipId, UnitOfWork.InteractiveLimit, cancel)
            ?? throw new InvalidOperationException("The demonstration's analyst is no member.");
        scope.ServiceProvider.GetRequiredService<Actor>().Become(who);
        var id = Guid.CreateVersion7();
        scope.ServiceProvider.GetRequiredService<AuditTrail>().Subject(id);
        await scope.ServiceProvider.GetRequiredService<JobQueue>().AskAsync(id, kind, asked, cancel);
        await work.CommitAsync(who, AuditAction.AnalysisRequested, "", cancel);
    }

    // Invented records are nobody's; by the usual time the county's first months would be reduced in its first night.
    private static RetentionRule KeptLong(ActorIdentity by, DateTimeOffset now) => new()
    {
        PartnershipId = PartnershipId,
        Class = RetentionClass.IncidentDetail,
        Months = 60,
        Reason = "Invented records",
        SetBy = by.UserId,
        SetAt = now,
    };

    private static SharingAgreement Agreement(DateOnly today) => new()
    {
        PartnershipId = PartnershipId,
        Id = Guid.CreateVersion7(),
        Version = 1,
        Reference = "DEMO-ISP-1",
        PurposeEn = "Making places safer where children have been harmed (an invented agreement)",
        PurposeCy = "Gwneud mannau lle cafodd plant eu niweidio yn fwy diogel (cytundeb dychmygol)",
        Parties = Enum.GetValues<Agency>(),
        Items = Enum.GetValues<DataItem>(),
        SignedOn = today,
        StartsOn = today,
        EndsOn = today.AddYears(2),
        RecordedAt = DateTimeOffset.UtcNow,
    };

    private static IEnumerable<Place> PlacesOf(County county)
    {
        var towns = county.Settlements.ToDictionary(settlement => settlement.Id);
        return county.Places.Select(place => new Place
        {
            PartnershipId = PartnershipId,
            Id = place.Id,
            NameEn = place.NameEn,
            NameCy = place.NameCy,
            PlaceType = place.Type,
            Shape = place.Geometry,
            Point = place.Anchor,
            TownEn = towns[place.SettlementId].NameEn,
            TownCy = towns[place.SettlementId].NameCy,
        });
    }

    private static IEnumerable<ReferenceData.BasemapLayer> LayersOf(County county, IGridTransform grid) =>
        Basemap.ToGeoJson(county, (easting, northing) => { var (lon, lat) = grid.ToLonLat(easting, northing); return (lon, lat); })
            .Select(layer => new ReferenceData.BasemapLayer
            {
                PartnershipId = PartnershipId,
                Layer = layer.Name,
                GeoJsonGzip = Gzip(layer.GeoJson.Span),
                Sha256 = SHA256.HashData(layer.GeoJson.Span),
            });

    private static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>Who enters what: an agency's own people where the demonstration has one, else the analyst for the partner who reported.</summary>
    private sealed record Recorders(ActorIdentity Reporter, ActorIdentity YouthLead, ActorIdentity Analyst, ActorIdentity Planner, Guid Assessor)
    {
        public ActorIdentity Of(SampleIncident sample) =>
            sample.Agency != YouthLead.Agency ? Analyst
            : sample.Kind == IncidentKind.HotspotReport || sample.SourceKind == SourceKind.PractitionerObserved ? Reporter
            : YouthLead;
    }

    private static async Task<Recorders> RecordersAsync(SpacesContext context, CancellationToken cancel)
    {
        var people = await (
            from membership in context.Memberships
            join account in context.Users on membership.AccountId equals account.Id
            where membership.PartnershipId == PartnershipId
            select new ActorIdentity(account.Id, account.UserName!, PartnershipId, membership.Role, membership.Agency)).ToListAsync(cancel);
        ActorIdentity Of(Role role) => people.Single(person => person.UserName == DemonstrationAccounts.UserOf(role));
        return new(Of(Role.Reporter), Of(Role.YouthLead), Of(Role.Analyst), Of(Role.Planner), Of(Role.Assessor).UserId);
    }

    private static void Record(
        SpacesContext context, SampleIncident sample, CheckContext about, Recorders recorders, Dictionary<string, Child> children)
    {
        var body = BodyOf(sample);
        if (IncidentChecks.Check(body, about with { Now = sample.RecordedAt }).FirstOrDefault() is { } refusal)
            throw new InvalidOperationException($"The invented incident {sample.Id} breaks a rule: {refusal.Code} {refusal.Field}.");
        var incident = IncidentApi.NewRecord(sample.Id, body, recorders.Of(sample), about.Grid, sample.RecordedAt);
        foreach (var reference in body.Children!)
        {
            if (!children.TryGetValue(reference.Token, out var child))
            {
                child = new() { PartnershipId = PartnershipId, Id = Guid.CreateVersion7(), Token = reference.Token, HoldingAgency = reference.HoldingAgency };
                children.Add(reference.Token, child);
                context.Children.Add(child);
            }

            if (child.HoldingAgency != reference.HoldingAgency)
                throw new InvalidOperationException($"The invented incident {sample.Id} names another holder of a token.");
            incident.Children.Add(new() { PartnershipId = PartnershipId, IncidentId = incident.Id, ChildId = child.Id, AgeBand = reference.AgeBand });
        }

        context.Incidents.Add(incident);
    }

    private static NewIncident BodyOf(SampleIncident sample) => new(
        sample.Kind, sample.OccurredFrom, sample.OccurredTo, sample.TimeConfidence, sample.HarmTypes, sample.Context,
        sample.SourceKind, sample.Grade,
        new Location(new(sample.Location.X, sample.Location.Y), sample.PointSource, sample.AccuracyMetres, "EPSG:27700"),
        sample.PlaceId, sample.Agency,
        [.. sample.Children.Select(child => new ChildReference(child.Token, child.HoldingAgency, child.AgeBand))],
        sample.ChildrenUnknown, CrossBoundary: false, sample.Narrative, sample.NarrativeLanguage);

    private static MultiPolygon AreaOf(County county) => county.Outline.Factory.CreateMultiPolygon([county.Outline]);
}
