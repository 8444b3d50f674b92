using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Incidents;
using SpacesPlaces.Api.Outreach;
using SpacesPlaces.Api.Reporting;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Governance;

/// <summary>
/// Finds what is held about a token in the whole partnership, whoever recorded it and however restricted: the right is the child's.
/// What the person who asks is excluded from stays out, as if it were not there.
/// </summary>
internal sealed class SubjectAccessFinder(SpacesContext context, Actor actor, TimeProvider clock)
{
    public async Task<SubjectAccessFile> FindAsync(NewSubjectAccess asked, string marking, CancellationToken cancel)
    {
        var tongue = ExportApi.TongueOf(asked.Language);
        var token = ChildToken.TryParse(asked.Token, out var spelled) ? spelled : throw new ArgumentException("The token was not checked.", nameof(asked));
        var hidden = actor.HidesRecords ? await HiddenRecords.ReadAsync(context, actor, cancel) : [];
        var held = await StandingRecords.InWholeSightAsync(context, () => HeldAsync(token, hidden, cancel), cancel);
        var told = await SessionsAsync(token, cancel);
        var masks = new SubjectAccessMasks(token, held.Count + told.Count == 0 ? [] : await PlaceNamesAsync(cancel), tongue);
        List<SubjectAccessRecord> records = [.. held.Select(found => Record(found, token, masks))];
        List<SubjectAccessSession> sessions = [.. told.Select(found => Session(found, masks)).Where(session => session.Texts.Count > 0)];
        List<string> notes = [Texts.Get(tongue, records.Count + sessions.Count == 0 ? "subject_access.nothing_held" : "subject_access.read_first"), Texts.Get(tongue, "subject_access.reduced")];
        if (sessions.Count > 0) notes.Add(Texts.Get(tongue, "subject_access.session_texts"));
        return new(
            marking, token, held.Select(found => found.HoldingAgency).FirstOrDefault(agency => agency is not null), records, sessions,
            await SeenByAsync([.. records.Select(record => record.Id), .. sessions.Select(session => session.Id).Distinct()], cancel),
            new(actor.UserName, clock.GetUtcNow(), asked.Reason.Trim(), masks.Made), notes);
    }

    /// <summary>A record that names the token, with its earlier versions that do.</summary>
    private sealed record Held(Incident Incident, IReadOnlyList<IncidentRevision> Earlier, int UsedInHotspots, Agency? HoldingAgency);

    private async Task<IReadOnlyList<Held>> HeldAsync(string token, Guid[] hidden, CancellationToken cancel)
    {
        var partnership = actor.PartnershipId;
        var naming = JsonSerializer.Serialize(new { children = new[] { new { token } } });
        var earlier = await context.IncidentRevisions.AsNoTracking()
            .Where(r => r.PartnershipId == partnership && !hidden.Contains(r.IncidentId) && EF.Functions.JsonContains(r.Content, naming))
            .OrderBy(r => r.Version).ToListAsync(cancel);
        var revised = earlier.Select(r => r.IncidentId).Distinct().ToArray();
        var incidents = await context.Incidents.AsNoTracking().Include(i => i.Children).ThenInclude(c => c.Child).Include(i => i.Photos).AsSplitQuery()
            .Where(i => i.PartnershipId == partnership && !hidden.Contains(i.Id)
                && (revised.Contains(i.Id) || i.Children.Any(c => c.Child!.Token == token)))
            .OrderBy(i => i.RecordedAt).ThenBy(i => i.Id).ToListAsync(cancel);
        var ids = incidents.Select(i => i.Id).ToArray();
        var used = await context.Incidents.AsNoTracking().Where(i => i.PartnershipId == partnership && ids.Contains(i.Id))
            .Select(i => new { i.Id, Times = context.HotspotMembers.Count(m => m.PartnershipId == partnership && m.IncidentIds.Contains(i.Id)) })
            .ToDictionaryAsync(i => i.Id, i => i.Times, cancel);
        return [.. incidents.Select(incident => new Held(
            incident, [.. earlier.Where(r => r.IncidentId == incident.Id)], used.GetValueOrDefault(incident.Id),
            incident.Children.Find(c => c.Child!.Token == token)?.Child!.HoldingAgency
                ?? earlier.Where(r => r.IncidentId == incident.Id).SelectMany(r => ContentOf(r).Children ?? []).FirstOrDefault(c => c.Token == token)?.HoldingAgency))];
    }

