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

/// <summary>One set of answers that came on paper, as somebody keys it in. It cannot be changed afterwards.</summary>
/// <param name="Survey">The answers, where it is a survey; what is left out was not answered.</param>
/// <param name="Map">The map, where it is a safety map.</param>
/// <param name="Code">The code that the sheet of a safety map carries; left out where it carries none, and then nobody can take the map away.</param>
public sealed record KeyedAnswers(IReadOnlyList<SurveyAnswer>? Survey = null, SafetyMapAnswer? Map = null, string? Code = null);

/// <summary>Asks for sheets of paper.</summary>
/// <param name="Sheets">How many, 1 to 60.</param>
public sealed record NewPaperSheets(int Sheets);

/// <summary>What is printed on sheets of paper, each other than the rest; kept nowhere.</summary>
/// <param name="Codes">A code for each sheet, by which whoever drew can take the map away; empty where answers cannot be taken back.</param>
public sealed record PaperSheets(IReadOnlyList<string> Codes);

/// <summary>How many of a round gave one answer, and how that changed from the baseline.</summary>
/// <param name="Choice">Key of the answer.</param>
/// <param name="Share">Its share, with its interval; null where withheld, and for readers of words.</param>
/// <param name="Change">Share of the round minus share of the baseline; null where either is withheld, in the baseline, and for readers of words.</param>
/// <param name="Reading">What the change may say; null in the baseline and where there is none.</param>
public sealed record SurveyShare(string Choice, Estimated? Share, Estimated? Change, ChangeReading? Reading);

/// <summary>One question in one round.</summary>
/// <param name="Item">Key of the question.</param>
/// <param name="Round">0 before the plan, otherwise the number of the review.</param>
/// <param name="Answered">Who answered it; null for fewer than may be told, and for readers of words.</param>
/// <param name="Shares">Each answer, in the order of the question; empty for words.</param>
/// <param name="Most">The answer that most gave, where what is told leaves no doubt.</param>
/// <param name="Words">What was written, in an order that says nothing; empty for fewer than may be told.</param>
public sealed record SurveyItemRound(
    string Item, int Round, int? Answered, IReadOnlyList<SurveyShare> Shares, string? Most, IReadOnlyList<string> Words);

/// <summary>A round of a survey.</summary>
/// <param name="Round">0 before the plan, otherwise the number of the review.</param>
/// <param name="OpensOn">First day.</param>
/// <param name="ClosedOn">Last day.</param>
/// <param name="Answers">Who answered; null for fewer than may be told.</param>
/// <param name="Keyed">How many of them on paper; null where that, or the rest, is fewer than may be told.</param>
public sealed record SurveyRoundView(int Round, DateOnly OpensOn, DateOnly ClosedOn, int? Answers, int? Keyed);

/// <summary>What one group answered. Groups are never added up.</summary>
/// <param name="Instrument">The survey.</param>
/// <param name="Rounds">Its rounds that are closed.</param>
/// <param name="Items">Its questions; empty where no round has enough answers.</param>
/// <param name="Answers">Each question in each round with enough answers, the baseline first.</param>
public sealed record SurveyResult(
    Instrument Instrument, IReadOnlyList<SurveyRoundView> Rounds, IReadOnlyList<SurveyItemView> Items, IReadOnlyList<SurveyItemRound> Answers);

/// <summary>What people answered without a name, merged; nobody's own set of answers is here.</summary>
/// <param name="Least">Fewest answers of which something is told.</param>
/// <param name="FiguresShown">False for readers of words.</param>
/// <param name="LabelEn">What must stand with it, in English.</param>
/// <param name="LabelCy">The same in Welsh.</param>
/// <param name="Surveys">By group, young people first.</param>
public sealed record SurveyResults(int Least, bool FiguresShown, string LabelEn, string LabelCy, IReadOnlyList<SurveyResult> Surveys);
