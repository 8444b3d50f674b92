using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Audit;

/// <summary>
/// What this request or job has touched. A handler adds the ids it changed or showed; the entry is written in the same
/// transaction, just before it commits, so there is never one without the other.
/// </summary>
public sealed class AuditTrail
{
    private const int LongestText = 200;

    /// <summary>SQL states of a server that stops or starts: then nothing at all can be reached, not only the audit.</summary>
    private const string ServerStops = "57P";

    private readonly List<Guid> subjects = [];
    private readonly SortedDictionary<string, string> detail = new(StringComparer.Ordinal);

    /// <summary>A record that was changed or shown.</summary>
    public void Subject(Guid id) => subjects.Add(id);

    /// <summary>The records of a list that was shown.</summary>
    public void Subjects(IEnumerable<Guid> ids) => subjects.AddRange(ids);

    /// <summary>A fact of the act; never a coordinate, narrative or token.</summary>
    public void Note(string name, object value) =>
        detail[name] = Clean(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "");

    /// <summary>Everything that was changed or shown so far.</summary>
    internal IReadOnlyCollection<Guid> Shown => subjects;

    internal void Clear()
    {
        subjects.Clear();
        detail.Clear();
    }

    /// <summary>Appends the entry to the partnership's chain inside the context's open transaction.</summary>
    /// <exception cref="AuditUnavailableException">The database refuses or cannot write the entry.</exception>
    internal async Task AppendAsync(
        SpacesContext context, ActorIdentity who, AuditAction action, string? problem, string address, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using var command = new NpgsqlCommand(
            "select append_audit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", connection);
        command.Parameters.Add(new() { Value = who.UserId == Guid.Empty ? DBNull.Value : who.UserId, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = Clean(who.UserName) });
        command.Parameters.Add(new() { Value = WireName.Of(who.Role) });
        command.Parameters.Add(new() { Value = WireName.Of(who.Agency) });
        command.Parameters.Add(new() { Value = WireName.Of(action) });
        command.Parameters.Add(new() { Value = problem is null ? "done" : "refused" });
        command.Parameters.Add(new() { Value = (object?)problem ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = subjects.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = Clean(address) });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(detail), NpgsqlDbType = NpgsqlDbType.Jsonb });
        try
        {
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException refused) when (!refused.SqlState.StartsWith(ServerStops, StringComparison.Ordinal))
        {
            // A statement that fails while the driver prepares it and is rolled back may leave the connection's prepared statements
            // in a wrong state, and the next act on it fails (Npgsql's issue 6391). None that is open now is used again.
            NpgsqlConnection.ClearPool(connection);
            throw new AuditUnavailableException(refused);
        }
    }

    // One event stays one event whatever somebody puts into a user name or header; NUL would be refused by PostgreSQL.
    private static string Clean(string text)
    {
        var cut = text.Length > LongestText ? text[..LongestText] + "…" : text;
        return string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c));
    }
}

/// <summary>The entry of an act cannot be written: a right is missing, the disk is full, a lock is not given up. The act must not happen.</summary>
public sealed class AuditUnavailableException(PostgresException refused) : Exception("The audit cannot be written.", refused)
{
    /// <summary>What the database said, as its five-character code.</summary>
    public string SqlState => refused.SqlState;
}
