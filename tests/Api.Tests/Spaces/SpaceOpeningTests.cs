using System.Net;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Tests.Hotspots;
using SpacesPlaces.Api.Tests.Incidents;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Spaces;

/// <summary>Spaces are opened from a place where harm repeats, from a report or by hand; never with an outline that tells where something happened.</summary>
public sealed class SpaceOpeningTests(DatasetRWorld api) : IClassFixture<DatasetRWorld>
{
    [Fact]
    public async Task Resent_IsStoredOnce_AndOtherContentIsRefused()
    {
        using var chair = api.As(Role.MaceChair);
        var path = $"{SpaceWorld.Spaces}/{Guid.CreateVersion7()}";
        var first = await (await chair.PostAsync(path, SpaceWorld.Park())).ReadAsync<Receipt>(HttpStatusCode.Created);
        Assert.Equal(first, await (await chair.PostAsync(path, SpaceWorld.Park())).ReadAsync<Receipt>(HttpStatusCode.Accepted));
        await (await chair.PostAsync(path, SpaceWorld.Park() with { NameEn = "Another" })).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "id");
    }

    [Fact]
    public async Task OpenedFromAPlaceWhereHarmRepeats_ItsOutlineHoldsEveryEvent_AndNoCornerIsOne()
    {
        using var analyst = api.As(Role.Analyst);
        var analysis = (await analyst.AnalyseAsync(DatasetR.Asked)).Id;
        var id = await analyst.OpenAsync(SpaceWorld.Park() with { Shape = null, AnalysisId = analysis, ClusterNumber = 1 });
        Assert.Equal("t 0", await api.ScalarAsync<string>(
            """
            select substr(bool_and(st_covers(space.shape, incident.point))::text, 1, 1) || ' ' || count(*) filter (where st_intersects(st_points(space.shape), incident.point))
            from space, incident where space.id = $1 and st_dwithin(incident.point, st_setsrid(st_makepoint(300040, 250020), 27700), 100)
            """, id));
        var file = await analyst.SpaceAsync(id);
        Assert.Equal((SpaceOrigin.Hotspot, SpaceStatus.Noted), (file.Space.OpenedFrom, file.Space.Status));
    }

    [Fact]
    public async Task OneChildsCluster_OpensNoSpace_NorDoesOneThatIsNotThere()
    {
        using var analyst = api.As(Role.Analyst);
        var analysis = (await analyst.AnalyseAsync(DatasetR.Asked)).Id;
        var oneChild = (await analyst.HotspotsAsync(analysis)).Items.Single(item => item.Class == ClusterClass.IndividualRepeat).Number;
        foreach (var number in (int?[])[oneChild, 99])
            await (await analyst.PostAsync($"{SpaceWorld.Spaces}/{Guid.CreateVersion7()}", SpaceWorld.Park() with { Shape = null, AnalysisId = analysis, ClusterNumber = number }))
                .AssertProblemAsync(ProblemCodes.NotFound, "clusterNumber");
    }

    [Fact]
    public async Task OpenedFromAReport_TheReportIsInsideAndNotInTheMiddle_AndAReaderOfSquaresMustDraw()
    {
        using var reporter = api.As(Role.Reporter);
        var incident = Guid.CreateVersion7();
        await (await reporter.PostAsync(Examples.PathOf(incident), Examples.Harm(306_033, 256_077))).ReadAsync<Receipt>(HttpStatusCode.Created);
        var asked = SpaceWorld.Park() with { Shape = null, IncidentId = incident };
        using var analyst = api.As(Role.Analyst);
        var id = await analyst.OpenAsync(asked);
        Assert.Equal("t t", await api.ScalarAsync<string>(
            """
            select concat_ws(' ', substr(st_covers(space.shape, incident.point)::text, 1, 1), substr((st_distance(st_centroid(space.shape), incident.point) > 10)::text, 1, 1))
            from space, incident where space.id = $1 and incident.id = $2
            """, id, incident));
        using var chair = api.As(Role.MaceChair);
        await (await chair.PostAsync($"{SpaceWorld.Spaces}/{Guid.CreateVersion7()}", asked)).AssertProblemAsync(ProblemCodes.WhereMissing, "shape");
        await chair.OpenAsync(asked with { Shape = SpaceWorld.Square(306_000, 256_000) });
        await (await chair.PostAsync($"{SpaceWorld.Spaces}/{Guid.CreateVersion7()}", asked with { IncidentId = Guid.CreateVersion7() })).AssertProblemAsync(ProblemCodes.NotFound, "incidentId");
    }

    [Fact]
    public async Task Platform_HasNoGround_AndGroundNoPlatform()
    {
        using var assessor = api.As(Role.Assessor);
        var platform = SpaceWorld.Park() with { PlaceType = PlaceType.OnlinePlatform, OwnerType = OwnerType.Online, Shape = null, Platform = "A game with a chat" };
        var id = await assessor.OpenAsync(platform);
        Assert.Equal((null, "A game with a chat"), ((await assessor.SpaceAsync(id)).Space.Shape, (await assessor.SpaceAsync(id)).Space.Platform));
        await (await assessor.PostAsync($"{SpaceWorld.Spaces}/{Guid.CreateVersion7()}", platform with { Platform = null })).AssertProblemAsync(ProblemCodes.WhereMissing, "shape");
        await (await assessor.PostAsync($"{SpaceWorld.Spaces}/{Guid.CreateVersion7()}", platform with { Shape = SpaceWorld.Park().Shape })).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "shape");
    }

    [Fact]
    public async Task AreasThatAreTooLarge_Outside_OrNoArea_AreRefused_ByTheDatabaseToo()
    {
        using var chair = api.As(Role.MaceChair);
        var path = $"{SpaceWorld.Spaces}/{Guid.CreateVersion7()}";
        await (await chair.PostAsync(path, SpaceWorld.Park(side: 3_000))).AssertProblemAsync(ProblemCodes.PolygonTooLarge, "shape");
        await (await chair.PostAsync(path, SpaceWorld.Park(380_000))).AssertProblemAsync(ProblemCodes.OutsideArea, "shape");
        await (await chair.PostAsync(path, SpaceWorld.Park() with { Shape = Ring((0, 0), (0.001, 0), (0.001, 0.001), (0, 0)) })).AssertProblemAsync(ProblemCodes.NullIsland, "shape");
        await (await chair.PostAsync(path, SpaceWorld.Park() with { Shape = Ring((-3.46, 52.1), (-3.459, 52.101), (-3.459, 52.1), (-3.46, 52.101), (-3.46, 52.1)) }))
            .AssertProblemAsync(ProblemCodes.PolygonCrossesItself, "shape");
        // Two corners and the first again: no client of ours can build it, so it is written by hand.
        using var twoCorners = new StringContent(
            $$$"""{"placeType":"park_open_space","ownerType":"council","reason":"A look","nameEn":"The park","reviewOn":"{{{SpaceWorld.Today.AddDays(9):yyyy-MM-dd}}}","shape":{"type":"Polygon","coordinates":[[[-3.46,52.1],[-3.459,52.1],[-3.46,52.1]]]}}""",
            System.Text.Encoding.UTF8, "application/json");
        await (await chair.PostAsync(path, twoCorners)).AssertProblemAsync(ProblemCodes.PolygonTooFewCorners, "shape");
        await (await chair.PostAsync(path, SpaceWorld.Park() with { NameEn = null, NameCy = null })).AssertProblemAsync(ProblemCodes.FieldMissing, "nameEn");
        var id = await chair.OpenAsync();
        foreach (var poison in (string[])["st_makepoint('NaN', 1)", "st_geomfromtext('POLYGON((0 0,9000 0,9000 9000,0 9000,0 0))')", "st_geomfromtext('POLYGON EMPTY')"])
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => api.ScalarAsync<Guid>($"update space set shape = st_setsrid({poison}, 27700) where id = $1 returning id", id));

        static AreaGeometry Ring(params (double, double)[] corners) =>
            new(new GeometryFactory(new PrecisionModel(), 4326).CreatePolygon([.. corners.Select(corner => new Coordinate(corner.Item1, corner.Item2))]));
    }
}
