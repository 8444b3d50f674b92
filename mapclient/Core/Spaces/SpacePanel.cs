using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Http;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Spaces;

/// <summary>A line of a timeline in words.</summary>
/// <param name="When">When; empty where the line itself says so.</param>
/// <param name="What">What kind of thing happened.</param>
/// <param name="Told">What there is to tell.</param>
/// <param name="Text">Reason or reply, as somebody wrote it; null where there is none.</param>
public sealed record TimelineLine(string When, string What, string Told, string? Text);

/// <summary>One space: facts, timeline, assessments.</summary>
/// <param name="client">The way to the API.</param>
/// <param name="words">The language.</param>
public sealed class SpacePanel(ApiClient client, Words words)
{
    private readonly List<SpaceEvent> events = [];
    private string? next;

    /// <summary>The space; null before it was read.</summary>
    public SpaceFile? File { get; private set; }

    /// <summary>Its assessments, newest first; empty for readers who may not see them.</summary>
    public IReadOnlyList<AssessmentView> Assessments { get; private set; } = [];

    /// <summary>True when the timeline goes on.</summary>
    public bool HasMore => next is not null;

    /// <summary>The timeline as far as it was read, newest first.</summary>
    public IReadOnlyList<TimelineLine> Timeline => [.. events.Select(line => LineOf(line, words))];

    /// <summary>Reads the space, the first page of its timeline, and its assessments where the reader may see them.</summary>
    /// <exception cref="ApiProblemException">Refused.</exception>
    public async Task ReadAsync(Guid space, bool withAssessments, CancellationToken cancel)
    {
        var file = await client.SpaceAsync(space, cancel);
        var first = await client.TimelineAsync(space, null, cancel);
        var assessments = withAssessments ? await client.AssessmentsAsync(space, cancel) : [];
        events.Clear();
        events.AddRange(first.Items);
        (File, next, Assessments) = (file, first.Next, assessments);
    }

    /// <summary>Reads the next page of the timeline.</summary>
    /// <exception cref="ApiProblemException">Refused.</exception>
    public async Task MoreAsync(CancellationToken cancel)
    {
        if (File is null || next is null) return;
        var page = await client.TimelineAsync(File.Space.Id, next, cancel);
        events.AddRange(page.Items);
        next = page.Next;
    }

    /// <summary>What is known of the space, in the order in which it is read.</summary>
    public IReadOnlyList<Fact> Facts
    {
        get
        {
            if (File is not { Space: { } space }) return [];
            List<Fact> facts =
            [
                new(words["desktop.stands"], words.Word(space.Status)),
                new(words["spaces.place_type"], words.Word(space.PlaceType)),
                new(words["spaces.owner_type"], words.Word(space.OwnerType)),
                new(words["spaces.opened_at"], words.Moment(space.OpenedAt)),
                new(words["spaces.opened_by"], words.Word(space.OpenedBy)),
            ];
            if (space.EndedOn is null) facts.Add(new(words["spaces.next_review"], words.Day(space.ReviewOn) + (space.Overdue ? $" ({words["spaces.overdue"]})" : "")));
            if (space.Reason is { } reason) facts.Add(new(words["spaces.reason"], reason));
            facts.AddRange(File.Replies.Where(reply => reply.Text is not null).Select(reply => new Fact(words["spaces.replies"], reply.Text!)));
            return facts;
        }
    }

    /// <summary>An assessment in words: where it stands, and when it must be looked at.</summary>
    public static string Told(AssessmentView assessment, Words words)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        ArgumentNullException.ThrowIfNull(words);
        return assessment.EndedOn is { } ended
            ? $"{words.Word(assessment.Status)}, {words.Day(ended)}"
            : $"{words.Word(assessment.Status)}; {words.Say(assessment.Overdue ? "spaces.overdue_since" : "spaces.review_by", ("day", words.Day(assessment.ReviewOn)))}";
    }

    /// <summary>A line of a timeline in words.</summary>
    public static TimelineLine LineOf(SpaceEvent line, Words words)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(words);
        return new(When(line, words), words.Word(line.Kind), Told(line, words), line.Text ?? line.Reason);
    }

    private static string When(SpaceEvent line, Words words) => line.Kind switch
    {
        SpaceEventKind.Incidents => "",
        SpaceEventKind.Outreach or SpaceEventKind.EnvironmentTask => DayOf(line.At, words),
        SpaceEventKind.HotspotReport when line.Precision != LocationPrecision.Exact => DayOf(line.At, words),
        _ => words.Moment(line.At),
    };

    // What is known by the day has no hour; the day is the one of clocks in Britain.
    private static string DayOf(DateTimeOffset at, Words words) => words.Moment(at).Split(", ")[0];

    private static string Told(SpaceEvent line, Words words)
    {
        var agency = line.Agency is { } known ? words.Word(known) : "";
        return line.Kind switch
        {
            SpaceEventKind.Moved or SpaceEventKind.AssessmentWithdrawn when line is { From: { } from, To: { } to } && from != to =>
                words.Say("spaces.line_moved", ("from", words.Word(from)), ("to", words.Word(to))),
            SpaceEventKind.Incidents => line is { Events: { } events, DistinctChildren: { } children, ChildrenUnknown: { } unknown }
                ? words.Say("spaces.line_incidents", ("period", line.Period ?? ""), ("events", Words.Number(events)), ("children", Words.Number(children)), ("unknown", Words.Number(unknown)))
                : words.Say("spaces.line_band", ("period", line.Period ?? ""), ("band", line.Band is { } band ? words.Word(band) : "")),
            SpaceEventKind.Outreach => words.Say("spaces.line_outreach", ("agency", agency), ("hours", Words.Number(line.Hours ?? 0, 1)), ("spoken", Words.Number(line.SpokenTo ?? 0)))
                + (line.NoConcern == true ? " " + words["spaces.line_no_concern"] : ""),
            SpaceEventKind.EnvironmentTask when line is { Defect: { } defect, TaskStatus: { } status } =>
                words.Say("spaces.line_task", ("defect", words.Word(defect)), ("status", words.Word(status)), ("agency", agency)),
            SpaceEventKind.Renamed => words.Say("spaces.line_renamed", ("names", string.Join(" / ", ((string?[])[line.EarlierNameEn, line.EarlierNameCy]).OfType<string>()))),
            SpaceEventKind.Redrawn => words["spaces.earlier_area"],
            SpaceEventKind.HotspotReport => words.Say(line.Precision == LocationPrecision.Exact ? "spaces.line_report" : "spaces.line_report_square", ("agency", agency)),
            SpaceEventKind.MergedIn or SpaceEventKind.MergedAway or SpaceEventKind.SplitOff or SpaceEventKind.SplitFrom => words.Name(line.OtherNameEn, line.OtherNameCy) ?? "",
            _ => line.To is { } status ? words.Word(status) : agency,
        };
    }
}
