using System.Text.Json;
using SpacesPlaces.Contracts;

#pragma warning disable CA1416 // File modes do not exist on Windows; the program's private files are made on Linux.

namespace SpacesPlaces.Api.Audit;

/// <summary>Anchors as JSON lines, one a line: small enough to be sent out and kept where nobody who runs the database can write.</summary>
internal static class AnchorFile
{
    /// <summary>Name of the file that the serving program keeps in its data folder.</summary>
    public const string Name = "audit-anchors.jsonl";

    /// <summary>Reads all anchors of a file; empty lines count for nothing.</summary>
    /// <exception cref="JsonException">A line is not an anchor.</exception>
    public static IReadOnlyList<AuditAnchor> Read(string file) =>
        [.. File.ReadLines(file).Where(line => !string.IsNullOrWhiteSpace(line))
            .Select(line => JsonSerializer.Deserialize<AuditAnchor>(line, WireJson.Options)!)];

    /// <summary>Adds anchors to a file, making it first, for its owner's eyes only, where there is none.</summary>
    public static async Task AppendAsync(string file, IEnumerable<AuditAnchor> anchors, CancellationToken cancel)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(file, options);
        foreach (var anchor in anchors) await writer.WriteLineAsync(JsonSerializer.Serialize(anchor, WireJson.Options).AsMemory(), cancel);
    }
}
