using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Hotspots.Analyses;

/// <summary>The fingerprint of an analysis' input: equal for the same question over the same data, whatever the order of its rows.</summary>
internal static class AnalysisDigest
{
    /// <summary>SHA-256 over the question and all that the method is given, in its canonical order.</summary>
    public static byte[] Of(AnalysisInput input)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(JsonSerializer.Serialize(input.Asked, WireJson.Options));
            var events = input.Events;
            writer.Write(events.Considered);
            writer.Write(events.Count);
            Span<byte> id = stackalloc byte[16];
            for (var i = 0; i < events.Count; i++)
            {
                events.Ids[i].TryWriteBytes(id, bigEndian: true, out _);
                writer.Write(id);
                writer.Write(events.Eastings[i]);
                writer.Write(events.Northings[i]);
                writer.Write(events.From[i].Ticks);
                writer.Write(events.To[i].Ticks);
                writer.Write(events.Days[i].DayNumber);
                writer.Write((int)events.Agencies[i]);
                writer.Write(events.Sources[i]);
                writer.Write(events.ChildrenUnknown[i]);
                var children = events.Children.NumbersOf(i);
                writer.Write(children.Length);
                foreach (var child in children)
                {
                    // As a text is written, without making one.
                    var token = events.Children.Utf8Of(child);
                    writer.Write7BitEncodedInt(token.Length);
                    writer.Write(token);
                }
            }

            foreach (var effort in input.Outreach)
            {
                writer.Write(effort.Easting);
                writer.Write(effort.Northing);
                writer.Write(effort.Day.DayNumber);
                writer.Write(effort.Hours);
            }

            writer.Write(input.Area.AsBinary());
            foreach (var (square, residents) in input.Residents.OrderBy(pair => (pair.Key.CellY, pair.Key.CellX)))
            {
                writer.Write(square.CellX);
                writer.Write(square.CellY);
                writer.Write(residents);
            }

            // What has been observed by today decides what is known of a closure, and nothing else.
            if (input.Asked.Method is HarmAfterClosureMethod) writer.Write(input.Today.DayNumber);
            foreach (var month in input.MissingMonths) writer.Write(month.DayNumber);
            foreach (var (token, closed) in input.CaseClosed.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.Write(token);
                writer.Write(closed.DayNumber);
            }
        }

        return SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>The seed that follows from an input, for questions that name none.</summary>
    public static ulong SeedOf(byte[] digest) => BinaryPrimitives.ReadUInt64BigEndian(digest);
}
