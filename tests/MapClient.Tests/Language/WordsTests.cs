using System.Text.RegularExpressions;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Tests.Language;

public sealed partial class WordsTests
{
    [Fact]
    public void EveryKeyThatTheClientNames_HasATextInBothLanguages()
    {
        var core = Path.Combine(Repository(), "mapclient");
        var named = Directory.GetFiles(core, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Key().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(key => Texts.All(Tongue.En).Keys.Any(text => text.StartsWith(key.Split('.')[0] + ".", StringComparison.Ordinal))).Distinct().ToList();
        Assert.True(named.Count > 80, $"Only {named.Count} keys were found.");
        Assert.All(named, key => Assert.True(Texts.Has(key) || Texts.Has(key + "#other") || key.EndsWith('_'), key));
    }

    [Theory]
    [InlineData(Tongue.En, 1, "1 event")]
    [InlineData(Tongue.En, 2, "2 events")]
    [InlineData(Tongue.En, 0, "0 events")]
    [InlineData(Tongue.Cy, 2, "2 ddigwyddiad")]
    [InlineData(Tongue.Cy, 3, "3 digwyddiad")]
    [InlineData(Tongue.Cy, 1200, "1,200 digwyddiad")]
    public void Counts_TakeTheFormThatTheNumberAsksFor(Tongue tongue, int n, string told) => Assert.Equal(told, new Words(tongue).Count("desktop.events", n));

    [Fact]
    public void InstantsAreTold_AsClocksInBritainShowThem()
    {
        var at = new DateTimeOffset(2026, 6, 30, 23, 30, 0, TimeSpan.Zero);
        Assert.Equal("1 July 2026, 00:30", new Words(Tongue.En).Moment(at));
        Assert.Equal("1 Gorffennaf 2026, 00:30", new Words(Tongue.Cy).Moment(at));
    }

    [Fact]
    public void AnotherLanguage_IsSaidOnce()
    {
        var words = new Words(Tongue.En);
        var said = 0;
        words.Changed += (_, _) => said++;
        words.Speak(Tongue.En);
        words.Speak(Tongue.Cy);
        Assert.Equal(1, said);
        Assert.NotEqual(new Words(Tongue.En).Word(ClusterClass.PlaceRepeat), words.Word(ClusterClass.PlaceRepeat));
    }

    [Theory]
    [InlineData(850, "850 m")]
    [InlineData(1_250, "1.3 km")]
    [InlineData(20_000, "20 km")]
    public void Distances_AreTold(double metres, string told) => Assert.Equal(told, new Words(Tongue.En).Distance(metres));

    internal static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SpacesPlaces.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex("\"([a-z_]+\\.[a-zA-Z0-9_]+)\"")]
    private static partial Regex Key();
}
