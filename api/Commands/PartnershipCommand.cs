using System.CommandLine;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using NetTopologySuite.Operation.Valid;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Commands;

/// <summary>Creates partnerships, and lists them.</summary>
internal static class PartnershipCommand
{
    public static Command Define(CommonOptions options) =>
        new("partnership", "Partnerships: the agencies of one area that work together.") { DefineAdd(options), DefineList(options) };

    private static Command DefineAdd(CommonOptions options)
    {
        var english = new Option<string>("--name-en") { Description = "English name", Required = true };
        var welsh = new Option<string>("--name-cy") { Description = "Welsh name", Required = true };
        var area = new Option<string>("--area") { Description = "GeoJSON file of the area (EPSG:4326, polygons)", HelpName = "FILE", Required = true };
        var buffer = new Option<double>("--buffer-metres")
        {
            Description = "How far outside the area a record may lie: harm does not stop at a boundary",
            DefaultValueFactory = _ => 2_000,
        };
        var command = new Command("add", "Create a partnership.") { english, welsh, area, buffer };
        command.SetAction(async (parsed, cancel) =>
        {
            if (!(parsed.GetValue(buffer) is >= 0 and <= 100_000)) throw new OperatorException("--buffer-metres must be from 0 to 100000.");
            var data = DataFolder.Open(parsed.GetValue(options.Data)!);
            await using var database = await OpenDatabase.OpenAsync(data, cancel);
            await Migrator.VerifyApiRoleAsync(database.ApiConnection, cancel);
            await using var rooms = database.Rooms(data);
            await using var scope = rooms.Services.CreateAsyncScope();
            var partnership = new Partnership
            {
                PartnershipId = Guid.CreateVersion7(),
                NameEn = Name(parsed.GetValue(english)!),
                NameCy = Name(parsed.GetValue(welsh)!),
                Area = ReadArea(parsed.GetValue(area)!, scope.ServiceProvider.GetRequiredService<IGridTransform>()),
                BufferMetres = parsed.GetValue(buffer),
                CreatedAt = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow(),
            };
            await scope.ServiceProvider.GetRequiredService<PeopleDirectory>().CreatePartnershipAsync(partnership, cancel);
            await EnvironmentMark.KeepAsync(database.Owner, EnvironmentMark.Kind(demonstration: false), cancel);
            Console.WriteLine($"Created the partnership {partnership.NameEn}: {partnership.PartnershipId}");
            return 0;
        });
        return command;
    }

    private static Command DefineList(CommonOptions options)
    {
        var command = new Command("list", "List the partnerships with their ids.");
        command.SetAction(async (parsed, cancel) =>
        {
            var data = DataFolder.Open(parsed.GetValue(options.Data)!);
            await using var database = await OpenDatabase.OpenAsync(data, cancel);
            await Migrator.VerifyApiRoleAsync(database.ApiConnection, cancel);
            foreach (var p in await PartnershipRegister.ReadAsync(database.Owner, cancel))
                Console.WriteLine($"{p.PartnershipId}  {p.NameEn} / {p.NameCy}");
            return 0;
        });
        return command;
    }

    private static string Name(string name) => name.Trim() is { Length: > 0 and <= 200 } trimmed
        ? trimmed
        : throw new OperatorException("A partnership's name must have 1 to 200 characters.");

    /// <summary>All polygons of a GeoJSON file as one area in EPSG:27700.</summary>
    internal static MultiPolygon ReadArea(string file, IGridTransform grid)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var shapes = Geometries(document.RootElement)
                .Select(geometry => new AreaGeometry(JsonSerializer.Deserialize<AreaGeometry>(Bare(geometry), WireJson.Options)!.Shape))
                .Select(area => Where.ToGrid(area, grid)).ToList();
            if (shapes.Count == 0) throw new OperatorException($"{file} holds no polygon.");
            if (shapes.Any(shape => !new IsValidOp(shape).IsValid)) throw new OperatorException($"A polygon in {file} crosses itself.");
            var union = UnaryUnionOp.Union(shapes);
            if (union.Area > Where.LargestAreaSquareKm * 1e6)
                throw new OperatorException($"The area in {file} is larger than {Where.LargestAreaSquareKm} square kilometres.");
            return union as MultiPolygon ?? union.Factory.CreateMultiPolygon([(Polygon)union]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file} cannot be read: {error.Message}");
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new OperatorException($"The area in {file} does not lie in Great Britain; GeoJSON has longitude before latitude.");
        }
        catch (Exception error) when (error is JsonException or RefusedWhileReadingException or KeyNotFoundException or InvalidOperationException)
        {
            throw new OperatorException($"{file} is not GeoJSON of polygons: {error.Message.Split('\n')[0]}");
        }
    }

    private static IEnumerable<JsonElement> Geometries(JsonElement element) => element.GetProperty("type").GetString() switch
    {
        "FeatureCollection" => element.GetProperty("features").EnumerateArray().SelectMany(Geometries),
        "Feature" => Geometries(element.GetProperty("geometry")),
        _ => [element],
    };

    // Files of publishers carry further members, such as bbox.
    private static string Bare(JsonElement geometry) => new System.Text.Json.Nodes.JsonObject
    {
        ["type"] = geometry.GetProperty("type").GetString(),
        ["coordinates"] = System.Text.Json.Nodes.JsonNode.Parse(geometry.GetProperty("coordinates").GetRawText()),
    }.ToJsonString();
}
