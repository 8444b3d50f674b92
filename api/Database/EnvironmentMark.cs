using Npgsql;

namespace SpacesPlaces.Api.Database;

/// <summary>
/// What a database is: production, demonstration or test. The word lies in the database itself and travels with every copy of it, so
/// that a program started for something else refuses before it changes or shows anything.
/// </summary>
internal static class EnvironmentMark
{
    /// <summary>What the program is started for; left out, it takes the database as what it is.</summary>
    public const string Variable = "SPACESPLACES_ENVIRONMENT";

    public const string Production = "production";
    public const string Demonstration = "demonstration";
    private const string Test = "test";

    // A build for developers is never for production, whatever it finds.
#if DEBUG
    private const bool ForDevelopers = true;
#else
    private const bool ForDevelopers = false;
#endif

    /// <summary>What an unmarked database becomes with its first partnership.</summary>
    public static string Kind(bool demonstration) => Asked() ?? (demonstration ? Demonstration : ForDevelopers ? Test : Production);

    /// <summary>Refuses a database that is of something else than this program was started for.</summary>
    /// <exception cref="DatabaseNotUsableException">It is.</exception>
    public static async Task GuardAsync(string connection, CancellationToken cancel)
    {
        var asked = Asked();
        var mark = await ReadAsync(connection, cancel);
        if (mark is null) return;
        if (asked is not null && asked != mark)
            throw new DatabaseNotUsableException($"The database is of {mark}, and {Variable} says {asked}: this program does not touch it.");
        if (asked is null && ForDevelopers && mark == Production)
            throw new DatabaseNotUsableException("The database is of production, and this program is a build for developers: it does not touch it.");
    }

    /// <summary>Writes the word into a database that has none; it is never changed by the program.</summary>
    public static async Task KeepAsync(string ownerConnection, string kind, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(ownerConnection);
        await using var command = source.CreateCommand("insert into environment (kind) values ($1) on conflict do nothing");
        command.Parameters.Add(new() { Value = kind });
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<string?> ReadAsync(string connection, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using (var there = source.CreateCommand("select to_regclass('public.environment') is not null"))
            if (!(bool)(await there.ExecuteScalarAsync(cancel))!) return null;
        await using var command = source.CreateCommand("select kind from environment");
        return (string?)await command.ExecuteScalarAsync(cancel);
    }

    private static string? Asked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } asked) return null;
        return asked is Production or Demonstration or Test
            ? asked
            : throw new DatabaseNotUsableException($"{Variable} must be {Production}, {Demonstration} or {Test}.");
    }
}
