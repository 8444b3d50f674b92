using System.Text.RegularExpressions;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>Something that the form asks for.</summary>
/// <param name="Key">Its key, lower snake case, at most 40 characters; the same through all versions of the form.</param>
/// <param name="Side">The part of the form that it stands in.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="TextEn">The prompt in English.</param>
/// <param name="TextCy">The prompt in Welsh.</param>
/// <param name="GuidanceEn">A word of help in English; null where none is needed.</param>
/// <param name="GuidanceCy">A word of help in Welsh; there when the English one is.</param>
public sealed record FormPrompt(
    string Key, FormSide Side, PromptKind Kind, string TextEn, string TextCy, string? GuidanceEn = null, string? GuidanceCy = null);

/// <summary>What somebody answered to a prompt.</summary>
/// <param name="Text">Evidence or words; null where nothing was written.</param>
/// <param name="Rating">The rating; for words only <see cref="PromptRating.NotKnown"/>.</param>
/// <param name="Source">How it is known.</param>
/// <param name="Grade">How well it is known.</param>
/// <param name="Ticked">The tick.</param>
public sealed record PromptAnswer(string? Text, PromptRating? Rating, SourceKind? Source, InfoGrade? Grade, bool? Ticked);

/// <summary>
/// The form of an assessment as data: a version with its prompts, in the order in which they are asked. A local form based on the published
/// framework; not the official toolkit.
/// </summary>
/// <param name="Version">Number of the version, from 1.</param>
/// <param name="Prompts">The prompts, in order.</param>
/// <remarks>Source: the domain reference, section 9. Items and wording are this project's own.</remarks>
public sealed partial record AssessmentForm(int Version, IReadOnlyList<FormPrompt> Prompts)
{
    /// <summary>Key of the text that every screen and report with the form shows.</summary>
    public const string LabelKey = "assessments.label";

    /// <summary>The prompt for the boundary of what is looked at; in every version.</summary>
    public const string BoundaryKey = "boundary";

    /// <summary>The prompt for the partners; in every version.</summary>
    public const string PartnersKey = "partners";

    /// <summary>The prompt of a key; null when this version has none.</summary>
    /// <param name="key">The key.</param>
    public FormPrompt? Find(string key) => Prompts.FirstOrDefault(prompt => prompt.Key == key);

    /// <summary>
    /// True when an answer is whole: not known, or what the kind of the prompt asks for. A rating stands only with evidence and its source.
    /// </summary>
    /// <param name="kind">What the prompt asks for.</param>
    /// <param name="answer">The answer; null when there is none.</param>
    public static bool IsAnswered(PromptKind kind, PromptAnswer? answer) => answer is not null && (answer.Rating == PromptRating.NotKnown || kind switch
    {
        PromptKind.Tick => answer.Ticked is not null,
        PromptKind.Rated => answer is { Rating: not null, Source: not null, Grade: not null } && !string.IsNullOrWhiteSpace(answer.Text),
        _ => !string.IsNullOrWhiteSpace(answer.Text),
    });

    /// <summary>Prompts that are neither answered nor marked as not known, in the order of the form.</summary>
    /// <param name="answers">Answers by key; keys of other versions are passed over.</param>
    public IReadOnlyList<FormPrompt> Unanswered(IReadOnlyDictionary<string, PromptAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return [.. Prompts.Where(prompt => !IsAnswered(prompt.Kind, answers.GetValueOrDefault(prompt.Key)))];
    }

    /// <summary>Keys of what is marked as not known, in the order of the form: a valid answer, and always told.</summary>
    /// <param name="answers">Answers by key.</param>
    public IReadOnlyList<string> NotKnown(IReadOnlyDictionary<string, PromptAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return [.. Prompts.Select(prompt => prompt.Key).Where(key => answers.GetValueOrDefault(key)?.Rating == PromptRating.NotKnown)];
    }

    /// <summary>What is wrong with the prompts of a version, each by the place of the prompt; empty when they can be used.</summary>
    /// <param name="prompts">Prompts in order.</param>
    public static IReadOnlyList<(int At, FormFault Fault)> Faults(IReadOnlyList<FormPrompt> prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        List<(int, FormFault)> faults = [];
        HashSet<string> known = [];
        for (var at = 0; at < prompts.Count; at++)
        {
            var prompt = prompts[at];
            if (!KeyShape().IsMatch(prompt.Key)) faults.Add((at, FormFault.KeyNotValid));
            else if (!known.Add(prompt.Key)) faults.Add((at, FormFault.KeyTwice));
            if (string.IsNullOrWhiteSpace(prompt.TextEn) || string.IsNullOrWhiteSpace(prompt.TextCy)
                || string.IsNullOrWhiteSpace(prompt.GuidanceEn) != string.IsNullOrWhiteSpace(prompt.GuidanceCy)) faults.Add((at, FormFault.LanguageMissing));
            if (prompt.Kind == PromptKind.Rated != prompt.Side > FormSide.Scope || (prompt.Kind == PromptKind.Tick && prompt.Side != FormSide.Scope))
                faults.Add((at, FormFault.KindNotOfSide));
        }

        if (!IsWords(BoundaryKey) || !IsWords(PartnersKey) || prompts.All(prompt => prompt.Kind != PromptKind.Tick)) faults.Add((prompts.Count, FormFault.NeededPromptGone));
        if (Enum.GetValues<FormSide>().Any(side => prompts.All(prompt => prompt.Side != side))) faults.Add((prompts.Count, FormFault.SideEmpty));
        return faults;

        bool IsWords(string key) => prompts.Any(prompt => prompt.Key == key && prompt is { Side: FormSide.Scope, Kind: PromptKind.Words });
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{1,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyShape();
}

/// <summary>What may be wrong with a version of the form.</summary>
public enum FormFault
{
    /// <summary>A key is not lower snake case of 2 to 40 characters.</summary>
    KeyNotValid,
    /// <summary>A key is there twice.</summary>
    KeyTwice,
    /// <summary>A text is missing in one language.</summary>
    LanguageMissing,
    /// <summary>Sides are rated, what comes before them is not; ticks belong to the scope.</summary>
    KindNotOfSide,
    /// <summary>Boundary, partners or the ticks on taking part fairly are gone: guards ask for them.</summary>
    NeededPromptGone,
    /// <summary>A part of the form has no prompt.</summary>
    SideEmpty,
}
