using SpacesPlaces.Geodata.Disclosure;

namespace SpacesPlaces.Contracts;

/// <summary>A fixed area and its band.</summary>
/// <param name="Shape">A square of 1, 2, 4, 8 or 16 km on the national grid, EPSG:4326. It follows residents, never records.</param>
/// <param name="Band">Never a count; none and too few look the same.</param>
public sealed record PublishedAreaView(AreaGeometry Shape, CountBand Band);

/// <summary>How much harm was recorded in a fixed period, by fixed areas, in bands: computed once, then never changed.</summary>
/// <param name="Period">The period, for instance <c>2026-Q2</c>.</param>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
/// <param name="FewestSome">Fewest records, children and reports of the band <c>some</c>; fewer look like none.</param>
/// <param name="FewestSeveral">Fewest records of the band <c>several</c>.</param>
/// <param name="Areas">Every area of the partnership, whether anything was recorded there or not. There are no totals.</param>
public sealed record PublishedAreas(
    string Period, DateOnly First, DateOnly Last, int FewestSome, int FewestSeveral, IReadOnlyList<PublishedAreaView> Areas);

/// <summary>A block of hours of the week, on the clock of the wall.</summary>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day; the first one, but for the days from Monday to Thursday, which are one.</param>
/// <param name="FromHour">First hour.</param>
/// <param name="ToHour">The hour at which it ends; 24 for midnight.</param>
public sealed record WeekBlock(DayOfWeek FirstDay, DayOfWeek LastDay, int FromHour, int ToHour);

/// <summary>How long workers were in an area in a block of the week.</summary>
/// <param name="Block">The block.</param>
/// <param name="Hours">Hours of outreach sessions, whole.</param>
public sealed record BlockEffort(WeekBlock Block, int Hours);

/// <summary>Blocks of the week in which more harm was recorded than their share, in a fixed area and period; never a figure.</summary>
/// <param name="Period">The period, for instance <c>2026-Q2</c>.</param>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
/// <param name="Area">The square of 16 km, EPSG:4326.</param>
/// <param name="Blocks">The blocks from Monday on; none where there is no such block, or too little to tell.</param>
/// <param name="Effort">Every block with the hours that workers were there, as outreach sessions tell: who looks more sees more. No record of harm is in it.</param>
public sealed record PublishedHours(
    string Period, DateOnly First, DateOnly Last, AreaGeometry Area, IReadOnlyList<WeekBlock> Blocks, IReadOnlyList<BlockEffort> Effort);
