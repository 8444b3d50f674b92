using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>A named place of the partnership's gazetteer.</summary>
/// <param name="Id">Place id.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="PlaceType">Type.</param>
/// <param name="Point">A point inside the place, EPSG:4326.</param>
/// <param name="TownEn">Town or community it lies in, English name.</param>
/// <param name="TownCy">Town or community it lies in, Welsh name.</param>
/// <param name="ReachMetres">Within how many metres of the point all of it lies; null where that is not known.</param>
public sealed record PlaceView(
    Guid Id, string NameEn, string NameCy, PlaceType PlaceType, PointGeometry Point, string? TownEn, string? TownCy, double? ReachMetres = null);

/// <summary>The partnership's named places, to be searched on a phone without a network. It says nothing about harm.</summary>
/// <param name="Matched">How many places there are; more than <paramref name="Places"/> holds when the list was cut.</param>
/// <param name="Places">The places, by English name.</param>
public sealed record Gazetteer(int Matched, IReadOnlyList<PlaceView> Places);

/// <summary>
/// The postcodes of the partnership's area, to be looked up on a phone: the whole list at once, so that nobody learns which one was
/// looked up. Four lists of the same length, one entry a postcode.
/// </summary>
/// <param name="Postcodes">As they are written, <c>LD1 5AA</c>, in the order of their letters.</param>
/// <param name="Eastings">Easting of the middle, EPSG:27700 metres.</param>
/// <param name="Northings">Northing of the middle, EPSG:27700 metres.</param>
/// <param name="ReachMetres">Within about how many metres of the middle the postcode lies, by its neighbours; never under 101.</param>
public sealed record PostcodeList(
    IReadOnlyList<string> Postcodes, IReadOnlyList<int> Eastings, IReadOnlyList<int> Northings, IReadOnlyList<int> ReachMetres);

/// <summary>Where an imported edition came from and what became of every row. Read = located + unlocated + rejected, always.</summary>
/// <param name="Id">Import id (also the id of the job that made it).</param>
/// <param name="Kind"><c>police_uk</c>, <c>boundaries</c>, <c>open_names</c> or <c>roads</c>.</param>
/// <param name="FileName">Name of the file as given.</param>
/// <param name="FileSha256">SHA-256 of the file, in hex.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="Licence">Under which licence.</param>
/// <param name="ImportedAt">When.</param>
/// <param name="Editions">What was replaced or added, one per month and force, one per boundary set, or one per square of 20 km.</param>
/// <param name="Notices">Things a reader of the map must know, as keys of the section <c>import_notice</c> with their figures.</param>
public sealed record ImportView(
    Guid Id, string Kind, string FileName, string FileSha256, string Publisher, string Licence, DateTimeOffset ImportedAt,
    IReadOnlyList<ImportEdition> Editions, IReadOnlyList<ImportNotice> Notices);

/// <summary>One edition of an import: a month of a force, a set of boundaries, or a square of named places.</summary>
/// <param name="Edition">For instance <c>2025-03 Dyfed-Powys Police</c>, <c>LSOA21</c> or <c>OS Open Names SO04</c>.</param>
/// <param name="Read">Rows read.</param>
/// <param name="Located">Rows stored with a point or shape.</param>
/// <param name="Unlocated">Rows stored without a point, kept in totals.</param>
/// <param name="Rejected">Rows that could not be read; each has an entry in the row report.</param>
/// <param name="OutsideArea">Of the located rows, how many lie outside the partnership's area.</param>
/// <param name="WithoutId">Rows that carry no identifier of the publisher.</param>
/// <param name="ReusedIds">Identifiers that occur on more than one row.</param>
/// <param name="ExactDuplicates">Rows equal to an earlier row in every field; kept, because the source cannot tell them apart.</param>
/// <param name="Added">Rows that the edition replaced did not have.</param>
/// <param name="Removed">Rows that only the edition replaced had.</param>
/// <param name="Changed">Rows whose identifier the edition replaced also had, with other content.</param>
public sealed record ImportEdition(
    string Edition, int Read, int Located, int Unlocated, int Rejected, int OutsideArea, int WithoutId, int ReusedIds,
    int ExactDuplicates, int Added, int Removed, int Changed);

