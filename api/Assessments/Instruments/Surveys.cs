using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>
/// Surveys of young people, residents and businesses. What may tell who somebody is stays out; how something is said is left to who says it:
/// their words are theirs.
/// </summary>
internal sealed class Surveys(IServiceScopeFactory scopes, TimeProvider clock) : AnonymousInstrument
{
    private static readonly Dictionary<SurveyFault, ProblemCode> Codes = new()
    {
        [SurveyFault.ItemUnknown] = ProblemCodes.FieldNotAllowedHere,
        [SurveyFault.ChoiceUnknown] = ProblemCodes.WordUnknown,
        [SurveyFault.KindWrong] = ProblemCodes.FieldNotAllowedHere,
        [SurveyFault.Empty] = ProblemCodes.FieldMissing,
        [SurveyFault.TooLong] = ProblemCodes.FieldTooLong,
    };

    public override IReadOnlyList<Instrument> Instruments { get; } = [.. SurveyFormFirst.All.Select(form => form.Instrument).Distinct()];

    public override int Wording(Instrument instrument) => SurveyFormFirst.All.Where(form => form.Instrument == instrument).Max(form => form.Version);

    public override TakePartForm Ask(Collection collection, TakePartForm form) => form with { Survey = ViewOf(SurveyFormFirst.Of(form.Instrument, form.Wording)) };

    public override async Task<(string? Kept, IReadOnlyList<Refusal> Refusals)> ReadAsync(
        Collection collection, GivenAnswers all, Tongue tongue, CancellationToken cancel)
    {
        if (all.Map is not null) return (null, [new(ProblemCodes.FieldNotAllowedHere, "map")]);
        if (all.Survey is not { Count: > 0 } given) return (null, [new(ProblemCodes.FieldMissing, "survey")]);
        List<Refusal> wrong = [.. Check(SurveyFormFirst.Of(collection.Instrument, collection.Wording), given)];
        if (wrong.Count > 0) return (null, wrong);
        (string Field, string Text)[] written = [.. given.Select((one, at) => ($"survey[{at}].text", one.Text)).Where(one => one.Text is not null).Select(one => (one.Item1, one.Text!))];
        wrong.AddRange(await IdentifyingAsync(written, collection, tongue, cancel));
        return wrong.Count > 0 ? (null, wrong)
            : (JsonSerializer.Serialize(given.ToDictionary(one => one.Item, one => one.Choice ?? one.Text!.Trim())), []);
    }

    /// <summary>What is asked, as it goes over the wire.</summary>
    public static SurveyFormView ViewOf(SurveyForm form) => new(
        [.. form.Items.Select(ViewOf)], SurveyForm.LongestText);

    /// <summary>One question, as it goes over the wire.</summary>
    public static SurveyItemView ViewOf(SurveyItem item) => new(
        item.Key, item.Kind, item.TextEn, item.TextCy, [.. item.Choices.Select(choice => new SurveyChoiceView(choice.Key, choice.TextEn, choice.TextCy))]);

    private static IEnumerable<Refusal> Check(SurveyForm form, IReadOnlyList<SurveyAnswer> given)
    {
        HashSet<string> seen = [];
        for (var at = 0; at < given.Count; at++)
        {
            var (answer, field) = (given[at], $"survey[{at}]");
            if (answer?.Item is null) yield return new(ProblemCodes.FieldMissing, $"{field}.item");
            else if (!seen.Add(answer.Item)) yield return new(ProblemCodes.FieldNotAllowedHere, $"{field}.item");
            else if (form.Fault(answer.Item, answer.Choice, answer.Text) is { } fault)
            {
                var part = fault switch { SurveyFault.ItemUnknown => "item", SurveyFault.ChoiceUnknown => "choice", SurveyFault.TooLong => "text", _ => null };
                yield return Refusal.Of(Codes[fault], part is null ? field : $"{field}.{part}", ("max", SurveyForm.LongestText));
            }
            else if (answer.Text is { } text && !TextChecks.IsClean(text)) yield return new(ProblemCodes.TextNotClean, $"{field}.text");
        }
    }

    private async Task<IEnumerable<Refusal>> IdentifyingAsync(
        (string Field, string Text)[] written, Collection collection, Tongue tongue, CancellationToken cancel)
    {
        var day = LocalDays.Of(clock.GetUtcNow());
        if (!written.Any(one => IdentifyingText.Find(one.Text, day, []).Count > 0)) return [];
        // The gazetteer is read only where something is in doubt, by the program itself: who answers may not read it.
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginForHouseAsync(collection.PartnershipId, cancel);
        var names = await scope.ServiceProvider.GetRequiredService<SpacesContext>().Places.AsNoTracking().Where(p => p.PartnershipId == collection.PartnershipId)
            .Select(p => new { p.NameEn, p.NameCy, p.TownEn, p.TownCy }).ToListAsync(cancel);
        await work.RollbackAsync();
        return IdentifyingChecks.Refuse(
            written, day, tongue,
            [.. names.SelectMany(n => new[] { n.NameEn, n.NameCy, n.TownEn, n.TownCy }).Append(collection.PlaceNameEn).Append(collection.PlaceNameCy).OfType<string>().Distinct()]);
    }
}
