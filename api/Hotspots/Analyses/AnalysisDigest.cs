using System.Buffers.Binary;
using System.Text.Json;
using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Hotspots.Analyses;

/// <summary>The fingerprint of an analysis' input: equal for the same question over the same data, whatever the order of its rows.</summary>
internal static class AnalysisDigest
{
    /// <summary>
    /// SHA-256 over the question and all that the method is given, in its canonical order; of the events their own fingerprint.
    /// </summary>
    public static byte[] Of(AnalysisInput input)
    {
        using var digest = new ColumnDigest();
        digest.Add<byte>(JsonSerializer.SerializeToUtf8Bytes(input.Asked, WireJson.Options));
        digest.Add<byte>(input.Events.Fingerprint);
        digest.Add<double>([.. input.Outreach.SelectMany(effort => (double[])[effort.Easting, effort.Northing, effort.Day.DayNumber, effort.Hours])]);
        digest.Add<byte>(input.Area.AsBinary());
        digest.Add<int>([.. input.Residents.OrderBy(pair => (pair.Key.CellY, pair.Key.CellX)).SelectMany(pair => (int[])[pair.Key.CellX, pair.Key.CellY, pair.Value])]);
        // What has been observed by today decides what is known of a closure, and nothing else.
        digest.Add<int>(input.Asked.Method is HarmAfterClosureMethod ? [input.Today.DayNumber] : []);
        digest.Add<int>([.. input.MissingMonths.Select(month => month.DayNumber)]);
        var closed = input.CaseClosed.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        digest.Add<int>([.. closed.Select(pair => pair.Value.DayNumber)]);
        digest.AddWords(closed.ConvertAll(pair => pair.Key));
        return digest.End();
    }

    /// <summary>The seed that follows from an input, for questions that name none.</summary>
    public static ulong SeedOf(byte[] digest) => BinaryPrimitives.ReadUInt64BigEndian(digest);
}
