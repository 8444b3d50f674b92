using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>A command that the program sent, with its values, to be sent again.</summary>
public sealed record AskedQuery(string Sql, IReadOnlyList<NpgsqlParameter> Parameters);

/// <summary>
/// Listens to what the program asks of a table, and lets the database explain each plan on the spot: in the same transaction,
/// with the same role, actor and values. Used by tests and by the bench.
/// </summary>
public sealed class AskedQueries(string table, bool explain) : DbCommandInterceptor
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<AskedQuery> queries = new();
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> plans = new();

    public IReadOnlyCollection<AskedQuery> Queries => queries;

    /// <summary>Plans as the database prints them, each after its query.</summary>
    public IReadOnlyCollection<string> Plans => plans;

    public void Clear()
    {
        queries.Clear();
        plans.Clear();
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.Contains($"FROM {table} AS", StringComparison.Ordinal))
        {
            queries.Enqueue(new(command.CommandText, [.. command.Parameters.Cast<NpgsqlParameter>().Select(parameter => parameter.Clone())]));
            if (explain) plans.Enqueue(await ExplainAsync((NpgsqlCommand)command, cancellationToken));
        }

        return result;
    }

    private static async Task<string> ExplainAsync(NpgsqlCommand command, CancellationToken cancel)
    {
        await using var question = new NpgsqlCommand("explain " + command.CommandText, command.Connection, command.Transaction);
        foreach (NpgsqlParameter parameter in command.Parameters) question.Parameters.Add(parameter.Clone());
        await using var reader = await question.ExecuteReaderAsync(cancel);
        List<string> lines = [command.CommandText];
        while (await reader.ReadAsync(cancel)) lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
