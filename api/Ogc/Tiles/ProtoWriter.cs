using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace SpacesPlaces.Api.Ogc.Tiles;

/// <summary>Fields of Protocol Buffers, one after the other: as much of that format as a vector tile needs.</summary>
internal sealed class ProtoWriter
{
    private const int Varint = 0, Fixed64 = 1, Bytes = 2;
    private readonly ArrayBufferWriter<byte> buffer = new(256);

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    public bool IsEmpty => buffer.WrittenCount == 0;

    public void Clear() => buffer.ResetWrittenCount();

    /// <summary>A number alone, without its field: an element of a packed list.</summary>
    public void Element(uint value) => Raw(value);

    public void Number(int field, ulong value)
    {
        Raw((ulong)((field << 3) | Varint));
        Raw(value);
    }

    /// <summary>A number of either sign, small ones short.</summary>
    public void Signed(int field, long value) => Number(field, (ulong)((value << 1) ^ (value >> 63)));

    public void Double(int field, double value)
    {
        Raw((ulong)((field << 3) | Fixed64));
        BinaryPrimitives.WriteDoubleLittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    public void Text(int field, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Raw((ulong)((field << 3) | Bytes));
        Raw((ulong)length);
        Encoding.UTF8.GetBytes(text, buffer.GetSpan(length));
        buffer.Advance(length);
    }

    /// <summary>A message or a packed list that was written before.</summary>
    public void Message(int field, ReadOnlySpan<byte> message)
    {
        Raw((ulong)((field << 3) | Bytes));
        Raw((ulong)message.Length);
        buffer.Write(message);
    }

    /// <summary>What was written elsewhere, field and all.</summary>
    public void Append(ReadOnlySpan<byte> written) => buffer.Write(written);

    private void Raw(ulong value)
    {
        var span = buffer.GetSpan(10);
        var used = 0;
        while (value >= 0x80)
        {
            span[used++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[used++] = (byte)value;
        buffer.Advance(used);
    }
}
