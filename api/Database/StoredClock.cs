namespace SpacesPlaces.Api.Database;

/// <summary>Time as the database keeps it.</summary>
internal static class StoredClock
{
    /// <summary>Now, UTC, to the microsecond and no finer: the first answer to a record must equal the one to its resend.</summary>
    public static DateTimeOffset StoredNow(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
