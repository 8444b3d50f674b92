using Microsoft.AspNetCore.Http.HttpResults;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Incidents;

/// <summary>What others will see of a record, made by the code that will show it to them. Nothing is stored.</summary>
internal static class IncidentPreviews
{
    private static readonly (ReaderGroup Group, Role Role)[] Readers =
    [
        (ReaderGroup.OwnAgencyLead, Role.YouthLead),
        (ReaderGroup.Analyst, Role.Analyst),
        (ReaderGroup.Panel, Role.MaceMember),
        (ReaderGroup.Planner, Role.Planner),
        (ReaderGroup.AgencyWithoutAgreement, Role.Analyst),
    ];

    public static async Task<Ok<IncidentPreview>> Preview(
        NewIncident body, Actor actor, SpacesContext context, IGridTransform grid, TimeProvider clock, CancellationToken cancel)
    {
        var incident = IncidentApi.NewRecord(Guid.Empty, body, actor.Identity, grid, clock.GetUtcNow());
        foreach (var child in body.Children ?? [])
        {
            if (!ChildToken.TryParse(child.Token, out var token)) continue;
            incident.Children.Add(new() { AgeBand = child.AgeBand, Child = new() { Token = token, HoldingAgency = child.HoldingAgency } });
        }

        var warnings = await IdentifyingChecks.FindAsync(body, actor.PartnershipId, context, cancel);
        return TypedResults.Ok(new IncidentPreview(
            [.. Readers.Select(reader => For(reader.Group, reader.Role, incident, actor, grid))],
            [.. warnings.Select(span => new IdentifyingWarning(span.Kind, span.Start, span.Length))]));
    }

    private static ReaderPreview For(ReaderGroup group, Role role, Incident incident, Actor actor, IGridTransform grid)
    {
        var agency = group == ReaderGroup.OwnAgencyLead ? actor.Agency : OtherThan(actor.Agency);
        var reader = new Actor();
        reader.Become(new(Guid.Empty, "", actor.PartnershipId, role, agency)
        {
            // An agreement binds both ways: what the others share with us they get from us.
            Sharing = group == ReaderGroup.AgencyWithoutAgreement ? Sharing.None : actor.Sharing,
        });
        // What they will see at most: once they stated a purpose.
        reader.Stated = new();
        if (Sights.SeesRecord(reader, incident.RecordedByAgency, incident.Sensitivity))
            return new(group, PreviewReach.Record, IncidentViews.Of(incident, reader, grid));
        return new(group, CountsForBands(incident, role) ? PreviewReach.BandOnly : PreviewReach.Nothing, null);
    }

    private static bool CountsForBands(Incident incident, Role role) =>
        Sights.OfHotspots(role) == HotspotSight.Band && incident is { Kind: IncidentKind.Harm, Sensitivity: Sensitivity.Ordinary }
        && IncidentViews.IsClusterable(incident);

    private static Agency OtherThan(Agency agency) => agency == Agency.Other ? Agency.ThirdSector : Agency.Other;
}
