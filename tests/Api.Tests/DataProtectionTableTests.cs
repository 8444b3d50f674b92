using System.Text.RegularExpressions;

namespace SpacesPlaces.Api.Tests;

/// <summary>The table of the data-protection page: every requirement has a test that exists, or a reason why it has none.</summary>
public sealed partial class DataProtectionTableTests
{
    /// <summary>The requirements of the catalogue that a system must meet before it goes live.</summary>
    private static readonly string[] Required =
    [
        .. Ids("SEC", 1, 2, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 18, 19, 20, 21, 22, 24, 25, 30, 31, 32, 33, 34, 40, 41, 42, 43, 44,
            45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58, 60, 61, 62, 63, 64, 65, 67, 69, 70),
        .. Ids("PRV", 1, 2, 5, 6, 10, 11, 12, 13, 14, 15, 16, 20, 21, 22, 24, 25, 30, 31, 40, 41, 42, 43, 45, 46, 47),
    ];

    [Fact]
    public void EveryRequirement_HasARow_AndEveryRowATestThatExistsOrAReason()
    {
        var rows = Row().Matches(File.ReadAllText(Path.Combine(HouseRulesTests.Repository(), "docs/data-protection.md")))
            .ToLookup(row => row.Groups["id"].Value, row => row.Groups["shown"].Value.Trim());
        Assert.DoesNotContain(Required, id => !rows.Contains(id));
        var methods = MethodsOfTheTests();
        Assert.True(methods.Count > 300, "The guard does not see the tests.");
        List<string> wrong = [];
        foreach (var row in rows)
            foreach (var shown in row)
            {
                var named = TestName().Matches(shown).Select(name => name.Groups[1].Value).ToList();
                if (named.Count == 0 && !shown.StartsWith("Not here:", StringComparison.Ordinal)) wrong.Add($"{row.Key} names no test and no reason");
                wrong.AddRange(named.Where(name => !methods.Contains(name)).Select(name => $"{row.Key} names {name}, which is no test"));
            }

        Assert.Empty(wrong);
    }

    // Read from the sources: the tests lie in several projects, one of them a browser's.
    private static HashSet<string> MethodsOfTheTests()
    {
        var tests = Path.Combine(HouseRulesTests.Repository(), "tests");
        return [.. Directory.GetFiles(tests, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Method().Matches(File.ReadAllText(file)).Select(method => $"{Path.GetFileNameWithoutExtension(file)}.{method.Groups[1].Value}"))];
    }

    private static IEnumerable<string> Ids(string kind, params int[] numbers) => numbers.Select(number => $"{kind}-{number:00}");

    [GeneratedRegex(@"^\| (?<id>(SEC|PRV)-\d\d) \| [^|]+ \| (?<shown>[^|]+) \|\s*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`([A-Za-z]+\.[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"public (?:async Task|void|Task) ([A-Za-z0-9_]+)\(")]
    private static partial Regex Method();
}
