using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Audit;

/// <summary>One entry as it stands in the database.</summary>
/// <param name="Sequence">Position.</param>
/// <param name="Micros">Time, microseconds since 1970.</param>
/// <param name="Content">Everything else that is hashed, as the database spells it.</param>
/// <param name="PreviousHash">The hash that it says it was written after.</param>
/// <param name="Hash">The hash that it carries.</param>
internal sealed record ChainRow(long Sequence, long Micros, string Content, byte[] PreviousHash, byte[] Hash);

/// <summary>The end of a chain as the database keeps it.</summary>
internal sealed record ChainHead(long Sequence, byte[] Hash);

/// <summary>What is wrong at a position of a chain.</summary>
internal enum ChainFaultKind
{
    /// <summary>The entry is not what was written: its hash does not fit.</summary>
    Changed,

    /// <summary>The entry carries a fitting hash, but the entry after it was chained to another one.</summary>
    Rewritten,
    Missing,
    Inserted,

    /// <summary>The entry and the one at the other position stand in each other's place.</summary>
    Swapped,

    /// <summary>The entry was written at the other position.</summary>
    Moved,

    /// <summary>The entry says that it was written well before the one before it.</summary>
    ClockBack,

    /// <summary>The kept end of the chain is absent or is not the last entry's.</summary>
    HeadWrong,

    /// <summary>An anchor knows entries from here on, and they are gone.</summary>
    TailCut,

    /// <summary>An anchor knows another entry here: everything behind the last anchor that agrees may be rewritten.</summary>
    NotTheAnchors,
}

/// <summary>The first bad position of a chain.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Position">Where.</param>
/// <param name="Other">The other position that it concerns: of a swap, of a move, of the last anchor that agrees, the end of the chain.</param>
internal sealed record ChainFault(ChainFaultKind Kind, long Position, long? Other = null);

/// <summary>Walks along one chain and stops at the first entry that cannot be what was written. Keeps one entry in memory.</summary>
/// <remarks>
/// An entry's hash is SHA-256 over the hash before it and its fields, the same as in append_audit.sql. Who may write the tables
/// can make a chain anew that is right in itself: only an anchor kept elsewhere tells.
/// </remarks>
internal sealed class ChainWalk(Guid partnership, IEnumerable<AuditAnchor> anchors)
{
    /// <summary>Clocks are put right by moments; more is told.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(10);

    private static readonly byte[] Beginning = [0];

    private readonly Queue<AuditAnchor> anchors = new(
        anchors.Where(anchor => anchor.Partnership == partnership && anchor.Sequence > 0).OrderBy(anchor => anchor.Sequence));

    private long last;
    private byte[] lastHash = Beginning;
    private long lastMicros;
    private long anchored;

    /// <summary>The fault at or before the next entry in order; null when all is well so far.</summary>
    public ChainFault? Next(ChainRow row)
    {
        if (row.Sequence <= last) return new(ChainFaultKind.Inserted, row.Sequence);
        if (row.Sequence > last + 1) return new(ChainFaultKind.Missing, last + 1);
        if (!IsWhole(row)) return new(ChainFaultKind.Changed, row.Sequence);
        if (!row.PreviousHash.AsSpan().SequenceEqual(lastHash)) return new(ChainFaultKind.Rewritten, Math.Max(last, 1));
        while (anchors.TryPeek(out var anchor) && anchor.Sequence == row.Sequence)
        {
            if (!anchor.Hash.Equals(Convert.ToHexStringLower(row.Hash), StringComparison.OrdinalIgnoreCase))
                return new(ChainFaultKind.NotTheAnchors, row.Sequence, anchored);
            anchored = anchors.Dequeue().Sequence;
        }

        if (last > 0 && row.Micros < lastMicros - ClockTolerance.Ticks / TimeSpan.TicksPerMicrosecond) return new(ChainFaultKind.ClockBack, row.Sequence);
        (last, lastHash, lastMicros) = (row.Sequence, row.Hash, row.Micros);
        return null;
    }

    /// <summary>The fault at the end, after the last entry.</summary>
    public ChainFault? End(ChainHead? head)
    {
        if (head is null && last > 0) return new(ChainFaultKind.HeadWrong, last);
        if (head is not null && head.Sequence > last) return new(ChainFaultKind.Missing, last + 1, head.Sequence);
        if (head is not null && head.Sequence < last) return new(ChainFaultKind.Inserted, head.Sequence + 1);
        if (head is not null && !head.Hash.AsSpan().SequenceEqual(lastHash)) return new(ChainFaultKind.HeadWrong, last);
        return anchors.TryPeek(out var beyond) ? new(ChainFaultKind.TailCut, last + 1, beyond.Sequence) : null;
    }

    /// <summary>True when the entry carries the hash of its own content at its own position.</summary>
    public bool IsWhole(ChainRow row) => Fits(row, row.Sequence, row.PreviousHash, row.Hash);

    /// <summary>True when this entry's content, written at a position after a hash, gives the other hash.</summary>
    public bool Fits(ChainRow row, long position, byte[] previousHash, byte[] hash) =>
        HashOf(position, row, previousHash).AsSpan().SequenceEqual(hash);

    private byte[] HashOf(long position, ChainRow row, byte[] previousHash)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{partnership}\u001f{position}\u001f{row.Micros}\u001f{row.Content}");
        var bytes = new byte[previousHash.Length + Encoding.UTF8.GetByteCount(text)];
        previousHash.CopyTo(bytes, 0);
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(previousHash.Length));
        return SHA256.HashData(bytes);
    }
}
