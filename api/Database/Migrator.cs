using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SpacesPlaces.Api.Database;

/// <summary>The database cannot be used as it is; the message is one clear line for the operator.</summary>
public sealed class DatabaseNotUsableException(string message) : Exception(message);

/// <summary>Brings the schema to this program's version, as the role that owns it, and gives the API's role its password.</summary>
public static class Migrator
{
    /// <summary>The role that the API connects as. It owns nothing.</summary>
    public const string ApiRole = RowSecurity.ApiRole;

    /// <summary>Makes sure that the database has PostGIS and pgRouting, creating the extensions where the owner may.</summary>
    /// <exception cref="DatabaseNotUsableException">It has not, and says what to do.</exception>
    public static async Task PreparePostGisAsync(string ownerConnection, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(ownerConnection);
        await PrepareAsync(source, "postgis", "PostGIS", "postgis-3", cancel);
        await PrepareAsync(source, "pgrouting", "pgRouting", "pgrouting", cancel);
    }

    private static async Task PrepareAsync(NpgsqlDataSource source, string extension, string name, string package, CancellationToken cancel)
    {
        await using var look = source.CreateCommand(
            """
            select exists (select from pg_extension where extname = $1),
                   exists (select from pg_available_extensions where name = $1),
                   current_database(), current_setting('server_version_num')::int / 10000
            """);
        look.Parameters.Add(new() { Value = extension });
        await using var reader = await look.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var (installed, available, database, major) = (reader.GetBoolean(0), reader.GetBoolean(1), reader.GetString(2), reader.GetInt32(3));
        await reader.DisposeAsync();
        if (major < PostgresPrograms.OldestMajor)
            throw new DatabaseNotUsableException($"The server is PostgreSQL {major}; SpacesPlaces needs {PostgresPrograms.OldestMajor} or later.");
        if (installed) return;
        if (!available)
            throw new DatabaseNotUsableException(
                $"The server has no {name}. On Debian or Ubuntu, on the server's machine: apt-get install postgresql-{major}-{package}.");
        try
        {
            await using var create = source.CreateCommand($"create extension {extension}");
            await create.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new DatabaseNotUsableException(
                $"The database {database} has no {name} and its owner may not create it. As a superuser, in that database: CREATE EXTENSION {extension};");
        }
    }

    /// <summary>Brings the schema to this program's version.</summary>
    /// <param name="ownerConnection">The role that owns the tables.</param>
    /// <param name="apiPassword">Password for <see cref="ApiRole"/>; null leaves the role as it is.</param>
    /// <param name="cancel">Stops the wait.</param>
    public static async Task MigrateAsync(string ownerConnection, string? apiPassword, CancellationToken cancel)
    {
        await using var source = DatabaseSetup.BuildDataSource(ownerConnection);
        var options = new DbContextOptionsBuilder<SpacesContext>();
        DatabaseSetup.Configure(options, source);
        await using var context = new SpacesContext(options.Options);
        await RefuseForeignSchemaAsync(context, source, cancel);
        // EF Core holds a lock on its history table meanwhile: of two programs that start at once, one migrates and one waits.
        await context.Database.MigrateAsync(cancel);
        await RefuseInvalidIndexesAsync(source, cancel);
        await using (var grant = source.CreateCommand($"grant select on migration_history to {ApiRole}"))
            await grant.ExecuteNonQueryAsync(cancel);
        if (apiPassword is not null) await SetApiPasswordAsync(source, apiPassword, cancel);
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
        await reader.DisposeAsync();
        await RefuseOtherVersionAsync(source, cancel);
    }

    private static async Task RefuseOtherVersionAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        var options = new DbContextOptionsBuilder<SpacesContext>();
        DatabaseSetup.Configure(options, source);
        await using var context = new SpacesContext(options.Options);
        var known = context.Database.GetMigrations().ToHashSet();
        await using var command = source.CreateCommand("""select "MigrationId" from migration_history""");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        List<string> applied = [];
        while (await reader.ReadAsync(cancel)) applied.Add(reader.GetString(0));
        if (applied.Exists(migration => !known.Contains(migration)))
            throw new DatabaseNotUsableException("The database was made by a later version of SpacesPlaces: install that version.");
        if (applied.Count < known.Count)
            throw new DatabaseNotUsableException("The database is of an earlier version of SpacesPlaces: run the command 'migrate' first.");
    }

    // Somebody else's database is left alone, and a later version's is not taken back.
    private static async Task RefuseForeignSchemaAsync(SpacesContext context, NpgsqlDataSource source, CancellationToken cancel)
    {
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        if (applied.Except(context.Database.GetMigrations()).Any())
            throw new DatabaseNotUsableException("The database was made by a later version of SpacesPlaces: install that version.");
        if (applied.Count > 0) return;
        await using var command = source.CreateCommand(
            """
            select current_database(), string_agg(relname, ', ' order by relname) from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and relname <> 'migration_history'
                and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
            """);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        if (!await reader.IsDBNullAsync(1, cancel))
            throw new DatabaseNotUsableException(
                $"The database {reader.GetString(0)} holds tables that are not of SpacesPlaces ({reader.GetString(1)}): give it an empty database.");
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
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var alter = source.CreateCommand(statement);
                await alter.ExecuteNonQueryAsync(cancel);
                return;
            }
            // Roles belong to the whole server: another database of it may be migrated at the same moment, and no lock is shared.
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.InternalError && attempt < 10)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt), cancel);
            }
        }
    }
}
