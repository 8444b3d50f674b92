using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>Time that workers spent in a space, whatever they met: what every count of harm must be set against.</summary>
/// <param name="Location">Where, in the middle; a session along a route names its middle.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; at most 24 hours later.</param>
/// <param name="Staff">How many workers, 1 to 50.</param>
/// <param name="SpokenTo">Young people spoken to; 0 is an answer too: somebody looked.</param>
public sealed record NewOutreachSession(Location Location, DateTimeOffset StartedAt, DateTimeOffset EndedAt, int Staff, int SpokenTo = 0);

/// <summary>A recorded session.</summary>
/// <param name="Id">Session id, made by the client.</param>
/// <param name="Location">Where; the middle of a 1 km square for readers of squares.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Staff">How many workers.</param>
/// <param name="SpokenTo">Young people spoken to.</param>
/// <param name="Agency">Whose session it was.</param>
public sealed record OutreachSessionView(
    Guid Id, PointGeometry Location, DateTimeOffset StartedAt, DateTimeOffset EndedAt, int Staff, int SpokenTo, Agency Agency);
