using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SpacesPlaces.Geodata.Photos;

namespace SpacesPlaces.Geodata.Tests.Photos;

/// <summary>
/// PRV-14: what a camera writes beside the picture is gone, and what draws it is kept byte for byte, as a second reading of the format in
/// this file finds it. The files were made with the tools of libjpeg and ExifTool.
/// </summary>
public sealed class JpegStripperTests
{
    private const int Enough = 1_000_000;

    private static readonly string[] Names = ["plain", "progressive", "grey", "restarts", "geotagged"];

    public static TheoryData<string> Whole => [.. Names];

    [Fact]
    public void EverythingACameraWrites_IsGone()
    {
        var sent = Read("geotagged");
        var stripped = JpegStripper.Strip(sent, Enough);
        var before = Encoding.Latin1.GetString(sent);
        var after = Encoding.Latin1.GetString(stripped.Jpeg);
        foreach (var word in (string[])["Exif", "CANARY-SERIAL-0815", "CANARY-LENS-4711", "Canary Cameras", "Canary Owner", "Canary Creator", "Canary Town", "Canary City", "canary comment", "http://ns.adobe.com/xap", "Photoshop 3.0", "CANARY-TRAILER", "2026:03:06"])
        {
            Assert.Contains(word, before, StringComparison.Ordinal);
            Assert.DoesNotContain(word, after, StringComparison.Ordinal);
        }

        // The thumbnail is a picture of its own.
        Assert.Equal((2, 1), (Count(sent, [0xFF, 0xD8, 0xFF]), Count(stripped.Jpeg, [0xFF, 0xD8, 0xFF])));
        Assert.Equal((40, 24), (stripped.Width, stripped.Height));
    }

    [Fact]
    public void TaggedFile_BecomesTheFileThatItWasBeforeItWasTagged() =>
        Assert.Equal(JpegStripper.Strip(Read("plain"), Enough).Jpeg, JpegStripper.Strip(Read("geotagged"), Enough).Jpeg);

