namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>The canonical order of events.</summary>
internal static class EventOrder
{
    /// <summary>The events by ascending id; those that are in this order already, as a store gives them, are only looked at.</summary>
    public static IEnumerable<HotspotEvent> ById(IReadOnlyCollection<HotspotEvent> events)
    {
        Guid? last = null;
        foreach (var e in events)
        {
            if (last is { } before && e.Id.CompareTo(before) < 0) return events.OrderBy(one => one.Id);
            last = e.Id;
        }

        return events;
    }
}
