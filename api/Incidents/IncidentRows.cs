using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Incidents;

/// <summary>Writing incidents with their children.</summary>
internal static class IncidentRows
{
    private const string Attempt = "attempt";

    /// <summary>Inserts the row; false when the id is already taken in this partnership.</summary>
    public static async Task<bool> TryInsertAsync(SpacesContext context, Incident incident, CancellationToken cancel)
    {
        // A savepoint keeps the transaction alive when the key refuses.
        var transaction = context.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(Attempt, cancel);
        context.Incidents.Add(incident);
        try
        {
            await context.SaveChangesAsync(cancel);
            return true;
        }
        // A record that the sender is excluded from meets row-level security before it meets the key: it must look like any id taken.
        catch (DbUpdateException refused) when (refused.InnerException is PostgresException
        { ConstraintName: "incident_pkey" } or PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege })
        {
            await transaction.RollbackToSavepointAsync(Attempt, cancel);
            context.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>
    /// Links the children to the incident, adding tokens not seen before. A token that another agency is on record as holding is
    /// refused: two agencies' tokens must never stand for each other's children.
    /// </summary>
    public static async Task<Refusal?> LinkChildrenAsync(
        SpacesContext context, Incident incident, IReadOnlyList<ChildReference> children, CancellationToken cancel)
    {
        for (var i = 0; i < children.Count; i++)
        {
            if (!ChildToken.TryParse(children[i].Token, out var token))
                return new(ProblemCodes.ChildTokenNotValid, $"children[{i}].token");
            var newId = Guid.CreateVersion7();
            await context.Database.ExecuteSqlAsync(
                $"""
                insert into child (partnership_id, id, token, holding_agency)
                values ({incident.PartnershipId}, {newId}, {token}, {WireName.Of(children[i].HoldingAgency)})
                on conflict (partnership_id, token) do nothing
                """, cancel);
            var child = await context.Children.SingleAsync(c => c.PartnershipId == incident.PartnershipId && c.Token == token, cancel);
            if (child.HoldingAgency != children[i].HoldingAgency)
                return new(ProblemCodes.ChildHeldElsewhere, $"children[{i}].holdingAgency");
            context.IncidentChildren.Add(new()
            {
                PartnershipId = incident.PartnershipId,
                IncidentId = incident.Id,
                ChildId = child.Id,
                AgeBand = children[i].AgeBand,
            });
        }

        await context.SaveChangesAsync(cancel);
        return null;
    }

    /// <summary>The records that a role sees at all; for a role that is not named, none.</summary>
    public static IQueryable<Incident> VisibleTo(this IQueryable<Incident> incidents, Actor actor)
    {
        var partnership = actor.PartnershipId;
        var mine = incidents.Where(i => i.PartnershipId == partnership);
        return Sights.OfIncidents(actor.Role).Rows switch
        {
            RowScope.Partnership => mine,
            RowScope.OwnAgency => mine.Where(i => i.RecordedByAgency == actor.Agency),
            RowScope.Own => mine.Where(i => i.RecordedBy == actor.UserId),
            _ => mine.Where(_ => false),
        };
    }
}
