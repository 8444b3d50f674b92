namespace SpacesPlaces.Api.Tests.Access;

/// <summary>The system's clock, moved forward by hand: time runs, and a test can jump over a quarter of an hour.</summary>
public sealed class MovedClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));

    public void Move(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
}
