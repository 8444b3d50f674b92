using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>How much of an event's date is known.</summary>
public enum DatePrecision
{
    /// <summary>The day is known.</summary>
    Day,

    /// <summary>Only the month is known; the day of the date means nothing. Published police data is like this.</summary>
    Month,
}

/// <summary>One event as the clustering sees it.</summary>
/// <param name="Id">The record's id; gives the canonical order and names the member.</param>
/// <param name="Point">Where, EPSG:27700 metres.</param>
/// <param name="Date">The day on which it began, or any day of the month when only the month is known.</param>
/// <param name="Agency">The agency that recorded it.</param>
/// <param name="Children">Tokens of the children harmed, in their one spelling; repeats count once. Empty when none is known.</param>
/// <param name="ChildrenUnknown">How many more children were harmed whose tokens are not known; 0 or more.</param>
/// <param name="DatePrecision">Whether the day or only the month is known.</param>
/// <param name="IsContext">True for context (published police data): it shapes clusters but says nothing of harm to children.</param>
/// <param name="AccuracyMetres">Stated accuracy of the point in metres; null when none was stated.</param>
public sealed record HotspotEvent(
    Guid Id, GridPoint Point, DateOnly Date, Agency Agency, IReadOnlyList<string> Children, int ChildrenUnknown = 0,
    DatePrecision DatePrecision = DatePrecision.Day, bool IsContext = false, double? AccuracyMetres = null);
