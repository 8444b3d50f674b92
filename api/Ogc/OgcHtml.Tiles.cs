using System.Text.Json;

namespace SpacesPlaces.Api.Ogc;

/// <summary>Pages about tiles.</summary>
internal static partial class OgcHtml
{
    public static string TileJson(HtmlPage page, JsonElement body)
    {
        page.Paragraph(body.GetProperty("description").GetString()!);
        page.List(body.GetProperty("tiles").EnumerateArray().Select(one => one.GetString()!));
        foreach (var layer in body.GetProperty("vector_layers").EnumerateArray())
        {
            page.Heading(layer.GetProperty("id").GetString()!);
            page.Paragraph($"{layer.GetProperty("description").GetString()} ({layer.GetProperty("minzoom").GetRawText()}–{layer.GetProperty("maxzoom").GetRawText()})");
            page.Table(
                [page.Word("ogc.name"), page.Word("ogc.meaning")],
                layer.GetProperty("fields").EnumerateObject().Select(field => (string[])[HtmlPage.Safe(field.Name), HtmlPage.Safe(field.Value.GetString()!)]));
        }

        return $"{body.GetProperty("name").GetString()}: {page.Word("ogc.tile_json")}";
    }

    public static string Tilesets(HtmlPage page, JsonElement body)
    {
        foreach (var tileset in body.GetProperty("tilesets").EnumerateArray())
        {
            page.Heading(tileset.GetProperty("title").GetString()!);
            page.Links(tileset.GetProperty("links"));
        }

        return page.Word("ogc.tilesets");
    }

    public static string Tileset(HtmlPage page, JsonElement body)
    {
        // A template is no address: it is shown as text.
        page.List(body.GetProperty("links").EnumerateArray().Where(link => link.TryGetProperty("templated", out _)).Select(link => link.GetProperty("href").GetString()!));
        page.Links(body.GetProperty("links"), "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", "describedby");
        return $"{body.GetProperty("title").GetString()}: {page.Word("ogc.tileset")}";
    }

    public static string TileGrids(HtmlPage page, JsonElement body)
    {
        foreach (var grid in body.GetProperty("tileMatrixSets").EnumerateArray())
        {
            page.Heading(grid.GetProperty("title").GetString()!);
            page.Links(grid.GetProperty("links"));
        }

        return page.Word("ogc.tile_grids");
    }

    public static string TileGrid(HtmlPage page, JsonElement body)
    {
        page.Facts([("id", body.GetProperty("id").GetString()!), (page.Word("ogc.crs"), body.GetProperty("crs").GetString()!)]);
        page.Table(
            ["id", "matrixWidth", "cellSize", "scaleDenominator"],
            body.GetProperty("tileMatrices").EnumerateArray().Select(matrix => (string[])
            [
                HtmlPage.Safe(matrix.GetProperty("id").GetString()!), matrix.GetProperty("matrixWidth").GetRawText(),
                matrix.GetProperty("cellSize").GetRawText(), matrix.GetProperty("scaleDenominator").GetRawText(),
            ]));
        return page.Word("ogc.tile_grid");
    }
}
