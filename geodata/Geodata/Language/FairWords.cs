using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace SpacesPlaces.Geodata.Language;

/// <summary>One language's rules of fair wording, ready to be looked for.</summary>
internal sealed class FairWords
{
    private readonly FairSigns signs;
    private readonly Dictionary<string, string> words;

    public FairWords(FairWordsFile file, FairSigns signs)
    {
        this.signs = signs;
        (words, Version, Rules, Legal) = (file.Words, file.Version, file.Rules, file.Legal);
        Speech = new(
            Anywhere(file.Speech.Child, "", " (?:[,:] )?$"), Anywhere(file.Speech.Pronoun, "", " (?:[,:] )?$"),
            Anywhere(file.Speech.ChildAfter, "^(?: [,.])?", " "), Anywhere(file.Speech.PronounAfter, "^(?: [,.])?", " "),
            Anywhere(file.Speech.Adult, "", " "), Anywhere(file.Speech.FirstPerson, "", " "));
        Labels = [.. file.Labels.Values.SelectMany(labels => labels)];
    }

    public string Version { get; }
    public IReadOnlyList<FairRuleFile> Rules { get; }

    /// <summary>Titles of offences, orders and acts, which are not ours to word.</summary>
    public IReadOnlyList<string> Legal { get; }
    public SpeechWords Speech { get; }

    /// <summary>What stands before the colon in <c>[child's words: …]</c> and <c>[legal title: …]</c>.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>A pattern of this file with its word lists written out.</summary>
    public string Expand(string pattern) => FairPattern.Expand(pattern, words, signs);

    // Made when first asked: only a text that quotes somebody asks.
    private Lazy<Regex> Anywhere(string[] patterns, string before, string behind) =>
        new(() => new($"{before} (?:{string.Join('|', patterns.Select(Expand))}){behind}", RegexOptions.CultureInvariant));
}

/// <summary>How a child's own words are introduced.</summary>
internal sealed record SpeechWords(
    Lazy<Regex> Child, Lazy<Regex> Pronoun, Lazy<Regex> ChildAfter, Lazy<Regex> PronounAfter, Lazy<Regex> Adult, Lazy<Regex> FirstPerson);

/// <summary>The file as it is written.</summary>
internal sealed record FairWordsFile(
    string Version, string Language, Dictionary<string, string> Words, string[] Legal, SpeechFile Speech, Dictionary<string, string[]> Labels,
    FairRuleFile[] Rules);

/// <summary>Introductions of speech as written in the file.</summary>
internal sealed record SpeechFile(
    string[] Child, string[] Pronoun,
    [property: JsonPropertyName("child_after")] string[] ChildAfter,
    [property: JsonPropertyName("pronoun_after")] string[] PronounAfter,
    string[] Adult,
    [property: JsonPropertyName("first_person")] string[] FirstPerson);

/// <summary>A rule as written in the file.</summary>
internal sealed record FairRuleFile(
    string Id, int Row, string[]? Challenge, string[]? Advise, string[]? Except, string Reason, string Alternative, string[] Use);