    private static SubjectAccessRecord Record(Held held, string token, SubjectAccessMasks masks)
    {
        var incident = held.Incident;
        List<SubjectAccessVersion> versions = [.. held.Earlier.Select(r => masks.Version(ContentOf(r), incident.Id, r.Version, r.ReplacedAt))];
        // What stands belongs to the child only while it names the child.
        if (incident.Children.Exists(c => c.Child!.Token == token))
            versions.Add(masks.Version(IncidentViews.AsRecorded(incident), incident.Id, incident.Version, null));
        return new(
            incident.Id, incident.Status,
            masks.Text(incident.WithdrawnReason, LocalDays.Of(incident.OccurredFrom), incident.Id, incident.Version, "withdrawnReason"),
            incident.RecordedAt, incident.RecordedByAgency, incident.Controller, incident.Regime, incident.ReviewOn, incident.CoarsenedAt,
            held.UsedInHotspots, versions,
            [.. incident.Photos.OrderBy(photo => photo.Position).Select(photo => new SubjectAccessPhoto(
                photo.Id, masks.Text(photo.Name, LocalDays.Of(incident.OccurredFrom), incident.Id, incident.Version, "photos")!, photo.ReceivedAt))]);
    }

    /// <summary>A version of an outreach session whose texts may hold the token.</summary>
    private sealed record Told(OutreachSession Session, int Version, DateTimeOffset? ReplacedAt, NewOutreachSession Content);

    // No key leads from a token to a text. The database narrows it down by the token's letters, as people may have typed them.
    private async Task<IReadOnlyList<Told>> SessionsAsync(string token, CancellationToken cancel)
    {
        var letters = $"%{token.Replace("-", "", StringComparison.Ordinal)}%";
        var partnership = actor.PartnershipId;
        var earlier = await context.Set<OutreachRevision>()
            .FromSql($"select * from outreach_revision where partnership_id = {partnership} and translate(upper(content::text), 'OIL- ', '011') like {letters}")
            .AsNoTracking().OrderBy(r => r.Version).ToListAsync(cancel);
        var revised = earlier.Select(r => r.SessionId).Distinct().ToArray();
        var sessions = await context.OutreachSessions
            .FromSql($"""
                select * from outreach_session
                where partnership_id = {partnership} and (id = any({revised}) or translate(upper(detail::text), 'OIL- ', '011') like {letters}
                    or exists (select from photo where photo.partnership_id = outreach_session.partnership_id and photo.session_id = outreach_session.id
                        and translate(upper(photo.name), 'OIL- ', '011') like {letters}))
                """)
            .Include(s => s.Photos).AsNoTracking().OrderBy(s => s.RecordedAt).ThenBy(s => s.Id).ToListAsync(cancel);
        return [.. sessions.SelectMany(session => earlier.Where(r => r.SessionId == session.Id)
            .Select(r => new Told(session, r.Version, r.ReplacedAt, JsonSerializer.Deserialize<NewOutreachSession>(r.Content, WireJson.Options)!))
            .Append(new(session, session.Version, null, SessionViews.AsRecorded(session))))];
    }

    private static SubjectAccessSession Session(Told told, SubjectAccessMasks masks) => new(
        told.Session.Id, told.Version, told.ReplacedAt, told.Content.StartedAt, told.Session.Agency,
        [.. SessionChecks.TextsOf(told.Content).Where(text => masks.Names(text.Text)).Select(text => new SubjectAccessText(
            text.Field, masks.Text(text.Text, LocalDays.Of(told.Content.StartedAt), told.Session.Id, told.Version, text.Field)!))]);

    private static NewIncident ContentOf(IncidentRevision revision) => JsonSerializer.Deserialize<NewIncident>(revision.Content, WireJson.Options)!;

    private async Task<IReadOnlyList<SubjectAccessLook>> SeenByAsync(Guid[] records, CancellationToken cancel)
    {
        if (records.Length == 0) return [];
        // An exclusion is a matter of the member of staff whom it keeps away, and no look.
        var looks = await context.AuditEntries.AsNoTracking()
            .Where(e => e.PartnershipId == actor.PartnershipId && e.Outcome == "done" && !e.Action.StartsWith("exclusion_")
                && e.Subjects.Any(subject => records.Contains(subject)))
            .GroupBy(e => new { e.Role, e.Agency, e.Action })
            .Select(same => new { same.Key.Role, same.Key.Agency, same.Key.Action, Times = same.Count() }).ToListAsync(cancel);
        return [.. looks.OrderBy(l => l.Role, StringComparer.Ordinal).ThenBy(l => l.Agency, StringComparer.Ordinal).ThenBy(l => l.Action, StringComparer.Ordinal)
            .Select(l => new SubjectAccessLook(l.Role, l.Agency, l.Action, l.Times))];
    }

    private async Task<IReadOnlyCollection<string>> PlaceNamesAsync(CancellationToken cancel)
    {
        var names = await context.Places.AsNoTracking().Where(p => p.PartnershipId == actor.PartnershipId)
            .Select(p => new { p.NameEn, p.NameCy, p.TownEn, p.TownCy }).ToListAsync(cancel);
        return [.. names.SelectMany(n => new[] { n.NameEn, n.NameCy, n.TownEn, n.TownCy }).OfType<string>().Distinct()];
    }
}
