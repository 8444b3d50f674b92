using Npgsql;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Database;

/// <summary>
/// Whether positions in a database were placed by OSTN15. The word lies in the database and travels with every copy of it, so that a program
/// whose data folder has lost the file refuses, where it would else go on a metre or two beside what is stored, without notice.
/// </summary>
internal static class GridMark
{
    private const string Ostn15 = "ostn15";

    /// <summary>Refuses a database of OSTN15 where its file is missing.</summary>
    /// <exception cref="DatabaseNotUsableException">It is.</exception>
    public static async Task GuardAsync(string connection, bool supplied, CancellationToken cancel)
    {
        if (supplied) return;
        await using var source = NpgsqlDataSource.Create(connection);
        // A database that was not yet brought to this version has no mark.
        await using (var there = source.CreateCommand(
            "select exists (select from information_schema.columns where table_schema = 'public' and table_name = 'environment' and column_name = 'grid')"))
            if (!(bool)(await there.ExecuteScalarAsync(cancel))!) return;
        await using var command = source.CreateCommand("select grid from environment");
        if (await command.ExecuteScalarAsync(cancel) as string == Ostn15)
            throw new DatabaseNotUsableException($"Positions in this database were placed by OSTN15, and {ShiftGridFile.FileName} is not in the data folder: put it back.");
    }

    /// <summary>Marks a database that is used with OSTN15; the program never takes the mark away.</summary>
    /// <returns>True when it was marked now, and held incidents that were placed another way.</returns>
    public static async Task<bool> KeepAsync(string ownerConnection, bool supplied, CancellationToken cancel)
    {
        if (!supplied) return false;
        await using var source = NpgsqlDataSource.Create(ownerConnection);
        await using var command = source.CreateCommand("update environment set grid = $1 where grid is null");
        command.Parameters.Add(new() { Value = Ostn15 });
        if (await command.ExecuteNonQueryAsync(cancel) == 0) return false;
        await using var held = source.CreateCommand("select exists (select from incident)");
        return (bool)(await held.ExecuteScalarAsync(cancel))!;
    }
}
