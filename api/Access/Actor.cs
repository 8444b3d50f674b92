using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>Who a request or a job acts for, in which partnership.</summary>
/// <param name="UserId">Account id.</param>
/// <param name="UserName">User name.</param>
/// <param name="PartnershipId">Partnership worked in.</param>
/// <param name="Role">Role there.</param>
/// <param name="Agency">Agency worked for.</param>
public sealed record ActorIdentity(Guid UserId, string UserName, Guid PartnershipId, Role Role, Agency Agency);

/// <summary>
/// Who is asking, as an ordinary parameter of a handler. The house filter fills it from the membership that the database
/// holds now, so a changed role or a disabled account bites at the next request.
/// </summary>
public sealed class Actor
{
    private ActorIdentity? identity;

    public ActorIdentity Identity => identity ?? throw new InvalidOperationException("Nobody is acting: the house filter has not run.");
    public Guid UserId => Identity.UserId;
    public string UserName => Identity.UserName;
    public Guid PartnershipId => Identity.PartnershipId;
    public Role Role => Identity.Role;
    public Agency Agency => Identity.Agency;

    public bool Is(Role role) => Role == role;

    internal void Become(ActorIdentity who) => identity = who;
}
