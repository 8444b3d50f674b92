using System.Text;
using SpacesPlaces.MapClient.Cache;

namespace SpacesPlaces.MapClient.Tests.Cache;

public sealed class OfflineCacheTests : IDisposable
{
    private const string Canary = "canary-52.40123-behind-the-bins";
    private readonly string folder = Path.Combine(Path.GetTempPath(), "spacesplaces-cache-" + Guid.NewGuid().ToString("N"));
    private readonly Clock clock = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void WhatWasKept_IsReadBackByTheSamePerson_WithTheTime()
    {
        Keep("sian", "correct horse");
        clock.Now += TimeSpan.FromHours(5);
        using var again = Open("sian", "correct horse");
        var kept = again.Get("workspace")!;
        Assert.Equal((Canary, Sample.Now), (Encoding.UTF8.GetString(kept.Content), kept.KeptAt));
    }

    [Fact]
    public void NothingInTheFolder_CanBeRead_NeitherContentNorNameNorUser()
    {
        Keep("sian", "correct horse");
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var bytes = Encoding.Latin1.GetString(File.ReadAllBytes(file));
            foreach (var secret in (string[])[Canary, "workspace", "sian", "correct horse"])
            {
                Assert.DoesNotContain(secret, bytes, StringComparison.Ordinal);
                Assert.DoesNotContain(secret, file[folder.Length..], StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("sian", "another password")]
    [InlineData("rhys", "correct horse")]
    public void AnotherPasswordOrPerson_ReadsNothing(string user, string password)
    {
        Keep("sian", "correct horse");
        using var other = Open(user, password);
        Assert.Null(other.Get("workspace"));
    }

    [Fact]
    public void PastItsTime_ItIsGone_AlsoWhenNobodySignsIn()
    {
        Keep("sian", "correct horse");
        clock.Now += TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1);
        using (new OfflineCache(folder, TimeSpan.FromDays(3), clock)) { }
        Assert.DoesNotContain(Directory.GetFiles(folder, "*", SearchOption.AllDirectories), file => Path.GetFileName(file) != "salt");
    }

    [Fact]
    public void AClockThatWasSetBack_KeepsNothingForLonger()
    {
        Keep("sian", "correct horse");
        clock.Now -= TimeSpan.FromDays(30);
        using var cache = Open("sian", "correct horse");
        Assert.Null(cache.Get("workspace"));
    }

    [Fact]
    public void AFileThatSomebodyChangedByOneBit_IsNotRead()
    {
        Keep("sian", "correct horse");
        var path = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Single(file => Path.GetFileName(file) != "salt");
        var whole = File.ReadAllBytes(path);
        using var cache = Open("sian", "correct horse");
        // The eight bytes of the time are tried in their lowest two, which leave it in its time.
        foreach (var at in Enumerable.Range(0, whole.Length).Where(at => at is < 2 or >= 8))
        {
            byte[] changed = [.. whole];
            changed[at] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.Null(cache.Get("workspace"));
        }
    }

    [Fact]
    public void OneFilePassedOffAsAnother_IsNotRead()
    {
        using var cache = Open("sian", "correct horse");
        cache.Put("a", "first"u8);
        cache.Put("b", "second"u8);
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "salt").ToList();
        var (one, other) = (File.ReadAllBytes(files[0]), File.ReadAllBytes(files[1]));
        File.WriteAllBytes(files[0], other);
        File.WriteAllBytes(files[1], one);
        Assert.Null(cache.Get("a"));
        Assert.Null(cache.Get("b"));
    }

    [Fact]
    public void WhoWipesTheirOwn_LeavesNothing_AndALockedCacheAnswersNothing()
    {
        using var cache = Open("sian", "correct horse");
        cache.Put("a", "first"u8);
        cache.WipeOwn();
        Assert.Empty(Directory.GetFileSystemEntries(folder));
        Assert.Throws<InvalidOperationException>(() => cache.Get("a"));
        Assert.False(cache.IsOpen);
    }

    private void Keep(string user, string password)
    {
        using var cache = Open(user, password);
        cache.Put("workspace", Encoding.UTF8.GetBytes(Canary));
    }

    private OfflineCache Open(string user, string password)
    {
        var cache = new OfflineCache(folder, TimeSpan.FromDays(3), clock);
        cache.Open(user, password);
        return cache;
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Sample.Now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
