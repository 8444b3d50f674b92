using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Incidents;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Reporting;

/// <summary>
/// Stands for the rows of a file: their ids and versions in their order, or all of a row that has none. What a preview promised and what a
/// file holds are compared by it, so that nobody passes on other rows than those they looked at.
/// </summary>
internal sealed class ExportPromise : IDisposable
{
    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(Guid id, int version)
    {
        Span<byte> row = stackalloc byte[20];
        id.TryWriteBytes(row, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(row[16..], version);
        digest.AppendData(row);
    }

    public void Add(object view)
    {
        if (view is IncidentView incident) Add(incident.Id, incident.Version);
        else digest.AppendData(JsonSerializer.SerializeToUtf8Bytes(view, view.GetType(), WireJson.Options));
    }

    /// <summary>The rows so far, in hex; begins anew.</summary>
    public string Kept() => Convert.ToHexStringLower(digest.GetHashAndReset());

    public void Dispose() => digest.Dispose();
}

/// <summary>What becomes of an agency's records in a file.</summary>
/// <param name="Whole">The rule by which none of them leaves; null where they do.</param>
/// <param name="Mine">What the person who asks sees of them.</param>
/// <param name="Shown">What the file shows of them.</param>
internal sealed record ExportRule(string? Whole, IncidentSight Mine, IncidentSight Shown)
{
    /// <summary>The rules by which something of a record is held back.</summary>
    public IEnumerable<string> HeldBackOf(IncidentMark mark)
    {
        if (Whole is not null)
        {
            yield return Whole;
            yield break;
        }

        if (Mine.Precision == LocationPrecision.Exact && Shown.Precision != LocationPrecision.Exact) yield return "place";
        if (Mine.Tokens && !Shown.Tokens && mark.HasChildren) yield return "tokens";
        if (Mine.Narrative && !Shown.Narrative && mark.HasNarrative) yield return "narrative";
    }
}
