using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>One file of an import. <see cref="Open"/> gives its content unpacked, under the limits of the whole source.</summary>
/// <param name="Name">Name in the archive or folder, with forward slashes.</param>
/// <param name="Length">Length as stored, packed or not, in bytes; for showing progress.</param>
/// <param name="Open">Opens the content.</param>
internal sealed record ImportFile(string Name, long Length, Func<Stream> Open);

/// <summary>
/// What an import reads: a file, a folder, or a zip archive, plain or gzipped inside. A packed file that would grow beyond
/// measure is refused while it is unpacked, whatever its headers promise.
/// </summary>
internal sealed class ImportSource : IDisposable
{
    /// <summary>Most entries that an archive may list.</summary>
    internal const int MostEntries = 2_000;

    /// <summary>Most bytes that all files of a source may come to when unpacked.</summary>
    internal const long LargestUnpacked = 2L << 30;

    /// <summary>A packed file may grow by this factor at most, once it has passed <see cref="RatioMattersFrom"/>.</summary>
    internal const int LargestRatio = 200;

    private const long RatioMattersFrom = 1 << 20;

    /// <summary>Longest list of entries of an archive, in bytes: it is read into memory before anything else can be judged.</summary>
    private const long LongestDirectory = 4 << 20;

    private readonly ZipArchive? archive;
    private readonly List<ImportFile> files = [];
    private readonly List<string> nested = [];
    private long unpacked;

    private ImportSource(string path, string fileName)
    {
        FileName = fileName;
        if (Directory.Exists(path))
        {
            foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
                Add(Path.GetRelativePath(path, file).Replace('\\', '/'), new FileInfo(file).Length, () => File.OpenRead(file), false);
        }
        else if (HasEnding(fileName, ".zip"))
        {
            archive = OpenArchive(path);
        }
        else
        {
            Add(fileName, new FileInfo(path).Length, () => File.OpenRead(path), false);
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
    }

    /// <summary>Name of the file, archive or folder as given.</summary>
    public string FileName { get; }

    /// <summary>Its files in the order of their names, archives inside archives left out.</summary>
    public IReadOnlyList<ImportFile> Files => files;

    /// <summary>Archives inside the archive; they are not opened.</summary>
    public IReadOnlyList<string> Nested => nested;

    /// <summary>Opens a source.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="fileName">What it is called; its ending says what it is, for an upload lies under another name.</param>
    /// <exception cref="JobRefusedException">The archive is damaged or not safe to open.</exception>
    public static ImportSource Open(string path, string fileName) => new(path, fileName);

    /// <summary>SHA-256 of a file; of a folder, over the names and digests of its files.</summary>
    public static async Task<byte[]> DigestAsync(string path, CancellationToken cancel)
    {
        if (!Directory.Exists(path))
        {
            await using var stream = File.OpenRead(path);
            return await SHA256.HashDataAsync(stream, cancel);
        }

        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.GetFiles(path, "*", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        foreach (var file in files)
        {
            sum.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetRelativePath(path, file).Replace('\\', '/') + "\n"));
            sum.AppendData(await DigestAsync(file, cancel));
        }

        return sum.GetHashAndReset();
    }

    public static bool HasEnding(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    public void Dispose() => archive?.Dispose();

    private ZipArchive OpenArchive(string path)
    {
        if (DirectoryLength(path) > LongestDirectory) throw Unsafe();
        ZipArchive zip;
        try
        {
            zip = ZipFile.OpenRead(path);
            _ = zip.Entries.Count;
        }
        catch (InvalidDataException)
        {
            throw new JobRefusedException(new(ProblemCodes.ImportFileTruncated));
        }

        try
        {
            if (zip.Entries.Count > MostEntries || zip.Entries.Sum(entry => entry.Length) > LargestUnpacked) throw Unsafe();
            foreach (var entry in zip.Entries)
            {
                var name = entry.FullName.Replace('\\', '/');
                if (name.StartsWith('/') || name.Contains(':') || name.Split('/').Contains("..")) throw Unsafe();
                if (IsLink(entry)) throw Unsafe();
                if (name.EndsWith('/')) continue;
                if (entry.Length > RatioMattersFrom && entry.Length / LargestRatio > entry.CompressedLength) throw Unsafe();
                if (IsArchive(name)) nested.Add(name);
                else Add(name, entry.CompressedLength, () => OpenEntry(entry), true);
            }
        }
        catch
        {
            zip.Dispose();
            throw;
        }

        return zip;
    }

    private void Add(string name, long length, Func<Stream> open, bool packed) => files.Add(new(name, length, () =>
    {
        var stream = open();
        if (packed) stream = new Counted(this, stream, length);
        return HasEnding(name, ".gz") ? new Counted(this, new Gunzip(stream), length) : stream;
    }));

    private static Whole OpenEntry(ZipArchiveEntry entry) => new Whole(entry.Open(), entry.Length);

    // From where the archive's last record says that the list begins, to its end; 0 where there is no such record.
    private static long DirectoryLength(string path)
    {
        const int record = 22, longestComment = ushort.MaxValue, offsetOfStart = 16;
        using var file = File.OpenRead(path);
        var tail = new byte[(int)Math.Min(file.Length, record + longestComment)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        return at < 0 || at + record > tail.Length ? 0 : file.Length - BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + offsetOfStart));
    }

