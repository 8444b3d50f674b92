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

/// <summary>Withdraws an assessment that was begun by mistake.</summary>
/// <param name="Reason">Why, at most 1,000 characters, nobody named.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record AssessmentWithdrawal(string Reason, string? LanguageReason = null);

/// <summary>Whether an assessment can be withdrawn.</summary>
/// <param name="Holds">What it holds that somebody said or decided; empty when it can be withdrawn.</param>
/// <param name="SpaceTo">Where the space goes back to with it; null when the space stays as it is.</param>
public sealed record AssessmentWithdrawalChoice(IReadOnlyList<AssessmentHolding> Holds, SpaceStatus? SpaceTo);

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
/// <param name="LanguageReason">Why a wording that the language check challenges is kept; null where none is.</param>
public sealed record AnswerView(
    string Prompt, int Version, string? Text, PromptRating? Rating, SourceKind? Source, InfoGrade? Grade, bool? Ticked, bool Complete,
    string EditedBy, Agency EditedByAgency, DateTimeOffset EditedAt, string? LanguageReason);

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
/// <param name="Withdrawn">True when it ended because it had been begun by mistake; its status is the one at which it stood then.</param>
public sealed record AssessmentView(
    Guid Id, int Version, Guid SpaceId, string? SpaceNameEn, string? SpaceNameCy, SpaceStatus SpaceStatus, AssessmentStatus Status, int Round,
    string Lead, DateOnly ReviewOn, bool Overdue, DateTimeOffset OpenedAt, Agency OpenedBy, DateOnly? EndedOn, int FormVersion, bool Withdrawn);

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
/// <param name="Withdrawal">True for the step that withdrew it.</param>
public sealed record AssessmentEvent(
    int Version, AssessmentStatus? From, AssessmentStatus To, int Round, string? Reason, DateOnly ReviewOn, string By, Agency Agency, DateTimeOffset At,
    bool Withdrawal);

/// <summary>One assessment with everything that a page shows of it.</summary>
/// <param name="Assessment">The assessment.</param>
/// <param name="Form">The version of the form that it keeps, with the label that must stand with it.</param>
/// <param name="Answers">Answers that there are, in the order of the form, each with who changed it last.</param>
/// <param name="NotKnown">Keys of what nobody knows, in the order of the form.</param>
/// <param name="Views">What young people said, newest first.</param>
/// <param name="Weighting">The weighting of contexts, as far as the reader may see it.</param>
/// <param name="Goals">Goals with their responses, those that were given up last.</param>
/// <param name="Conferences">Context conferences, newest first.</param>
/// <param name="Rounds">Instruments that were used, by round and in their order.</param>
/// <param name="Steps">The task list.</param>
/// <param name="Moves">Moves of the table; empty for those who only read, and once it is over.</param>
/// <param name="History">Moves that were made, newest first.</param>
/// <param name="Withdrawal">Whether it can be withdrawn; null for those who only read, and once it is over.</param>
public sealed record AssessmentFile(
    AssessmentView Assessment, AssessmentFormView Form, IReadOnlyList<AnswerView> Answers, IReadOnlyList<string> NotKnown,
    IReadOnlyList<YoungViewView> Views, WeightingView Weighting, IReadOnlyList<GoalView> Goals, IReadOnlyList<ConferenceView> Conferences,
    IReadOnlyList<InstrumentUseView> Rounds, IReadOnlyList<AssessmentStepView> Steps, IReadOnlyList<AssessmentMoveChoice> Moves, IReadOnlyList<AssessmentEvent> History,
    AssessmentWithdrawalChoice? Withdrawal);

/// <summary>What young people said, or why nobody has been heard yet.</summary>
/// <param name="HeardBy">How they were heard; <c>not_yet</c> with the reason as text.</param>
/// <param name="Text">What they said, at most 2,000 characters, nobody named.</param>
/// <param name="HeardOn">The day on which they said it, or on which this was written.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record NewYoungView(HeardBy HeardBy, string Text, DateOnly HeardOn, string? LanguageReason = null);

/// <summary>What young people said, as it is kept.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="HeardBy">How they were heard.</param>
/// <param name="Text">What they said.</param>
/// <param name="HeardOn">When.</param>
/// <param name="Round">0 before the plan, otherwise the number of the review.</param>
/// <param name="RecordedBy">Who wrote it down.</param>
/// <param name="Agency">Their agency.</param>
/// <param name="RecordedAt">When they did.</param>
public sealed record YoungViewView(
    Guid Id, HeardBy HeardBy, string? Text, DateOnly HeardOn, int Round, string RecordedBy, Agency Agency, DateTimeOffset RecordedAt);

