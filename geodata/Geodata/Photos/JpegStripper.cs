using System.Buffers.Binary;

namespace SpacesPlaces.Geodata.Photos;

/// <summary>Takes everything out of a JPEG but what is needed to draw it.</summary>
public static class JpegStripper
{
    private const byte Soi = 0xD8, Eoi = 0xD9, Sos = 0xDA, Dqt = 0xDB, Dri = 0xDD, Dht = 0xC4, Com = 0xFE, App0 = 0xE0, App14 = 0xEE, App15 = 0xEF;

    // JFIF 1.01, square pixels of no stated size, no thumbnail.
    private static readonly byte[] Jfif = [0xFF, App0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

    /// <summary>
    /// Gives the same picture, coefficient for coefficient, without EXIF, position, thumbnail, XMP, colour profile, maker's notes,
    /// comments and whatever stands before, between or after: the tables, the frame and the scans are copied in their order behind a
    /// fresh JFIF header, the rest is left out. Stripping what was stripped changes nothing.
    /// </summary>
    /// <param name="jpeg">A whole file: baseline, extended sequential or progressive, 8 bits, grey or YCbCr.</param>
    /// <param name="mostPixels">Most pixels (width times height) that are taken, at least 1.</param>
    /// <returns>The stripped file with its size in pixels.</returns>
    /// <exception cref="UnreadablePhotoException">The file is no whole, well-formed JPEG of a kind that is taken, or has too many pixels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 pixel are to be taken.</exception>
    /// <remarks>
    /// Source: ITU-T T.81 (1992), annex B (markers, segments), F and G (scans of sequential and progressive frames); T.871 (2011) for
    /// the header. Every segment is checked against its own rules and against the frame, restart markers are counted; the coded data
    /// between them is copied, not decoded. So three things are not seen: data that is wrong inside a scan (a viewer draws the rest
    /// grey), bits hidden behind the last block of a scan, and anything hidden in the picture itself. What the tag for orientation said
    /// is lost with the rest: whoever takes the photo must turn the pixels first.
    /// </remarks>
    public static StrippedPhoto Strip(ReadOnlySpan<byte> jpeg, int mostPixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPixels, 1);
        if (jpeg.Length < 2 || jpeg[0] != 0xFF || jpeg[1] != Soi) throw Fault(PhotoFault.NotJpeg, "The file does not begin with the mark of a JPEG.");
        var kept = new List<byte>(jpeg.Length + Jfif.Length);
        kept.AddRange(jpeg[..2]);
        kept.AddRange(Jfif);
        var picture = new JpegPicture(mostPixels);
        var at = 2;
        while (true)
        {
            var marker = ReadMarker(jpeg, ref at);
            if (marker == Eoi) break;
            var body = ReadBody(jpeg, ref at);
            if (marker == App14) picture.ReadColour(body);
            if (marker is Com or (>= App0 and <= App15)) continue;
            Take(picture, marker, body);
            Keep(kept, marker, body);
            if (marker == Sos) CopyScan(jpeg, ref at, picture, kept);
        }

        picture.ThrowIfIncomplete();
        kept.AddRange([0xFF, Eoi]);
        return new([.. kept], picture.Width, picture.Height);
    }

    private static void Take(JpegPicture picture, byte marker, ReadOnlySpan<byte> body)
    {
        switch (marker)
        {
            case Dqt: picture.ReadQuantisation(body); break;
            case Dht: picture.ReadCodes(body); break;
            case Dri: picture.ReadRestarts(body); break;
            case Sos: picture.ReadScan(body); break;
            case 0xC0 or 0xC1 or 0xC2: picture.ReadFrame(body, progressive: marker == 0xC2); break;
            case >= 0xC3 and <= 0xCF: throw Fault(PhotoFault.KindNotTaken, $"A frame of kind {marker:X2} is not taken.");
            default: throw Fault(PhotoFault.Damaged, $"Marker {marker:X2} has no place here.");
        }
    }

    private static byte ReadMarker(ReadOnlySpan<byte> jpeg, ref int at)
    {
        if (at < jpeg.Length && jpeg[at] != 0xFF) throw Fault(PhotoFault.Damaged, $"A marker was expected at byte {at}.");
        // Any number of fill bytes may stand before a marker; they are left out.
        while (at < jpeg.Length && jpeg[at] == 0xFF) at++;
        if (at >= jpeg.Length) throw CutShort();
        return jpeg[at++];
    }

    private static ReadOnlySpan<byte> ReadBody(ReadOnlySpan<byte> jpeg, ref int at)
    {
        if (at + 2 > jpeg.Length) throw CutShort();
        var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[at..]);
        if (length < 2) throw Fault(PhotoFault.Damaged, "A segment is shorter than its own length.");
        if (at + length > jpeg.Length) throw CutShort();
        var body = jpeg.Slice(at + 2, length - 2);
        at += length;
        return body;
    }

    private static void Keep(List<byte> kept, byte marker, ReadOnlySpan<byte> body)
    {
        var length = body.Length + 2;
        kept.AddRange([0xFF, marker, (byte)(length >> 8), (byte)length]);
        kept.AddRange(body);
    }

    // The coded data up to the next marker that is no restart. Restart markers count 0 to 7 over and over, one between two intervals.
    private static void CopyScan(ReadOnlySpan<byte> jpeg, ref int at, JpegPicture picture, List<byte> kept)
    {
        int from = at, restarts = 0, sinceRestart = at;
        while (true)
        {
            var next = jpeg[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= jpeg.Length) throw CutShort();
            at += next;
            var marker = jpeg[at + 1];
            if (marker == 0)
            {
                at += 2;
                continue;
            }

            if (at == sinceRestart) throw Fault(PhotoFault.Damaged, "A part of a scan is empty.");
            if (marker is < 0xD0 or > 0xD7) break;
            if (marker != 0xD0 + restarts % 8) throw Fault(PhotoFault.Damaged, "Restart markers are out of order.");
            restarts++;
            at += 2;
            sinceRestart = at;
        }

        picture.ThrowIfRestartsDiffer(restarts);
        kept.AddRange(jpeg[from..at]);
    }

    private static UnreadablePhotoException CutShort() => Fault(PhotoFault.CutShort, "The file ends before its picture does.");

    internal static UnreadablePhotoException Fault(PhotoFault fault, string message) => new(fault, message);
}
