using System.Text.Json;
using NpgsqlTypes;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Ogc;

/// <summary>The type of a property: the same in every feature, whatever it holds.</summary>
internal enum OgcType { Text, Words, Id, Integer, Number, Boolean, Instant, Day }

/// <summary>A property of a collection's features.</summary>
/// <param name="Name">Name on the wire; its words are <c>ogc_property.&lt;column&gt;</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="Words">Section of the texts where its values are words of a vocabulary; null otherwise.</param>
internal sealed record OgcProperty(string Name, OgcType Type, string? Words = null)
{
    /// <summary>Its column in what is shown.</summary>
    public string Column { get; } = JsonNamingPolicy.SnakeCaseLower.ConvertName(Name);
}

/// <summary>A value that goes to the database as a parameter.</summary>
/// <param name="Value">The value; null for none.</param>
/// <param name="Type">Its type there, where the value does not say it.</param>
internal readonly record struct OgcValue(object? Value, NpgsqlDbType? Type = null);

/// <summary>
/// What the caller may see of a collection, as rows with the columns <c>fid, geom, time_from, time_to</c> and one for each property:
/// coarse where the caller sees coarsely, absent where they see nothing. Every filter is put on these rows and on nothing behind them.
/// </summary>
/// <param name="Sql">The query.</param>
/// <param name="Values">Its values, given the 1 km cells of the box that is asked for; null for everywhere.</param>
internal sealed record OgcSource(string Sql, Func<GridCellRange?, IReadOnlyList<OgcValue>> Values);

/// <summary>Features of one kind, as the standard serves them.</summary>
internal sealed record OgcCollection(string Id, Permission[] Permissions, AuditAction Listed, AuditAction Seen, IReadOnlyList<OgcProperty> Properties)
{
    /// <summary>True where every feature is a point or nowhere.</summary>
    public bool IsPoints { get; init; }

    /// <summary>True where ids are UUIDs.</summary>
    public bool HasIds { get; init; }

    /// <summary>True for published data that anybody may have.</summary>
    public bool IsOpen { get; init; }

    /// <summary>True where the audit and the view budget name each record.</summary>
    public bool NamesRecords { get; init; }

    /// <summary>True where features have a time.</summary>
    public bool HasTime { get; init; }

    /// <summary>True where the box of all features is measured; otherwise it is the partnership's area, which tells of no record.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>
    /// Name of the query whose answer changes with the rows behind it, given the partnership; null where the source holds its rows.
    /// </summary>
    public string? StateSql { get; init; }

    /// <summary>What is added up by square where a tile covers too much for single features; null where they are shown at every zoom.</summary>
    public string? CountedBy { get; init; }

    /// <summary>True for data that its publisher gave to everybody: small counts of it tell nothing new.</summary>
    public bool IsPublished { get; init; }

    /// <summary>What the caller sees of it; null where they see none of it.</summary>
    public required Func<OgcReading, CancellationToken, Task<OgcSource?>> OpenAsync { get; init; }

    /// <summary>Key of its words.</summary>
    public string Key { get; } = Id.Replace('-', '_');

    /// <summary>True when the role may read it, agreements aside.</summary>
    public bool MayBeReadBy(Role role) => Permissions.Any(permission => Access.Permissions.Allow(role, permission));
}
