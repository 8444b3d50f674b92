using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>A sharing agreement as it was signed.</summary>
/// <param name="Reference">Number or name under which the signed paper is filed, at most 60 characters.</param>
/// <param name="PurposeEn">What it is for, in English, at most 500 characters.</param>
/// <param name="PurposeCy">What it is for, in Welsh, at most 500 characters.</param>
/// <param name="Parties">At least two agencies.</param>
/// <param name="Items">At least one data item; what is not named does not pass.</param>
/// <param name="SignedOn">Day of the last signature.</param>
/// <param name="StartsOn">First day in force.</param>
/// <param name="EndsOn">Last day in force.</param>
public sealed record NewAgreement(
    string Reference, string PurposeEn, string PurposeCy, IReadOnlyList<Agency> Parties, IReadOnlyList<DataItem> Items,
    DateOnly SignedOn, DateOnly StartsOn, DateOnly EndsOn);

/// <summary>Where an agreement stands today.</summary>
public enum AgreementState
{
    /// <summary>Its first day is to come.</summary>
    Coming,
    /// <summary>In force.</summary>
    InForce,
    /// <summary>In force, and its last day is 30 days away or less.</summary>
    EndingSoon,
    /// <summary>Over, or ended early.</summary>
    Ended,
}

/// <summary>A sharing agreement on record.</summary>
/// <param name="Id">The id that the client made.</param>
/// <param name="Version">Version, also the ETag.</param>
/// <param name="State">Where it stands today.</param>
/// <param name="Agreement">What was signed.</param>
/// <param name="IncludesMyAgency">True when the reader's agency is a party.</param>
/// <param name="RecordedAt">When it was entered.</param>
/// <param name="EndedAt">When it was ended before its last day; null when it was not.</param>
public sealed record AgreementView(
    Guid Id, int Version, AgreementState State, NewAgreement Agreement, bool IncludesMyAgency, DateTimeOffset RecordedAt,
    DateTimeOffset? EndedAt);

/// <summary>What other agencies share with the reader's now; without anything the reader sees their own agency's records only.</summary>
/// <param name="InForce">True when the agency is party to an agreement in force.</param>
/// <param name="EndsOn">Last day on which all of that is still shared; null without an agreement.</param>
/// <param name="Items">What may pass under any agreement in force.</param>
/// <param name="Agencies">The agencies whose records the reader's may see.</param>
public sealed record SharingView(bool InForce, DateOnly? EndsOn, IReadOnlyList<DataItem> Items, IReadOnlyList<Agency> Agencies);

/// <summary>Keeps a person with a tie to a case from a record, or from every record at a place.</summary>
/// <param name="User">User name of the person.</param>
/// <param name="Reason">The tie, at most 500 characters.</param>
/// <param name="IncidentId">The record; this or a place.</param>
/// <param name="PlaceId">The named place; this or a record.</param>
public sealed record NewExclusion(string User, string Reason, Guid? IncidentId = null, Guid? PlaceId = null);

/// <summary>An exclusion. The excluded person never receives it.</summary>
/// <param name="Id">Exclusion id.</param>
/// <param name="User">The excluded person.</param>
/// <param name="IncidentId">The record.</param>
/// <param name="PlaceId">The named place.</param>
/// <param name="Reason">The tie.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="MadeAt">When.</param>
/// <param name="EndedAt">When it was ended; null while it holds.</param>
public sealed record ExclusionView(
    Guid Id, string User, Guid? IncidentId, Guid? PlaceId, string Reason, string MadeBy, DateTimeOffset MadeAt, DateTimeOffset? EndedAt);

/// <summary>Says, once for a task, why restricted data is looked at.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="Reason">More, where the purpose alone says too little; at most 500 characters.</param>
public sealed record NewPurpose(Purpose Purpose, string? Reason = null);

