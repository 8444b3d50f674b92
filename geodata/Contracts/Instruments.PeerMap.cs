using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>What is agreed before anything is put on a peer and route map of a round.</summary>
/// <param name="Purpose">What the map is for, at most 500 characters, nobody named.</param>
/// <param name="UsedBy">Who uses it, by agency or role, at most 500 characters, nobody named.</param>
/// <param name="UpdateOn">When it is next updated: today at the earliest, in 92 days at the latest.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record PeerMapAgreementContent(string Purpose, string UsedBy, DateOnly UpdateOn, string? LanguageReason = null);

/// <summary>A group of young people, known by a letter that the program gives; never who is in it.</summary>
/// <param name="Size">About how many.</param>
/// <param name="Ages">Ages, in bands; none where nobody knows.</param>
/// <param name="Meaning">What the group means to those in it.</param>
/// <param name="Note">What else is known of it, at most 500 characters, nobody named or described.</param>
/// <param name="SameAs">The group of an earlier round that it is, whose letter it keeps.</param>
public sealed record PeerGroupContent(GroupSize Size, GroupMeaning Meaning, IReadOnlyList<AgeBand>? Ages = null, string? Note = null, Guid? SameAs = null);

/// <summary>What a group has to do with one of: another group, a place in words, a space.</summary>
/// <param name="GroupId">The group, of the same round.</param>
/// <param name="Kind">What it has to do with it.</param>
/// <param name="ToGroupId">Another group of the same round.</param>
/// <param name="Place">A place in words, at most 200 characters.</param>
/// <param name="SpaceId">A space that the writer may know of.</param>
public sealed record PeerLinkContent(Guid GroupId, PeerLinkKind Kind, Guid? ToGroupId = null, string? Place = null, Guid? SpaceId = null);

/// <summary>A leg of a journey from place to place; moving a child is movement even within one postcode.</summary>
/// <param name="From">Where it begins, in words, at most 200 characters.</param>
/// <param name="To">Where it ends, in words, at most 200 characters.</param>
/// <param name="Mode">How it is made.</param>
/// <param name="Time">When.</param>
/// <param name="Feeling">How young people feel on it.</param>
/// <param name="Hazards">What makes it less safe, at most 500 characters, nobody named or described.</param>
public sealed record RouteLegContent(string From, string To, RouteMode Mode, RouteTime Time, RouteFeeling Feeling, string? Hazards = null);

/// <summary>An entry of the map: exactly one of group, link and leg. Written once, then confirmed or withdrawn.</summary>
/// <param name="Round">The round that is open: 0 before the plan, otherwise the review.</param>
/// <param name="Source">How it is known.</param>
/// <param name="Grade">How well it is known.</param>
/// <param name="KnownOn">The day on which it was known.</param>
/// <param name="Group">A group.</param>
/// <param name="Link">A link of a group.</param>
/// <param name="Leg">A leg of a journey.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record NewPeerMapEntry(
    int Round, SourceKind Source, InfoGrade Grade, DateOnly KnownOn, PeerGroupContent? Group = null, PeerLinkContent? Link = null, RouteLegContent? Leg = null,
    string? LanguageReason = null);

/// <summary>That an entry is kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Letter">The letter that a group got; null for links and legs.</param>
public sealed record PeerMapEntryKept(Guid Id, string? Letter);

/// <summary>That an entry is still so.</summary>
/// <param name="Source">How that is known.</param>
/// <param name="Grade">How well that is known.</param>
/// <param name="KnownOn">The day on which it was known, not before the day that stands.</param>
public sealed record PeerMapConfirmation(SourceKind Source, InfoGrade Grade, DateOnly KnownOn);

/// <summary>That an entry no longer stands; a group takes its links with it. It stays to be seen.</summary>
/// <param name="Reason">Why, at most 500 characters, nobody named.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record PeerMapWithdrawal(string Reason, string? LanguageReason = null);

