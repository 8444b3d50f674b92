using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Access;

/// <summary>Rules of input for people and settings: pure, so that the same body is judged the same everywhere.</summary>
public static class PeopleChecks
{
    public const int LongestReason = 500;
    public const int ShortestPassword = 12;
    public const int LongestPassword = 256;

    public static IEnumerable<Refusal> Check(PersonChange change, CheckContext about)
    {
        if (change.Reason is null) yield break;
        if (change.Reason.Length > LongestReason) yield return Refusal.Of(ProblemCodes.FieldTooLong, "reason", ("max", LongestReason));
        else if (change.Reason.Any(c => char.IsControl(c) && c != '\n')) yield return new(ProblemCodes.TextNotClean, "reason");
    }

    public static IEnumerable<Refusal> Check(NewInvitation invitation, CheckContext about)
    {
        if (!IsUserName(invitation.User)) yield return new(ProblemCodes.UserNameNotValid, "user");
    }

    public static IEnumerable<Refusal> Check(AccessSettings settings, CheckContext about)
    {
        if (settings.SecondFactorRoles.Distinct().Count() != settings.SecondFactorRoles.Count) yield return new(ProblemCodes.WordUnknown, "secondFactorRoles");
        foreach (var (field, value, min, max) in new[]
            {
                ("browserIdleMinutes", settings.BrowserIdleMinutes, 1, 60), ("programIdleMinutes", settings.ProgramIdleMinutes, 1, 720),
                ("viewsPerHour", settings.ViewsPerHour, 50, 100_000), ("insideThreshold", settings.InsideThreshold, 3, 100),
                ("outsideThreshold", settings.OutsideThreshold, settings.InsideThreshold, 1_000),
            })
            if (value < min || value > max) yield return Refusal.Of(ProblemCodes.NumberOutOfRange, field, ("min", min), ("max", max));
    }

    /// <summary>True for a password of an allowed length; length is what makes it strong.</summary>
    public static bool IsPassword(string password) => password.Length is >= ShortestPassword and <= LongestPassword;

    /// <summary>True for a user name that people can read out and type.</summary>
    public static bool IsUserName(string user) =>
        user.Length is >= 2 and <= 64 && user.All(c => char.IsAsciiLetterOrDigit(c) || "-._@+".Contains(c, StringComparison.Ordinal));
}
