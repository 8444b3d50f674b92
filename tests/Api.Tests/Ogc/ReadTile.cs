using System.Buffers.Binary;
using System.Text;

namespace SpacesPlaces.Api.Tests.Ogc;

/// <summary>A feature of a tile as a stranger reads it: values by name, and rings or a point in units of the tile.</summary>
internal sealed record TileFeature(string Layer, int Kind, IReadOnlyDictionary<string, object> Values, IReadOnlyList<IReadOnlyList<(int X, int Y)>> Parts)
{
    public string Id => (string)Values["id"];
}

/// <summary>Reads vector tiles by their specification, and by nothing that the program knows.</summary>
internal static class ReadTile
{
    public static IReadOnlyList<TileFeature> Features(byte[] tile)
    {
        List<TileFeature> found = [];
        foreach (var (field, _, layer) in Fields(tile))
        {
            Assert.Equal(3, field);
            var parts = Fields(layer!).ToList();
            var name = Encoding.UTF8.GetString(parts.Single(part => part.Field == 1).Bytes!);
            Assert.Equal(2UL, parts.Single(part => part.Field == 15).Number);
            Assert.Equal(4096UL, parts.Single(part => part.Field == 5).Number);
            var keys = parts.Where(part => part.Field == 3).Select(part => Encoding.UTF8.GetString(part.Bytes!)).ToList();
            var values = parts.Where(part => part.Field == 4).Select(part => ValueOf(part.Bytes!)).ToList();
            Assert.Equal(keys.Count, keys.Distinct().Count());
            foreach (var feature in parts.Where(part => part.Field == 2).Select(part => Fields(part.Bytes!).ToList()))
            {
                var tags = Packed(feature.SingleOrDefault(part => part.Field == 2).Bytes ?? []).ToList();
                var kind = (int)feature.Single(part => part.Field == 3).Number;
                found.Add(new(
                    name, kind, tags.Chunk(2).ToDictionary(pair => keys[(int)pair[0]], pair => values[(int)pair[1]]),
                    Shape([.. Packed(feature.Single(part => part.Field == 4).Bytes!)])));
            }
        }

        return found;
    }

    private static List<IReadOnlyList<(int, int)>> Shape(uint[] commands)
    {
        List<IReadOnlyList<(int, int)>> parts = [];
        List<(int, int)> now = [];
        int x = 0, y = 0;
        for (var i = 0; i < commands.Length;)
        {
            var (command, times) = (commands[i] & 7, commands[i++] >> 3);
            Assert.True(times > 0);
            if (command == 7) continue;
            if (command == 1) parts.Add(now = []);
            for (var n = 0; n < times; n++)
            {
                x += Signed(commands[i++]);
                y += Signed(commands[i++]);
                now.Add((x, y));
            }
        }

        return parts;
    }

    private static object ValueOf(byte[] bytes)
    {
        var (field, number, text) = Fields(bytes).Single();
        return field switch
        {
            1 => Encoding.UTF8.GetString(text!),
            3 => BitConverter.UInt64BitsToDouble(number),
            6 => (long)(number >> 1) ^ -(long)(number & 1),
            7 => number == 1,
            _ => throw new InvalidDataException($"A value of kind {field}."),
        };
    }

    private static int Signed(uint value) => (int)(value >> 1) ^ -(int)(value & 1);

    private static IEnumerable<uint> Packed(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;) yield return (uint)Varint(bytes, ref at);
    }

    private static IEnumerable<(int Field, ulong Number, byte[]? Bytes)> Fields(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var key = Varint(bytes, ref at);
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    yield return (field, Varint(bytes, ref at), null);
                    break;
                case 1:
                    yield return (field, BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at, 8)), null);
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(bytes, ref at);
                    yield return (field, 0, bytes[at..(at + length)]);
                    at += length;
                    break;
                default:
                    throw new InvalidDataException("A wire type that tiles do not use.");
            }
        }
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(bytes[at] & 0x7f) << shift;
            if ((bytes[at++] & 0x80) == 0) return value;
        }
    }
}
