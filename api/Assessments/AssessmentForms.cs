using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Api.Assessments;

/// <summary>Versions of the form: the first is shipped.</summary>
internal static class AssessmentForms
{
    /// <summary>The version that an assessment begins with today.</summary>
    public const int Current = 1;

    /// <summary>A version of the form.</summary>
    /// <exception cref="InvalidOperationException">There is no such version: nothing is ever begun with one.</exception>
    public static AssessmentForm Of(int version) =>
        version == AssessmentFormFirst.Form.Version ? AssessmentFormFirst.Form : throw new InvalidOperationException($"There is no version {version} of the form.");

    /// <summary>A version as it is sent, with the label that must stand with it.</summary>
    public static AssessmentFormView ViewOf(AssessmentForm form) => new(
        form.Version, Texts.Get(Tongue.En, AssessmentForm.LabelKey), Texts.Get(Tongue.Cy, AssessmentForm.LabelKey),
        [.. form.Prompts.Select(prompt => new FormPromptView(
            prompt.Key, prompt.Side, prompt.Kind, prompt.TextEn, prompt.TextCy, prompt.GuidanceEn, prompt.GuidanceCy))]);
}