/// <summary>A thing a reader of imported data must know.</summary>
/// <param name="Code">Key of the section <c>import_notice</c>: <c>month_missing</c>, <c>month_looks_incomplete</c>, …</param>
/// <param name="Values">Values of the text's placeholders.</param>
public sealed record ImportNotice(string Code, IReadOnlyDictionary<string, string> Values);

/// <summary>Context events of one month and type, counted on a fixed 1 km grid: context, never harm to children.</summary>
/// <param name="Square">South-west corner of the 1 km National Grid square: easting and northing, metres.</param>
/// <param name="Point">Centre of the square, EPSG:4326.</param>
/// <param name="Count">Number of events.</param>
public sealed record ContextSquare(IReadOnlyList<int> Square, PointGeometry Point, int Count);

/// <summary>Context events in a window, aggregated, with what a reader must know about them.</summary>
/// <param name="From">First month, <c>yyyy-MM</c>.</param>
/// <param name="To">Last month, <c>yyyy-MM</c>, inclusive.</param>
/// <param name="Total">Events in the window inside the partnership's area, and those without a point.</param>
/// <param name="Unlocated">Of these, without a point; not on the map, but in the total. They may lie anywhere in the force.</param>
/// <param name="OutsideArea">Located, but outside the partnership's area: on the map and in the total only when asked for everywhere.</param>
/// <param name="SourcePrecision">Key of the section <c>source_precision</c>: <c>anonymised_street_point</c>.</param>
/// <param name="MissingMonths">Months inside the window for which nothing was imported: a gap, not a fall.</param>
/// <param name="Squares">Counts by square.</param>
/// <param name="ByType">Counts by the publisher's type, as named in the data.</param>
public sealed record ContextSummary(
    string From, string To, int Total, int Unlocated, int OutsideArea, string SourcePrecision, IReadOnlyList<string> MissingMonths,
    IReadOnlyList<ContextSquare> Squares, IReadOnlyDictionary<string, int> ByType);

/// <summary>A boundary of a set, with its code, names in both languages and vintage.</summary>
/// <param name="Code">Official code, for instance <c>W01000504</c>.</param>
/// <param name="NameEn">English name; null where the set has none.</param>
/// <param name="NameCy">Welsh name; null where the set has none.</param>
/// <param name="Set">Kind and vintage, for instance <c>LSOA21</c>.</param>
/// <param name="Shape">Polygon or MultiPolygon, EPSG:4326.</param>
public sealed record BoundaryView(string Code, string? NameEn, string? NameCy, string Set, AreaGeometry Shape);

/// <summary>The way between WGS84 and the British National Grid (EPSG:27700) that is in use.</summary>
/// <param name="Method">The method in words, for instance <c>OSTN15</c>.</param>
/// <param name="AccuracyMetres">Distance from the definition of the grid that no point in mid and west Wales exceeds, metres.</param>
/// <param name="Shifts">Shifts of the partnership's area with a margin; null where the way needs none.</param>
public sealed record GridView(string Method, double AccuracyMetres, GridShiftsView? Shifts);

/// <summary>Shifts from the ETRS89 grid to the National Grid at nodes 1 km apart; between four nodes they are bilinear.</summary>
/// <param name="West">Easting of the westernmost nodes on the ETRS89 grid, metres.</param>
/// <param name="South">Northing of the southernmost nodes on the ETRS89 grid, metres.</param>
/// <param name="Columns">Nodes from west to east.</param>
/// <param name="Rows">Nodes from south to north.</param>
/// <param name="EastMillimetres">To add to eastings, row by row from the south-west; null where a node is not known.</param>
/// <param name="NorthMillimetres">To add to northings, in the same order.</param>
public sealed record GridShiftsView(int West, int South, int Columns, int Rows, IReadOnlyList<int?> EastMillimetres, IReadOnlyList<int?> NorthMillimetres);

/// <summary>A layer of the partnership's own basemap.</summary>
/// <param name="Layer">Name, the last part of its address.</param>
/// <param name="Sha256">Digest of the layer in hex; changes when the layer does.</param>
/// <param name="Bytes">Size on the way, packed, in bytes.</param>
public sealed record BasemapLayerView(string Layer, string Sha256, int Bytes);
