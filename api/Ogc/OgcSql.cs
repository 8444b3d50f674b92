using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using Npgsql;
using SpacesPlaces.Api.Ogc.Cql2;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Api.Ogc;

/// <summary>
/// Puts a question on what is shown: the source is a closed query, the question names its columns only, and every value is a
/// parameter.
/// </summary>
internal sealed class OgcSql
{
    /// <summary>Up to here matches are counted; a bigger number would cost more than it tells.</summary>
    public const int CountedUpTo = 10_000;

    private readonly StringBuilder conditions = new();
    private readonly List<OgcValue> values = [];
    private readonly OgcCollection collection;
    private readonly string source;

    /// <param name="collection">The collection.</param>
    /// <param name="source">What the reader sees of it.</param>
    /// <param name="query">What is asked of that; everything when left out.</param>
    /// <param name="near">A box outside of which nothing is asked for, EPSG:27700, when no query says it.</param>
    public OgcSql(OgcCollection collection, OgcSource source, OgcQuery? query = null, Envelope? near = null)
    {
        (this.collection, this.source) = (collection, source.Sql);
        if (query?.Box is { IsEmpty: false } box) near = box.EnvelopeInternal;
        var cells = near is null ? (GridCellRange?)null : GridCellRange.Covering(near);
        values.AddRange(source.Values(cells));
        if (query is not null) Ask(query);
    }

    /// <summary>Adds a value and answers how the query names it.</summary>
    public string Parameter(object? value)
    {
        values.Add(new(value));
        return $"${values.Count}";
    }

    /// <summary>The features after an id, in the order of ids; one more than the page holds, which tells whether more follow.</summary>
    public NpgsqlBatchCommand Page(string? after, int limit)
    {
        var id = collection.HasIds ? "fid" : "fid collate \"C\"";
        var begin = after is null ? "" : $" and {id} > {Parameter(collection.HasIds ? Guid.Parse(after) : after)}";
        return Command($"{Shown()} select {Columns()} from shown where true{conditions}{begin} order by {id} limit {Parameter(limit + 1)}");
    }

    /// <summary>One feature.</summary>
    public NpgsqlBatchCommand One(string fid) =>
        Command($"{Shown()} select {Columns()} from shown where fid = {Parameter(collection.HasIds ? Guid.Parse(fid) : fid)}");

    /// <summary>How many there are, counted to one more than <see cref="CountedUpTo"/>.</summary>
    public NpgsqlBatchCommand Count() =>
        Command($"{Shown()} select count(*)::integer from (select from shown where true{conditions} limit {CountedUpTo + 1}) counted");

    /// <summary>The box of everything, EPSG:27700; nulls where there is nothing.</summary>
    public NpgsqlBatchCommand Extent() => Command(
        $"{Shown()} select st_xmin(box), st_ymin(box), st_xmax(box), st_ymax(box) from (select st_extent(geom)::box3d as box from shown) measured");

    /// <summary>The features whose box meets a box, EPSG:27700, in no order; none that is nowhere.</summary>
    public NpgsqlBatchCommand Near(Envelope box) => Command(
        $"{Shown()} select {Columns()} from shown where geom && st_makeenvelope({Parameter(box.MinX)}, {Parameter(box.MinY)}, {Parameter(box.MaxX)}, {Parameter(box.MaxY)}, 27700)");

    /// <summary>How many there are in each 1 km square, by where their middle is shown.</summary>
    /// <param name="sum">What is added up.</param>
    public NpgsqlBatchCommand BySquare(string sum) => Command(
        $"{Shown()}, placed as (select shown.*, {(collection.IsPoints ? "geom" : "st_centroid(geom)")} as middle from shown where geom is not null) "
        + $"select floor(st_x(middle) / 1000)::integer, floor(st_y(middle) / 1000)::integer, {sum} from placed group by 1, 2");

    private string Shown() => $"with shown as ({source}\n)";

    private string Columns() =>
        $"fid::text{(collection.IsPoints ? ", st_x(geom), st_y(geom)" : ", geom, null")}{string.Concat(collection.Properties.Select(property => $", \"{property.Column}\""))}";

    private void Ask(OgcQuery query)
    {
        // What is nowhere, or has no time, is in every box and every time: so the standard has it.
        if (query.Box is { } box)
            conditions.Append(box.IsEmpty ? " and geom is null" : $" and (geom is null or st_intersects(geom, {Parameter(box)}))");
        if (query.Time is { } time)
        {
            List<string> within = [];
            if (time.To is { } to) within.Add($"time_from <= {Parameter(to)}");
            if (time.From is { } from) within.Add($"coalesce(time_to, 'infinity') >= {Parameter(from)}");
            conditions.Append(CultureInfo.InvariantCulture, $" and (time_from is null or ({string.Join(" and ", within)}))");
        }

        if (query.Filter is { } filter) conditions.Append(CultureInfo.InvariantCulture, $" and coalesce({CqlSql.Of(filter, this)}, false)");
    }

    private NpgsqlBatchCommand Command(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (value, type) in values)
        {
            var parameter = new NpgsqlParameter { Value = value ?? DBNull.Value };
            if (type is { } known) parameter.NpgsqlDbType = known;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
