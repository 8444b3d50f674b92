using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// The fingerprint of an analysis' input: equal for the same events and parameters in any row order and culture, different as
/// soon as one value that can change the result differs.
/// </summary>
/// <remarks>
/// SHA-256 over these bytes, all numbers big-endian, doubles as their IEEE 754 bits (with -0 written as 0), texts as UTF-8
/// after their length in bytes (int32):
/// <list type="number">
/// <item>text <see cref="HotspotAnalysis.NameOf"/> of the method, text <see cref="HotspotAnalysis.MethodVersion"/>;</item>
/// <item>double eps, int32 minEvents, double maxAccuracy; for ST-DBSCAN int32 eps in days; int32 number of events;</item>
/// <item>for each event in ascending order of its id's bytes: 16 bytes id (RFC 9562 order), double easting, double northing,
/// int32 day number of the date (days since 0001-01-01; of a month-only date, its first), byte precision (0 day, 1 month),
/// byte context (0 or 1), double accuracy (-1 when not stated), int32 children unknown, text wire name of the agency,
/// int32 number of different child tokens, then each as text in ordinal order.</item>
/// </list>
/// </remarks>
public static class InputDigest
{
    /// <summary>The digest as 64 lower-case hexadecimal digits.</summary>
    /// <param name="events">The whole input, in any order, ids different.</param>
    /// <param name="parameters">The parameters of the run.</param>
    public static string Of(IReadOnlyCollection<HotspotEvent> events, HotspotParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(parameters);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(sha, HotspotAnalysis.NameOf(parameters.By));
        Add(sha, HotspotAnalysis.MethodVersion);
        Add(sha, parameters.EpsMetres);
        Add(sha, parameters.MinEvents);
        Add(sha, parameters.MaxAccuracyMetres);
        if (parameters.By == ClusterMethod.StDbscan) Add(sha, parameters.EpsDays);
        Add(sha, events.Count);
        Span<byte> id = stackalloc byte[16];
        foreach (var e in events.OrderBy(e => e.Id))
        {
            e.Id.TryWriteBytes(id, bigEndian: true, out _);
            sha.AppendData(id);
            Add(sha, e.Point.Easting);
            Add(sha, e.Point.Northing);
            var isMonth = e.DatePrecision == DatePrecision.Month;
            Add(sha, (isMonth ? new DateOnly(e.Date.Year, e.Date.Month, 1) : e.Date).DayNumber);
            sha.AppendData([isMonth ? (byte)1 : (byte)0, e.IsContext ? (byte)1 : (byte)0]);
            Add(sha, e.AccuracyMetres ?? -1);
            Add(sha, e.ChildrenUnknown);
            Add(sha, WireName.Of(e.Agency));
            string[] children = [.. e.Children.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            Add(sha, children.Length);
            foreach (var child in children) Add(sha, child);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static void Add(IncrementalHash sha, double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value + 0.0); // -0 + 0 is 0
        sha.AppendData(bytes);
    }

    private static void Add(IncrementalHash sha, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        sha.AppendData(bytes);
    }

    private static void Add(IncrementalHash sha, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(sha, bytes.Length);
        sha.AppendData(bytes);
    }
}
