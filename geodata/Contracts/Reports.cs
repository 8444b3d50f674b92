using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>The report of an assessment, for somebody.</summary>
/// <param name="Format">A page to print (<c>html</c>) or a sheet (<c>pdf</c>); both hold both languages.</param>
/// <param name="Recipient">The person who gets it, at most 200 characters.</param>
/// <param name="RecipientAgency">The agency that they work for.</param>
/// <param name="RecipientRole">Their role; the report holds no more than that role may see.</param>
/// <param name="Purpose">What they need it for.</param>
/// <param name="Language">The language that comes first: <c>en</c> or <c>cy</c>.</param>
public sealed record NewReport(ExportFormat Format, string Recipient, Agency RecipientAgency, Role RecipientRole, Purpose Purpose, string Language);

/// <summary>What a report will hold, before it is made.</summary>
/// <param name="Parts">Parts that it holds, in their order.</param>
/// <param name="Suppressed">How many parts and figures are held back, by rule: keys of the section <c>export_suppressed</c>.</param>
/// <param name="PdfPossible">True when sheets can be made here; a page can always be.</param>
/// <param name="Agreement">Reference of the agreement under which it leaves; null for the own agency.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="Marking">The line that stands on every sheet.</param>
public sealed record ReportPreview(
    IReadOnlyList<ReportPart> Parts, IReadOnlyDictionary<string, int> Suppressed, bool PdfPossible, string? Agreement, string FileName, string Marking);
