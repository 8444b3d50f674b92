using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>One set of answers, however it came.</summary>
/// <param name="Survey">Answers to questions, where it is a survey.</param>
/// <param name="Map">The map, where it is a safety map.</param>
/// <param name="Code">The code that takes it back; null where there is none.</param>
internal sealed record GivenAnswers(IReadOnlyList<SurveyAnswer>? Survey, SafetyMapAnswer? Map, string? Code);

/// <summary>What an instrument must know so that it can be answered without a name: what it asks, and what may be kept of an answer.</summary>
internal abstract class AnonymousInstrument
{
    /// <summary>The instruments that it asks with.</summary>
    public abstract IReadOnlyList<Instrument> Instruments { get; }

    /// <summary>The version of its words that is asked with from now on.</summary>
    /// <param name="instrument">One of <see cref="Instruments"/>.</param>
    public abstract int Wording(Instrument instrument);

    /// <summary>What is fixed when it is handed out, a JSON object, and null where nothing is; or why it cannot be handed out.</summary>
    /// <param name="asked">How it is handed out.</param>
    /// <param name="found">The assessment, with its space.</param>
    /// <param name="context">The database.</param>
    /// <param name="cancel">Stops it.</param>
    public virtual Task<(string? Fixed, Refusal? Refusal)> FixAsync(NewCollection asked, Assessed found, SpacesContext context, CancellationToken cancel) =>
        Task.FromResult<(string?, Refusal?)>((null, asked.CellMetres is null ? null : new(ProblemCodes.FieldNotAllowedHere, "cellMetres")));

    /// <summary>Adds what is asked.</summary>
    /// <param name="collection">What was handed out.</param>
    /// <param name="form">What is said of every instrument.</param>
    public abstract TakePartForm Ask(Collection collection, TakePartForm form);

    /// <summary>The code by which what is handed in with a ballot can be taken back; null where it cannot.</summary>
    /// <param name="ballot">The ballot.</param>
    public virtual string? CodeOf(string ballot) => null;

    /// <summary>True when paper carries a code by which what stood on it can be taken back.</summary>
    public virtual bool GivesCodes => false;

    /// <summary>Reads one set of answers.</summary>
    /// <param name="collection">Where they belong.</param>
    /// <param name="given">The answers, as they were sent or stood on paper.</param>
    /// <param name="tongue">The language of the one who answers, or keys in.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>What is kept, a JSON object; or why nothing is.</returns>
    public abstract Task<(string? Kept, IReadOnlyList<Refusal> Refusals)> ReadAsync(
        Collection collection, GivenAnswers given, Tongue tongue, CancellationToken cancel);
}
