using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Api.Hotspots.Analyses;

/// <summary>What a method is given. All of it is in an order that no order of rows can change.</summary>
/// <param name="Asked">The question.</param>
/// <param name="Events">The events that it may use: with a good point where the method measures from points.</param>
/// <param name="Outreach">Outreach in the same area and window; empty for context.</param>
/// <param name="MissingMonths">First days of months of the window whose data is missing.</param>
/// <param name="CaseClosed">Last day of the month in which a child's case was closed, by token; only what holding agencies entered.</param>
/// <param name="Residents">Residents of 1 km squares; empty where the operator supplied none.</param>
/// <param name="Area">The partnership's area, or the part that was asked for, EPSG:27700.</param>
/// <param name="Grid">The transform in use.</param>
/// <param name="Seed">Seed of simulations. A method that simulates nothing does not ask for it: it may still be on its way.</param>
/// <param name="Today">The day on which it is made.</param>
/// <param name="Report">Tells how far it is, 0 to 1.</param>
/// <param name="Cancel">Stops it.</param>
internal sealed record AnalysisInput(
    NewAnalysis Asked, ChosenEvents Events, IReadOnlyList<OutreachEffort> Outreach, IReadOnlyList<DateOnly> MissingMonths,
    IReadOnlyDictionary<string, DateOnly> CaseClosed, IReadOnlyDictionary<GridCell, int> Residents, Geometry Area, IGridTransform Grid,
    Lazy<ulong> Seed, DateOnly Today, Action<double> Report, CancellationToken Cancel);

/// <summary>What a method answers.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="MethodVersion">Its version.</param>
/// <param name="LeastEvents">Fewest events for which it says anything.</param>
/// <param name="Result">What came out; null when there was too little to tell.</param>
/// <param name="Simulated">True when the seed decided something.</param>
/// <param name="Caveats">Caveats of this result, as keys of the section <c>caveat</c>.</param>
internal sealed record AnalysisOutcome(
    string Method, string MethodVersion, int LeastEvents, AnalysisResult? Result, bool Simulated = false, params IReadOnlyList<string> Caveats);

/// <summary>A kind of analysis: its rules of input, and how the pure function is asked.</summary>
internal interface IAnalysisMethod
{
    /// <summary>The word that names it on the wire.</summary>
    string Kind { get; }

    /// <summary>The contract of its parameters.</summary>
    Type Asked { get; }

    /// <summary>True when it measures from points: events without a good one are left out and counted as considered only.</summary>
    bool NeedsPoints { get; }

    /// <summary>What is wrong with the parameters, or with these parameters for this choice of events.</summary>
    IEnumerable<Refusal> Check(NewAnalysis asked);

    /// <summary>Computes; pure but for telling how far it is.</summary>
    AnalysisOutcome Run(AnalysisInput input);
}

/// <summary>A method with parameters of one type.</summary>
internal abstract class AnalysisMethodOf<TMethod>(string kind, bool needsPoints = true) : IAnalysisMethod where TMethod : AnalysisMethod
{
    public string Kind => kind;
    public Type Asked => typeof(TMethod);
    public bool NeedsPoints => needsPoints;

    public IEnumerable<Refusal> Check(NewAnalysis asked) => Check(asked, (TMethod)asked.Method);

    public AnalysisOutcome Run(AnalysisInput input) => Run(input, (TMethod)input.Asked.Method);

    protected abstract IEnumerable<Refusal> Check(NewAnalysis asked, TMethod how);

    protected abstract AnalysisOutcome Run(AnalysisInput input, TMethod how);

    /// <summary>A parameter outside its range is refused with the range.</summary>
    protected static IEnumerable<Refusal> Range(double value, string field, double min, double max)
    {
        // Written so that NaN, for which every comparison is false, is refused too.
        if (!(value >= min && value <= max)) yield return Refusal.Of(ProblemCodes.NumberOutOfRange, $"method.{field}", ("min", min), ("max", max));
    }

    /// <summary>Published context is known by month: whatever needs days or hours is refused, never approximated.</summary>
    protected static IEnumerable<Refusal> NeedsDays(NewAnalysis asked)
    {
        if (asked.Subject == AnalysisSubject.Context) yield return new(ProblemCodes.TimesTooCoarse, "subject");
    }
}

/// <summary>The methods by the type of their parameters.</summary>
internal sealed class AnalysisMethods(IEnumerable<IAnalysisMethod> methods)
{
    private readonly Dictionary<Type, IAnalysisMethod> byType = methods.ToDictionary(method => method.Asked);

    public IAnalysisMethod Of(NewAnalysis asked) => byType[asked.Method.GetType()];
}
