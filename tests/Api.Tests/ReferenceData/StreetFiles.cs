using System.Globalization;
using System.IO.Compression;
using System.Text;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Tests.ReferenceData;

/// <summary>Small street files, written for the tests, in a folder that goes with them.</summary>
internal sealed class StreetFiles : IDisposable
{
    public const string Header =
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";

    public string Folder { get; } = Directory.CreateTempSubdirectory("spacesplaces-street-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A regular row near the middle of the test partnership.</summary>
    public static string Row(
        string id = "", string month = "2025-03", string lon = "-3.383", string lat = "52.242", string location = "On or near Heol y Bont",
        string type = "Other crime", string outcome = "", string force = "Dyfed-Powys Police") =>
        $"{id},{month},{force},{force},{lon},{lat},{location},W01000426,Powys 021A,{type},{outcome},";

    public static string Csv(params IEnumerable<string> rows) => Header + "\n" + string.Concat(rows.Select(row => row + "\n"));

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return packed.ToArray();
    }

    public static byte[] Zip(params IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }

        return packed.ToArray();
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static Task<ImportView> ImportAsync(TestApi api, string path, Guid? partnership = null) =>
        ImportCommand.RunAsync("police_uk", path, partnership ?? TestApi.Here, api.Services, (_, _) => { }, default);

    public static async Task<JobRefusedException> RefusedAsync(TestApi api, string path, ProblemCode expected)
    {
        var refused = await Assert.ThrowsAsync<JobRefusedException>(() => ImportAsync(api, path));
        Assert.Equal(expected, refused.Refusal.Code);
        return refused;
    }

    /// <summary>What the import tells of its rows must always add up, and agree with what is stored.</summary>
    public static async Task AssertAccountedForAsync(TestApi api, ImportView view)
    {
        foreach (var e in view.Editions) Assert.Equal(e.Read, e.Located + e.Unlocated + e.Rejected);
        var stored = await api.ScalarAsync<long>(
            "select count(*) from context_event e join import_edition i on (i.partnership_id, i.id) = (e.partnership_id, e.edition_id) where i.import_id = $1",
            view.Id);
        Assert.Equal(view.Editions.Sum(e => (long)e.Located + e.Unlocated), stored);
        foreach (var notice in view.Notices) Assert.True(Geodata.Language.Texts.Has($"import_notice.{notice.Code}"), notice.Code);
    }

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
