using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>Rules of input for words that somebody writes: there, not too short or long, and clean.</summary>
public static class TextChecks
{
    /// <summary>A text that must be there.</summary>
    public static IEnumerable<Refusal> Needed(string text, string field, int longest, int shortest = 1)
    {
        if (string.IsNullOrWhiteSpace(text)) yield return new(ProblemCodes.FieldMissing, field);
        else if (text.Trim().Length < shortest) yield return Refusal.Of(ProblemCodes.FieldTooShort, field, ("min", shortest));
        else if (text.Length > longest) yield return Refusal.Of(ProblemCodes.FieldTooLong, field, ("max", longest));
        if (!IsClean(text)) yield return new(ProblemCodes.TextNotClean, field);
    }

    /// <summary>A text that may be left out.</summary>
    public static IEnumerable<Refusal> Allowed(string? text, string field, int longest) =>
        text is null ? [] : Needed(text, field, longest);

    /// <summary>False for control characters (NUL would be refused by the database) and lone surrogates: nobody wrote those.</summary>
    public static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\n' or '\r' or '\t')) return false;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return false;
        }

        return true;
    }
}
