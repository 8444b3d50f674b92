using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SpacesPlaces.Geodata.Language;

/// <summary>A language that the product speaks. Welsh is no less favourable than English.</summary>
public enum Tongue
{
    /// <summary>English.</summary>
    En,
    /// <summary>Cymraeg.</summary>
    Cy,
}

/// <summary>
/// The words on screen, from one text file per language that is embedded in this assembly. Keys are <c>section.key</c>;
/// placeholders are written <c>{name}</c>.
/// </summary>
public static partial class Texts
{
    private static readonly FrozenDictionary<string, string> English = Load("text.en.json");
    private static readonly FrozenDictionary<string, string> Welsh = Load("text.cy.json");

    /// <summary>All keys with their texts in one language.</summary>
    public static IReadOnlyDictionary<string, string> All(Tongue tongue) => tongue == Tongue.Cy ? Welsh : English;

    /// <summary>The text of a key, with its placeholders filled.</summary>
    /// <exception cref="KeyNotFoundException">No such key: a fault of the program, found by the test that reads all keys.</exception>
    public static string Get(Tongue tongue, string key, IReadOnlyDictionary<string, string>? values = null)
    {
        var text = All(tongue)[key];
        return values is null ? text : Placeholder().Replace(text, match => values.GetValueOrDefault(match.Groups[1].Value, match.Value));
    }

    /// <summary>True when the key exists.</summary>
    public static bool Has(string key) => English.ContainsKey(key);

    private static FrozenDictionary<string, string> Load(string name)
    {
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The text file {name} is not embedded.");
        var sections = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!;
        return sections
            .SelectMany(section => section.Value.Select(text => KeyValuePair.Create($"{section.Key}.{text.Key}", text.Value)))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
