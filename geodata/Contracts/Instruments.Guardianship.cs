using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>A guardian as it is recorded: a role at a place, never a person; text that may tell who somebody is is refused.</summary>
/// <param name="Round">The round that is open: 0 before the plan, otherwise the review.</param>
/// <param name="Role">What they do there.</param>
/// <param name="Place">Where in the space or near it, in words, at most 200 characters.</param>
/// <param name="KnownOn">The day on which it was known.</param>
/// <param name="CaringIntention">Whether they mean well by young people and look out for them.</param>
/// <param name="Confidence">Whether they trust themselves to do something.</param>
/// <param name="KnowsWhoToTell">Whether they know whom to tell.</param>
/// <param name="Relations">How they and young people get on.</param>
/// <param name="Training">Whether they were trained.</param>
/// <param name="Source">How it is known.</param>
/// <param name="Grade">How well it is known.</param>
/// <param name="Times">When they are there; none where nobody knows.</param>
/// <param name="TrainedIn">First day of the month of the training; needed for one in the round, and then not before the round began.</param>
/// <param name="Square">A square of the space's safety map, where there is one.</param>
/// <param name="ReachedThrough">The agency that reaches them; null where none does.</param>
/// <param name="Note">What they do for young people, at most 500 characters, nobody named or described.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record GuardianContent(
    int Round, GuardianRole Role, string Place, DateOnly KnownOn, PromptRating CaringIntention, PromptRating Confidence, PromptRating KnowsWhoToTell,
    PromptRating Relations, GuardianTraining Training, SourceKind Source, InfoGrade Grade, IReadOnlyList<WeekTime>? Times = null, DateOnly? TrainedIn = null,
    string? Square = null, Agency? ReachedThrough = null, string? Note = null, string? LanguageReason = null);

/// <summary>That a guardian no longer counts; it stays to be seen.</summary>
/// <param name="Reason">Why, at most 500 characters, nobody named.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record GuardianWithdrawal(string Reason, string? LanguageReason = null);

/// <summary>A guardian of the map.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="Version">Its version, which a correction names.</param>
/// <param name="Round">0 before the plan, otherwise the number of the review.</param>
/// <param name="Role">What they do there.</param>
/// <param name="Place">Where, in words; null once its time is over.</param>
/// <param name="Square">A square of the safety map.</param>
/// <param name="Times">When they are there; none where nobody knows.</param>
/// <param name="CaringIntention">Whether they mean well by young people and look out for them.</param>
/// <param name="Confidence">Whether they trust themselves to do something.</param>
/// <param name="KnowsWhoToTell">Whether they know whom to tell.</param>
/// <param name="Relations">How they and young people get on.</param>
/// <param name="Training">Whether they were trained.</param>
/// <param name="TrainedIn">First day of the month of the training.</param>
/// <param name="ReachedThrough">The agency that reaches them.</param>
/// <param name="Source">How it is known.</param>
/// <param name="Grade">How well it is known.</param>
/// <param name="KnownOn">The day on which it was known.</param>
/// <param name="Note">What they do for young people.</param>
/// <param name="LanguageReason">Why a challenged wording is kept.</param>
/// <param name="EditedBy">Who wrote it last.</param>
/// <param name="Agency">Their agency.</param>
/// <param name="EditedAt">When.</param>
/// <param name="MayChange">True where the reader may correct it: its round is open.</param>
/// <param name="MayWithdraw">True where the reader may withdraw it.</param>
/// <param name="WithdrawnOn">Since when it no longer counts; null while it does.</param>
/// <param name="WithdrawnReason">Why.</param>
public sealed record GuardianView(
    Guid Id, int Version, int Round, GuardianRole Role, string? Place, string? Square, IReadOnlyList<WeekTime> Times, PromptRating CaringIntention,
    PromptRating Confidence, PromptRating KnowsWhoToTell, PromptRating Relations, GuardianTraining Training, DateOnly? TrainedIn, Agency? ReachedThrough,
    SourceKind Source, InfoGrade Grade, DateOnly KnownOn, string? Note, string? LanguageReason, string EditedBy, Agency Agency, DateTimeOffset EditedAt,
    bool MayChange, bool MayWithdraw, DateOnly? WithdrawnOn, string? WithdrawnReason);

/// <summary>Who is known to be there in a part of the week.</summary>
/// <param name="Time">The part of the week.</param>
/// <param name="Reading">Whether it is a gap.</param>
/// <param name="There">Guardians known to be there.</param>
/// <param name="Caring">Those of them whose caring intention is a strength, or mixed.</param>
/// <param name="Unverified">Those who care of whom only unverified information tells.</param>
/// <param name="Roles">Their roles, each once.</param>
public sealed record GuardiansAtTime(WeekTime Time, PresenceReading Reading, int There, int Caring, int Unverified, IReadOnlyList<GuardianRole> Roles);

/// <summary>How guardians stand with one prompt; there is no total over prompts.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Known">Guardians of whom it is known.</param>
/// <param name="Strength">Of how many it is a strength.</param>
/// <param name="Mixed">Of how many it is mixed.</param>
/// <param name="Concern">Of how many it is a concern.</param>
/// <param name="NotKnown">Of how many nobody knows.</param>
public sealed record GuardiansByPrompt(GuardianPrompt Prompt, int Known, int Strength, int Mixed, int Concern, int NotKnown);

/// <summary>What the map of one round says.</summary>
/// <param name="Round">0 before the plan, otherwise the number of the review.</param>
/// <param name="Guardians">Guardians on it.</param>
/// <param name="Times">Every part of the week.</param>
/// <param name="TimesNotKnown">Guardians of whom nobody knows when they are there.</param>
/// <param name="Prompts">Every prompt.</param>
/// <param name="Trained">Trained, in the round or before it.</param>
/// <param name="TrainedBefore">Those of them trained before the round.</param>
/// <param name="TrainingNotKnown">Of whom nobody knows whether they were trained.</param>
/// <param name="NotReached">Whom no agency reaches.</param>
public sealed record GuardianshipOfRound(
    int Round, int Guardians, IReadOnlyList<GuardiansAtTime> Times, int TimesNotKnown, IReadOnlyList<GuardiansByPrompt> Prompts, int Trained, int TrainedBefore,
    int TrainingNotKnown, int NotReached);

/// <summary>The guardianship map of an assessment.</summary>
/// <param name="Squares">Squares of the space's safety map that a guardian may be put in; none while no safety map was handed out.</param>
/// <param name="Guardians">Guardians, the newest round first, withdrawn ones too.</param>
/// <param name="Rounds">What each round with a guardian says, the one before the plan first.</param>
public sealed record GuardianshipFile(IReadOnlyList<string> Squares, IReadOnlyList<GuardianView> Guardians, IReadOnlyList<GuardianshipOfRound> Rounds);
