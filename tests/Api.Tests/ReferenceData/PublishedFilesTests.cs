using System.IO.Compression;
using System.Text;
using Xunit.Abstractions;
using static SpacesPlaces.Api.Tests.ReferenceData.StreetFiles;

namespace SpacesPlaces.Api.Tests.ReferenceData;

/// <summary>The publisher's own files, counted a second time here by other means than the import's.</summary>
public sealed class PublishedFilesTests(TestApi api, ITestOutputHelper output) : IClassFixture<TestApi>
{
    [Theory]
    [InlineData("2025-01", "dyfed-powys", 3_478)]
    [InlineData("2025-02", "dyfed-powys", 3_293)]
    [InlineData("2025-03", "dyfed-powys", 3_570)]
    [InlineData("2025-04", "dyfed-powys", 3_759)]
    [InlineData("2025-05", "dyfed-powys", 3_887)]
    [InlineData("2025-06", "dyfed-powys", 4_039)]
    [InlineData("2025-07", "dyfed-powys", 4_405)]
    [InlineData("2025-08", "dyfed-powys", 3_848)]
    [InlineData("2024-02", "dyfed-powys", 300)]
    [InlineData("2025-01", "gwent", 5_318)]
    [InlineData("2025-02", "gwent", 5_324)]
    [InlineData("2025-03", "gwent", 6_361)]
    public async Task Month_IsCountedAsByHand(string month, string force, int rows)
    {
        if (SharedFolder.Find($"crime/police-uk/{month}/{month}-{force}-street.csv.gz", output) is not { } path) return;
        var view = await ImportAsync(api, path);
        var edition = Assert.Single(view.Editions);
        var byHand = Count([path]);
        Assert.Equal(rows, edition.Read);
        Assert.Equal(byHand, (edition.Read, edition.Unlocated, edition.WithoutId, edition.ExactDuplicates));
        Assert.Equal(0, edition.Rejected);
        await AssertAccountedForAsync(api, view);
    }

    [Fact]
    public async Task EightMonths_AreCountedAsMeasured()
    {
        if (SharedFolder.Find("crime/police-uk", output) is not { } folder) return;
        using var files = new StreetFiles();
        var paths = Directory.GetFiles(folder, "2025-*-dyfed-powys-street.csv.gz", SearchOption.AllDirectories);
        foreach (var path in paths) File.Copy(path, Path.Combine(files.Folder, Path.GetFileName(path)));
        var view = await ImportAsync(api, files.Folder, TestApi.Elsewhere);
        Assert.Equal(8, view.Editions.Count);
        Assert.Equal(30_279, view.Editions.Sum(e => e.Read));
        Assert.Equal(1_291, view.Editions.Sum(e => e.Unlocated));
        Assert.Equal(2_897, view.Editions.Sum(e => e.WithoutId));
        Assert.Equal(582, view.Editions.Sum(e => e.ExactDuplicates));
        // An id of two months is reused in both of them.
        var ids = paths.SelectMany(path => Lines(path).Select(line => (path, Id: line.Split(',')[0]))).Where(row => row.Id.Length > 0).ToList();
        var byHand = ids.GroupBy(row => row.Id).Where(rows => rows.Count() > 1).Sum(rows => rows.Select(row => row.path).Distinct().Count());
        Assert.Equal(byHand, view.Editions.Sum(e => e.ReusedIds));
        Assert.DoesNotContain(view.Notices, notice => notice.Code is "month_missing" or "type_unknown");
        await AssertAccountedForAsync(api, view);
    }

    [Theory]
    [InlineData("south-wales-2025-01_2025-12", 130_066, 3_474, 17_555, 5_140)]
    [InlineData("north-wales-2018-10_2019-02", 28_607, 3, 5_274, 1_352)]
    public async Task ManyMonthsInOneFile_AreOneEditionEach(string name, int rows, int unlocated, int withoutId, int duplicates)
    {
        if (SharedFolder.Find($"crime/{name}-street.csv.gz", output) is not { } path) return;
        var view = await ImportAsync(api, path);
        Assert.Equal(
            (rows, unlocated, withoutId, duplicates),
            (view.Editions.Sum(e => e.Read), view.Editions.Sum(e => e.Unlocated), view.Editions.Sum(e => e.WithoutId), view.Editions.Sum(e => e.ExactDuplicates)));
        var months = Lines(path).Select(line => line.Split(',')[1]).CountBy(month => month).ToDictionary();
        Assert.Equal(months.OrderBy(m => m.Key).Select(m => m.Value), view.Editions.OrderBy(e => e.Edition, StringComparer.Ordinal).Select(e => e.Read));
        await AssertAccountedForAsync(api, view);
    }

    private static (int Read, int Unlocated, int WithoutId, int Duplicates) Count(IEnumerable<string> paths)
    {
        var lines = paths.SelectMany(Lines).ToList();
        // Id and coordinates stand before the first field that can be quoted.
        var fields = lines.Select(line => line.Split(',')).ToList();
        return (lines.Count, fields.Count(f => f[4].Length == 0), fields.Count(f => f[0].Length == 0), lines.Count - lines.Distinct().Count());
    }

    private static List<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }
}