/// <summary>One person's rating of one context.</summary>
/// <param name="Context">The context; never the child.</param>
/// <param name="Influence">How much it decides whether children are safe there, 0 to 5.</param>
/// <param name="Reason">Why, at most 500 characters, nobody named.</param>
public sealed record ContextRating(ContextLevel Context, int Influence, string Reason);

/// <summary>One's own ratings, whole; nobody else sees them.</summary>
/// <param name="Ratings">Each context at most once.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record OwnRatings(IReadOnlyList<ContextRating> Ratings, string? LanguageReason = null);

/// <summary>One's own ratings as they stand.</summary>
/// <param name="Version">Version for the next change; before the first it is 0.</param>
/// <param name="Ratings">The ratings, in the order of the contexts.</param>
public sealed record OwnRatingsView(int Version, IReadOnlyList<ContextRating> Ratings);

/// <summary>What people said about one context, side by side, once the weighting is closed.</summary>
/// <param name="Context">The context.</param>
/// <param name="Ratings">How many rated it.</param>
/// <param name="Median">Median, 0 to 5.</param>
/// <param name="Range">Highest less lowest.</param>
/// <param name="Discuss">True when they are three or more apart.</param>
/// <param name="Reasons">Their reasons, without names, in no order that tells who.</param>
public sealed record ContextWeightView(ContextLevel Context, int Ratings, double Median, int Range, bool Discuss, IReadOnlyList<string> Reasons);

/// <summary>The context that the panel agreed to change first.</summary>
/// <param name="Context">The context.</param>
/// <param name="Words">What was agreed, at most 1,000 characters.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record ChangeFirst(ContextLevel Context, string Words, string? LanguageReason = null);

/// <summary>The weighting of contexts. There is no total, and contexts stand in their own order.</summary>
/// <param name="Raters">How many people have rated.</param>
/// <param name="ClosedAt">When the lead closed it; null while people rate.</param>
/// <param name="Mine">The reader's own ratings; null where they gave none.</param>
/// <param name="TooFew">True when it is closed and fewer than two people rated: nothing can stand side by side.</param>
/// <param name="Contexts">Medians, ranges and reasons; empty before it is closed.</param>
/// <param name="ChangeFirst">The context that the panel agreed to change first.</param>
/// <param name="ChangeFirstWords">What was agreed.</param>
public sealed record WeightingView(
    int Raters, DateTimeOffset? ClosedAt, OwnRatingsView? Mine, bool TooFew, IReadOnlyList<ContextWeightView> Contexts, ContextLevel? ChangeFirst,
    string? ChangeFirstWords);

/// <summary>A goal: what is better when it is reached, and how anybody will know.</summary>
/// <param name="Statement">What is better then, in positive words, at most 500 characters.</param>
/// <param name="Side">The side of the triangle.</param>
/// <param name="Hope">What we hope will happen, at most 500 characters.</param>
/// <param name="Sign">What will show it.</param>
/// <param name="Method">How we will know.</param>
/// <param name="Baseline">How it is now.</param>
/// <param name="Result">How it was then.</param>
/// <param name="DropReason">Why the goal is given up; it stays in the history and no longer counts.</param>
/// <param name="EffortReason">Why a measure is kept that counts only what was done.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record GoalContent(
    string Statement, FormSide Side, string Hope, string Sign, string Method, string? Baseline = null, string? Result = null,
    string? DropReason = null, string? EffortReason = null, string? LanguageReason = null);

/// <summary>A goal as it stands.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="Version">Version, for changes.</param>
/// <param name="Statement">What is better when it is reached.</param>
/// <param name="Side">The side of the triangle.</param>
/// <param name="Hope">What we hope will happen.</param>
/// <param name="Sign">What will show it.</param>
/// <param name="Method">How we will know.</param>
/// <param name="Baseline">How it is now.</param>
/// <param name="Result">How it was then.</param>
/// <param name="EffortReason">Why a measure was kept that counts only what was done; null where it does not.</param>
/// <param name="Dropped">True when it was given up.</param>
/// <param name="DropReason">Why.</param>
/// <param name="EditedBy">Who changed it last.</param>
/// <param name="EditedAt">When.</param>
/// <param name="Responses">What is done for it, by the day on which it is due.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept; null where none is.</param>
public sealed record GoalView(
    Guid Id, int Version, string? Statement, FormSide Side, string? Hope, string? Sign, string? Method, string? Baseline, string? Result,
    string? EffortReason, bool Dropped, string? DropReason, string EditedBy, DateTimeOffset EditedAt, IReadOnlyList<ResponseView> Responses, string? LanguageReason);

