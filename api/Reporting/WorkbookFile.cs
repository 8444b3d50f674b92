using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SpacesPlaces.Api.Reporting;

/// <summary>
/// A workbook with one sheet and nothing beside it: no formula, comment, hidden row, column or sheet, no macro. The elements are those of
/// the Open XML SDK; the package around them is put together here, because the SDK's own is held in memory whole.
/// </summary>
internal sealed class WorkbookFile : ExportWriter
{
    private const uint TextStyle = 1;
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly ExportHead head;
    private readonly ZipArchive package;
    private readonly Stream part;
    private readonly OpenXmlWriter sheet;

    public WorkbookFile(ExportHead head, Stream file)
    {
        this.head = head;
        package = new(file, ZipArchiveMode.Create, leaveOpen: true);
        Put("[Content_Types].xml",
            """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
            """);
        Put("_rels/.rels",
            $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relationships}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
            """);
        Put("xl/_rels/workbook.xml.rels",
            $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relationships}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relationships}/styles" Target="styles.xml"/></Relationships>
            """);
        Put("docProps/core.xml",
            $"""
            <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{Escaped(head.Name)}</dc:title><dc:subject>{Escaped(head.Marking)}</dc:subject></cp:coreProperties>
            """);
        Put("xl/workbook.xml", new Workbook(new Sheets(new Sheet { Id = "rId1", SheetId = 1, Name = "SpacesPlaces" })));
        Put("xl/styles.xml", Styles());
        part = package.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
        sheet = OpenXmlWriter.Create(part, Encoding.UTF8);
        sheet.WriteStartDocument(standalone: true);
        sheet.WriteStartElement(new Worksheet());
        sheet.WriteStartElement(new SheetData());
        Append([head.Marking]);
        Append(head.Columns.Select(column => column.Heading(head.Tongue)));
    }

    public override void Write(object view) => Append(head.Columns.Select(column => column.Cell(view, head.Tongue)));

    public override Task EndAsync(Func<Task> stored, CancellationToken cancel)
    {
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.Close();
        part.Dispose();
        package.Dispose();
        return stored();
    }

    // A workbook that was not ended is of no use to anybody: what is open goes with it.
    public override ValueTask DisposeAsync()
    {
        sheet.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Append(IEnumerable<object?> cells) => sheet.WriteElement(new Row(cells.Select(XlsxCell)));

    private void Put(string name, string text)
    {
        using var writer = new StreamWriter(package.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write("""<?xml version="1.0" encoding="utf-8" standalone="yes"?>""");
        writer.Write(text);
    }

    private void Put(string name, OpenXmlElement root)
    {
        using var stream = package.CreateEntry(name).Open();
        using var writer = OpenXmlWriter.Create(stream, Encoding.UTF8);
        writer.WriteStartDocument(standalone: true);
        writer.WriteElement(root);
    }

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(Writable(text));

    private static Cell XlsxCell(object? cell)
    {
        if (cell is null) return new Cell();
        if (cell is double number) return new Cell { DataType = CellValues.Number, CellValue = new CellValue(number.ToString("R", CultureInfo.InvariantCulture)) };
        var text = new Text(Writable((string)cell)) { Space = SpaceProcessingModeValues.Preserve };
        return new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(text), StyleIndex = TextStyle };
    }

    // XML has no way to write most control characters.
    private static string Writable(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t') ? '\uFFFD' : c));

    // The second format is text whatever it begins with, and stays so when somebody edits the cell.
    private static Stylesheet Styles() => new(
        new Fonts(new Font()), new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()), new CellStyleFormats(new CellFormat()),
        new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 49, QuotePrefix = true, ApplyNumberFormat = true }));
}