/// <summary>A purpose that somebody stated.</summary>
/// <param name="Id">Statement id.</param>
/// <param name="User">Who stated it.</param>
/// <param name="Purpose">The purpose.</param>
/// <param name="Reason">More.</param>
/// <param name="StatedAt">When.</param>
/// <param name="EndsAt">Until when it holds.</param>
public sealed record PurposeView(Guid Id, string User, Purpose Purpose, string? Reason, DateTimeOffset StatedAt, DateTimeOffset EndsAt);

/// <summary>The purpose in force in this session.</summary>
/// <param name="Stated">The purpose; null when none is in force.</param>
public sealed record CurrentPurpose(PurposeView? Stated);

/// <summary>Opens one restricted record for the asking person, for a limited time, while two others are told.</summary>
/// <param name="IncidentId">The record.</param>
/// <param name="Reason">Why it cannot wait, 20 to 500 characters.</param>
/// <param name="Minutes">How long, 1 to 60.</param>
public sealed record NewGlassBreak(Guid IncidentId, string Reason, int Minutes);

/// <summary>A restricted record that somebody opened.</summary>
/// <param name="Id">The id that the client made.</param>
/// <param name="IncidentId">The record.</param>
/// <param name="User">Who opened it.</param>
/// <param name="Reason">Why.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="EndsAt">Until when it is open.</param>
/// <param name="PeopleTold">How many named people were told.</param>
public sealed record GlassBreakView(
    Guid Id, Guid IncidentId, string User, string Reason, DateTimeOffset OpenedAt, DateTimeOffset EndsAt, int PeopleTold);

/// <summary>That a restricted record was opened, as its recorder and their lead see it on the record.</summary>
/// <param name="User">Who opened it.</param>
/// <param name="Role">Their role.</param>
/// <param name="Reason">Why.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="EndsAt">Until when it was open.</param>
public sealed record GlassOpening(string User, Role Role, string Reason, DateTimeOffset OpenedAt, DateTimeOffset EndsAt);

/// <summary>Something that the reader is told.</summary>
/// <param name="Id">Notice id.</param>
/// <param name="Kind">What kind of news; its sentence is <c>notice.</c> and this word in the text files.</param>
/// <param name="SubjectId">What it is about.</param>
/// <param name="Values">Values for its sentence; never content of a record.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ReadAt">When it was marked read; null while it is news.</param>
public sealed record NoticeView(
    Guid Id, NoticeKind Kind, Guid SubjectId, IReadOnlyDictionary<string, string> Values, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt);

/// <summary>The reader's notices, newest first.</summary>
/// <param name="Unread">How many are unread.</param>
/// <param name="Items">The latest 200.</param>
public sealed record NoticeList(int Unread, IReadOnlyList<NoticeView> Items);

/// <summary>How long a class of data is kept.</summary>
/// <param name="Class">The class.</param>
/// <param name="Months">Months after which its time has come.</param>
/// <param name="ProposedMonths">What the product proposes.</param>
/// <param name="Reason">Why the partnership chose another time; null where the proposal stands.</param>
/// <param name="SetAt">When it was chosen.</param>
/// <param name="Enforced">False for what the daily job does not take away: the audit, whose chain would break.</param>
public sealed record RetentionRuleView(RetentionClass Class, int Months, int ProposedMonths, string? Reason, DateTimeOffset? SetAt, bool Enforced);

/// <summary>Sets how long a class of data is kept.</summary>
/// <param name="Class">The class.</param>
/// <param name="Months">1 to 1,200 months.</param>
/// <param name="Reason">Why, at most 500 characters.</param>
public sealed record NewRetentionRule(RetentionClass Class, int Months, string Reason);

/// <summary>Keeps a record although its time has come.</summary>
/// <param name="IncidentId">The record: an incident or an outreach session.</param>
/// <param name="Reason">Why, at most 500 characters.</param>
/// <param name="EndsOn">Last day of the hold, at most five years away.</param>
/// <param name="Owner">User name of who answers for the hold; the asking person when left out.</param>
public sealed record NewHold(Guid IncidentId, string Reason, DateOnly EndsOn, string? Owner = null);

