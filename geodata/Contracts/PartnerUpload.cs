using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>A partner's sessions as a file of comma-separated values, one row each under a row of headings.</summary>
/// <param name="File">The file's bytes, at most 5 MB: UTF-8 or Windows-1252, separated by comma, semicolon or tab.</param>
/// <param name="Partner">Whose sessions they are, where a row does not say otherwise.</param>
/// <param name="TextLanguage">Language of the notes: <c>en</c> or <c>cy</c>.</param>
/// <param name="Columns">What each column holds, in the file's order, null for one to be left out; guessed from the headings when left out.</param>
public sealed record PartnerUpload(byte[] File, Agency Partner, string TextLanguage, IReadOnlyList<SessionColumn?>? Columns = null);

/// <summary>How a partner's file is understood. Nothing of it is stored.</summary>
/// <param name="Encoding"><c>utf-8</c>, <c>utf-16</c> or <c>windows-1252</c>.</param>
/// <param name="Headings">Its headings.</param>
/// <param name="Columns">What each column is taken for; null for one that is left out.</param>
/// <param name="Missing">What no column holds and every session needs; while there is any, rows are not judged.</param>
/// <param name="Counts">How many rows of each kind.</param>
/// <param name="Rows">Every row.</param>
public sealed record PartnerPreview(
    string Encoding, IReadOnlyList<string> Headings, IReadOnlyList<SessionColumn?> Columns, IReadOnlyList<SessionColumn> Missing,
    PartnerCounts Counts, IReadOnlyList<PartnerRow> Rows);

/// <summary>How many rows of each kind a partner's file has.</summary>
/// <param name="New">Sessions that are not here yet.</param>
/// <param name="Stored">Sessions that are here already.</param>
/// <param name="Double">Rows that say word for word what one above says.</param>
/// <param name="Refused">Rows that cannot be taken in.</param>
public sealed record PartnerCounts(int New, int Stored, int Double, int Refused);

/// <summary>A row of a partner's file.</summary>
/// <param name="Row">Its number, as a spreadsheet counts: the headings are row 1.</param>
/// <param name="State">What becomes of it.</param>
/// <param name="Session">How it was understood; null for a refused one.</param>
/// <param name="Problems">Why it is refused, in the reader's language.</param>
public sealed record PartnerRow(int Row, PartnerRowState State, PartnerSession? Session, IReadOnlyList<PartnerProblem> Problems);

/// <summary>A session as a row tells it.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="GridReference">Where, as a reference of the National Grid as exact as the row.</param>
/// <param name="Place">The named place that was meant; null where the row names none.</param>
/// <param name="Staff">How many workers.</param>
/// <param name="SpokenTo">Young people spoken to.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Partner">Whose session it was.</param>
/// <param name="NoConcern">True when the row says that nothing worried anybody.</param>
/// <param name="Notes">What was written.</param>
public sealed record PartnerSession(
    DateTimeOffset StartedAt, DateTimeOffset EndedAt, string GridReference, string? Place, int Staff, int SpokenTo, OutreachKind Kind, Agency Partner,
    bool NoConcern, string? Notes);

/// <summary>A reason why a row is refused.</summary>
/// <param name="Column">The heading of the column that it concerns; null where it concerns the row.</param>
/// <param name="Code">Code of the problem.</param>
/// <param name="Message">The reason, in the reader's language.</param>
public sealed record PartnerProblem(string? Column, string Code, string Message);

/// <summary>What was taken in.</summary>
/// <param name="UploadId">The upload, as the sessions and the audit name it.</param>
/// <param name="FileSha256">SHA-256 of the file, in hex.</param>
/// <param name="Counts">How many rows of each kind; <c>new</c> are those stored now.</param>
public sealed record PartnerTaken(Guid UploadId, string FileSha256, PartnerCounts Counts);
