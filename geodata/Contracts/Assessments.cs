using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>An assessment as it is begun.</summary>
/// <param name="SpaceId">The space that is assessed; it has at most one assessment that is not over.</param>
/// <param name="Lead">User name of the person who leads it; somebody who works on assessments.</param>
/// <param name="Reason">Why it is begun, at most 1,000 characters, nobody named.</param>
/// <param name="ReviewOn">When it must be looked at again; after today, at most three months away.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept, at most 500 characters.</param>
public sealed record NewAssessment(Guid SpaceId, string Lead, string Reason, DateOnly ReviewOn, string? LanguageReason = null);

/// <summary>Who leads an assessment from now on.</summary>
/// <param name="Lead">User name of somebody who works on assessments.</param>
public sealed record AssessmentLead(string Lead);

/// <summary>Moves an assessment on, or says that it was looked at and stays; in a review, staying begins the next one.</summary>
/// <param name="To">Where it stands from now on.</param>
/// <param name="Reason">Why, at most 1,000 characters, nobody named.</param>
/// <param name="ReviewOn">When it must be looked at again: after today, at most three months away, one while the plan is carried out.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record NewAssessmentMove(AssessmentStatus To, string Reason, DateOnly ReviewOn, string? LanguageReason = null);

/// <summary>What is answered to a prompt, whole: what is left out is empty from now on. A prompt may be answered bit by bit.</summary>
/// <param name="Text">Evidence or words, at most 4,000 characters, nobody named.</param>
/// <param name="Rating">How things stand; for prompts that ask for words or a tick only <c>not_known</c>.</param>
/// <param name="Source">How it is known; for rated prompts.</param>
/// <param name="Grade">How well it is known; for rated prompts.</param>
/// <param name="Ticked">The tick, for prompts that ask for one.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record NewAnswer(
    string? Text = null, PromptRating? Rating = null, SourceKind? Source = null, InfoGrade? Grade = null, bool? Ticked = null,
    string? LanguageReason = null);

/// <summary>An answer to a prompt as it stands.</summary>
/// <param name="Prompt">Key of the prompt.</param>
/// <param name="Version">Version of this answer; the next change of it names it. A prompt without an answer has version 0.</param>
/// <param name="Text">Evidence or words.</param>
/// <param name="Rating">How things stand.</param>
/// <param name="Source">How it is known.</param>
/// <param name="Grade">How well it is known.</param>
/// <param name="Ticked">The tick.</param>
/// <param name="Complete">True when it is whole: not known, or what the prompt asks for.</param>
/// <param name="EditedBy">Who changed it last.</param>
/// <param name="EditedByAgency">Their agency.</param>
/// <param name="EditedAt">When.</param>
public sealed record AnswerView(
    string Prompt, int Version, string? Text, PromptRating? Rating, SourceKind? Source, InfoGrade? Grade, bool? Ticked, bool Complete,
    string EditedBy, Agency EditedByAgency, DateTimeOffset EditedAt);

/// <summary>A prompt of the form, in both languages.</summary>
/// <param name="Key">Its key, the same through all versions.</param>
/// <param name="Side">The part of the form that it stands in.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="TextEn">The prompt in English.</param>
/// <param name="TextCy">The prompt in Welsh.</param>
/// <param name="GuidanceEn">A word of help in English; null where none is needed.</param>
/// <param name="GuidanceCy">A word of help in Welsh.</param>
public sealed record FormPromptView(string Key, FormSide Side, PromptKind Kind, string TextEn, string TextCy, string? GuidanceEn, string? GuidanceCy);

/// <summary>A version of the form.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="LabelEn">What must stand with it wherever it is shown, in English.</param>
/// <param name="LabelCy">The same in Welsh.</param>
/// <param name="Prompts">Its prompts, in the order in which they are asked.</param>
public sealed record AssessmentFormView(int Version, string LabelEn, string LabelCy, IReadOnlyList<FormPromptView> Prompts);

/// <summary>An assessment in a list.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="Version">Version, for moves and for who leads it; answers have their own.</param>
/// <param name="SpaceId">The space.</param>
/// <param name="SpaceNameEn">The space's English name.</param>
/// <param name="SpaceNameCy">The space's Welsh name.</param>
/// <param name="SpaceStatus">Where the space stands.</param>
/// <param name="Status">Where the assessment stands.</param>
/// <param name="Round">Number of the review that it is in or was in last; 0 before the first.</param>
/// <param name="Lead">Who leads it.</param>
/// <param name="ReviewOn">When it must be looked at again.</param>
/// <param name="Overdue">True when that day has passed, the work goes on and nobody has looked.</param>
/// <param name="OpenedAt">When it was begun.</param>
/// <param name="OpenedBy">The agency that began it.</param>
/// <param name="EndedOn">The day on which it ended; null while it goes on.</param>
/// <param name="FormVersion">The version of the form that it began with, and keeps.</param>
public sealed record AssessmentView(
    Guid Id, int Version, Guid SpaceId, string? SpaceNameEn, string? SpaceNameCy, SpaceStatus SpaceStatus, AssessmentStatus Status, int Round,
    string Lead, DateOnly ReviewOn, bool Overdue, DateTimeOffset OpenedAt, Agency OpenedBy, DateOnly? EndedOn, int FormVersion);

/// <summary>A move of the table, with what stands in its way.</summary>
/// <param name="To">The status; the one as it stands means looked at, and stays, in a review the next one.</param>
/// <param name="LatestReviewOn">The last day that may be set for the next look.</param>
/// <param name="Blocked">What stands in the way; empty when it can be made.</param>
/// <param name="SpaceTo">Where the space goes with it; null when the space stays as it is.</param>
public sealed record AssessmentMoveChoice(
    AssessmentStatus To, DateOnly LatestReviewOn, IReadOnlyList<AssessmentBlocker> Blocked, SpaceStatus? SpaceTo);

/// <summary>A line of the task list.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="State">How far it is.</param>
/// <param name="Blocked">What comes first, where it is blocked.</param>
public sealed record AssessmentStepView(AssessmentStepKey Key, StepState State, IReadOnlyList<AssessmentBlocker> Blocked);

/// <summary>A move that was made.</summary>
/// <param name="Version">The version that it made.</param>
/// <param name="From">Status before; null for the beginning.</param>
/// <param name="To">Status after.</param>
/// <param name="Round">Number of the review after it.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReviewOn">The day that was set for the next look.</param>
/// <param name="By">Who.</param>
/// <param name="Agency">Their agency.</param>
/// <param name="At">When.</param>
public sealed record AssessmentEvent(
    int Version, AssessmentStatus? From, AssessmentStatus To, int Round, string? Reason, DateOnly ReviewOn, string By, Agency Agency, DateTimeOffset At);

/// <summary>One assessment with everything that a page shows of it.</summary>
/// <param name="Assessment">The assessment.</param>
/// <param name="Form">The version of the form that it keeps, with the label that must stand with it.</param>
/// <param name="Answers">Answers that there are, in the order of the form, each with who changed it last.</param>
/// <param name="NotKnown">Keys of what nobody knows, in the order of the form.</param>
/// <param name="Steps">The task list.</param>
/// <param name="Moves">Moves of the table; empty for those who only read, and once it is over.</param>
/// <param name="History">Moves that were made, newest first.</param>
public sealed record AssessmentFile(
    AssessmentView Assessment, AssessmentFormView Form, IReadOnlyList<AnswerView> Answers, IReadOnlyList<string> NotKnown,
    IReadOnlyList<AssessmentStepView> Steps, IReadOnlyList<AssessmentMoveChoice> Moves, IReadOnlyList<AssessmentEvent> History);
