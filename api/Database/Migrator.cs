using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SpacesPlaces.Api.Database;

/// <summary>The database cannot be used as it is; the message is one clear line for the operator.</summary>
public sealed class DatabaseNotUsableException(string message) : Exception(message);

/// <summary>Brings the schema to this program's version, as the role that owns it, and gives the API's role its password.</summary>
public static class Migrator
{
    public static async Task MigrateAsync(string ownerConnection, string apiPassword, CancellationToken cancel)
    {
        await using var source = DatabaseSetup.BuildDataSource(ownerConnection);
        var options = new DbContextOptionsBuilder<SpacesContext>();
        DatabaseSetup.Configure(options, source);
        await using var context = new SpacesContext(options.Options);
        // EF Core holds a lock on its history table meanwhile: of two programs that start at once, one migrates and one waits.
        await context.Database.MigrateAsync(cancel);
        await RefuseInvalidIndexesAsync(source, cancel);
        await SetApiPasswordAsync(source, apiPassword, cancel);
    }

    /// <summary>The same server and database as the role that owns nothing.</summary>
    public static string ApiConnection(string ownerConnection, string apiPassword) => new NpgsqlConnectionStringBuilder(ownerConnection)
    {
        Username = RowSecurity.ApiRole,
        Password = apiPassword,
    }.ConnectionString;

    /// <summary>
    /// Refuses to serve as a role that could see past row-level security, or on a database without this program's schema.
    /// </summary>
    public static async Task VerifyApiRoleAsync(string apiConnection, CancellationToken cancel)
    {
        await using var source = DatabaseSetup.BuildDataSource(apiConnection);
        await using var command = source.CreateCommand(NamedSql.Read("api_role_powers"));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        if (reader.GetBoolean(0))
            throw new DatabaseNotUsableException("The API's database role is a superuser or may bypass row-level security; it must be neither.");
        if (reader.GetBoolean(1)) throw new DatabaseNotUsableException("The API's database role owns tables; it must own nothing.");
        if (!reader.GetBoolean(2)) throw new DatabaseNotUsableException("The database has no SpacesPlaces schema: run the command 'migrate' first.");
    }

    // CREATE INDEX IF NOT EXISTS hides an index that a broken build left invalid.
    private static async Task RefuseInvalidIndexesAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(
            "select string_agg(indexrelid::regclass::text, ', ') from pg_index where not indisvalid");
        if (await command.ExecuteScalarAsync(cancel) is string invalid)
            throw new DatabaseNotUsableException($"The database has invalid indexes: {invalid}. Drop them and migrate again.");
    }

    private static async Task SetApiPasswordAsync(NpgsqlDataSource source, string password, CancellationToken cancel)
    {
        // ALTER ROLE takes no parameters; format() quotes.
        await using var text = source.CreateCommand("select format('alter role %I login password %L', $1::text, $2::text)");
        text.Parameters.Add(new() { Value = RowSecurity.ApiRole });
        text.Parameters.Add(new() { Value = password });
        var statement = (string)(await text.ExecuteScalarAsync(cancel))!;
        await using var alter = source.CreateCommand(statement);
        await alter.ExecuteNonQueryAsync(cancel);
    }
}
