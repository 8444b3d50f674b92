using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>An answer of a question to choose from.</summary>
/// <param name="Key">Its key, lower snake case; the same through all versions.</param>
/// <param name="TextEn">The answer in English.</param>
/// <param name="TextCy">The answer in Welsh.</param>
public sealed record SurveyChoice(string Key, string TextEn, string TextCy);

/// <summary>A question of a survey.</summary>
/// <param name="Key">Its key, lower snake case; the same through all versions.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="TextEn">The question in English.</param>
/// <param name="TextCy">The question in Welsh.</param>
/// <param name="Choices">What may be chosen, in the order in which it is shown; empty for words.</param>
public sealed record SurveyItem(string Key, SurveyItemKind Kind, string TextEn, string TextCy, IReadOnlyList<SurveyChoice> Choices);

/// <summary>What may be wrong with an answer.</summary>
public enum SurveyFault
{
    /// <summary>The survey has no such question.</summary>
    ItemUnknown,
    /// <summary>The question has no such answer to choose.</summary>
    ChoiceUnknown,
    /// <summary>Something was chosen where words are asked for, or written where something is to be chosen.</summary>
    KindWrong,
    /// <summary>Neither chosen nor written.</summary>
    Empty,
    /// <summary>More characters than <see cref="SurveyForm.LongestText"/>.</summary>
    TooLong,
}

/// <summary>
/// A short survey of one group as data: a version with its questions, in the order in which they are asked. A local form based on the published
/// framework; not the official toolkit.
/// </summary>
/// <param name="Instrument">The survey of this group.</param>
/// <param name="Version">Number of the version, from 1.</param>
/// <param name="Items">The questions, in order.</param>
/// <remarks>
/// Source: the domain reference, section 9, item 7. Questions and wording are this project's own and have not been tested for how people
/// understand them: compare a question with itself in another round, never two questions with each other.
/// </remarks>
public sealed record SurveyForm(Instrument Instrument, int Version, IReadOnlyList<SurveyItem> Items)
{
    /// <summary>Most characters of an answer in words.</summary>
    public const int LongestText = 500;

    /// <summary>The question of a key; null when this version has none.</summary>
    /// <param name="key">The key.</param>
    public SurveyItem? Find(string key) => Items.FirstOrDefault(item => item.Key == key);

    /// <summary>What is wrong with an answer; null when it can be kept.</summary>
    /// <param name="item">Key of the question.</param>
    /// <param name="choice">Key of what was chosen; null where nothing was.</param>
    /// <param name="text">What was written; null where nothing was.</param>
    public SurveyFault? Fault(string item, string? choice, string? text)
    {
        if (Find(item) is not { } asked) return SurveyFault.ItemUnknown;
        if (asked.Kind == SurveyItemKind.Choice)
        {
            return text is not null ? SurveyFault.KindWrong
                : choice is null ? SurveyFault.Empty
                : asked.Choices.All(one => one.Key != choice) ? SurveyFault.ChoiceUnknown : null;
        }

        return choice is not null ? SurveyFault.KindWrong
            : string.IsNullOrWhiteSpace(text) ? SurveyFault.Empty
            : text.Length > LongestText ? SurveyFault.TooLong : null;
    }
}
