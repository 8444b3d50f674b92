using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Hotspots.Analyses;

/// <summary>The fingerprint of an analysis' input: equal for the same question over the same data, whatever the order of its rows.</summary>
internal static class AnalysisDigest
{
    /// <summary>
    /// SHA-256 over the question and all that the method is given, in its canonical order. Columns are taken whole as they lie in
    /// memory (little-endian, as every machine that .NET runs on), each behind its length.
    /// </summary>
    public static byte[] Of(AnalysisInput input)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Column<byte>(digest, JsonSerializer.SerializeToUtf8Bytes(input.Asked, WireJson.Options));
        Events(digest, input.Events);
        Column<double>(digest, [.. input.Outreach.SelectMany(effort => (double[])[effort.Easting, effort.Northing, effort.Day.DayNumber, effort.Hours])]);
        Column<byte>(digest, input.Area.AsBinary());
        Column<int>(digest, [.. input.Residents.OrderBy(pair => (pair.Key.CellY, pair.Key.CellX)).SelectMany(pair => (int[])[pair.Key.CellX, pair.Key.CellY, pair.Value])]);
        // What has been observed by today decides what is known of a closure, and nothing else.
        Column<int>(digest, input.Asked.Method is HarmAfterClosureMethod ? [input.Today.DayNumber] : []);
        Column<int>(digest, [.. input.MissingMonths.Select(month => month.DayNumber)]);
        var closed = input.CaseClosed.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        Column<int>(digest, [.. closed.Select(pair => pair.Value.DayNumber)]);
        Words(digest, closed.ConvertAll(pair => pair.Key));
        return digest.GetHashAndReset();
    }

    /// <summary>The seed that follows from an input, for questions that name none.</summary>
    public static ulong SeedOf(byte[] digest) => BinaryPrimitives.ReadUInt64BigEndian(digest);

    private static void Events(IncrementalHash digest, ChosenEvents events)
    {
        Column<int>(digest, [events.Considered]);
        Column<Guid>(digest, events.Ids);
        Column<double>(digest, events.Eastings);
        Column<double>(digest, events.Northings);
        Column<DateTime>(digest, events.From);
        Column<DateTime>(digest, events.To);
        Column<DateOnly>(digest, events.Days);
        Column<int>(digest, Array.ConvertAll(events.Agencies, agency => (int)agency));
        Column<int>(digest, events.ChildrenUnknown);
        var (sources, words) = Numbered(events.Sources);
        Column<int>(digest, sources);
        Words(digest, words);
        var (counts, numbers, tokens) = events.Children.Described();
        Column<int>(digest, counts);
        Column<int>(digest, numbers);
        Column<byte>(digest, tokens);
    }

    private static void Column<T>(IncrementalHash digest, ReadOnlySpan<T> values) where T : unmanaged
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, values.Length);
        digest.AppendData(length);
        digest.AppendData(MemoryMarshal.AsBytes(values));
    }

    private static void Words(IncrementalHash digest, List<string> words)
    {
        Column<int>(digest, [words.Count]);
        foreach (var word in words) Column<byte>(digest, Encoding.UTF8.GetBytes(word));
    }

    // Words by number, in the order in which they first come.
    private static (int[] Numbers, List<string> Words) Numbered(string[] values)
    {
        var numbers = new int[values.Length];
        List<string> words = [];
        for (var i = 0; i < values.Length; i++)
        {
            // Few words, most of them the one before or the same object.
            var at = i > 0 && ReferenceEquals(values[i], values[i - 1]) ? numbers[i - 1] : words.IndexOf(values[i]);
            if (at < 0)
            {
                at = words.Count;
                words.Add(values[i]);
            }

            numbers[i] = at;
        }

        return (numbers, words);
    }
}
