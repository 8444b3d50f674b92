using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>What an instrument must know so that it can be answered without a name: what it asks, and what may be kept of an answer.</summary>
internal abstract class AnonymousInstrument
{
    /// <summary>The instruments that it asks with.</summary>
    public abstract IReadOnlyList<Instrument> Instruments { get; }

    /// <summary>The version of its words that is asked with from now on.</summary>
    /// <param name="instrument">One of <see cref="Instruments"/>.</param>
    public abstract int Wording(Instrument instrument);

    /// <summary>Adds what is asked.</summary>
    /// <param name="form">What is said of every instrument.</param>
    public abstract TakePartForm Ask(TakePartForm form);

    /// <summary>Reads one set of answers.</summary>
    /// <param name="collection">Where they belong.</param>
    /// <param name="answers">The answers, as they were sent.</param>
    /// <param name="tongue">The language of the one who answers.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>What is kept, a JSON object; or why nothing is.</returns>
    public abstract Task<(string? Kept, IReadOnlyList<Refusal> Refusals)> ReadAsync(
        Collection collection, TakePartAnswers answers, Tongue tongue, CancellationToken cancel);
}
