using System.Buffers.Binary;

namespace SpacesPlaces.Geodata.Photos;

/// <summary>What the segments of a JPEG have said of its picture so far, each held against the ones before.</summary>
internal sealed class JpegPicture(int mostPixels)
{
    private const int AdobeLength = 12;
    private readonly bool[] quantisation = new bool[4];

    /// <summary>Tables of codes that were given: of direct current, of alternating current.</summary>
    private readonly bool[][] codes = [new bool[4], new bool[4]];
    private Component[] components = [];
    private bool progressive;
    private bool rgb;
    private int restartInterval;
    private int scanUnits;

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Adobe's mark: its last byte says how the colours are meant. Only YCbCr looks the same once the mark is gone.</summary>
    public void ReadColour(ReadOnlySpan<byte> body) =>
        rgb |= body.Length >= AdobeLength && body.StartsWith("Adobe"u8) && body[AdobeLength - 1] == 0;

    public void ReadFrame(ReadOnlySpan<byte> body, bool progressive)
    {
        Need(components.Length == 0, "There are two frames.");
        Need(body.Length >= 6 && body.Length == 6 + (3 * body[5]), "The frame's length is wrong.");
        if (body[0] != 8 || body[5] is not (1 or 3)) throw JpegStripper.Fault(PhotoFault.KindNotTaken, "Only 8 bits, grey or of three colours, are taken.");
        (Height, Width) = (BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..]));
        Need(Height > 0 && Width > 0, "The picture has no size.");
        if ((long)Height * Width > mostPixels) throw JpegStripper.Fault(PhotoFault.TooManyPixels, $"{Width} by {Height} pixels are more than {mostPixels}.");
        this.progressive = progressive;
        components = new Component[body[5]];
        for (var i = 0; i < components.Length; i++)
        {
            var one = body.Slice(6 + (3 * i), 3);
            components[i] = new(one[0], one[1] >> 4, one[1] & 15, one[2]);
            Need(components[i] is { Across: >= 1 and <= 4, Down: >= 1 and <= 4, Table: <= 3 }, "A component's sampling or table is out of range.");
            for (var before = 0; before < i; before++) Need(components[before].Id != components[i].Id, "Two components have one name.");
        }

        // Without a mark, these names are how some programs say RGB.
        rgb |= components.Length == 3 && (components[0].Id, components[1].Id, components[2].Id) is ((byte)'R', (byte)'G', (byte)'B');
    }

    public void ReadQuantisation(ReadOnlySpan<byte> body)
    {
        Need(body.Length > 0, "A quantisation segment is empty.");
        while (body.Length > 0)
        {
            var (wide, table) = (body[0] >> 4, body[0] & 15);
            Need(wide <= 1 && table <= 3, "A quantisation table's number is out of range.");
            var length = 64 << wide;
            Need(body.Length > length, "A quantisation table is cut.");
            for (var i = 0; i < 64; i++)
                Need((wide == 0 ? body[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(body[(1 + (2 * i))..])) > 0, "A quantisation value is zero.");
            quantisation[table] = true;
            body = body[(1 + length)..];
        }
    }

    public void ReadCodes(ReadOnlySpan<byte> body)
    {
        Need(body.Length > 0, "A code segment is empty.");
        while (body.Length > 0)
        {
            Need(body.Length > 16, "A code table is cut.");
            var (kind, table) = (body[0] >> 4, body[0] & 15);
            Need(kind <= 1 && table <= 3, "A code table's number is out of range.");
            var (values, room) = (0, 1 << 16);
            for (var bits = 1; bits <= 16; bits++)
            {
                values += body[bits];
                room -= body[bits] << (16 - bits);
            }

            // The code of all ones is kept free, so that fill bits are never a code.
            Need(values is >= 1 and <= 256 && room >= 1, "A code table holds more codes than there are.");
            Need(body.Length >= 17 + values, "A code table is cut.");
            codes[kind][table] = true;
            body = body[(17 + values)..];
        }
    }

    public void ReadRestarts(ReadOnlySpan<byte> body)
    {
        Need(body.Length == 2, "The restart segment's length is wrong.");
        restartInterval = BinaryPrimitives.ReadUInt16BigEndian(body);
    }

    public void ReadScan(ReadOnlySpan<byte> body)
    {
        Need(components.Length > 0, "A scan stands before its frame.");
        Need(body.Length >= 1 && body[0] is >= 1 and <= 3 && body.Length == 4 + (2 * body[0]), "The scan's length is wrong.");
        var count = body[0];
        var (first, last, high, low) = (body[^3], body[^2], body[^1] >> 4, body[^1] & 15);
        Need(progressive
            ? first <= last && last <= 63 && (first > 0 || last == 0) && (first == 0 || count == 1) && low <= 13 && (high == 0 || high == low + 1)
            : (first, last, high, low) == (0, 63, 0, 0), "A scan's range is wrong.");
        var at = -1;
        for (var i = 0; i < count; i++)
        {
            var (id, dc, ac) = (body[1 + (2 * i)], body[2 + (2 * i)] >> 4, body[2 + (2 * i)] & 15);
            // In the order of the frame, each once (T.81, B.2.3).
            var found = Array.FindIndex(components, component => component.Id == id);
            Need(found > at, "A scan names a component that is not there, or out of order.");
            at = found;
            Need(dc <= 3 && ac <= 3 && quantisation[components[at].Table], "A scan needs a table that was not given.");
            Need(!NeedsDc(first, high) || codes[0][dc], "A scan needs codes that were not given.");
            Need(!NeedsAc(first) || codes[1][ac], "A scan needs codes that were not given.");
            Need(!progressive || first == 0 || components[at].Drawn, "A scan refines what was not drawn.");
            Need(!components[at].Drawn || (progressive && (first > 0 || high > 0)), "A component is drawn twice.");
            components[at].Drawn = true;
        }

        scanUnits = count > 1 ? Units(MostAcross * 8, MostDown * 8) : UnitsAlone(components[at]);
    }

    public void ThrowIfRestartsDiffer(int restarts)
    {
        var expected = restartInterval == 0 ? 0 : ((scanUnits + restartInterval - 1) / restartInterval) - 1;
        Need(restarts == expected, $"A scan has {restarts} restarts where {expected} belong.");
    }

    public void ThrowIfIncomplete()
    {
        Need(components.Length > 0, "There is no picture.");
        if (rgb && components.Length == 3) throw JpegStripper.Fault(PhotoFault.KindNotTaken, "RGB without YCbCr is not taken.");
        Need(Array.TrueForAll(components, component => component.Drawn), "A part of the picture's colours is not there.");
    }

    private int MostAcross => components.Max(component => component.Across);

    private int MostDown => components.Max(component => component.Down);

    private bool NeedsDc(int first, int high) => !progressive || (first == 0 && high == 0);

    private bool NeedsAc(int first) => !progressive || first > 0;

    private int Units(int across, int down) => ((Width + across - 1) / across) * ((Height + down - 1) / down);

    // A component by itself is coded block by block, no more of them than its own samples need (T.81, A.2.2).
    private int UnitsAlone(Component of)
    {
        var across = ((Width * of.Across) + MostAcross - 1) / MostAcross;
        var down = ((Height * of.Down) + MostDown - 1) / MostDown;
        return ((across + 7) / 8) * ((down + 7) / 8);
    }

    private static void Need(bool holds, string otherwise)
    {
        if (!holds) throw JpegStripper.Fault(PhotoFault.Damaged, otherwise);
    }

    private sealed class Component(byte id, int across, int down, int table)
    {
        public byte Id { get; } = id;

        public int Across { get; } = across;

        public int Down { get; } = down;

        public int Table { get; } = table;

        public bool Drawn { get; set; }
    }
}
