using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots.Events;

/// <summary>The events that an analysis takes, in columns, in the order of their ids: no order of rows can show in a result.</summary>
internal sealed class ChosenEvents
{
    /// <summary>Events in the window after filters, those without a point among them.</summary>
    public required int Considered { get; init; }
    public required Guid[] Ids { get; init; }

    /// <summary>EPSG:27700 metres; NaN where there is no point.</summary>
    public required double[] Eastings { get; init; }
    public required double[] Northings { get; init; }

    /// <summary>Metres; NaN where not stated.</summary>
    public required double[] Accuracies { get; init; }

    /// <summary>Earliest and latest instant, UTC.</summary>
    public required DateTime[] From { get; init; }
    public required DateTime[] To { get; init; }

    /// <summary>Day of the beginning by the clock on the wall; of context, the first of its month.</summary>
    public required DateOnly[] Days { get; init; }

    /// <summary>True when only months are known (context).</summary>
    public required bool IsContext { get; init; }
    public required Agency[] Agencies { get; init; }

    /// <summary>Kind of source, or the publisher's type.</summary>
    public required string[] Sources { get; init; }
    public required int[] ChildrenUnknown { get; init; }

    public required EventChildren Children { get; init; }

    /// <summary>Edition and line of each context event; empty for harm.</summary>
    public required string[] ContextKeys { get; init; }
    public int Count => Ids.Length;

    /// <summary>Known well enough to be measured from.</summary>
    public bool HasGoodPoint(int row) => !double.IsNaN(Eastings[row]) && !(Accuracies[row] > Incidents.Incident.ClusterableAccuracyMetres);

    /// <summary>The events known well enough to be measured from.</summary>
    public ChosenEvents WithGoodPoints()
    {
        var left = 0;
        for (var row = 0; row < Count; row++) if (!HasGoodPoint(row)) left++;
        return left == 0 ? this : Only([.. Enumerable.Range(0, Count).Where(HasGoodPoint)]);
    }

    /// <summary>The events with a point as the clustering takes them.</summary>
    public IEnumerable<HotspotEvent> WithPoint()
    {
        var tokens = Children.Texts();
        return Enumerable.Range(0, Count).Where(i => !double.IsNaN(Eastings[i])).Select(i => new HotspotEvent(
            Ids[i], new(Eastings[i], Northings[i]), Days[i], Agencies[i], tokens(i), ChildrenUnknown[i],
            IsContext ? DatePrecision.Month : DatePrecision.Day, IsContext, double.IsNaN(Accuracies[i]) ? null : Accuracies[i]));
    }

    /// <summary>Some of these events, in their order.</summary>
    public ChosenEvents Only(int[] rows) => new()
    {
        Considered = Considered,
        IsContext = IsContext,
        Ids = Pick(Ids, rows),
        Eastings = Pick(Eastings, rows),
        Northings = Pick(Northings, rows),
        Accuracies = Pick(Accuracies, rows),
        From = Pick(From, rows),
        To = Pick(To, rows),
        Days = Pick(Days, rows),
        Agencies = Pick(Agencies, rows),
        Sources = Pick(Sources, rows),
        ChildrenUnknown = Pick(ChildrenUnknown, rows),
        Children = Children.Only(rows),
        ContextKeys = IsContext ? Pick(ContextKeys, rows) : [],
    };

    private static T[] Pick<T>(T[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}
