using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Ogc.Cql2;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Ogc;

/// <summary>Which features of a collection are asked for, and how they are to be given.</summary>
internal sealed record OgcQuery
{
    public const int DefaultLimit = 100;
    public const int LargestLimit = 10_000;

    public int Limit { get; init; } = DefaultLimit;

    /// <summary>The box, EPSG:27700; empty where it lies off the grid, null for everywhere.</summary>
    public Geometry? Box { get; init; }
    public OgcTime? Time { get; init; }
    public OgcCrs Crs { get; init; } = OgcCrs.Crs84;
    public CqlNode? Filter { get; init; }

    /// <summary>The id after which the page begins, as its token says.</summary>
    public string? After { get; init; }

    /// <summary>One spelling of what is asked for, which a page token is bound to; the page size is no part of it.</summary>
    public required string Key { get; init; }

    /// <summary>Reads the parameters of a page of features.</summary>
    public static Refusal? TryRead(IQueryCollection asked, OgcCollection collection, IGridTransform grid, PageTokens tokens, out OgcQuery query)
    {
        query = new() { Key = KeyOf(collection, asked) };
        if (One(asked, "limit") is { } limit)
        {
            // Beyond the largest the standard wants the largest; so a number too long for a number is one, too.
            if (limit.Length == 0 || !limit.All(char.IsAsciiDigit)) return Refusal.Of(ProblemCodes.NumberOutOfRange, "limit", ("min", 1), ("max", LargestLimit));
            var many = !int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            if (!many && number < 1) return Refusal.Of(ProblemCodes.NumberOutOfRange, "limit", ("min", 1), ("max", LargestLimit));
            query = query with { Limit = many ? LargestLimit : Math.Min(number, LargestLimit) };
        }

        if (ReadCrs(asked, "bbox-crs", out var boxCrs) is { } unknown) return unknown;
        if (One(asked, "bbox") is { } bbox)
        {
            if (OgcBox.TryRead(bbox, "bbox", boxCrs, grid, out var box) is { } refusal) return refusal;
            query = query with { Box = box };
        }

        if (One(asked, "datetime") is { } datetime)
        {
            if (!OgcTime.TryRead(datetime, out var time)) return new(ProblemCodes.ParameterNotReadable, "datetime");
            query = query with { Time = time };
        }

        if (ReadCrs(asked, "crs", out var crs) is { } notOffered) return notOffered;
        query = query with { Crs = crs };
        if (ReadFilter(asked, collection, grid, out var filter) is { } notRead) return notRead;
        query = query with { Filter = filter };
        if (One(asked, "after") is { } after)
        {
            if (!tokens.TryRead(after, query.Key, out var last)) return new(ProblemCodes.PageTokenNotValid, "after");
            query = query with { After = Encoding.UTF8.GetString(last) };
        }

        return null;
    }

    /// <summary>Reads the CRS that a parameter names; CRS84 when it is left out.</summary>
    public static Refusal? ReadCrs(IQueryCollection asked, string name, out OgcCrs crs)
    {
        crs = OgcCrs.Crs84;
        if (One(asked, name) is not { } uri) return null;
        if (OgcCrs.Of(uri) is not { } known) return Refusal.Of(ProblemCodes.CrsNotSupported, name, ("crs", "CRS84, EPSG:4326, EPSG:27700, EPSG:3857"));
        crs = known;
        return null;
    }

    private static Refusal? ReadFilter(IQueryCollection asked, OgcCollection collection, IGridTransform grid, out CqlNode? filter)
    {
        filter = null;
        if (ReadCrs(asked, "filter-crs", out var crs) is { } refusal) return refusal;
        if (One(asked, "filter-lang") is { } language && language != "cql2-text") return new(ProblemCodes.WordUnknown, "filter-lang");
        return One(asked, "filter") is { } text ? CqlParser.TryRead(text, collection, crs, grid, out filter) : null;
    }

    private static string? One(IQueryCollection asked, string name) => asked.TryGetValue(name, out var values) ? values.ToString() : null;

    private static string KeyOf(OgcCollection collection, IQueryCollection asked) =>
        string.Join('\n', ((string[])["bbox", "bbox-crs", "datetime", "filter", "filter-crs"]).Select(name => One(asked, name) ?? "").Prepend(collection.Id));
}
