using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SpacesPlaces.Api.Disclosure;

namespace SpacesPlaces.Api.Reporting;

/// <summary>
/// Tables as files. Text stays text: what a spreadsheet program would take for a formula is marked as text in a workbook and gets an
/// apostrophe in a CSV file. Numbers stay numbers, negative ones too.
/// </summary>
internal static class ExportFiles
{
    private const uint TextStyle = 1;

    /// <summary>UTF-8 with a byte order mark: marking, headings, rows; lines end as RFC 4180 says.</summary>
    public static byte[] Csv(ExportTable table) => CsvText.File([[table.Marking], [.. table.Columns], .. table.Rows]);

    /// <summary>A workbook with one sheet and nothing beside it: no formula, comment, hidden row, column or sheet, no macro.</summary>
    public static byte[] Xlsx(ExportTable table, string title)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            document.PackageProperties.Title = title;
            document.PackageProperties.Subject = table.Marking;
            var workbook = document.AddWorkbookPart();
            var styles = workbook.AddNewPart<WorkbookStylesPart>();
            styles.Stylesheet = Styles();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            var data = new SheetData();
            Append([table.Marking]);
            Append([.. table.Columns]);
            foreach (var row in table.Rows) Append(row);
            sheet.Worksheet = new Worksheet(data);
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = "SpacesPlaces" }));

            void Append(IReadOnlyList<object?> cells) => data.AppendChild(new Row(cells.Select(XlsxCell)));
        }

        return file.ToArray();
    }

    private static Cell XlsxCell(object? cell)
    {
        if (cell is null) return new Cell();
        if (Number(cell) is { } number) return new Cell { DataType = CellValues.Number, CellValue = new CellValue(number) };
        var text = new Text(Writable((string)cell)) { Space = SpaceProcessingModeValues.Preserve };
        return new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(text), StyleIndex = TextStyle };
    }

    private static string? Number(object cell) => cell is double number ? number.ToString("R", CultureInfo.InvariantCulture) : null;

    // XML has no way to write most control characters.
    private static string Writable(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t') ? '\uFFFD' : c));

    // The second format is text whatever it begins with, and stays so when somebody edits the cell.
    private static Stylesheet Styles() => new(
        new Fonts(new Font()), new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()), new CellStyleFormats(new CellFormat()),
        new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 49, QuotePrefix = true, ApplyNumberFormat = true }));
}
