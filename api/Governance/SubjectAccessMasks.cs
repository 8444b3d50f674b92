using System.Text;
using System.Text.RegularExpressions;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Governance;

/// <summary>Takes others out of a record before it goes to the one it is about, and keeps account of every mask.</summary>
/// <param name="token">The child asked about.</param>
/// <param name="placeNames">Names of places, which are nobody's.</param>
/// <param name="tongue">Language of the masks.</param>
internal sealed partial class SubjectAccessMasks(string token, IReadOnlyCollection<string> placeNames, Tongue tongue)
{
    public const string OtherChildren = "other_children";
    public const string Identifying = "identifying";
    private readonly List<SubjectAccessMask> made = [];

    /// <summary>Every mask, one line for each record, version, field and kind.</summary>
    public IReadOnlyList<SubjectAccessMask> Made =>
        [.. made.GroupBy(mask => mask with { Times = 0 }).Select(same => same.Key with { Times = same.Sum(mask => mask.Times) })];

    private string AnotherChild => Texts.Get(tongue, "subject_access.another_child");

    /// <summary>Free text without tokens of others and without what may tell who somebody is.</summary>
    public string? Text(string? text, DateOnly writtenOn, Guid record, int version, string field)
    {
        if (text is null) return null;
        text = TokenShape().Replace(text, match =>
        {
            if (!ChildToken.TryParse(match.Value, out var other) || other == token) return match.Value;
            Note(record, version, field, OtherChildren, AnotherChild);
            return AnotherChild;
        });
        var masked = new StringBuilder();
        var at = 0;
        foreach (var span in IdentifyingText.Find(text, writtenOn, placeNames))
        {
            var what = Texts.Get(tongue, $"identifying_kind.{WireName.Of(span.Kind)}");
            Note(record, version, field, Identifying, what);
            masked.Append(text, at, span.Start - at).Append(Texts.Get(tongue, "subject_access.masked", new Dictionary<string, string> { ["what"] = what }));
            at = span.Start + span.Length;
        }

        return masked.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>True when a text holds the token, in whatever spelling.</summary>
    public bool Names(string text) => TokenShape().Matches(text).Any(match => ChildToken.TryParse(match.Value, out var found) && found == token);

    /// <summary>One version of a record's content.</summary>
    public SubjectAccessVersion Version(NewIncident content, Guid record, int version, DateTimeOffset? replacedAt)
    {
        var day = LocalDays.Of(content.OccurredFrom);
        return new(
            version, replacedAt, content.Kind, content.OccurredFrom, content.OccurredTo, content.TimeConfidence, content.HarmTypes,
            content.ContextLevel, content.SourceKind, content.InfoGrade, content.Location, content.PlaceId, content.SourceAgency,
            [.. (content.Children ?? []).OrderBy(child => child.Token != token).Select(child => Child(child, record, version))],
            content.ChildrenUnknownCount, content.CrossBoundary, Text(content.Narrative, day, record, version, "narrative"),
            content.NarrativeLanguage, content.Sensitivity, Text(content.IdentifyingReason, day, record, version, "identifyingReason"),
            Text(content.LanguageReason, day, record, version, "languageReason"));
    }

    private SubjectAccessChild Child(ChildReference child, Guid record, int version)
    {
        if (child.Token == token) return new(token, child.HoldingAgency, child.AgeBand);
        Note(record, version, "children", OtherChildren, AnotherChild);
        return new(AnotherChild);
    }

    private void Note(Guid record, int version, string field, string rule, string what) => made.Add(new(record, version, field, rule, what, 1));

    // As people type them: any case, with or without hyphens and spaces between the groups.
    [GeneratedRegex(@"(?<![0-9A-Za-z])[0-9OoIiLl][0-9A-Za-z]{3}[ -]?[0-9A-Za-z]{4}[ -]?[0-9A-Za-z]{4}(?![0-9A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex TokenShape();
}