/// <summary>What is done for a goal.</summary>
/// <param name="GoalId">The goal; it stays the same through all changes.</param>
/// <param name="What">What is done, at most 1,000 characters, nobody named.</param>
/// <param name="Owner">The agency that sees to it.</param>
/// <param name="DueOn">Until when.</param>
/// <param name="Person">User name of the member of the partnership who sees to it; null where the agency decides.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">Why it was given up; needed for <c>dropped</c>.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record ResponseContent(
    Guid GoalId, string What, Agency Owner, DateOnly DueOn, string? Person = null, ResponseStatus Status = ResponseStatus.Todo, string? Reason = null,
    string? LanguageReason = null);

/// <summary>A response as it stands.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="Version">Version, for changes.</param>
/// <param name="GoalId">The goal.</param>
/// <param name="What">What is done.</param>
/// <param name="Owner">The agency that sees to it.</param>
/// <param name="Person">The member who does; null where the agency decides.</param>
/// <param name="DueOn">Until when.</param>
/// <param name="Overdue">True when that day has passed and it is neither done nor given up.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">Why it was given up.</param>
/// <param name="EditedBy">Who changed it last.</param>
/// <param name="EditedAt">When.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept; null where none is.</param>
public sealed record ResponseView(
    Guid Id, int Version, Guid GoalId, string? What, Agency Owner, string? Person, DateOnly DueOn, bool Overdue, ResponseStatus Status, string? Reason,
    string EditedBy, DateTimeOffset EditedAt, string? LanguageReason);

/// <summary>A response that is still to be done, with what it belongs to.</summary>
/// <param name="AssessmentId">The assessment.</param>
/// <param name="SpaceId">The space.</param>
/// <param name="SpaceNameEn">The space's English name.</param>
/// <param name="SpaceNameCy">The space's Welsh name.</param>
/// <param name="Goal">What is better when the goal is reached.</param>
/// <param name="Response">The response.</param>
public sealed record AssessmentTask(Guid AssessmentId, Guid SpaceId, string? SpaceNameEn, string? SpaceNameCy, string? Goal, ResponseView Response);

/// <summary>A context conference: it talks about the context, not about children.</summary>
/// <param name="Kind">Who led it.</param>
/// <param name="HeldOn">The day.</param>
/// <param name="Agencies">Agencies that came.</param>
/// <param name="Decisions">What was decided, at most 4,000 characters, nobody named.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record NewConference(
    ConferenceKind Kind, DateOnly HeldOn, IReadOnlyList<Agency> Agencies, string Decisions, string? LanguageReason = null);

/// <summary>A context conference as it was written down.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="Kind">Who led it.</param>
/// <param name="HeldOn">The day.</param>
/// <param name="Agencies">Agencies that came.</param>
/// <param name="Decisions">What was decided.</param>
/// <param name="RecordedBy">Who wrote it down.</param>
/// <param name="RecordedAt">When.</param>
public sealed record ConferenceView(
    Guid Id, ConferenceKind Kind, DateOnly HeldOn, IReadOnlyList<Agency> Agencies, string? Decisions, string RecordedBy, DateTimeOffset RecordedAt);

/// <summary>That an instrument was used in a round.</summary>
/// <param name="Number">How many answered, drew or were counted from; visits for an observation; 1 or more.</param>
/// <param name="UsedOn">The day, the last one where it took several.</param>
/// <param name="SeasonNote">Season, weather, what else was different, at most 500 characters.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record InstrumentUse(int Number, DateOnly UsedOn, string? SeasonNote = null, string? LanguageReason = null);

/// <summary>An instrument as it was used in a round.</summary>
/// <param name="Round">0 before the plan, otherwise the number of the review.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Version">Version, for changes; before the first it is 0.</param>
/// <param name="Number">How many.</param>
/// <param name="UsedOn">The day.</param>
/// <param name="SeasonNote">Season, weather, what else was different.</param>
/// <param name="EditedBy">Who changed it last.</param>
/// <param name="EditedAt">When.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept; null where none is.</param>
public sealed record InstrumentUseView(
    int Round, Instrument Instrument, int Version, int Number, DateOnly UsedOn, string? SeasonNote, string EditedBy, DateTimeOffset EditedAt,
    string? LanguageReason);

/// <summary>The next version of the form.</summary>
/// <param name="Prompts">All its prompts in order, in both languages; those that are left out are no longer asked.</param>
/// <param name="Reason">Why, at most 1,000 characters.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record NewAssessmentForm(IReadOnlyList<FormPromptView> Prompts, string Reason, string? LanguageReason = null);
