using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>
/// The one spelling of a vocabulary word outside C#: on the wire, in the database and as a key of the text files.
/// It is the member name in lower snake case (<c>PlaceRepeat</c> → <c>place_repeat</c>) unless the member carries
/// <see cref="JsonStringEnumMemberNameAttribute"/>.
/// </summary>
public static class WireName
{
    /// <summary>The wire spelling of a word.</summary>
    /// <exception cref="KeyNotFoundException">The value is not a defined member.</exception>
    public static string Of<TWord>(TWord word) where TWord : struct, Enum => Names<TWord>.ToWire[word];

    /// <summary>Reads a wire spelling; false for anything that is not exactly one of the words (no numbers, no other case).</summary>
    public static bool TryParse<TWord>(string? text, out TWord word) where TWord : struct, Enum
    {
        word = default;
        return text is not null && Names<TWord>.FromWire.TryGetValue(text, out word);
    }

    /// <summary>Reads a wire spelling that is known to be right, for instance one that the database holds.</summary>
    /// <exception cref="FormatException">The text is not one of the words.</exception>
    public static TWord Parse<TWord>(string text) where TWord : struct, Enum =>
        TryParse<TWord>(text, out var word) ? word : throw new FormatException($"'{text}' is not a {typeof(TWord).Name}.");

    /// <summary>All wire spellings of a vocabulary, in declaration order.</summary>
    public static IReadOnlyList<string> All<TWord>() where TWord : struct, Enum => Names<TWord>.InOrder;

    private static class Names<TWord> where TWord : struct, Enum
    {
        public static readonly string[] InOrder = [.. Enum.GetNames<TWord>().Select(Spell)];

        public static readonly FrozenDictionary<TWord, string> ToWire =
            Enum.GetNames<TWord>().ToFrozenDictionary(Enum.Parse<TWord>, Spell);

        public static readonly FrozenDictionary<string, TWord> FromWire =
            ToWire.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        private static string Spell(string member) =>
            typeof(TWord).GetField(member)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(member);
    }
}
