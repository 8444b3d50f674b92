using System.Text;
using System.Text.Json.Nodes;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>The policy table as a page for people: rooms, doors with their sentences, rules in words.</summary>
internal static class MatrixPage
{
    /// <summary>Where the page lies in the repository.</summary>
    public const string Path = "docs/data-protection/matrix.md";

    /// <param name="policy">The table.</param>
    /// <param name="openApi">The API's own description, which holds each door's sentence.</param>
    public static string Of(Policy policy, JsonNode openApi)
    {
        var page = new StringBuilder(
            """
            # Who may do what

            Made from `api/Access/policy.txt` by `./test --update-matrix`. The tests try every cell of it over HTTP against the running
            program (`PolicyMatrixTests`), and search every answer for hidden strings that its reader may not know. A door that is not in
            the table fails the build.

            ## The rules


            """);
        Line(page, "Rule", "What it says");
        Line(page, "---", "---");
        foreach (var (word, sentence) in policy.Rules) Line(page, $"**{Spaced(word)}**", sentence);

        page.Append("\nWhat is answered, for each thing that a door can be tried on, seen from the person who asks:\n\n");
        Line(page, ["Tried on", .. policy.Rules.Select(rule => Spaced(rule.Word))]);
        Line(page, ["---", .. policy.Rules.Select(_ => "---")]);
        foreach (var (target, sentence) in policy.Targets)
            Line(page, [sentence, .. policy.Rules.Select(rule => Said(policy.Outcome(rule.Word, target)))]);
        page.Append("\nWhat a person may not see does not exist for them: it is answered like an id that nobody has used.\n");

        foreach (var room in policy.Rows.GroupBy(row => row.Room))
        {
            page.Append("\n## ").Append(room.Key).Append("\n\n");
            Line(page, ["Door", .. policy.Columns.Select(Person)]);
            Line(page, ["---", .. policy.Columns.Select(_ => "---")]);
            foreach (var row in room)
                Line(page, [$"{SentenceOf(row, openApi)}<br>`{row.Name}`", .. policy.Columns.Select(column => Rule(row.Cells[column]))]);
        }

        page.Append("\n## What an answer about an incident holds\n\n");
        var readers = policy.Columns.Where(column => policy.Fields.Values.Any(field => field[column] != "-")).ToList();
        Line(page, ["Field", .. readers.Select(Person)]);
        Line(page, ["---", .. readers.Select(_ => "---")]);
        foreach (var (field, cells) in policy.Fields) Line(page, [$"`{field}`", .. readers.Select(column => Spaced(cells[column]))]);
        page.Append("\nWhere the precision is a grid square, the point is the middle of its 1 km square and the times are whole days.\n");
        return page.ToString();
    }

    private static string SentenceOf(PolicyRow row, JsonNode openApi)
    {
        if (row.Sentence.Length > 0) return row.Sentence;
        // The document writes a group's own route with its closing slash.
        var described = openApi["paths"]![row.Route] ?? openApi["paths"]![row.Route + "/"];
        return (string?)described?[row.Method.ToLowerInvariant()]?["summary"]
            ?? throw new InvalidOperationException($"{row.Name} has no summary in api/openapi.json: ./test --update-openapi, or write a sentence behind # in its row.");
    }

    private static string Person(string column) => column == Policy.Nobody ? "Nobody signed in" : Texts.Get(Tongue.En, $"role.{column}");

    private static string Rule(string cell) => string.Join(
        "; ", cell.Split(',').Select((part, i) => i == 0 ? Spaced(part) : $"{Spaced(part.Split('=')[0])}: {Said(part.Split('=')[1])}"));

    private static string Said(string outcome) => outcome switch
    {
        "ok" => "done",
        "ended" => "as the door says",
        "401" => "sign in first",
        "403" => "refused",
        "404" => "not found",
        "409" => "refused: taken or over",
        _ => outcome,
    };

    private static string Spaced(string word) => word.Replace('_', ' ');

    private static void Line(StringBuilder page, params IEnumerable<string> cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
