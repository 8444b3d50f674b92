namespace SpacesPlaces.MapClient.Http;

/// <summary>How things stand between this program and the service.</summary>
public enum ConnectionState
{
    /// <summary>The last call was answered.</summary>
    Connected,
    /// <summary>No answer; it asks again by itself.</summary>
    Broken,
}

/// <summary>
/// Notices that the service cannot be reached and asks again by itself, at first soon and then less often, until it answers. Only reading is
/// asked again: what changes something is sent again by whoever knows that it is the same.
/// </summary>
/// <param name="clock">Time, for waiting.</param>
public sealed class Connection(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>How things stand.</summary>
    public ConnectionState State { get; private set; }

    /// <summary>Since when there was no answer; null while connected.</summary>
    public DateTimeOffset? BrokenSince { get; private set; }

    /// <summary>The state changed.</summary>
    public event EventHandler? Changed;

    /// <summary>Asks until there is an answer. A refusal is an answer.</summary>
    /// <param name="ask">What to ask.</param>
    /// <param name="cancel">Stops asking.</param>
    public async Task<TAnswer> UntilAnsweredAsync<TAnswer>(Func<CancellationToken, Task<TAnswer>> ask, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(ask);
        for (var wait = First; ; wait = wait + wait > Longest ? Longest : wait + wait)
        {
            try
            {
                var answer = await ask(cancel);
                Say(ConnectionState.Connected);
                return answer;
            }
            catch (ApiProblemException)
            {
                Say(ConnectionState.Connected);
                throw;
            }
            catch (UnreachableException)
            {
                Say(ConnectionState.Broken);
                await Task.Delay(wait, clock, cancel);
            }
        }
    }

    /// <summary>Says how a call of somebody else went.</summary>
    public void Say(ConnectionState state)
    {
        if (state == State) return;
        State = state;
        BrokenSince = state == ConnectionState.Broken ? clock.GetUtcNow() : null;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