    // Archives of Unix keep the kind of file in the upper half of the attributes.
    private static bool IsLink(ZipArchiveEntry entry) => ((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000;

    private static bool IsArchive(string name) =>
        ((string[])[".zip", ".7z", ".rar", ".tar", ".tgz", ".tar.gz", ".bz2", ".xz"]).Any(ending => HasEnding(name, ending));

    private static JobRefusedException Unsafe() => new(new(ProblemCodes.ImportArchiveUnsafe));

    /// <summary>Reads through and turns a damaged packing into its problem.</summary>
    private abstract class Through(Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var read = inner.Read(buffer);
                Passed(buffer[..read], buffer.IsEmpty);
                return read;
            }
            catch (InvalidDataException)
            {
                throw new JobRefusedException(new(ProblemCodes.ImportFileTruncated));
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                var read = await inner.ReadAsync(buffer, cancellationToken);
                Passed(buffer.Span[..read], buffer.IsEmpty);
                return read;
            }
            catch (InvalidDataException)
            {
                throw new JobRefusedException(new(ProblemCodes.ImportFileTruncated));
            }
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected abstract void Passed(ReadOnlySpan<byte> bytes, bool nothingAsked);

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>Counts what is unpacked against the limits of the source.</summary>
    private sealed class Counted(ImportSource source, Stream inner, long packedLength) : Through(inner)
    {
        private long total;

        protected override void Passed(ReadOnlySpan<byte> bytes, bool nothingAsked)
        {
            total += bytes.Length;
            source.unpacked += bytes.Length;
            if (source.unpacked > LargestUnpacked || (total > RatioMattersFrom && total / LargestRatio > packedLength)) throw Unsafe();
        }
    }

    /// <summary>
    /// Unpacks gzip. .NET takes an early end for the end; the length that stands in the last four bytes tells them apart. (A file
    /// of several gzip members one after the other is refused with it.)
    /// </summary>
    private sealed class Gunzip : Through
    {
        private readonly Tail tail;
        private uint total;

        public Gunzip(Stream packed) : this(new Tail(packed)) { }

        private Gunzip(Tail tail) : base(new GZipStream(tail, CompressionMode.Decompress)) => this.tail = tail;

        protected override void Passed(ReadOnlySpan<byte> bytes, bool nothingAsked)
        {
            total += (uint)bytes.Length;
            if (bytes.IsEmpty && !nothingAsked && total != tail.LastNumber) throw new JobRefusedException(new(ProblemCodes.ImportFileTruncated));
        }
    }

    /// <summary>Remembers the last four bytes that passed, as a number.</summary>
    private sealed class Tail(Stream inner) : Through(inner)
    {
        private readonly byte[] last = new byte[4];

        /// <summary>Little-endian, as gzip writes it.</summary>
        public uint LastNumber => BinaryPrimitives.ReadUInt32LittleEndian(last);

        protected override void Passed(ReadOnlySpan<byte> bytes, bool nothingAsked)
        {
            var fresh = bytes[^Math.Min(4, bytes.Length)..];
            last.AsSpan(fresh.Length).CopyTo(last);
            fresh.CopyTo(last.AsSpan(4 - fresh.Length));
        }
    }

    /// <summary>An entry must be as long as the archive says: an early end would otherwise pass for a shorter file.</summary>
    private sealed class Whole(Stream inner, long length) : Through(inner)
    {
        private long total;

        protected override void Passed(ReadOnlySpan<byte> bytes, bool nothingAsked)
        {
            total += bytes.Length;
            if (total > length || (bytes.IsEmpty && !nothingAsked && total < length))
                throw new JobRefusedException(new(ProblemCodes.ImportFileTruncated));
        }
    }
}
