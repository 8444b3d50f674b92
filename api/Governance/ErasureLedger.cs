using System.Text;
using System.Text.Json;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

#pragma warning disable CA1416 // File modes do not exist on Windows; there the folder's own rights hold.

namespace SpacesPlaces.Api.Governance;

/// <summary>A line of the ledger: ids, words and a time, never content.</summary>
/// <param name="Partnership">Partnership.</param>
/// <param name="Id">Entry id, the same as in the database.</param>
/// <param name="Subject">What is gone.</param>
/// <param name="Class">Class of data.</param>
/// <param name="Kind">Reduced or gone.</param>
/// <param name="ErasedAt">When.</param>
internal sealed record LedgerEntry(Guid Partnership, Guid Id, Guid Subject, RetentionClass Class, ErasureKind Kind, DateTimeOffset ErasedAt);

/// <summary>
/// The erasure ledger beside the database, one JSON line an entry: it outlives a restore of an older copy. A line is on the disk
/// before the erasure commits, so an order once written is carried out, at the latest at the next start.
/// </summary>
internal sealed class ErasureLedger(HostSettings settings)
{
    public const string FileName = "erasures.jsonl";
    private readonly Lock gate = new();

    public string File => Path.Combine(settings.DataFolder, FileName);

    /// <summary>Adds entries and waits until they are on the disk.</summary>
    public void Append(IReadOnlyCollection<LedgerEntry> entries)
    {
        if (entries.Count == 0) return;
        var lines = Encoding.UTF8.GetBytes(string.Concat(entries.Select(entry => JsonSerializer.Serialize(entry, WireJson.Options) + "\n")));
        lock (gate)
        {
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new FileStream(File, options);
            file.Write(lines);
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>All entries in the order in which they were written.</summary>
    /// <exception cref="InvalidDataException">A line other than a torn last one cannot be read: somebody must look before anybody is served.</exception>
    public IReadOnlyList<LedgerEntry> Read()
    {
        if (!System.IO.File.Exists(File)) return [];
        var lines = System.IO.File.ReadAllLines(File);
        List<LedgerEntry> entries = [];
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0) continue;
            try
            {
                entries.Add(JsonSerializer.Deserialize<LedgerEntry>(lines[i], WireJson.Options)!);
            }
            catch (JsonException) when (i == lines.Length - 1)
            {
                // Power went while it was written: its erasure did not commit either.
            }
            catch (JsonException)
            {
                throw new InvalidDataException($"{FileName} in the data folder holds a line {i + 1} that is no entry.");
            }
        }

        return entries;
    }
}
