using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>Which records an export takes: the filter of the incident search.</summary>
/// <param name="Bbox">West, south, east, north in degrees (EPSG:4326).</param>
/// <param name="PlaceId">Only incidents at this named place; for readers of exact locations.</param>
/// <param name="From">Only incidents that can have happened on or after this instant.</param>
/// <param name="To">Only incidents that can have happened before this instant.</param>
/// <param name="HarmTypes">Only incidents with any of these harm types.</param>
/// <param name="Agencies">Only incidents whose information came from any of these agencies.</param>
/// <param name="Status">Recorded (default) or withdrawn.</param>
/// <param name="Kind">Harm or hotspot report; both when left out.</param>
public sealed record ExportFilter(
    string? Bbox = null, Guid? PlaceId = null, DateTimeOffset? From = null, DateTimeOffset? To = null,
    IReadOnlyList<HarmType>? HarmTypes = null, IReadOnlyList<Agency>? Agencies = null, IncidentStatus? Status = null,
    IncidentKind? Kind = null);

/// <summary>A file to be made: what, for whom, what for.</summary>
/// <param name="Subject">Incidents or hotspots.</param>
/// <param name="Format">Format of the file.</param>
/// <param name="Recipient">The person who gets it, at most 200 characters.</param>
/// <param name="RecipientAgency">The agency that they work for.</param>
/// <param name="RecipientRole">Their role; the file holds no more than that role may see.</param>
/// <param name="Purpose">What they need it for.</param>
/// <param name="Language">Language of the file: <c>en</c> or <c>cy</c>.</param>
/// <param name="Filter">Which incidents; not for hotspots.</param>
/// <param name="AnalysisId">Which analysis; only for hotspots, the latest about harm when left out.</param>
/// <param name="Crs"><c>CRS84</c> or <c>EPSG:27700</c>, for files of map programs; left out, CRS84 in GeoJSON and EPSG:27700 in a GeoPackage.</param>
/// <param name="Promise">What the preview promised: where the records have changed since, no file is made. Not checked when left out.</param>
public sealed record NewExport(
    ExportSubject Subject, ExportFormat Format, string Recipient, Agency RecipientAgency, Role RecipientRole, Purpose Purpose,
    string Language, ExportFilter? Filter = null, Guid? AnalysisId = null, string? Crs = null, string? Promise = null);

/// <summary>What a file will hold, before it is made.</summary>
/// <param name="Rows">Rows of data, without marking and headings.</param>
/// <param name="Columns">Headings of the columns, in the language of the file.</param>
/// <param name="Suppressed">How many rows or fields are held back, by rule: keys of the section <c>export_suppressed</c>.</param>
/// <param name="Restricted">How many of the rows are restricted records.</param>
/// <param name="Agreement">Reference of the agreement under which it leaves; null for the own agency.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="Marking">The line that the file begins with; in a file of a map program, its metadata.</param>
/// <param name="Promise">Stands for exactly these rows; sent with the request, no file with others is made.</param>
/// <param name="Statement">What a reader of the coordinates must know; null in files without a geometry and in GeoJSON as its standard wants it.</param>
public sealed record ExportPreview(
    int Rows, IReadOnlyList<string> Columns, IReadOnlyDictionary<string, int> Suppressed, int Restricted, string? Agreement,
    string FileName, string Marking, string Promise, string? Statement);

/// <summary>An entry of the register of exports.</summary>
/// <param name="Id">The id that the client made.</param>
/// <param name="Subject">What it holds.</param>
/// <param name="Format">Format.</param>
/// <param name="Recipient">Who gets it.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Agreement">Reference of the agreement under which it left; null for the own agency and for the person themself.</param>
/// <param name="Rows">Rows of data.</param>
/// <param name="Suppressed">What was held back, by rule.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="FileSha256">SHA-256 of the file, in hex.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="ExpiresAt">Until when it can be fetched, once, by who asked for it; a fetch that broke off is taken up again until then.</param>
/// <param name="FetchedAt">When it was fetched; null while it was not.</param>
public sealed record ExportView(
    Guid Id, ExportSubject Subject, ExportFormat Format, string Recipient, Purpose Purpose, string? Agreement, int Rows,
    IReadOnlyDictionary<string, int> Suppressed, string FileName, string FileSha256, string RequestedBy, DateTimeOffset RequestedAt,
    DateTimeOffset ExpiresAt, DateTimeOffset? FetchedAt);
