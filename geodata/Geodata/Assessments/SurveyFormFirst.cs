using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>Version 1 of the three surveys, as they are shipped. Their words are in the text files, as all words on screen are.</summary>
public static class SurveyFormFirst
{
    private static readonly string[] HowOften = ["most_days", "every_week", "now_and_then", "first_time"];
    private static readonly string[] HowSafe = ["safe", "mostly_safe", "mostly_unsafe", "unsafe", "not_here_then"];
    private static readonly string[] Trusted = ["several", "one", "nobody", "not_sure"];
    private static readonly string[] SeeThem = ["glad", "used_to", "worried_for", "uneasy", "none_here"];
    private static readonly string[] WouldKnow = ["yes", "roughly", "no"];
    private static readonly string[] OpenWhen = ["day", "evening", "night"];

    /// <summary>Young people: eight questions.</summary>
    public static SurveyForm YoungPeople { get; } = new(Instrument.SurveyYoungPeople, 1,
    [
        Chosen("young", "how_often", HowOften), Chosen("young", "safe_by_day", HowSafe), Chosen("young", "safe_by_night", HowSafe),
        Chosen("young", "trusted_adults", Trusted), Written("young", "what_is_good"), Written("young", "what_worries"),
        Written("young", "what_would_help"), Written("young", "anything_else"),
    ]);

    /// <summary>Residents: six questions.</summary>
    public static SurveyForm Residents { get; } = new(Instrument.SurveyResidents, 1,
    [
        Chosen("residents", "how_often", HowOften), Chosen("residents", "safe_for_them", HowSafe), Chosen("residents", "see_young_people", SeeThem),
        Chosen("residents", "would_know", WouldKnow), Written("residents", "what_would_help"), Written("residents", "anything_else"),
    ]);

    /// <summary>Businesses: six questions.</summary>
    public static SurveyForm Businesses { get; } = new(Instrument.SurveyBusinesses, 1,
    [
        Chosen("businesses", "open_when", OpenWhen), Chosen("businesses", "safe_for_them", HowSafe), Chosen("businesses", "see_young_people", SeeThem),
        Chosen("businesses", "would_know", WouldKnow), Written("businesses", "what_would_help"), Written("businesses", "anything_else"),
    ]);

    /// <summary>All three.</summary>
    public static IReadOnlyList<SurveyForm> All { get; } = [YoungPeople, Residents, Businesses];

    /// <summary>The survey of a group in a version.</summary>
    /// <param name="instrument">The survey.</param>
    /// <param name="version">Number of the version.</param>
    /// <exception cref="ArgumentOutOfRangeException">The instrument is no survey, or there is no such version of it.</exception>
    public static SurveyForm Of(Instrument instrument, int version) =>
        All.FirstOrDefault(form => form.Instrument == instrument && form.Version == version)
            ?? throw new ArgumentOutOfRangeException(nameof(version), version, $"There is no version {version} of {WireName.Of(instrument)}.");

    private static SurveyItem Written(string group, string key) => new(key, SurveyItemKind.Words, En($"survey_question.{group}_{key}"), Cy($"survey_question.{group}_{key}"), []);

    private static SurveyItem Chosen(string group, string key, string[] choices) => new(
        key, SurveyItemKind.Choice, En($"survey_question.{group}_{key}"), Cy($"survey_question.{group}_{key}"),
        [.. choices.Select(choice => new SurveyChoice(choice, En($"survey_answer.{choice}"), Cy($"survey_answer.{choice}")))]);

    private static string En(string key) => Texts.Get(Tongue.En, key);

    private static string Cy(string key) => Texts.Get(Tongue.Cy, key);
}
