using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.LinearReferencing;
using Npgsql;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Planning;
using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Samples;

namespace SpacesPlaces.Api.Tests.Planning;

/// <summary>Streets of a town of the invented county, taken to where the tests' partnership is.</summary>
internal static class InventedTown
{
    private const int AroundMetres = 900;

    private static readonly Lazy<County> County = new(() => InventedCounty.Build());

    /// <summary>Lays the town's streets around 300 000, 250 000 once for a database; the same lines each time.</summary>
    public static async Task<List<LineString>> LayAsync(TestApi api)
    {
        var county = County.Value;
        var town = county.Settlements.First(one => one.Kind == SettlementKind.Town).Centre;
        var move = AffineTransformation.TranslationInstance(300_000 - town.X, 250_000 - town.Y);
        List<Road> roads =
        [
            .. county.RoadEdges.Where(edge => edge.Line.Distance(town) < AroundMetres).Select((edge, at) => new Road
            {
                PartnershipId = TestApi.Here,
                Id = at + 1,
                Source = edge.From,
                Target = edge.To,
                LengthMetres = edge.Line.Length,
                Line = (LineString)move.Transform(edge.Line),
            }),
        ];
        await using var scope = api.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var context = scope.ServiceProvider.GetRequiredService<SpacesContext>();
        await work.BeginForHouseAsync(TestApi.Here, default);
        if (!await new StreetNetwork(context).IsHeldAsync())
        {
            await RoadRows.AddAsync((NpgsqlConnection)context.Database.GetDbConnection(), TestApi.Here, roads, default);
            await work.CommitAsync(UnitOfWork.Operator(TestApi.Here, "operator"), AuditAction.DemonstrationFilled, "", default);
        }

        return roads.ConvertAll(road => road.Line);
    }

    /// <summary>The point in the middle of a street.</summary>
    public static Point Middle(LineString line) => (Point)line.Factory.CreatePoint(new LengthIndexedLine(line).ExtractPoint(line.Length / 2));
}
