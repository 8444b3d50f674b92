using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Npgsql;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>One cell of the matrix: a person at a door, on one kind of target.</summary>
internal sealed record Cell(PolicyRow Row, Person Person, string Target, IReadOnlyDictionary<string, string> Values, int Expected)
{
    public override string ToString() => $"{Row.Name} as {Person.Column} on {Target}";
}

/// <summary>
/// Every cell tried over HTTP: first all that must be refused, with the whole database compared before and after, then what may be
/// read, last what may be changed. Each cell has a target of its own.
/// </summary>
internal sealed partial class Walk
{
    private const int AtOnce = 6;

    /// <summary>Tables in which a refusal may leave a trace: that somebody tried, and that their session was used.</summary>
    private static readonly string[] Traces = ["audit_entry", "audit_head", "session", "migration_history", "spatial_ref_sys"];

    /// <summary>Cells and the status that came.</summary>
    public ConcurrentDictionary<Cell, int> Answered { get; } = new();

    /// <summary>Rows that a refused change left different, with the cell that did it where the row names its target.</summary>
    public List<string> ChangedByRefusals { get; private set; } = [];

    /// <summary>Cells whose answer is not what the table says.</summary>
    public List<string> Wrong =>
        [.. Answered.Where(cell => cell.Value != cell.Key.Expected)
            .Select(cell => $"{cell.Key}: {cell.Value} instead of {cell.Key.Expected}").Order(StringComparer.Ordinal)];

    public static async Task<Walk> OfAsync(MatrixWorld world, IEnumerable<PolicyRow> rows)
    {
        var walk = new Walk();
        List<Cell> cells = [.. rows.SelectMany(row => CellsOf(world, row))];
        await world.Rows.StoreAsync(world.ConnectionString);

        var before = await EverythingAsync(world.ConnectionString);
        List<Cell> refused = [.. cells.Where(cell => cell.Expected >= 400)];
        await walk.TryAsync(world, refused);
        walk.ChangedByRefusals = [.. (await EverythingAsync(world.ConnectionString)).Except(before).Select(row => Named(row, refused))];

        await walk.TryAsync(world, cells.Where(cell => cell.Expected < 400 && !cell.Row.Changes));
        await walk.TryAsync(world, cells.Where(cell => cell.Expected < 400 && cell.Row.Changes));
        return walk;
    }

    private static IEnumerable<Cell> CellsOf(MatrixWorld world, PolicyRow row) =>
        from person in world.People
        from target in world.Policy.TargetsOf(row)
        select new Cell(row, person, target, world.Things.Plant(row.Of, person, target), world.Policy.Expected(row, person.Column, target));

    private Task TryAsync(MatrixWorld world, IEnumerable<Cell> cells) =>
        Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (cell, cancel) =>
        {
            var recipe = Recipes.Of(cell.Row);
            var client = recipe.OwnSession && cell.Person.Column != Policy.Nobody ? await FreshAsync(world, cell.Person) : world.ClientOf(cell.Person);
            using var request = await RequestOfAsync(world, cell, recipe);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            Answered[cell] = (int)answer.StatusCode;
        });

    /// <summary>The request of a cell: its route with the target's values, and what the recipe adds.</summary>
    private static async Task<HttpRequestMessage> RequestOfAsync(MatrixWorld world, Cell cell, Recipe recipe)
    {
        var path = Parameter().Replace(cell.Row.Route, match => match.Value == "{documentName}" ? "v1" : cell.Values[match.Groups[1].Value]);
        var request = new HttpRequestMessage(new(cell.Row.Method), path + recipe.Query);
        if (recipe.Body is not null) request.Content = new StringContent(await recipe.Body(world, cell), Encoding.UTF8, recipe.MediaType);
        if (recipe.IfMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", await recipe.IfMatch(world, cell));
        return request;
    }

    private static async Task<HttpClient> FreshAsync(MatrixWorld world, Person person)
    {
        using var anyone = world.Anyone();
        using var signedIn = await anyone.PostAsJsonAsync(
            "/api/v1/access/sign-in", new { user = TestApi.UserName(person.Role, TestApi.Here), password = TestApi.Password });
        return world.NewClientOf(person, (string)(await signedIn.Content.ReadFromJsonAsync<JsonObject>())!["token"]!);
    }

    private static string Named(string row, List<Cell> cells) =>
        $"{cells.FirstOrDefault(cell => cell.Row.Changes && cell.Values.Values.Any(value => value.Length > 8 && row.Contains(value, StringComparison.Ordinal)))}"
        + $" left {row[..Math.Min(row.Length, 200)]}";

    /// <summary>Every row of every table but traces, as text, seen by the superuser.</summary>
    private static async Task<HashSet<string>> EverythingAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        HashSet<string> rows = [];
        foreach (var table in await ListAsync(connection, "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"))
            if (!Traces.Contains(table))
                rows.UnionWith(await ListAsync(connection, $"select '{table}: ' || t::text from {table} t"));
        return rows;
    }

    private static async Task<List<string>> ListAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> list = [];
        while (await reader.ReadAsync()) list.Add(reader.GetString(0));
        return list;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
