using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.MapClient.Incidents;

/// <summary>Something that is missing or cannot be, with the field that it is about.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="TextKey">Key of the sentence that says so.</param>
public sealed record DraftFault(string Field, string TextKey);

/// <summary>
/// An incident that somebody writes down after pointing at the map. It has its id from the beginning, so that it arrives once however
/// often it is sent. There is no field for a name.
/// </summary>
/// <param name="at">Where somebody pointed, EPSG:4326 degrees.</param>
/// <param name="accuracyMetres">How exactly one can point at this scale: a few pixels' worth of ground.</param>
public sealed class IncidentDraft(LonLat at, double accuracyMetres)
{
    private const int LongestNarrative = 4_000;
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    /// <summary>The record's id.</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Where somebody pointed.</summary>
    public LonLat At { get; } = at;

    /// <summary>Radius in metres within which the place lies.</summary>
    public double AccuracyMetres { get; } = Math.Max(1, Math.Ceiling(accuracyMetres));

    /// <summary>Harm to children, or a concern about the place.</summary>
    public IncidentKind? Kind { get; set; }

    /// <summary>What was done.</summary>
    public ISet<HarmType> HarmTypes { get; } = new HashSet<HarmType>();

    /// <summary>In which context.</summary>
    public ContextLevel? Context { get; set; }

    /// <summary>Earliest time.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>Latest time; the earliest where the time is exact.</summary>
    public DateTimeOffset? To { get; set; }

    /// <summary>How sure the time is.</summary>
    public TimeConfidence? Confidence { get; set; }

    /// <summary>How the writer came to know.</summary>
    public SourceKind? Source { get; set; }

    /// <summary>How close the source stood.</summary>
    public InfoGrade? Grade { get; set; }

    /// <summary>Known children, by token.</summary>
    public IList<ChildReference> Children { get; } = [];

    /// <summary>How many more children, not known by token.</summary>
    public int ChildrenUnknown { get; set; }

    /// <summary>What happened; may be empty.</summary>
    public string Narrative { get; set; } = "";

    /// <summary>Why a wording that the language check challenges must stay.</summary>
    public string LanguageReason { get; set; } = "";

    /// <summary>The same draft at another point, with the same id.</summary>
    /// <param name="other">EPSG:4326 degrees.</param>
    /// <param name="metres">How exactly one can point at the scale then, metres.</param>
    public IncidentDraft MovedTo(LonLat other, double metres)
    {
        IncidentDraft moved = new(other, metres)
        {
            Id = Id,
            Kind = Kind,
            Context = Context,
            From = From,
            To = To,
            Confidence = Confidence,
            Source = Source,
            Grade = Grade,
            ChildrenUnknown = ChildrenUnknown,
            Narrative = Narrative,
            LanguageReason = LanguageReason,
        };
        moved.HarmTypes.UnionWith(HarmTypes);
        foreach (var child in Children) moved.Children.Add(child);
        return moved;
    }

    /// <summary>The wordings to look at again, checked here and now: nothing is ever changed by itself.</summary>
    public IReadOnlyList<LanguageFinding> Findings => LanguageCheck.Check(Narrative);

    /// <summary>What is missing or cannot be, in the order of the form; empty when the draft can be sent.</summary>
    public IReadOnlyList<DraftFault> Faults(DateTimeOffset now)
    {
        List<DraftFault> faults = [];
        void Wrong(string field, string key) => faults.Add(new(field, key));
        if (Kind is null) Wrong(nameof(Kind), "incidents.kind_missing");
        if (HarmTypes.Count == 0) Wrong(nameof(HarmTypes), "incidents.harm_missing");
        if (Context is null) Wrong(nameof(Context), "incidents.context_level_missing");
        if (From is not { } from) Wrong(nameof(From), "when.date_missing");
        else if (from > now + ClockSlack) Wrong(nameof(From), "when.in_the_future");
        else if (To is { } to && to < from) Wrong(nameof(To), "when.wrong_order");
        else if (To > now + ClockSlack) Wrong(nameof(To), "when.end_in_the_future");
        if (Confidence is null) Wrong(nameof(Confidence), "incidents.time_confidence_missing");
        if (Kind == IncidentKind.Harm)
        {
            if (Children.Any(child => !ChildToken.TryParse(child.Token, out _))) Wrong(nameof(Children), "problem.child_token_not_valid");
            if (ChildrenUnknown < 0) Wrong(nameof(ChildrenUnknown), "incidents.unknown_wrong");
            else if (Children.Count == 0 && ChildrenUnknown == 0) Wrong(nameof(ChildrenUnknown), "problem.harm_without_child");
        }

        if (Source is null) Wrong(nameof(Source), "incidents.source_missing");
        if (Grade is null) Wrong(nameof(Grade), "incidents.info_grade_missing");
        if (Narrative.Length > LongestNarrative) Wrong(nameof(Narrative), "desktop.narrative_long");
        if (Findings.Any(finding => finding.Level == LanguageLevel.Challenge) && string.IsNullOrWhiteSpace(LanguageReason))
            Wrong(nameof(LanguageReason), "language.reason_missing");
        return faults;
    }

    /// <summary>The draft as the API takes it.</summary>
    /// <param name="tongue">Language in which the narrative is written.</param>
    /// <exception cref="InvalidOperationException">Something is missing: see <see cref="Faults"/>.</exception>
    public NewIncident AsIncident(Tongue tongue)
    {
        if (Kind is not { } kind || Context is not { } context || From is not { } from || Confidence is not { } confidence
            || Source is not { } source || Grade is not { } grade) throw new InvalidOperationException("The draft is not whole.");
        var isHarm = kind == IncidentKind.Harm;
        var hasText = !string.IsNullOrWhiteSpace(Narrative);
        var hasReason = Findings.Any(finding => finding.Level == LanguageLevel.Challenge);
        return new(
            kind, from, To ?? from, confidence, [.. HarmTypes.Order()], context, source, grade,
            new(new(At.Lon, At.Lat), PointSource.Pin, AccuracyMetres),
            Children: isHarm ? [.. Children] : [], ChildrenUnknownCount: isHarm ? ChildrenUnknown : 0,
            Narrative: hasText ? Narrative.Trim() : null, NarrativeLanguage: hasText ? tongue == Tongue.Cy ? "cy" : "en" : null,
            LanguageReason: hasReason ? LanguageReason.Trim() : null);
    }
}
