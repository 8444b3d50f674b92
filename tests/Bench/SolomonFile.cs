using System.Globalization;
using SpacesPlaces.Geodata.Planning;

namespace SpacesPlaces.Bench;

/// <summary>
/// One of Solomon's instances as LKH-3 packs them, read as a patrol problem: times and lengths in tenths, lengths cut to whole
/// tenths as in the published values, all visits required. Loads are not read: only instances whose loads do not bind are asked for.
/// </summary>
/// <param name="Name">Name and number of customers.</param>
/// <param name="Best">Best known length, in tenths.</param>
/// <param name="Problem">The problem.</param>
internal sealed record SolomonFile(string Name, double Best, PatrolProblem Problem)
{
    /// <summary>All instances in a folder, at most so many vehicles, whose loads do not bind.</summary>
    public static IEnumerable<SolomonFile> All(string folder, int mostVehicles) =>
        from path in Directory.GetFiles(folder, "*.vrptw", SearchOption.AllDirectories).OrderBy(p => Path.GetFileName(p), StringComparer.Ordinal)
        let parts = Path.GetFileName(path).Split('.')
        where int.Parse(parts[2], CultureInfo.InvariantCulture) <= mostVehicles
        let tour = Directory.GetFiles(folder, $"{parts[0]}.{parts[1]}.*.tour", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault()
        where tour is not null
        let file = Read(path, double.Parse(Path.GetFileName(tour).Split('.')[3], CultureInfo.InvariantCulture))
        where file is not null
        select file;

    private static SolomonFile? Read(string path, double best)
    {
        Dictionary<string, int> numbers = [];
        Dictionary<string, List<int[]>> sections = [];
        var section = "";
        foreach (var line in File.ReadLines(path))
        {
            if (line.Split(" : ") is [var key, var value]) _ = int.TryParse(value, out var number) && numbers.TryAdd(key, number);
            else if (line.EndsWith("_SECTION", StringComparison.Ordinal)) sections[section = line] = [];
            else if (line.Split(' ').Select(p => int.TryParse(p, out var n) ? n : -1).ToArray() is { Length: > 1 } row) sections[section].Add(row);
        }

        var (at, windows) = (sections["NODE_COORD_SECTION"], sections["TIME_WINDOW_SECTION"]);
        if (sections["DEMAND_SECTION"].Sum(row => row[1]) > numbers["CAPACITY"]) return null;
        var service = 10 * numbers["SERVICE_TIME"];
        double?[][] travel = [.. at.Select(a => (double?[])[.. at.Select(b => (double?)Math.Floor(10 * Math.Sqrt(Math.Pow(a[1] - b[1], 2) + Math.Pow(a[2] - b[2], 2)) + 1e-9))])];
        return new(
            string.Join('.', Path.GetFileName(path).Split('.').Take(2)), best,
            new PatrolProblem
            {
                Teams = [.. Enumerable.Repeat(new PatrolTeam(10 * windows[0][1], 10 * windows[0][2], 0, 0), numbers["VEHICLES"])],
                Visits = [.. Enumerable.Range(1, at.Count - 1).Select(i => new PatrolVisit(i, service, [new(10 * windows[i][1], 10 * windows[i][2] + service)], Required: true))],
                Travel = travel,
            });
    }
}