/// <summary>What is agreed for the map of a round.</summary>
/// <param name="Version">Its version, which a change names.</param>
/// <param name="Purpose">What the map is for; null once its time is over.</param>
/// <param name="UsedBy">Who uses it.</param>
/// <param name="UpdateOn">When it is next updated.</param>
/// <param name="UpdateDue">True once that day is past: nothing is added until the next one is agreed.</param>
/// <param name="AgreedBy">Who wrote it down.</param>
/// <param name="Agency">Their agency.</param>
/// <param name="AgreedAt">When.</param>
public sealed record PeerMapAgreementView(
    int Version, string? Purpose, string? UsedBy, DateOnly UpdateOn, bool UpdateDue, string AgreedBy, Agency Agency, DateTimeOffset AgreedAt);

/// <summary>A group as it is told.</summary>
/// <param name="Size">About how many.</param>
/// <param name="Meaning">What the group means to those in it.</param>
/// <param name="Ages">Ages, in bands; none where nobody knows.</param>
/// <param name="Note">What else is known of it.</param>
public sealed record PeerGroupView(GroupSize Size, GroupMeaning Meaning, IReadOnlyList<AgeBand> Ages, string? Note);

/// <summary>A link as it is told; one of another group, a place in words and a space, or none where the reader may not know the space.</summary>
/// <param name="Letter">Letter of the group.</param>
/// <param name="Kind">What it has to do with it.</param>
/// <param name="ToLetter">Letter of the other group.</param>
/// <param name="Place">The place in words.</param>
/// <param name="SpaceNameEn">The space's English name.</param>
/// <param name="SpaceNameCy">The space's Welsh name.</param>
public sealed record PeerLinkView(string Letter, PeerLinkKind Kind, string? ToLetter, string? Place, string? SpaceNameEn, string? SpaceNameCy);

/// <summary>An entry of the map.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="Kind">What it tells of; once its time is over nothing else does.</param>
/// <param name="Letter">The group's letter; null for links and legs.</param>
/// <param name="Group">The group.</param>
/// <param name="Link">The link.</param>
/// <param name="Leg">The leg.</param>
/// <param name="Source">How it is known.</param>
/// <param name="Grade">How well; what is unverified never stands as fact.</param>
/// <param name="KnownOn">The day on which it was known, or confirmed.</param>
/// <param name="StandsUntil">The agreed day by which somebody has to confirm it.</param>
/// <param name="OutOfDate">True once that day is past.</param>
/// <param name="RecordedBy">Who wrote it.</param>
/// <param name="Agency">Their agency.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="MayConfirm">True where the reader may confirm it.</param>
/// <param name="MayWithdraw">True where the reader may withdraw it.</param>
/// <param name="WithdrawnOn">Since when it no longer stands; null while it does.</param>
/// <param name="WithdrawnReason">Why.</param>
public sealed record PeerMapEntryView(
    Guid Id, PeerMapKind Kind, string? Letter, PeerGroupView? Group, PeerLinkView? Link, RouteLegContent? Leg, SourceKind Source, InfoGrade Grade, DateOnly KnownOn,
    DateOnly StandsUntil, bool OutOfDate, string RecordedBy, Agency Agency, DateTimeOffset RecordedAt, bool MayConfirm, bool MayWithdraw, DateOnly? WithdrawnOn,
    string? WithdrawnReason);

/// <summary>The map of one round.</summary>
/// <param name="Round">0 before the plan, otherwise the number of the review.</param>
/// <param name="Agreement">What is agreed.</param>
/// <param name="Entries">Groups by letter, then links, then legs; withdrawn ones too.</param>
public sealed record PeerMapOfRound(int Round, PeerMapAgreementView Agreement, IReadOnlyList<PeerMapEntryView> Entries);

/// <summary>The peer and route maps of an assessment.</summary>
/// <param name="Rounds">Each round with an agreement, the one before the plan first.</param>
public sealed record PeerMapFile(IReadOnlyList<PeerMapOfRound> Rounds);
