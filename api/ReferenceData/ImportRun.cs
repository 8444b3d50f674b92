using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>One act of importing, inside a transaction that somebody else opened and will commit.</summary>
/// <param name="Id">Id of the import; the job's id where a job makes it.</param>
/// <param name="PartnershipId">Whose data it becomes.</param>
/// <param name="ImportedBy">Account; empty for the operator.</param>
/// <param name="Sha256">Digest of the source.</param>
/// <param name="At">When.</param>
/// <param name="Context">The context with the open transaction, in which the partnership acts.</param>
/// <param name="Grid">The transform in use between EPSG:4326 and EPSG:27700.</param>
/// <param name="Report">Tells how far the work is: share done (0 to 1) and a key of the section <c>job_step</c>.</param>
internal sealed record ImportRun(
    Guid Id, Guid PartnershipId, Guid ImportedBy, byte[] Sha256, DateTimeOffset At, SpacesContext Context, IGridTransform Grid,
    Action<double, string> Report)
{
    public NpgsqlConnection Connection => (NpgsqlConnection)Context.Database.GetDbConnection();

    /// <summary>Imports of one partnership come one after another: each compares itself with what is held.</summary>
    public async Task WaitForTurnAsync(CancellationToken cancel)
    {
        Context.Database.SetCommandTimeout(0);
        await using var turn = Command("select pg_advisory_xact_lock(hashtext('import'), hashtext($1::text))", PartnershipId);
        await turn.ExecuteNonQueryAsync(cancel);
    }

    public NpgsqlCommand Command(string sql, params object[] values)
    {
        // A large import takes as long as it takes; whoever asked for it can stop it.
        var command = new NpgsqlCommand(sql, Connection) { CommandTimeout = 0 };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    public Import NewImport(string kind, string fileName, string publisher, ImportNotices notices) => new()
    {
        PartnershipId = PartnershipId,
        Id = Id,
        Kind = kind,
        FileName = fileName,
        FileSha256 = Sha256,
        Publisher = publisher,
        Licence = "OGL-UK-3.0",
        ImportedBy = ImportedBy,
        ImportedAt = At,
        Notices = notices.ToJson(),
    };
}

/// <summary>What a reader of the imported data must know. Of each kind the first hundred are told one by one, the rest as a number.</summary>
internal sealed class ImportNotices
{
    private const int MostOfAKind = 100;
    private readonly List<ImportNotice> notices = [];
    private readonly Dictionary<string, int> counts = [];

    public void Add(string code, params (string Name, object Value)[] values)
    {
        // Rejected rows are one kind, whatever the reason.
        var kind = code.StartsWith("row_rejected_", StringComparison.Ordinal) ? "row_rejected" : code;
        counts[kind] = counts.GetValueOrDefault(kind) + 1;
        if (counts[kind] <= MostOfAKind) notices.Add(new(code, Refusal.Of(ProblemCodes.Unexpected, null, values).Values!));
    }

    public string ToJson()
    {
        var more = counts.Where(kind => kind.Value > MostOfAKind)
            .Select(kind => new ImportNotice($"{kind.Key}_more", new Dictionary<string, string>
            {
                ["count"] = (kind.Value - MostOfAKind).ToString(System.Globalization.CultureInfo.InvariantCulture),
            }));
        return System.Text.Json.JsonSerializer.Serialize<IEnumerable<ImportNotice>>([.. notices, .. more], WireJson.Options);
    }
}
