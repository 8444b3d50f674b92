using System.Net;
using System.Net.Sockets;

namespace SpacesPlaces.Api.Access;

/// <summary>Wrong tries counted in memory: by address, and for names that nobody has. Names that somebody has are counted with the account.</summary>
public sealed class SignInBrake(TimeProvider clock)
{
    /// <summary>Wrong passwords and codes in a row after which an account is locked.</summary>
    public const int TriesPerAccount = 8;

    /// <summary>Wrong tries of one address, whatever the names, after which it is braked: above what a busy office mistypes.</summary>
    public const int TriesPerAddress = 30;

    /// <summary>How long a lock lasts, and how long wrong tries are remembered.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(15);

    internal TryCount Addresses { get; } = new(TriesPerAddress, Length, clock);
    internal TryCount UnknownNames { get; } = new(TriesPerAccount, Length, clock);

    /// <summary>The address that the connection comes from; whoever has one address of IPv6 has its whole network.</summary>
    internal static string KeyOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() : Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }
}

/// <summary>Counts by key within a time, in bounded memory.</summary>
internal sealed class TryCount(int limit, TimeSpan length, TimeProvider clock)
{
    /// <summary>Most keys that are kept; beyond it the ones with the fewest tries are forgotten.</summary>
    public const int MostKeys = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Tries, DateTimeOffset Since)> counts = [];

    public int Keys
    {
        get { lock (gate) return counts.Count; }
    }

    /// <summary>True once the key has had its tries.</summary>
    public bool IsOn(string key)
    {
        lock (gate) return counts.TryGetValue(key, out var found) && found.Tries >= limit && !IsOver(found.Since);
    }

    /// <summary>Counts a try and answers how many there are now.</summary>
    public int Count(string key)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var (tries, since) = counts.TryGetValue(key, out var found) && !IsOver(found.Since) ? found : (0, now);
            if (tries == 0 && counts.Count >= MostKeys) Shrink();
            tries++;
            // The brake lasts its whole length from the try that put it on.
            counts[key] = (tries, tries == limit ? now : since);
            return tries;
        }
    }

    private bool IsOver(DateTimeOffset since) => clock.GetUtcNow() - since >= length;

    private void Shrink()
    {
        foreach (var (key, _) in counts.Where(pair => IsOver(pair.Value.Since)).ToList()) counts.Remove(key);
        if (counts.Count < MostKeys) return;
        foreach (var (key, _) in counts.OrderBy(pair => pair.Value.Tries).ThenBy(pair => pair.Value.Since).Take(MostKeys / 4).ToList()) counts.Remove(key);
    }
}
