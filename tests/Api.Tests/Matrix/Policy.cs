using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>One door: a method of a route, and for each column the rule that holds there.</summary>
/// <param name="Room">Room under which it is printed.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Route">Route without constraints, for instance <c>/api/v1/incidents/{id}</c>.</param>
/// <param name="Of">What it acts on.</param>
/// <param name="Ok">Status when it is done.</param>
/// <param name="Ended">Status for a target that is over.</param>
/// <param name="Cells">Column to rule, with exceptions behind commas.</param>
/// <param name="Sentence">What it is, where the API's own description does not say it.</param>
internal sealed record PolicyRow(
    string Room, string Method, string Route, string Of, int Ok, int? Ended, IReadOnlyDictionary<string, string> Cells, string Sentence)
{
    public string Name => $"{Method} {Route}";

    public bool Changes => Method is not "GET";
}

/// <summary>The readable table of who may do what, as it stands beside the program's own rules.</summary>
internal sealed class Policy
{
    public const string Nobody = "nobody";

    /// <summary>Where the table lies in the repository.</summary>
    public const string Path = "api/Access/policy.txt";

    private readonly Dictionary<string, Dictionary<string, string>> rules = [];

    public List<PolicyRow> Rows { get; } = [];

    /// <summary>Words of the legend with their sentences, in the order of the file.</summary>
    public List<(string Word, string Sentence)> Targets { get; } = [];
    public List<(string Word, string Sentence)> Rules { get; } = [];

    /// <summary>Fields of an incident, each with what every column receives.</summary>
    public Dictionary<string, IReadOnlyDictionary<string, string>> Fields { get; } = [];

    /// <summary>The targets that exist of each kind of thing.</summary>
    public Dictionary<string, string[]> Things { get; } = [];

    public List<string> Columns { get; } = [];

    public static Policy Read() => Parse(File.ReadAllLines(System.IO.Path.Combine(HouseRulesTests.Repository(), Path)));

    public static Policy Parse(IEnumerable<string> lines)
    {
        var policy = new Policy();
        var room = "";
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            var (text, sentence) = line.Split('#', 2) is [var before, var after] ? (before, after.Trim()) : (line, "");
            var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words[0])
            {
                case "room": room = string.Join(' ', words[1..]); break;
                case "target": policy.Targets.Add((words[1], sentence)); break;
                case "thing": policy.Things.Add(words[1], words[2..]); break;
                case "METHOD": policy.Columns.AddRange(words[5..]); break;
                case "rule":
                    policy.Rules.Add((words[1], sentence));
                    policy.rules.Add(words[1], words[2..].Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]));
                    break;
                case "field": policy.Fields.Add(words[1], policy.CellsOf(words[1], words[2..])); break;
                default: policy.Rows.Add(policy.Row(room, words, sentence)); break;
            }
        }

        return policy;
    }

    /// <summary>What a rule answers for a target: ok, ended or a status.</summary>
    public string Outcome(string rule, string target) => rules[rule].GetValueOrDefault(target) ?? rules[rule]["else"];

    /// <summary>The targets on which a door is tried.</summary>
    public string[] TargetsOf(PolicyRow row) => Things[row.Of] is { Length: > 0 } targets ? targets : ["-"];

    /// <summary>The status that the table wants for a cell.</summary>
    public int Expected(PolicyRow row, string column, string target)
    {
        var parts = row.Cells[column].Split(',');
        var outcomes = parts[1..].Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var outcome = outcomes.GetValueOrDefault(target) ?? Outcome(parts[0], target);
        return outcome switch
        {
            "ok" => row.Ok,
            "ended" => row.Ended ?? throw new FormatException($"{row.Name}: a target can be over, so its ENDED column needs a status."),
            _ => int.Parse(outcome, System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The rule word that stands in a cell, without its exceptions.</summary>
    public string RuleOf(string row, Role role) => Rows.Single(known => known.Name == row).Cells[WireName.Of(role)].Split(',')[0];

    private PolicyRow Row(string room, string[] words, string sentence)
    {
        var cells = CellsOf($"{words[0]} {words[1]}", words[5..]);
        if (!Things.ContainsKey(words[2])) throw new FormatException($"{Path}: {words[1]} acts on '{words[2]}', which no line 'thing' names.");
        if (cells.Values.FirstOrDefault(cell => !rules.ContainsKey(cell.Split(',')[0])) is { } strange)
            throw new FormatException($"{Path}: {words[1]} names the rule '{strange}', which no line 'rule' explains.");
        return new(room, words[0], words[1], words[2], Number(words[3])!.Value, Number(words[4]), cells, sentence);
    }

    private Dictionary<string, string> CellsOf(string row, string[] cells) => cells.Length == Columns.Count
        ? Columns.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second)
        : throw new FormatException($"{Path}: '{row}' has {cells.Length} cells, not {Columns.Count}.");

    private static int? Number(string text) => text == "-" ? null : int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
