using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>An answer of a question to choose from.</summary>
/// <param name="Key">Its key.</param>
/// <param name="TextEn">The answer in English.</param>
/// <param name="TextCy">The answer in Welsh.</param>
public sealed record SurveyChoiceView(string Key, string TextEn, string TextCy);

/// <summary>A question of a survey, in both languages.</summary>
/// <param name="Key">Its key, the same through all versions.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="TextEn">The question in English.</param>
/// <param name="TextCy">The question in Welsh.</param>
/// <param name="Choices">What may be chosen, in order; empty for words.</param>
public sealed record SurveyItemView(string Key, SurveyItemKind Kind, string TextEn, string TextCy, IReadOnlyList<SurveyChoiceView> Choices);

/// <summary>What a survey asks.</summary>
/// <param name="Items">Its questions, in order.</param>
/// <param name="LongestText">Most characters of an answer in words.</param>
public sealed record SurveyFormView(IReadOnlyList<SurveyItemView> Items, int LongestText);

/// <summary>One answer of somebody who was asked.</summary>
/// <param name="Item">Key of the question.</param>
/// <param name="Choice">Key of what was chosen.</param>
/// <param name="Text">What was written, at most 500 characters, nobody named.</param>
public sealed record SurveyAnswer(string Item, string? Choice = null, string? Text = null);
