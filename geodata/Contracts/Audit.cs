namespace SpacesPlaces.Contracts;

/// <summary>
/// The end of an audit chain at one moment. Kept where nobody who runs the database can write, it shows later that the chain up
/// to here was cut or made anew.
/// </summary>
/// <param name="Partnership">Whose chain; all zeros for the house's own.</param>
/// <param name="Sequence">Position of the last entry; 0 for a chain without entries.</param>
/// <param name="Hash">Hash of that entry, SHA-256 in hex.</param>
/// <param name="At">When the anchor was taken, UTC.</param>
public sealed record AuditAnchor(Guid Partnership, long Sequence, string Hash, DateTimeOffset At);

/// <summary>How an act ended.</summary>
public enum AuditOutcome
{
    /// <summary>Done.</summary>
    Done,
    /// <summary>Refused; the problem says why.</summary>
    Refused,
}

/// <summary>One act as the audit role sees it: who did what to which records, never what stands in them.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="PersonId">Account; null for the program itself and for a name that nobody has.</param>
/// <param name="Person">User name, or the operator's.</param>
/// <param name="Role">Role at that moment.</param>
/// <param name="Agency">Agency at that moment.</param>
/// <param name="Act">What was done, a stable word such as <c>incident_seen</c>.</param>
/// <param name="Outcome">Done or refused.</param>
/// <param name="Problem">Code of the problem of a refusal.</param>
/// <param name="Records">Ids of the records changed or shown, those that a list returned included.</param>
/// <param name="Purpose">The purpose stated for it, where one was.</param>
/// <param name="Address">Network address that it came from; empty for commands of the operator.</param>
public sealed record AuditEntryView(
    DateTimeOffset At, Guid? PersonId, string Person, string Role, string Agency, string Act, AuditOutcome Outcome, string? Problem,
    IReadOnlyList<Guid> Records, string? Purpose, string Address);

/// <summary>One page of the audit, newest first; entries of one instant in the order in which they were written.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Next">Token of the next page for the <c>after</c> parameter; null on the last.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntryView> Items, string? Next);

/// <summary>Why an access stands out.</summary>
public enum UnusualRule
{
    /// <summary>Acts between 22:00 and 06:00 by somebody whose role does not work nights.</summary>
    Night,
    /// <summary>Ten times as many records as on the person's usual day.</summary>
    Volume,
    /// <summary>Several records of one 1 km square, by somebody who recorded none there and stated no purpose.</summary>
    OnePlace,
    /// <summary>Refused again and again without anything allowed between.</summary>
    RefusedInARow,
    /// <summary>Many failed sign-ins with one name.</summary>
    SignInFailures,
    /// <summary>Failed sign-ins with many names from one address.</summary>
    SignInSpraying,
    /// <summary>So much asked that the person was braked.</summary>
    BudgetSpent,
    /// <summary>A record was touched that nobody has a reason to touch.</summary>
    Canary,
    /// <summary>A restricted record was opened by breaking glass.</summary>
    GlassBroken,
}

/// <summary>A reason to ask a person, not a finding.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="PersonId">Account; null where only a name or an address is known.</param>
/// <param name="Person">User name; null for sign-ins with many names.</param>
/// <param name="Count">How many acts, records or names.</param>
/// <param name="Usual">The person's usual number where the rule compares with one.</param>
/// <param name="First">First of the acts, UTC.</param>
/// <param name="Last">Last of the acts, UTC.</param>
/// <param name="Address">Network address, where the rule is about one.</param>
public sealed record UnusualAccess(
    UnusualRule Rule, Guid? PersonId, string? Person, int Count, double? Usual, DateTimeOffset First, DateTimeOffset Last, string? Address);

/// <summary>Accesses of one local day that stand out.</summary>
/// <param name="Date">The day, Europe/London.</param>
/// <param name="Items">By rule, then by number.</param>
public sealed record UnusualAccessList(DateOnly Date, IReadOnlyList<UnusualAccess> Items);
