using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>What peer and route maps hold, and what they tell those who may read them.</summary>
internal static class PeerMaps
{
    /// <summary>What is agreed for each round.</summary>
    public static IQueryable<PeerMapAgreement> Agreements(SpacesContext context, Assessment assessment) =>
        context.PeerMapAgreements.Where(a => a.PartnershipId == assessment.PartnershipId && a.AssessmentId == assessment.Id);

    /// <summary>Entries of all rounds, withdrawn ones too.</summary>
    public static IQueryable<PeerMapEntry> Entries(SpacesContext context, Assessment assessment) =>
        context.PeerMapEntries.Where(e => e.PartnershipId == assessment.PartnershipId && e.AssessmentId == assessment.Id);

    /// <summary>The maps of all rounds, for a reader who may see them.</summary>
    public static async Task<PeerMapFile> FileAsync(Assessment assessment, DateOnly today, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var agreed = await Agreements(context, assessment).AsNoTracking().OrderBy(a => a.Round).ToListAsync(cancel);
        var entries = await Entries(context, assessment).AsNoTracking().OrderBy(e => e.RecordedAt).ThenBy(e => e.Id).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(context, agreed.Select(a => a.AgreedBy).Concat(entries.Select(e => e.RecordedBy)), cancel);
        var letters = entries.Where(e => e.Letter is not null).ToDictionary(e => e.Id, e => e.Letter!);
        Guid[] linked = [.. entries.Select(e => e.Read<PeerLinkContent>(PeerMapKind.Link)?.SpaceId).OfType<Guid>().Distinct()];
        var spaces = await context.Spaces.AsNoTracking().VisibleTo(actor).Where(s => linked.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        return new([.. agreed.Select(a => new PeerMapOfRound(a.Round, Of(a, names[a.AgreedBy], today),
            [.. entries.Where(e => e.Round == a.Round).OrderBy(e => e.Kind).ThenBy(e => e.Letter?.Length).ThenBy(e => e.Letter, StringComparer.Ordinal)
                .Select(e => Of(e, a, assessment, letters, spaces, names[e.RecordedBy], today, actor))]))]);
    }

    public static PeerMapAgreementView Of(PeerMapAgreement agreed, string writer, DateOnly today) => new(
        agreed.Version, agreed.Purpose, agreed.UsedBy, agreed.UpdateOn, agreed.UpdateOn < today, writer, agreed.Agency, agreed.AgreedAt);

    public static PeerMapKind KindOf(NewPeerMapEntry entry) =>
        entry.Group is not null ? PeerMapKind.Group : entry.Link is not null ? PeerMapKind.Link : PeerMapKind.Leg;

    /// <summary>Every text of an entry with its field.</summary>
    public static (string Field, string? Text)[] TextsOf(NewPeerMapEntry entry) =>
    [
        ("group.note", entry.Group?.Note), ("link.place", entry.Link?.Place), ("leg.from", entry.Leg?.From), ("leg.to", entry.Leg?.To),
        ("leg.hazards", entry.Leg?.Hazards),
    ];

    /// <summary>The letter of a new group: an earlier round's, or the next; null for what is none.</summary>
    public static string? LetterFor(NewPeerMapEntry entry, List<PeerMapEntry> entries) =>
        entry.Group is not { } group ? null
        : group.SameAs is { } earlier ? entries.Single(e => e.Id == earlier).Letter
        : PeerLetters.At(entries.Select(e => e.Letter).OfType<string>().Distinct().Count());

    /// <summary>True for a standing link from or to a group.</summary>
    public static bool IsLinkOf(PeerMapEntry entry, Guid group) =>
        entry.Read<PeerLinkContent>(PeerMapKind.Link) is { } link && (link.GroupId == group || link.ToGroupId == group);

    /// <summary>What the checks of the body cannot know: groups and spaces that there are not.</summary>
    public static async Task<IReadOnlyList<Refusal>> RefuseAsync(
        NewPeerMapEntry body, List<PeerMapEntry> entries, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        bool Stands(Guid id) => entries.Any(e => e.Id == id && e.Kind == PeerMapKind.Group && e.Round == body.Round && e.WithdrawnAt is null);
        List<Refusal> told = [];
        if (body.Group?.SameAs is { } same)
        {
            var letter = entries.FirstOrDefault(e => e.Id == same && e.Round < body.Round)?.Letter;
            if (letter is null || entries.Any(e => e.Letter == letter && e.Round == body.Round && e.WithdrawnAt is null))
                told.Add(new(ProblemCodes.FieldNotAllowedHere, "group.sameAs"));
        }

        if (body.Link is not { } link) return told;
        if (!Stands(link.GroupId)) told.Add(new(ProblemCodes.FieldNotAllowedHere, "link.groupId"));
        if (link.ToGroupId is { } other && !Stands(other)) told.Add(new(ProblemCodes.FieldNotAllowedHere, "link.toGroupId"));
        if (link.SpaceId is { } space && !await context.Spaces.AsNoTracking().VisibleTo(actor).AnyAsync(s => s.Id == space, cancel))
            told.Add(new(ProblemCodes.FieldNotAllowedHere, "link.spaceId"));
        return told;
    }

    private static PeerMapEntryView Of(
        PeerMapEntry entry, PeerMapAgreement agreed, Assessment assessment, Dictionary<Guid, string> letters, Dictionary<Guid, Space> spaces, string writer,
        DateOnly today, Actor actor)
    {
        var mayWithdraw = entry.WithdrawnAt is null && assessment.IsOpen && Permissions.Allow(actor.Role, Permission.RecordObservations);
        var group = entry.Read<PeerGroupContent>(PeerMapKind.Group);
        var link = entry.Read<PeerLinkContent>(PeerMapKind.Link);
        var space = link?.SpaceId is { } named ? spaces.GetValueOrDefault(named) : null;
        return new(
            entry.Id, entry.Kind, entry.Letter, group is null ? null : new(group.Size, group.Meaning, group.Ages ?? [], group.Note?.Trim()),
            link is null ? null : new(
                letters[link.GroupId], link.Kind, link.ToGroupId is { } other ? letters[other] : null, link.Place?.Trim(), space?.NameEn, space?.NameCy),
            entry.Read<RouteLegContent>(PeerMapKind.Leg), entry.Source, entry.Grade, entry.KnownOn, entry.StandsUntil, entry.StandsUntil < today, writer,
            entry.Agency, entry.RecordedAt, mayWithdraw && agreed.UpdateOn >= today && RoundApi.IsOpen(assessment, entry.Round), mayWithdraw,
            entry.WithdrawnAt is { } at ? LocalDays.Of(at) : null, entry.WithdrawnReason);
    }
}
