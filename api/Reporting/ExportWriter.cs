using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Reporting;

/// <summary>What a file says of itself.</summary>
/// <param name="Subject">What it holds.</param>
/// <param name="Format">Its format.</param>
/// <param name="Name">Its name.</param>
/// <param name="Marking">How to handle it, for whom it is, until when.</param>
/// <param name="Tongue">Its language.</param>
/// <param name="Ground">In which coordinates places are given; only formats of map programs use it.</param>
internal sealed record ExportHead(ExportSubject Subject, ExportFormat Format, string Name, string Marking, Tongue Tongue, ExportGround Ground)
{
    public IReadOnlyList<ExportColumn> Columns { get; } = ExportColumns.For(Subject, Format);

    /// <summary>Name of the layer in files that have layers.</summary>
    public string Layer => WireName.Of(Subject);
}

/// <summary>
/// Writes views as a file of one format, one after the other: whatever the number of rows, no more than one of them is held. Text stays
/// text: what a spreadsheet program would take for a formula is marked as text in a workbook and gets an apostrophe in a CSV file. Numbers
/// stay numbers, negative ones too.
/// </summary>
internal abstract class ExportWriter : IAsyncDisposable
{
    /// <summary>A writer of that format.</summary>
    /// <param name="head">What the file says of itself.</param>
    /// <param name="file">Where the file goes; it is written once, from its beginning to its end.</param>
    /// <param name="grid">The transform in use.</param>
    public static ExportWriter To(ExportHead head, Stream file, IGridTransform grid) => head.Format switch
    {
        ExportFormat.Csv => new CsvFile(head, file),
        ExportFormat.Xlsx => new WorkbookFile(head, file),
        ExportFormat.Json => new JsonFile(head, file),
        ExportFormat.Geojson => new GeoJsonFile(head, file, grid),
        ExportFormat.Gpkg => new GeoPackageFile(head, file, grid),
        _ => throw new ArgumentOutOfRangeException(nameof(head), head.Format, "Files of records have no such format."),
    };

    /// <summary>Media type of files of a format.</summary>
    public static string MediaTypeOf(ExportFormat format) => format switch
    {
        ExportFormat.Csv => "text/csv; charset=utf-8",
        ExportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ExportFormat.Html => "text/html; charset=utf-8",
        ExportFormat.Pdf => "application/pdf",
        ExportFormat.Geojson => "application/geo+json",
        ExportFormat.Gpkg => "application/geopackage+sqlite3",
        _ => "application/json",
    };

    /// <summary>Writes a row.</summary>
    /// <param name="view">An <see cref="IncidentView"/> or a <see cref="HotspotView"/>, as the subject says.</param>
    public abstract void Write(object view);

    /// <summary>Ends the file.</summary>
    /// <param name="stored">Called while a long end is written, so that what is written can be put away.</param>
    /// <param name="cancel">Stops it; the file is not whole then.</param>
    public abstract Task EndAsync(Func<Task> stored, CancellationToken cancel);

    public abstract ValueTask DisposeAsync();
}
