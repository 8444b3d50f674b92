using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>Version 1 of the form, as it is shipped. Its words are in the text files, as all words on screen are.</summary>
public static class AssessmentFormFirst
{
    private static readonly (FormSide Side, PromptKind Kind, string[] Keys)[] Parts =
    [
        (FormSide.Basic, PromptKind.Words,
            ["harm", "how_known", "since_when", "time_of_week", "who_affected", "cross_boundary", "already_good", "immediate_safety"]),
        (FormSide.Scope, PromptKind.Words,
            [AssessmentForm.BoundaryKey, AssessmentForm.PartnersKey, "youth_involvement", "languages", "equality", "unknowns"]),
        (FormSide.Scope, PromptKind.Tick, ["told_what_for", "may_say_no", "nobody_named", "safe_to_take_part"]),
        (FormSide.YoungPeople, PromptKind.Rated,
        [
            "belonging", "safe_by_day", "safe_by_night", "trusted_adults", "things_to_do", "travel_routes", "identity_respected",
            "experience_of_harm", "support_known",
        ]),
        (FormSide.Guardianship, PromptKind.Rated,
            ["who_is_here", "caring_intention", "confidence_to_act", "knows_who_to_tell", "relations", "care_or_control"]),
        (FormSide.Environment, PromptKind.Rated,
        [
            "lighting", "sight_lines", "cctv", "escape_routes", "upkeep", "phone_signal", "night_transport", "supply", "licensing", "water_hazard",
            "service_hours", "rules_push_out", "poverty_discrimination",
        ]),
    ];

    /// <summary>The form.</summary>
    public static AssessmentForm Form { get; } = new(1, [.. from part in Parts from key in part.Keys select PromptOf(key, part.Side, part.Kind)]);

    private static FormPrompt PromptOf(string key, FormSide side, PromptKind kind)
    {
        var (text, guidance) = ($"assessment_prompt.{key}", $"assessment_guidance.{key}");
        var guided = Texts.Has(guidance);
        return new(
            key, side, kind, Texts.Get(Tongue.En, text), Texts.Get(Tongue.Cy, text),
            guided ? Texts.Get(Tongue.En, guidance) : null, guided ? Texts.Get(Tongue.Cy, guidance) : null);
    }
}
