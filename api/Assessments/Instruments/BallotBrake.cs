using System.Net;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Http;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>
/// So many ballots of one collection for one network in an hour: a class behind one address gets them, one device does not answer for a whole
/// town. Counted in memory, forgotten within the hour, stored nowhere.
/// </summary>
internal sealed class BallotBrake(DoorSettings doors, TimeProvider clock)
{
    private readonly TryCount counts = new(doors.Rates.BallotsPerAddressAndHour, TimeSpan.FromHours(1), clock);

    /// <summary>True when another one may be handed out; counts it.</summary>
    public bool Lets(Guid collection, IPAddress? from)
    {
        if (doors.Rates.BallotsPerAddressAndHour == int.MaxValue) return true;
        var key = $"{collection:N} {SignInBrake.KeyOf(from)}";
        if (counts.IsOn(key)) return false;
        counts.Count(key);
        return true;
    }
}
