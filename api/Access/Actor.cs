using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>Who a request or a job acts for, in which partnership.</summary>
/// <param name="UserId">Account id.</param>
/// <param name="UserName">User name.</param>
/// <param name="PartnershipId">Partnership worked in.</param>
/// <param name="Role">Role there.</param>
/// <param name="Agency">Agency worked for.</param>
public sealed record ActorIdentity(Guid UserId, string UserName, Guid PartnershipId, Role Role, Agency Agency)
{
    /// <summary>What other agencies share with this one now.</summary>
    public Sharing Sharing { get; init; } = Sharing.None;

    /// <summary>True when the person is excluded from some record: what others counted may not be shown to them.</summary>
    public bool HidesRecords { get; init; }

    /// <summary>The session that the request came with; null for jobs and commands.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The key of a tool that the request came with; null for everybody else.</summary>
    public Guid? AccessKeyId { get; init; }

    /// <summary>When the person last proved who they are; null for jobs and commands.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>True when the membership was read from the database: it is read once more before anything commits.</summary>
    public bool IsMember { get; init; }
}

/// <summary>What agencies share with the actor's under the agreements in force today.</summary>
public sealed class Sharing(IReadOnlyList<Sharing.Agreed> agreements)
{
    /// <summary>An agreement in force.</summary>
    /// <param name="Reference">Its reference.</param>
    /// <param name="Parties">Its parties, the actor's agency among them.</param>
    /// <param name="Items">What it lets pass between them.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="EndsOn">Its last day.</param>
    public sealed record Agreed(string Reference, IReadOnlyList<Agency> Parties, IReadOnlyList<DataItem> Items, Guid Id, DateOnly EndsOn);

    public static readonly Sharing None = new([]);

    public bool InForce => agreements.Count > 0;

    /// <summary>The agencies that share anything that happened, in no order.</summary>
    public IEnumerable<Agency> Agencies => agreements.Where(a => a.Items.Contains(DataItem.CoarseIncident)).SelectMany(a => a.Parties).Distinct();

    /// <summary>True when some agreement lets the item pass from that agency.</summary>
    public bool Lets(DataItem item, Agency from) => agreements.Any(a => a.Parties.Contains(from) && a.Items.Contains(item));

    /// <summary>True when some agreement lets the item pass at all.</summary>
    public bool Lets(DataItem item) => agreements.Any(a => a.Items.Contains(item));

    /// <summary>An agreement that lets the item pass between the actor's agency and all of these; null when there is none.</summary>
    public Agreed? AgreementFor(DataItem item, params Agency[] among) =>
        agreements.FirstOrDefault(a => a.Items.Contains(item) && among.All(a.Parties.Contains));

    /// <summary>All agreements in force, by reference.</summary>
    public IReadOnlyList<Agreed> Agreements => agreements;

    /// <summary>References of the agreements under which that agency's records are seen.</summary>
    public IReadOnlyList<string> ReferencesWith(Agency from) =>
        [.. agreements.Where(a => a.Parties.Contains(from)).Select(a => a.Reference).Order(StringComparer.Ordinal)];
}

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

    /// <summary>The session that the request came with.</summary>
    public Guid SessionId => Identity.SessionId ?? throw new InvalidOperationException("A job or command has no session.");

    public Sharing Sharing => Identity.Sharing;

    /// <summary>True when the actor's agency is party to an agreement in force.</summary>
    public bool SharesAgreement => Sharing.InForce;

    /// <summary>True when the actor is excluded from some record.</summary>
    public bool HidesRecords => Identity.HidesRecords;

    /// <summary>True for the own agency's data, and for what another agency shares under an agreement in force.</summary>
    public bool MayHave(DataItem item, Agency from) => from == Agency || Sharing.Lets(item, from);

    /// <summary>The purpose that the person stated for their task in this session; null when none is in force.</summary>
    public PurposeStatement? Stated { get; internal set; }

    public bool Is(Role role) => Role == role;

    internal void Become(ActorIdentity who) => identity = who;
}