    [Theory]
    [MemberData(nameof(Whole))]
    public void OnlySegmentsThatDraw_AreLeft_InTheirOrder(string name)
    {
        var (before, after) = (Segments(Read(name)), Segments(JpegStripper.Strip(Read(name), Enough).Jpeg));
        Assert.Equal([0xE0, .. before.Select(segment => segment.Marker).Where(IsDrawn)], after.Select(segment => segment.Marker));
        Assert.Equal(before.Where(segment => IsDrawn(segment.Marker)).Select(segment => segment.Hex), after.Skip(1).Select(segment => segment.Hex));
        Assert.Equal("4A46494600010100000100010000", after[0].Hex);
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void StrippingTwice_ChangesNothing(string name)
    {
        var once = JpegStripper.Strip(Read(name), Enough);
        Assert.Equal(once.Jpeg, JpegStripper.Strip(once.Jpeg, Enough).Jpeg);
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void CutAnywhere_IsRefused_AndNothingElseHappens(string name)
    {
        var whole = JpegStripper.Strip(Read(name), Enough).Jpeg;
        for (var length = 0; length < whole.Length; length++)
        {
            var fault = Assert.Throws<UnreadablePhotoException>(() => JpegStripper.Strip(whole.AsSpan(0, length), Enough)).Fault;
            Assert.True(fault == (length < 2 ? PhotoFault.NotJpeg : PhotoFault.CutShort), $"{fault} at {length}");
        }
    }

    [Fact]
    public void WhateverLiesBetweenTheSegments_LeavesNoTrace()
    {
        var clean = JpegStripper.Strip(Read("plain"), Enough).Jpeg;
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<byte>(), ArbMap.Default.ArbFor<NonNegativeInt>(),
            (body, kind, where) =>
            {
                var marker = (byte)(kind % 17 == 16 ? 0xFE : 0xE0 + (kind % 17));
                // A mark of Adobe says how colours are meant, and is no rubbish.
                if (marker == 0xEE) marker = 0xEF;
                var places = Starts(clean);
                var at = places[where.Get % places.Count];
                byte[] filled = [.. clean[..at], 0xFF, 0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body, .. clean[at..], .. body];
                return clean.AsSpan().SequenceEqual(JpegStripper.Strip(filled, Enough).Jpeg);
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void AnyByteChanged_IsTakenOrRefused_AndWhatIsTakenStaysAsItIs()
    {
        foreach (var name in Names)
        {
            var whole = Read(name);
            for (var at = 0; at < whole.Length; at++)
            {
                foreach (var flip in (byte[])[0x01, 0x80, 0xFF])
                {
                    var hurt = (byte[])whole.Clone();
                    hurt[at] ^= flip;
                    try
                    {
                        var taken = JpegStripper.Strip(hurt, Enough);
                        Assert.Equal(taken.Jpeg, JpegStripper.Strip(taken.Jpeg, Enough).Jpeg);
                    }
                    catch (UnreadablePhotoException refused)
                    {
                        Assert.NotEmpty(refused.Message);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("arithmetic", PhotoFault.KindNotTaken)]
    [InlineData("rgb", PhotoFault.KindNotTaken)]
    public void KindsThatAreNotTaken_SaySo(string name, PhotoFault fault) =>
        Assert.Equal(fault, Assert.Throws<UnreadablePhotoException>(() => JpegStripper.Strip(Read(name), Enough)).Fault);

    [Theory]
    [InlineData("")]
    [InlineData("\u0089PNG\r\n")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("GIF89a")]
    public void OtherFiles_AreNoJpeg(string text) =>
        Assert.Equal(PhotoFault.NotJpeg, Assert.Throws<UnreadablePhotoException>(() => JpegStripper.Strip(Encoding.Latin1.GetBytes(text), Enough)).Fault);

    [Fact]
    public void MorePixelsThanAllowed_AreRefused_TheLastOneToo()
    {
        Assert.Equal((40, 24), (JpegStripper.Strip(Read("plain"), 960).Width, 24));
        Assert.Equal(PhotoFault.TooManyPixels, Assert.Throws<UnreadablePhotoException>(() => JpegStripper.Strip(Read("plain"), 959)).Fault);
        Assert.Throws<ArgumentOutOfRangeException>(() => JpegStripper.Strip(Read("plain"), 0));
    }

    [Fact]
    public void PartsThatContradictEachOther_AreDamage()
    {
        var plain = JpegStripper.Strip(Read("plain"), Enough).Jpeg;
        var restarts = JpegStripper.Strip(Read("restarts"), Enough).Jpeg;
        // A frame twice, a scan before its frame, no tables, a lost restart, restarts out of order, a picture without its scan.
        AssertDamaged(Without(plain, 0xC0));
        AssertDamaged(Without(plain, 0xDB));
        AssertDamaged(Without(plain, 0xC4));
        AssertDamaged(Without(restarts, 0xDD));
        AssertDamaged(Replaced(restarts, [0xFF, 0xD0], [0xFF, 0xD1]));
        AssertDamaged([.. plain[..Starts(plain)[^2]], 0xFF, 0xD9]);
    }

    private static void AssertDamaged(byte[] jpeg) =>
        Assert.Equal(PhotoFault.Damaged, Assert.Throws<UnreadablePhotoException>(() => JpegStripper.Strip(jpeg, Enough)).Fault);

    private static bool IsDrawn(int marker) => marker is not ((>= 0xE0 and <= 0xEF) or 0xFE);

    // A reading of the format that shares nothing with the one under test: each segment as marker and hex, a scan with its data.
    private static List<(int Marker, string Hex)> Segments(byte[] jpeg)
    {
        List<(int, string)> found = [];
        for (var at = 2; jpeg[at + 1] != 0xD9;)
        {
            var (marker, end) = (jpeg[at + 1], at + 2 + (jpeg[at + 2] << 8) + jpeg[at + 3]);
            if (marker == 0xDA)
                while (jpeg[end] != 0xFF || jpeg[end + 1] is 0 or (>= 0xD0 and <= 0xD7)) end++;
            found.Add((marker, Convert.ToHexString(jpeg[(at + 4)..end])));
            at = end;
        }

        return found;
    }

    // Where a segment may stand: before each one and before the end.
    private static List<int> Starts(byte[] jpeg)
    {
        List<int> starts = [2];
        foreach (var (_, hex) in Segments(jpeg)) starts.Add(starts[^1] + 4 + (hex.Length / 2));
        return starts;
    }

    private static byte[] Without(byte[] jpeg, int marker)
    {
        var (segments, starts) = (Segments(jpeg), Starts(jpeg));
        return [.. jpeg[..2], .. segments.SelectMany((segment, i) => segment.Marker == marker ? [] : jpeg[starts[i]..starts[i + 1]]), 0xFF, 0xD9];
    }

    private static byte[] Replaced(byte[] jpeg, byte[] what, byte[] with)
    {
        var at = jpeg.AsSpan().IndexOf(what);
        return [.. jpeg[..at], .. with, .. jpeg[(at + what.Length)..]];
    }

    private static int Count(byte[] within, byte[] what) =>
        Enumerable.Range(0, within.Length - what.Length + 1).Count(at => within.AsSpan(at).StartsWith(what));

    private static byte[] Read(string name)
    {
        using var stream = typeof(JpegStripperTests).Assembly.GetManifestResourceStream($"{name}.jpg")!;
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }
}
