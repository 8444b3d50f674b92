using SpacesPlaces.Contracts;
using SpacesPlaces.MapClient.Http;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Access;

/// <summary>What the sign-in asks for now.</summary>
public enum SignInStep
{
    /// <summary>User name and password.</summary>
    Password,
    /// <summary>The code of the second factor too.</summary>
    Code,
    /// <summary>Nothing: somebody is signed in.</summary>
    Done,
}

/// <summary>Signing in, with the second factor where the account has one. What was typed wrongly is said in words; nothing is kept but the name.</summary>
/// <param name="client">The way to the API.</param>
/// <param name="words">The language.</param>
public sealed class SignInModel(ApiClient client, Words words)
{
    /// <summary>What is asked for now.</summary>
    public SignInStep Step { get; private set; }

    /// <summary>Why the last try did not succeed; null when there was none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Who is signed in.</summary>
    public Me? Me { get; private set; }

    /// <summary>True while an answer is waited for.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Something of the above changed.</summary>
    public event EventHandler? Changed;

    /// <summary>Tries to sign in; true when somebody is signed in afterwards.</summary>
    /// <param name="user">User name.</param>
    /// <param name="password">Password.</param>
    /// <param name="code">Six-digit code or recovery code, once it was asked for.</param>
    /// <param name="cancel">Stops trying.</param>
    public async Task<bool> TryAsync(string user, string password, string? code, CancellationToken cancel)
    {
        Fault = string.IsNullOrWhiteSpace(user) ? words["access.user_missing"]
            : string.IsNullOrEmpty(password) ? words["access.password_missing"]
            : Step == SignInStep.Code && string.IsNullOrWhiteSpace(code) ? words["access.code_missing"]
            : null;
        if (Fault is not null)
        {
            Changed?.Invoke(this, EventArgs.Empty);
            return false;
        }

        IsBusy = true;
        Changed?.Invoke(this, EventArgs.Empty);
        try
        {
            client.Tongue = words.Tongue;
            Me = await client.SignInAsync(user.Trim(), password, string.IsNullOrWhiteSpace(code) ? null : code.Trim(), cancel);
            Step = SignInStep.Done;
        }
        catch (ApiProblemException problem) when (problem.Code == ProblemCodes.SecondFactorNeeded.Code)
        {
            // No fault yet: the password was right, and the account asks for more.
            Fault = Step == SignInStep.Code ? problem.Message : null;
            Step = SignInStep.Code;
        }
        catch (ApiProblemException problem)
        {
            Fault = problem.Message;
        }
        catch (UnreachableException)
        {
            Fault = words["house.unreachable"];
        }
        finally
        {
            IsBusy = false;
            Changed?.Invoke(this, EventArgs.Empty);
        }

        return Step == SignInStep.Done;
    }

    /// <summary>Asks anew, for instance after the session ended; the name is typed again by nobody else.</summary>
    public void Restart()
    {
        (Step, Fault, Me) = (SignInStep.Password, null, null);
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
