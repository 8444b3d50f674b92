using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Ogc;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Bench;

/// <summary>The statements of the program as scripts of pgbench.</summary>
internal static partial class ServeBench
{
    // The program's own statements, with their values written in and boxes drawn by pgbench.
    private static async Task<Sql> SqlAsync(BenchWorld world, WebApplication host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var who = (await work.BeginAsync(world.Accounts[Role.Analyst], BenchWorld.Partnership, TimeSpan.Zero, default))!;
        var (actor, reading) = (scope.ServiceProvider.GetRequiredService<Actor>(), scope.ServiceProvider.GetRequiredService<OgcReading>());
        actor.Become(who);
        reading.Become(actor);
        var incidents = OgcCollections.All[0];
        var source = (await incidents.OpenAsync(reading, default))!;
        var box = new Envelope(300_000, 300_730, 250_000, 250_730);
        var frame = (Polygon)new GeometryFactory(new(), 27700).ToGeometry(box);
        const string envelope = "st_makeenvelope(:x, :y, :x2, :y2, 27700)";
        Dictionary<int, string> cells = new() { [2] = ":c1", [3] = ":c2", [4] = ":c3", [5] = ":c4" };
        string Of(NpgsqlBatchCommand command, params (int, string)[] more) => Written(command, cells.Concat(more.Select(one => KeyValuePair.Create(one.Item1, one.Item2))).ToDictionary());
        var items = Of(new OgcSql(incidents, source, new OgcQuery { Key = "", Box = frame }).Page(null, 1_000), (9, envelope));
        var near = Of(new OgcSql(incidents, source, near: box).Near(box), (9, ":x"), (10, ":y"), (11, ":x2"), (12, ":y2"));
        var made = $"select st_asmvt(tile, 'incidents') from (select st_asmvtgeom(st_transform(st_setsrid(st_makepoint(st_x, st_y), 27700), 3857), st_transform({envelope}, 3857)::box2d) as geom, rows.* from ({near}) rows) tile";
        var nowhere = Written(new OgcSql(incidents, source).Near(box), new() { [9] = "0", [10] = "0", [11] = "700000", [12] = "1300000" });
        var raw = $"with points as materialized (select st_transform(st_setsrid(st_makepoint(st_x, st_y), 27700), 3857) as at, rows.* from ({nowhere}) rows) select st_asmvt(tile, 'incidents') from (select st_asmvtgeom(at, st_tileenvelope(:z, :tx, :ty)::box2d) as geom, fid from points where at && st_tileenvelope(:z, :tx, :ty)) tile";
        await work.RollbackAsync();
        string Drawn(int side) => $"\\set x random(287000, 323000)\n\\set y random(237000, 273000)\n\\set x2 :x + {side}\n\\set y2 :y + {side}\n\\set c1 :x / 1000\n\\set c2 :x2 / 1000\n\\set c3 :y / 1000\n\\set c4 :y2 / 1000\n";
        var settings = $"select set_config('spacesplaces.partnership', '{BenchWorld.Partnership}', true), set_config('spacesplaces.account', '{who.UserId}', true), set_config('spacesplaces.agencies', '{{police,youth_service,childrens_services,health,education}}', true), set_config('spacesplaces.hidden', '{{}}', true)";
        var audit = $"select append_audit('{who.UserId}', 'a', 'analyst', 'police', 'incidents_listed', 'done', null, '{{}}', '', '{{}}')";
        return new(
            Drawn(730) + OneLine(items) + ";\n", $"{Drawn(730)}begin;\nset local role spacesplaces_api;\n{settings};\n{OneLine(items)};\n{audit};\ncommit;\n",
            Drawn(1_502) + OneLine(near) + ";\n", Drawn(1_502) + OneLine(made) + ";\n", raw);
    }

    private static string Written(NpgsqlBatchCommand command, Dictionary<int, string> other) => Place().Replace(Comment().Replace(command.CommandText, ""), place =>
    {
        var number = int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture);
        if (other.TryGetValue(number, out var own)) return own;
        var parameter = command.Parameters[number - 1];
        return parameter.Value switch
        {
            Guid id => $"'{id}'::uuid",
            string[] words => $"array[{string.Join(", ", words.Select(word => $"'{word}'"))}]::text[]",
            string text => $"'{text}'",
            int value => $"{value}",
            _ when parameter.NpgsqlDbType == NpgsqlDbType.Uuid => "null::uuid",
            _ when parameter.NpgsqlDbType == NpgsqlDbType.Integer => "null::integer",
            _ => "null::text",
        };
    });

    private static string OneLine(string sql) => string.Join(' ', sql.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Place();

    [GeneratedRegex("--.*")]
    private static partial Regex Comment();

    private sealed record Sql(string Items, string ItemsAct, string Tile, string MadeTile, string RawTile);
}
