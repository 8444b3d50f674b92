using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>
/// Files that wait for their import, in a folder that only the program's user can read. A file lies under its job's id and its
/// own digest, so a resend meets itself and never another's content.
/// </summary>
internal sealed class Uploads(HostSettings settings)
{
    /// <summary>Largest file that can be sent, in bytes.</summary>
    public const long Largest = 256L << 20;

    /// <summary>Longest that a file may be on its way.</summary>
    public static readonly TimeSpan LongestWay = TimeSpan.FromMinutes(30);

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Names that Windows gives to devices, whatever their ending.
    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    };

    /// <summary>
    /// Whether a file's name can be shown and stored: no control characters, none that turn the direction of writing (they show
    /// <c>exe.csv</c> for <c>vsc.exe</c>), no name of a device.
    /// </summary>
    public static bool IsCleanName(string name) =>
        !name.Any(c => char.IsControl(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator)
        && !Devices.Contains(name.Split('.')[0].Trim());

    private string Folder => Path.Combine(settings.DataFolder, "uploads");

    /// <summary>Where the file of a job lies.</summary>
    public string PathOf(Guid partnership, Guid job, string sha256) =>
        Path.Combine(Folder, partnership.ToString("N"), $"{job:N}-{sha256}");

    /// <summary>Stores a body as it comes in and answers its digest in hex; kept only once <see cref="Keep"/> is called.</summary>
    public async Task<Incoming> ReceiveAsync(Stream body, Guid partnership, CancellationToken cancel)
    {
        var folder = Path.Combine(Folder, partnership.ToString("N"));
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        var path = Path.Combine(folder, $"incoming-{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        try
        {
            using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = new FileStream(path, options);
            var buffer = new byte[1 << 16];
            while (await body.ReadAsync(buffer, cancel) is > 0 and var read)
            {
                sum.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }

            return new(path, Convert.ToHexStringLower(sum.GetHashAndReset()), file.Length);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Puts a received file where its job will look for it.</summary>
    public void Keep(Incoming incoming, Guid partnership, Guid job) =>
        File.Move(incoming.Path, PathOf(partnership, job, incoming.Sha256), overwrite: true);

    /// <summary>Deletes files of jobs that have ended, and what an interrupted request left behind.</summary>
    public async Task SweepAsync(SpacesContext context, Guid partnership, CancellationToken cancel)
    {
        var folder = Path.Combine(Folder, partnership.ToString("N"));
        if (!Directory.Exists(folder)) return;
        var waiting = await context.Jobs.AsNoTracking()
            .Where(j => j.PartnershipId == partnership && (j.State == JobState.Queued || j.State == JobState.Running))
            .Select(j => j.Id).ToHashSetAsync(cancel);
        // A file younger than this may belong to a request that has not committed its job yet.
        var settled = DateTime.UtcNow.AddHours(-1);
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var job = Guid.TryParse(Path.GetFileName(file).Split('-')[0], out var id) ? id : (Guid?)null;
            if ((job is null || !waiting.Contains(job.Value)) && File.GetLastWriteTimeUtc(file) < settled) File.Delete(file);
        }
    }

    /// <summary>A received file that no job owns yet.</summary>
    internal sealed record Incoming(string Path, string Sha256, long Length);
}
