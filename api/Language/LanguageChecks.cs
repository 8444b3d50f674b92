using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Api.Language;

/// <summary>Fair wording of any text that people write: a challenged wording is kept with a reason, which the audit notes, or not at all.</summary>
internal static class LanguageChecks
{
    /// <summary>Refuses challenged wordings without a reason, naming rule and place of each; with one, notes which rules were overridden.</summary>
    /// <param name="text">What was written; null where nothing was.</param>
    /// <param name="reason">Why it must stay so; null where none was given.</param>
    /// <param name="field">Field of the request that holds the text; characters are counted from 1, as people do.</param>
    /// <param name="trail">Takes rule ids and counts of what was kept, never the text.</param>
    public static IReadOnlyList<Refusal> Refuse(string? text, string? reason, string field, AuditTrail trail) =>
        Refuse(text is null ? [] : [(field, text)], reason, trail);

    /// <summary>The same for several texts that one reason keeps.</summary>
    /// <param name="texts">Each text with the field of the request that holds it.</param>
    /// <param name="reason">Why they must stay so; null where none was given.</param>
    /// <param name="trail">Takes rule ids and counts of what was kept, never the text.</param>
    public static IReadOnlyList<Refusal> Refuse(IEnumerable<(string Field, string Text)> texts, string? reason, AuditTrail trail)
    {
        var all = texts.SelectMany(one => LanguageCheck.Check(one.Text)
            .Where(finding => finding.Level == LanguageLevel.Challenge).Select(finding => (one.Field, Finding: finding))).ToList();
        if (reason is null)
        {
            return [.. all.Select(one => Refusal.Of(
                ProblemCodes.LanguageReasonNeeded, one.Field,
                ("rule", one.Finding.Rule), ("from", one.Finding.Start + 1), ("to", one.Finding.Start + one.Finding.Length)))];
        }

        var challenged = all.ConvertAll(one => one.Finding);

        if (challenged.Count > 0)
        {
            trail.Note("kept_wordings", string.Join(", ", challenged.CountBy(finding => finding.Rule).Select(rule => $"{rule.Key} {rule.Value}")));
            trail.Note("language_rules", LanguageCheck.Version);
        }

        return [];
    }
}
