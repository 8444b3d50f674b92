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