/// <summary>A legal hold.</summary>
/// <param name="Id">The id that the client made.</param>
/// <param name="IncidentId">The record.</param>
/// <param name="Reason">Why.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="EndsOn">Its last day.</param>
/// <param name="ReleasedAt">When it was released; null when it was not.</param>
/// <param name="InForce">True while it keeps the record.</param>
public sealed record HoldView(
    Guid Id, Guid IncidentId, string Reason, string Owner, DateTimeOffset PlacedAt, DateOnly EndsOn, DateTimeOffset? ReleasedAt, bool InForce);

/// <summary>Erases one record at once, because somebody has a right to it.</summary>
/// <param name="IncidentId">The record: an incident, which goes whole, or an outreach session, of which what was written goes.</param>
/// <param name="Reason">Who asked and under which right, without a name; at most 500 characters.</param>
public sealed record NewErasure(Guid IncidentId, string Reason);

/// <summary>An entry of the erasure ledger.</summary>
/// <param name="Id">Entry id.</param>
/// <param name="SubjectId">What is gone.</param>
/// <param name="Class">Class of data.</param>
/// <param name="Kind">Reduced or gone.</param>
/// <param name="Reason"><c>retention</c>, or the words of whoever ordered it.</param>
/// <param name="OrderedBy">Who ordered it; null for the daily job.</param>
/// <param name="ErasedAt">When.</param>
public sealed record ErasureView(
    Guid Id, Guid SubjectId, RetentionClass Class, ErasureKind Kind, string Reason, string? OrderedBy, DateTimeOffset ErasedAt);

/// <summary>What the retention job did.</summary>
/// <param name="Coarsened">Incidents reduced to month and 1 km square, and outreach sessions to counts.</param>
/// <param name="Erased">Records erased.</param>
/// <param name="Held">Records whose time has come and that a legal hold keeps.</param>
/// <param name="Analyses">Analyses erased.</param>
/// <param name="AccessRecords">Sessions, purposes, notices and the like erased.</param>
/// <param name="Exports">Entries of the register of exports erased.</param>
/// <param name="Files">Files of exports thrown away: expired, or perhaps holding what was erased.</param>
public sealed record RetentionReport(int Coarsened, int Erased, int Held, int Analyses, int AccessRecords, int Exports, int Files);

/// <summary>Asks for everything that is held about one child token.</summary>
/// <param name="Token">The token.</param>
/// <param name="Reason">Who asks and how they were identified, without a name; at most 500 characters.</param>
/// <param name="Recipient">Who gets the package, at most 200 characters.</param>
/// <param name="Language">Language of the package: <c>en</c> or <c>cy</c>.</param>
public sealed record NewSubjectAccess(string Token, string Reason, string Recipient, string Language = "en");

/// <summary>One stored field, for the appendix of a sharing agreement. Sentences are in the language of the request.</summary>
/// <param name="Table">Table.</param>
/// <param name="Field">Field.</param>
/// <param name="Type">Type in the database.</param>
/// <param name="Technical">True for keys, digests, versions and the like, which say nothing by themselves.</param>
/// <param name="Meaning">What it is.</param>
/// <param name="Purpose">What it is held for.</param>
/// <param name="Basis">Why it may be held, as proposed; the agreement that was signed decides.</param>
/// <param name="Recipients">Roles that may receive it.</param>
/// <param name="SharedAs">The data item of sharing agreements under which it passes between agencies; null when it does not.</param>
/// <param name="RetentionClass">Its class of retention; null for what is kept while it is needed.</param>
/// <param name="Months">Months that this class is kept here.</param>
public sealed record DataItemView(
    string Table, string Field, string Type, bool Technical, string Meaning, string Purpose, string Basis, IReadOnlyList<Role> Recipients,
    DataItem? SharedAs, RetentionClass? RetentionClass, int? Months);

/// <summary>Every stored field, made from the live model and configuration.</summary>
/// <param name="Partnership">Name of the partnership.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Items">The fields.</param>
/// <param name="Agreements">Agreements in force.</param>
public sealed record DataItemList(string Partnership, DateTimeOffset MadeAt, IReadOnlyList<DataItemView> Items, IReadOnlyList<AgreementView> Agreements);
