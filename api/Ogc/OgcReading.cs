using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Ogc;

/// <summary>Who reads, and with what. Nobody in particular reads published data of the partnership that the operator opened.</summary>
internal sealed class OgcReading(
    SpacesContext context, AuditTrail trail, EventReader events, FixedAreas areas, IGridTransform grid, TimeProvider clock)
{
    private Actor? actor;

    public SpacesContext Context => context;
    public AuditTrail Trail => trail;
    public EventReader Events => events;
    public FixedAreas Areas => areas;
    public IGridTransform Grid => grid;
    public TimeProvider Clock => clock;
    public NpgsqlConnection Connection => (NpgsqlConnection)context.Database.GetDbConnection();

    /// <summary>The member who reads.</summary>
    public Actor Actor => actor ?? throw new InvalidOperationException("Nobody in particular reads.");

    /// <summary>True when nobody has said who they are.</summary>
    public bool IsAnonymous => actor is null;

    /// <summary>The partnership whose data is read; null where the operator opened none.</summary>
    public Guid? Partnership { get; private set; }

    /// <summary>Who reads, for a tag that is theirs alone.</summary>
    public string Reader => actor is null ? "" : $"{actor.PartnershipId}/{actor.UserId}/{actor.Role}";

    public void Become(Actor member) => (actor, Partnership) = (member, member.PartnershipId);

    public void BecomeNobody(Guid? partnership) => Partnership = partnership;

    /// <summary>True when the reader may have the collection, agreements aside.</summary>
    public bool MayRead(OgcCollection collection) => actor is null ? collection.IsOpen : collection.MayBeReadBy(actor.Role);
}
