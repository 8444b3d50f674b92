using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>A partner's list of sites as a file of comma-separated values, one row each under a row of headings.</summary>
/// <param name="File">The file's bytes, at most 5 MB: UTF-8 or Windows-1252, separated by comma, semicolon or tab.</param>
/// <param name="Columns">What each column holds, in the file's order, null for one to be left out; guessed from the headings when left out.</param>
public sealed record SiteUpload(byte[] File, IReadOnlyList<SiteColumn?>? Columns = null);

/// <summary>How a list of sites is understood. Nothing of it is stored.</summary>
/// <param name="Encoding"><c>utf-8</c>, <c>utf-16</c> or <c>windows-1252</c>.</param>
/// <param name="Headings">Its headings.</param>
/// <param name="Columns">What each column is taken for; null for one that is left out.</param>
/// <param name="Missing">What no column holds and every site needs; while there is any, rows are not judged.</param>
/// <param name="Counts">How many rows of each kind.</param>
/// <param name="Rows">Every row.</param>
public sealed record SiteListPreview(
    string Encoding, IReadOnlyList<string> Headings, IReadOnlyList<SiteColumn?> Columns, IReadOnlyList<SiteColumn> Missing, PartnerCounts Counts,
    IReadOnlyList<SiteListRow> Rows);

/// <summary>A row of a list of sites.</summary>
/// <param name="Row">Its number, as a spreadsheet counts: the headings are row 1.</param>
/// <param name="State">What becomes of it.</param>
/// <param name="Site">How it was understood; null for a refused one.</param>
/// <param name="Problems">Why it is refused, in the reader's language.</param>
public sealed record SiteListRow(int Row, PartnerRowState State, ListedSite? Site, IReadOnlyList<PartnerProblem> Problems);

/// <summary>A site as a row tells it.</summary>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="PlaceType">What kind of place it is.</param>
/// <param name="GridReference">Where, to 10 m.</param>
/// <param name="Host">Whoever lets the stall stand there.</param>
public sealed record ListedSite(string? NameEn, string? NameCy, PlaceType PlaceType, string GridReference, string? Host);

/// <summary>What was taken in.</summary>
/// <param name="Counts">How many of each kind; <c>new</c> are those stored now.</param>
public sealed record SitesTaken(PartnerCounts Counts);

/// <summary>Asks for sites at places of the partnership's reference data.</summary>
/// <param name="Kinds">Which kinds of place, 1 to 26.</param>
/// <param name="Around">Only places around this point, EPSG:4326; anywhere when left out.</param>
/// <param name="Metres">How far around it, 100 to 50,000.</param>
/// <param name="Places">Which of those that were shown; all when left out.</param>
public sealed record NewSitesFromPlaces(IReadOnlyList<PlaceType> Kinds, PointGeometry? Around = null, int Metres = 5_000, IReadOnlyList<Guid>? Places = null);

/// <summary>Places at which sites would be written down. Nothing is stored.</summary>
/// <param name="Counts">How many of each kind.</param>
/// <param name="Matched">How many places there are; more than are shown, where there are too many.</param>
/// <param name="Rows">Each place, the nearest first, or by name; at most 500.</param>
public sealed record PlaceSitePreview(PartnerCounts Counts, int Matched, IReadOnlyList<PlaceSiteRow> Rows);

/// <summary>A place at which a site would be written down.</summary>
/// <param name="PlaceId">The place.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="PlaceType">What kind of place it is.</param>
/// <param name="TownEn">English name of its town.</param>
/// <param name="TownCy">Welsh name of its town.</param>
/// <param name="Point">EPSG:4326.</param>
/// <param name="State">What would become of it.</param>
/// <param name="Problems">Why it is refused, in the reader's language.</param>
public sealed record PlaceSiteRow(
    Guid PlaceId, string NameEn, string NameCy, PlaceType PlaceType, string? TownEn, string? TownCy, PointGeometry Point, PartnerRowState State,
    IReadOnlyList<PartnerProblem> Problems);
